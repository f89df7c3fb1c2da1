"""The weekly (or monthly) report as data: totals, change, what was done, what is late and what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baigong.calendar import scheduled
from baigong.ledger.ledger import Ledger
from baigong.ledger.lights import Facts, judge
from baigong.ledger.own_reports import own_reports
from baigong.ledger.query import Query, part_of, select
from baigong.ledger.task_state import TaskState
from baigong.model.events import Progress
from baigong.reports.history import event_words
from baigong.reports.overdue import DueRow, coming_rows
from baigong.reports.period import DAY, Period
from baigong.reports.targets import TargetRow, target_rows
from baigong.reports.tasks import TaskRow, number, task_rows
from baigong.words import Light, Status


@dataclass(frozen=True)
class Totals:
    """Counts of tasks, and percentages (0 to 100): finished of those not dropped, and the mean progress."""

    tasks: int
    todo: int
    doing: int
    blocked: int
    done: int
    closed: int
    dropped: int
    finished: int
    rate: float
    percent: float
    scheduled: float
    red: int
    yellow: int
    green: int
    overdue: int


@dataclass(frozen=True)
class NoteRow:
    """One progress report of the period: `event` is its id, `id` the task or step it is about."""

    id: str
    event: str
    on: date
    unit: str
    by: str
    status: Status | None
    percent: float | None
    note: str
    actual: dict[str, float]


@dataclass(frozen=True)
class DecisionRow:
    """What the supervising office decided on the task or step `id`: 销号, 退回, 延期, 分工."""

    id: str
    event: str
    kind: str
    on: date
    words: str


@dataclass(frozen=True)
class SectionRow:
    """The tasks of one section together; `light` judges their mean progress by 序时进度 alone."""

    id: str
    title: str
    tasks: int
    finished: int
    percent: float
    scheduled: float
    red: int
    yellow: int
    light: Light


@dataclass(frozen=True)
class UnitRow:
    """The tasks of one unit together; `reports` counts what it reported itself."""

    unit: str
    tasks: int
    finished: int
    doing: int
    blocked: int
    todo: int
    percent: float
    red: int
    yellow: int
    reports: int


@dataclass(frozen=True)
class Weekly:
    """A whole report; `before` are the totals at the end of the period before, if any."""

    title: str
    number: str
    period: Period
    unit: str
    totals: Totals
    before: Totals | None
    done: list[TaskRow]
    notes: list[NoteRow]
    decisions: list[DecisionRow]
    red: list[TaskRow]
    yellow: list[TaskRow]
    coming: list[DueRow]
    targets: list[TargetRow]
    sections: list[SectionRow]
    units: list[UnitRow]


def weekly(ledger: Ledger, period: Period, unit: str = "") -> Weekly:
    """Make the report of a period, of the whole plan or of one unit's tasks."""
    query = Query(units=(unit,) if unit else ())
    states = select(ledger.on(period.as_of), query, ledger.directory)
    previous = period.start - DAY
    earlier = select(ledger.on(previous), query, ledger.directory) if previous >= ledger.plan.head.start else None
    shown = {state.id for state in states}
    open_now = sorted((state for state in states if state.open), key=lambda state: (-state.overdue_days, -state.behind))
    return Weekly(
        title=ledger.plan.head.title,
        number=ledger.plan.head.number,
        period=period,
        unit=unit,
        totals=totals(states, ledger, period.as_of),
        before=totals(earlier, ledger, previous) if earlier is not None else None,
        done=task_rows(state for state in states if _done_within(state, period)),
        notes=_notes(ledger, period, shown, unit),
        decisions=_decisions(ledger, period, shown),
        red=task_rows(state for state in open_now if state.light == "red"),
        yellow=task_rows(state for state in open_now if state.light == "yellow"),
        coming=coming_rows(states, period.end + DAY, period.next_end),
        targets=[row for state in states for row in target_rows(state)],
        sections=_sections(ledger, states, period.as_of),
        units=_units(ledger, states, period, unit),
    )


def totals(states: Sequence[TaskState], ledger: Ledger, day: date) -> Totals:
    """Count the tasks of a report on `day`."""

    def of(status: str) -> int:
        return sum(state.status == status for state in states)

    counted = [state for state in states if state.status != "dropped"]
    finished = of("done") + of("closed")
    head = ledger.plan.head
    return Totals(
        tasks=len(states),
        todo=of("todo"),
        doing=of("doing"),
        blocked=of("blocked"),
        done=of("done"),
        closed=of("closed"),
        dropped=of("dropped"),
        finished=finished,
        rate=number(100 * finished / len(counted)) if counted else 0,
        percent=mean_percent(counted),
        scheduled=number(scheduled(head.start, head.due, day)),
        red=sum(state.light == "red" for state in states),
        yellow=sum(state.light == "yellow" for state in states),
        green=sum(state.light == "green" for state in states),
        overdue=sum(bool(state.late) for state in states),
    )


def mean_percent(states: Sequence[TaskState]) -> float:
    """Give the mean progress of tasks, 0 to 100; dropped ones do not count."""
    counted = [state.percent for state in states if state.status != "dropped"]
    return number(sum(counted) / len(counted)) if counted else 0


def _done_within(state: TaskState, period: Period) -> bool:
    if state.status not in ("done", "closed") or state.finished_on is None:
        return False
    return period.start <= state.finished_on <= period.as_of


def _notes(ledger: Ledger, period: Period, shown: set[str], unit: str) -> list[NoteRow]:
    """Give what was reported on the tasks shown; of one unit, its own reports and those of no unit."""
    return [
        note_row(event)
        for event in ledger.in_force
        if isinstance(event, Progress)
        and period.start <= event.on <= period.as_of
        and ledger.nodes[event.task] in shown
        and (not unit or not event.unit or ledger.directory.overlap(event.unit, unit))
    ]


def note_row(event: Progress) -> NoteRow:
    """Give a progress report as a row."""
    return NoteRow(
        id=event.task,
        event=event.id,
        on=event.on,
        unit=event.unit,
        by=event.by,
        status=event.status,
        percent=number(event.percent) if event.percent is not None else None,
        note=event.note,
        actual=event.actual,
    )


def _decisions(ledger: Ledger, period: Period, shown: set[str]) -> list[DecisionRow]:
    """Give what the supervising office decided within the period: 销号, 退回, 延期, 分工."""
    return [
        DecisionRow(id=event.task, event=event.id, kind=event.kind, on=event.on, words=event_words(event))
        for event in ledger.in_force
        if not isinstance(event, Progress)
        and period.start <= event.on <= period.as_of
        and ledger.nodes[event.task] in shown
    ]


def _sections(ledger: Ledger, states: Sequence[TaskState], day: date) -> list[SectionRow]:
    rows = []
    for section in ledger.plan.sections:
        own = [state for state in states if state.section.id == section.id]
        if not own:
            continue
        counted = totals(own, ledger, day)
        expected = number(sum(state.scheduled for state in own) / len(own))
        rows.append(
            SectionRow(
                id=section.id,
                title=section.title,
                tasks=counted.tasks,
                finished=counted.finished,
                percent=counted.percent,
                scheduled=expected,
                red=counted.red,
                yellow=counted.yellow,
                light=judge(Facts(behind=expected - counted.percent), ledger.plan.head.lights).light,
            )
        )
    return rows


def _units(ledger: Ledger, states: Sequence[TaskState], period: Period, unit: str) -> list[UnitRow]:
    rows = []
    # Who is named on that day: a unit assigned later has no row in the reports of the weeks before.
    named = {ledger.directory.canonical(name) for state in states for name in state.roles.names}
    for name in (unit,) if unit else (name for name in ledger.directory.in_plan if name in named):
        own = [state for state in states if part_of(state, name, ledger.directory)]
        if not own:
            continue
        counted = totals(own, ledger, period.as_of)
        rows.append(
            UnitRow(
                unit=name,
                tasks=counted.tasks,
                finished=counted.finished,
                doing=counted.doing,
                blocked=counted.blocked,
                todo=counted.todo,
                percent=counted.percent,
                red=counted.red,
                yellow=counted.yellow,
                reports=own_reports(ledger, name, period.start, period.as_of),
            )
        )
    return rows
