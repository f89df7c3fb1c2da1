"""分管领导 as rows: what each answers for, by the task's own leader or, where none is named, by that of its units."""

from __future__ import annotations

from collections.abc import Iterable

from baigong.deferred import dataclass
from baigong.ledger.leaders import leaders_of
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.reports.period import Period
from baigong.reports.totals import totals


@dataclass(frozen=True)
class LeaderRow:
    """The tasks that one person answers for on a day, and the units that answer for them; "" for tasks of nobody.

    A task of several leaders counts for each; dropped tasks do not count.
    """

    leader: str
    tasks: int
    done: int
    rate: float
    percent: float | None
    overdue: int
    red: int
    yellow: int
    units: tuple[str, ...]


def leader_rows(ledgers: Iterable[Ledger], period: Period) -> list[LeaderRow]:
    """Give a row for each leader over these plans, in their order; the tasks that nobody leads come last."""
    tasks: dict[str, list[TaskState]] = {}
    for ledger in ledgers:
        for state in ledger.on(period.as_of):
            if state.status != "dropped":
                for leader in leaders_of(state, ledger.directory) or ("",):
                    tasks.setdefault(leader, []).append(state)
    return [_row(leader, states) for leader, states in sorted(tasks.items(), key=lambda pair: not pair[0])]


def _row(leader: str, states: list[TaskState]) -> LeaderRow:
    counted = totals(states)
    return LeaderRow(
        leader=leader,
        tasks=counted.tasks,
        done=counted.finished,
        rate=counted.rate,
        percent=counted.percent,
        overdue=counted.overdue,
        red=counted.red,
        yellow=counted.yellow,
        units=tuple(dict.fromkeys(unit for state in states for unit in state.answering)),
    )
