"""What calendars and task managers take of a ledger: every dated thing, and every task, each under a key that stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from baigong.deferred import dataclass
from baigong.ledger.deadlines import Due, dates_of
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.reports.tasks import TaskRow, task_row
from baigong.words import Every

Kind = Literal["task", "step", "checkpoint"]


@dataclass(frozen=True)
class DateRow:
    """One dated thing. `key` names it for ever: a deferral moves its day and not its key.

    `revision` counts the records of its task, `changed` is the moment of the last of them, None before the first.
    `met` says that nothing is owed any more.
    """

    key: str
    kind: Kind
    id: str
    text: str
    due: date
    every: Every | None
    met: bool
    dropped: bool
    revision: int
    changed: datetime | None
    task: TaskRow


@dataclass(frozen=True)
class TodoRow:
    """One task, under a key that stays; `words` are the notes of its reports, each with its moment."""

    key: str
    changed: datetime | None
    words: tuple[tuple[datetime, str], ...]
    task: TaskRow


def date_rows(ledger: Ledger, states: Iterable[TaskState]) -> list[DateRow]:
    """Give a row for each dated thing, in the order of the plan."""
    return [row for state in states for row in _dates(ledger, state)]


def _dates(ledger: Ledger, state: TaskState) -> Iterable[DateRow]:
    events = ledger.records_of(state.id, state.day)
    task = task_row(state)
    texts = {state.id: state.task.text, **{step.step.id: step.step.text for step in state.steps}}
    for due in dates_of(state):
        yield DateRow(
            key=_key(due),
            kind="checkpoint" if due.every else "task" if due.id == state.id else "step",
            id=due.id,
            text=texts[due.id],
            due=due.due,
            every=due.every,
            met=due.met,
            dropped=state.status == "dropped",
            revision=len(events),
            changed=max((event.at for event in events), default=None),
            task=task,
        )


def _key(due: Due) -> str:
    return f"{due.id}/{due.start}" if due.start else due.id


def todo_rows(ledger: Ledger, states: Iterable[TaskState]) -> list[TodoRow]:
    """Give a row for each task, in the order of the plan."""
    return [
        TodoRow(
            key=state.id,
            changed=max((event.at for event in ledger.records_of(state.id, state.day)), default=None),
            words=tuple((event.at, event.note) for event in state.reports if event.note),
            task=task_row(state),
        )
        for state in states
    ]
