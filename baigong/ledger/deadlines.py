"""What is late, what falls due, how far a task should be: rules 5, 7 and 8 of "The state of a task"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from baigong.calendar import FIRST_DAY, LAST_DAY, SHORTEST, begins_period, checkpoints, scheduled
from baigong.deferred import dataclass
from baigong.ledger.checkpoints import Checkpoint, Checkpoints
from baigong.ledger.replay import TaskReplay
from baigong.ledger.task_state import Late, StepState, TaskState
from baigong.model.plan import Task
from baigong.words import Every

SHORT = 30
"""A task whose whole period has fewer days than this turns red only when it is overdue."""


@dataclass(frozen=True)
class Due:
    """One thing with a date: a task, a step or a checkpoint (then `every` is set, and `start` begins its period).

    `met` says that nothing is owed any more: it is finished, or the checkpoint was reported on.
    """

    state: TaskState
    id: str
    due: date
    every: Every | None = None
    start: date | None = None
    met: bool = False


@dataclass(frozen=True)
class LateRow:
    """One thing that is late, by its own date: a task, a step, or the missed checkpoints of one of them together.

    `checkpoints` are the days of those; `due` and `days` are then of the first.
    """

    state: TaskState
    id: str
    due: date
    days: int
    every: Every | None = None
    checkpoints: tuple[date, ...] = ()


def late_rows(states: Iterable[TaskState]) -> list[LateRow]:
    """Give one row for each thing that is late, the longest late first (rule 7)."""
    return sorted((row for state in states for row in _late_rows(state)), key=lambda row: -row.days)


def _late_rows(state: TaskState) -> Iterator[LateRow]:
    points: dict[str, list[Late]] = {}
    for late in state.late:
        if late.every is None:
            yield LateRow(state, late.id, late.due, late.days)
        else:
            points.setdefault(late.id, []).append(late)
    for id, missed in points.items():
        first = missed[0]
        yield LateRow(state, id, first.due, first.days, first.every, tuple(one.due for one in missed))


def due_rows(states: Iterable[TaskState], first: date, last: date) -> list[Due]:
    """Give one row for each thing due between `first` and `last`, both included, and still open; soonest first."""
    rows = [row for state in states if state.open for row in dates_of(state, first, last) if not row.met]
    return sorted(rows, key=lambda row: row.due)


def dates_of(state: TaskState, first: date = FIRST_DAY, last: date = LAST_DAY) -> Iterator[Due]:
    """Give everything of a task that has a date from `first` to `last`, what is met and finished included."""
    over = not state.open
    if state.measured and first <= state.due <= last:
        yield Due(state, state.id, state.due, met=over)
    points = state.checkpoints.between(first, last)
    yield from _checkpoints(state, state.id, state.task.every, points, over)
    for step in state.steps:
        finished = over or step.standing.finished
        # A step due on its task's own day says nothing that the task's row does not.
        if step.due and first <= step.due <= last and not (state.measured and step.due == state.due):
            yield Due(state, step.step.id, step.due, met=finished)
        points = step.checkpoints.between(first, last)
        yield from _checkpoints(state, step.step.id, step.step.every, points, finished)


def _checkpoints(
    state: TaskState, id: str, every: Every | None, points: Iterable[Checkpoint], finished: bool
) -> Iterator[Due]:
    return (Due(state, id, point.due, every, point.start, finished or point.met) for point in points)


def late_parts(task: Task, steps: tuple[StepState, ...], points: Checkpoints, due: date, day: date) -> Iterable[Late]:
    """Yield what is late, each by its own date: the task, its missed checkpoints, its late steps (rule 7)."""
    if due < day and not task.ongoing:
        yield Late(task.id, due, (day - due).days)
    yield from _missed(task.id, task.every, points, day)
    for state in steps:
        if state.standing.finished:
            continue
        if state.due and state.due < day:
            yield Late(state.step.id, state.due, (day - state.due).days)
        yield from _missed(state.step.id, state.step.every, state.checkpoints, day)


def _missed(id: str, every: Every | None, points: Checkpoints, day: date) -> Iterable[Late]:
    return (Late(id, due, (day - due).days, every) for due in points.missed(day))


def name_late_part(id: str, late: tuple[Late, ...]) -> str:
    """Name the late step or checkpoint that is late longest."""
    parts = [one for one in late if one.id != id or one.every]
    if not parts:
        return ""
    first = min(parts, key=lambda one: one.due)
    more = f"等 {len(parts)} 项" if len(parts) > 1 else ""
    which = "" if first.id == id else f"举措 {first.id} "
    return f"{which}{'节点未报' if first.every else '逾期'} {first.days} 天{more}"


def upcoming(task: Task, steps: tuple[StepState, ...], points: Checkpoints, due: date, day: date) -> Iterable[date]:
    """Yield every date still ahead: the task's own, the next checkpoint of each recurrence, the steps' own."""
    if not task.ongoing and due >= day:
        yield due
    yield from islice(points.ahead(day), 1)
    for state in steps:
        if not state.standing.finished:
            if state.due and state.due >= day:
                yield state.due
            yield from islice(state.checkpoints.ahead(day), 1)


def soonest(
    task: Task, steps: tuple[StepState, ...], points: Checkpoints, due: date, day: date, soon: int
) -> int | None:
    """Give the days to the next date of which the lights warn.

    They do not warn of checkpoints whose period is no longer than the warning: weekly work would always be due soon.
    """
    quiet = [state for state in steps if not _warns(state.step.every, soon)]
    loud = tuple(replace(state, checkpoints=Checkpoints()) if state in quiet else state for state in steps)
    dates = upcoming(task, loud, points if _warns(task.every, soon) else Checkpoints(), due, day)
    first = min(dates, default=None)
    return (first - day).days if first else None


def _warns(every: Every | None, soon: int) -> bool:
    return every is None or SHORTEST[every] > soon


def scheduled_share(points: Checkpoints, begin: date, due: date, day: date, issued: date | None) -> float:
    """Give 序时进度 (rule 8), 0 to 100; for what recurs, the share of its checkpoints whose day has passed.

    By days, a monthly task would be a third behind on the eve of each checkpoint, with nothing missed.
    """
    if issued and day < issued:
        return 0.0
    if points:
        return 100 * points.come(day) / len(points)
    return scheduled(begin, due, day)


def silent_periods(task: Task, course: TaskReplay, begin: date, day: date, rhythm: Every) -> int:
    """Count the full periods, up to the last one over by `day`, that passed since an ongoing task was reported on.

    A period that the start of the task cuts short is no full one; a report in the running period ends the silence.
    """
    if not task.ongoing:
        return 0
    spans = checkpoints(task.every or rhythm, begin, day)
    whole = spans if begins_period(task.every or rhythm, begin) else spans[1:]
    last = max((on for part in course.parts for on in part.days), default=None)
    return sum(1 for span in whole if span.end < day and (last is None or span.start > last))
