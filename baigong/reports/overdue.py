"""What is late, by how many days, whose: a task, a step or an unmet checkpoint; and what falls due soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from baigong.ledger.task_state import Checkpoint, Late, TaskState
from baigong.reports.tasks import number
from baigong.words import Every, Light, Status


@dataclass(frozen=True)
class DueRow:
    """One thing late or to come: the task, step or checkpoint `id` of the task `task`, and the day it is due.

    `overdue_days` is 0 for what is to come. `because` says in words what the text does not: which checkpoints
    were missed, which steps are late.
    """

    id: str
    task: str
    section: str
    text: str
    lead: tuple[str, ...]
    units: tuple[str, ...]
    support: tuple[str, ...]
    due: date
    basis: str
    status: Status
    percent: float
    light: Light | None
    last_report: date | None
    overdue_days: int
    checkpoints: tuple[date, ...]
    because: str


def overdue_rows(states: Iterable[TaskState]) -> list[DueRow]:
    """Give one row for each thing that is late, the longest late first.

    Where a task itself is past its due date, it is one row, counted from the earliest date it has missed;
    else each late step, and each step with unmet checkpoints, is a row of its own.
    """
    rows = [row for state in states for row in _late_rows(state)]
    return sorted(rows, key=lambda row: -row.overdue_days)


def _late_rows(state: TaskState) -> Iterator[DueRow]:
    if any(late.id == state.id and late.every is None for late in state.late):
        yield _late_row(state, state.id, list(state.late))
        return
    for id in dict.fromkeys(late.id for late in state.late):
        yield _late_row(state, id, [late for late in state.late if late.id == id])


def _late_row(state: TaskState, id: str, late: list[Late]) -> DueRow:
    first = min(late, key=lambda one: one.due)
    points = tuple(one.due for one in late if one.every)
    return _row(state, id, first.due, first.days, points, _because(id, late))


def _row(
    state: TaskState, id: str, due: date, days: int = 0, points: tuple[date, ...] = (), because: str = ""
) -> DueRow:
    step = next((step for step in state.steps if step.step.id == id), None)
    standing = step.standing if step else state.standing
    reports = [event for event in state.reports if not step or event.task == id]
    return DueRow(
        id=id,
        task=state.id,
        section=state.section.id,
        text=step.step.text if step else state.task.text,
        lead=state.roles.lead,
        units=state.roles.responsible,
        support=state.roles.support,
        due=due,
        basis=(step.step.basis if step else "") or state.basis,
        status=standing.status if step else state.status,
        percent=number(standing.percent),
        light=state.light,
        last_report=reports[-1].on if reports else None,
        overdue_days=days,
        checkpoints=points,
        because=because,
    )


def _because(id: str, late: list[Late]) -> str:
    points = [one for one in late if one.every]
    said = [_whose(one.id, id) + missed_words(one.every, [p.due for p in points if p.id == one.id]) for one in points]
    said += [f"{one.id}应于{one.due.month}月{one.due.day}日完成" for one in late if not one.every and one.id != id]
    return "；".join(dict.fromkeys(said))


def _whose(id: str, within: str) -> str:
    # 1.6.4 and 1月 must not run together into 1.6.41月.
    return f"{id} " if id != within else ""


def missed_words(every: Every | None, dues: Sequence[date]) -> str:
    """Name missed checkpoints as the office does: 1月、2月节点未报."""
    return f"{checkpoint_words(every, dues)}未报"


def checkpoint_words(every: Every | None, dues: Sequence[date]) -> str:
    """Name checkpoints as the office does: 1月、2月节点."""
    if every == "month":
        names = "、".join(f"{due.month}月" for due in dues)
    elif every == "quarter":
        names = "、".join(f"第{(due.month + 2) // 3}季度" for due in dues)
    else:
        names = f"{len(dues)}周（至{dues[-1].month}月{dues[-1].day}日）"
    return f"{names}节点"


def coming_rows(states: Iterable[TaskState], first: date, last: date) -> list[DueRow]:
    """Give one row for each thing due between `first` and `last`, both included, and still open; soonest first."""
    rows = [row for state in states if state.open for row in _coming(state, first, last)]
    return sorted(rows, key=lambda row: row.due)


def _coming(state: TaskState, first: date, last: date) -> Iterator[DueRow]:
    def point_rows(id: str, every: Every | None, points: Iterable[Checkpoint]) -> Iterator[DueRow]:
        for point in points:
            if first <= point.due <= last and not point.met:
                yield _row(state, id, point.due, 0, (point.due,), checkpoint_words(every, [point.due]))

    if first <= state.due <= last and not state.task.ongoing:
        yield _row(state, state.id, state.due)
    yield from point_rows(state.id, state.task.every, state.checkpoints)
    for step in state.steps:
        if step.standing.finished:
            continue
        # A step due on its task's own day says nothing that the task's row does not.
        if step.due and first <= step.due <= last and step.due != state.due:
            yield _row(state, step.step.id, step.due)
        yield from point_rows(step.step.id, step.step.every, step.checkpoints)
