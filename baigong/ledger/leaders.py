"""分管领导: the person who answers for a task, its own or that of the units that answer for it."""

from __future__ import annotations

from collections.abc import Iterable

from baigong.ledger.directory import Directory
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState


def leaders_of(state: TaskState, directory: Directory) -> tuple[str, ...]:
    """Give the leader of a task or, where none is named, the leaders of the units that answer for it."""
    if state.leader:
        return (state.leader,)
    return tuple(dict.fromkeys(leader for unit in state.answering if (leader := directory.leader(unit))))


def ledger_of_leaders(ledger: Ledger, leaders: Iterable[str], states: Iterable[TaskState]) -> Ledger:
    """Give the ledger with only the tasks that some people answer for, as they stand in `states`."""
    wanted = set(leaders)
    return ledger.of_tasks({state.id for state in states if wanted.intersection(leaders_of(state, ledger.directory))})
