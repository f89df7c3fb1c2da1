"""Tasks as rows, under the names that JSON uses; dates are dates, percents 0 to 100 with one decimal at most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.task_state import Checkpoint, StepState, TaskState
from baigong.reports.plan_name import SPARE
from baigong.words import Bound, Every, Light, Status


@dataclass(frozen=True)
class CheckpointRow:
    """One checkpoint of recurring work, and whether it was reported between `start` and `due` (both included)."""

    start: date
    due: date
    met: bool


@dataclass(frozen=True)
class TargetValue:
    """A target of a task, and the value reached; None where none was reported."""

    text: str
    value: float
    unit: str
    bound: Bound | None
    actual: float | None


@dataclass(frozen=True)
class StepRow:
    """One step; `due` is its own date in force, None if it has only its task's."""

    id: str
    text: str
    due: date | None
    basis: str
    every: Every | None
    status: Status
    percent: float
    checkpoints: Sequence[CheckpointRow]


@dataclass(frozen=True)
class TaskRow:
    """Everything that listings and programs show of one task on a day.

    `reason` explains the light. `latest` and `next` are the words of the last report, made on the day `latest_on` by
    `latest_by`: its unit, or the author of the record if it names no unit. `problem` is the last one that stands
    (see "Problems" in docs/design.md), reported on `problem_on` by `problem_by`.
    """

    id: str
    section: str
    title: str
    text: str
    lead: tuple[str, ...]
    units: tuple[str, ...]
    support: tuple[str, ...]
    leader: str
    open_ended: bool
    start: date
    due: date
    original_due: date
    next_due: date | None
    basis: str
    source: str
    every: Every | None
    ongoing: bool
    status: Status
    percent: float
    scheduled: float
    light: Light | None
    reason: str
    overdue_days: int
    latest: str
    latest_on: date | None
    latest_by: str
    problem: str
    problem_on: date | None
    problem_by: str
    next: str
    finished_on: date | None
    finished_late: bool
    deferrals: int
    targets: tuple[TargetValue, ...]
    documents: tuple[str, ...]
    checkpoints: Sequence[CheckpointRow]
    steps: tuple[StepRow, ...]
    plan: str = field(default="", kw_only=True, metadata=SPARE)


def task_rows(states: Iterable[TaskState], plan: str = "") -> list[TaskRow]:
    """Give a row for each task, of the plan of that name among several."""
    return [task_row(state, plan) for state in states]


def task_row(state: TaskState, plan: str = "") -> TaskRow:
    """Give the row of one task, of the plan of that name among several."""
    task, latest, problem = state.task, state.latest, state.problem
    return TaskRow(
        id=task.id,
        section=state.section.id,
        title=task.title,
        text=task.text,
        lead=state.roles.lead,
        units=state.roles.responsible,
        support=state.roles.support,
        leader=state.leader,
        open_ended=state.open_ended,
        start=state.start,
        due=state.due,
        original_due=state.original_due,
        next_due=state.next_due,
        basis=state.basis,
        source=task.source,
        every=task.every,
        ongoing=task.ongoing,
        status=state.status,
        percent=number(state.percent),
        scheduled=number(state.scheduled),
        light=state.light,
        reason=state.reason,
        overdue_days=state.overdue_days,
        latest=latest.note if latest else "",
        latest_on=latest.on if latest else None,
        latest_by=(latest.unit or latest.by) if latest else "",
        problem=problem.text if problem else "",
        problem_on=problem.on if problem else None,
        problem_by=(problem.unit or problem.by) if problem else "",
        next=latest.next if latest else "",
        finished_on=state.finished_on,
        finished_late=state.finished_late,
        deferrals=len(state.deferrals.get(task.id, ())),
        targets=tuple(
            TargetValue(target.text, target.value, target.unit, target.bound, state.actual.get(target.text))
            for target in task.targets
        ),
        documents=task.documents,
        checkpoints=CheckpointRows(state.checkpoints),
        steps=tuple(_step_row(step) for step in state.steps),
        plan=plan,
    )


def _step_row(state: StepState) -> StepRow:
    step = state.step
    return StepRow(
        id=step.id,
        text=step.text,
        due=state.due,
        basis=step.basis,
        every=step.every,
        status=state.standing.status,
        percent=number(state.standing.percent),
        checkpoints=CheckpointRows(state.checkpoints),
    )


class CheckpointRows(Sequence[CheckpointRow]):
    """The rows of a recurrence, each made when it is looked at: few outputs show them, and there may be thousands."""

    def __init__(self, points: Sequence[Checkpoint]) -> None:
        """Take the checkpoints."""
        self._points = points

    def __len__(self) -> int:
        """Count the checkpoints."""
        return len(self._points)

    def __getitem__(self, at: int) -> CheckpointRow:  # type: ignore[override]  # nobody takes slices of rows
        """Give one row."""
        point = self._points[at]
        return CheckpointRow(point.start, point.due, point.met)

    def __eq__(self, other: object) -> bool:
        """Whether both are rows of the same checkpoints."""
        return isinstance(other, CheckpointRows) and self._points == other._points

    def __hash__(self) -> int:
        """Hash by the checkpoints."""
        return hash(self._points)


def number(value: float) -> float | int:
    """Round a percent to one decimal; whole numbers become ints.

    Values under 100 never round to 100, and values over 0 never round to 0.
    """
    rounded = round(value, 1)
    if rounded == 100 and value < 100:
        # A mean of hundreds may be a hair under a hundred by its floating point alone.
        rounded = 99.9 if 100 - value > 1e-9 else 100.0
    if rounded == 0 and value > 1e-9:
        rounded = 0.1
    return int(rounded) if rounded == int(rounded) else rounded
