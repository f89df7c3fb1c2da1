"""The weekly (or monthly) report as data: totals, changes, work finished, late and to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from baigong.calendar import DAY
from baigong.deferred import dataclass
from baigong.ledger.figures import joint_figures
from baigong.ledger.ledger import Ledger
from baigong.ledger.query import Query, select
from baigong.ledger.task_state import TaskState
from baigong.model.events import Progress
from baigong.reports.history import event_words
from baigong.reports.keepers import KeeperRow, keeper_rows
from baigong.reports.overdue import DueRow, coming_rows, overdue_rows
from baigong.reports.period import Period
from baigong.reports.plan_name import SPARE
from baigong.reports.targets import TargetRow, target_rows
from baigong.reports.tasks import TaskRow, number, task_rows
from baigong.reports.totals import SectionRow, Totals, rounded, section_rows, totals
from baigong.words import ACHIEVED, Status


@dataclass(frozen=True)
class NoteRow:
    """One progress report of the period: `event` is its id, `id` the task or step it is about, `text` its words.

    `unit` is who reported; `units` are the names that answer for the task. `checkpoint` says that it reported a
    checkpoint done, which finishes nothing: it has no status of its own then.
    """

    id: str
    event: str
    text: str
    on: date
    unit: str
    units: tuple[str, ...]
    by: str
    status: Status | None
    percent: float | None
    checkpoint: bool
    note: str
    problem: str
    next: str
    actual: dict[str, float]


@dataclass(frozen=True)
class DecisionRow:
    """A decision of the supervising office on the task or step `id`: 销号, 退回, 延期, 分工."""

    id: str
    event: str
    text: str
    kind: str
    on: date
    words: str


@dataclass(frozen=True)
class UnitRow:
    """The tasks one unit answers for, with the scoreboard's figures; `reports` counts its own reports."""

    unit: str
    tasks: int
    finished: int
    doing: int
    blocked: int
    todo: int
    percent: float | None
    overdue: int
    red: int
    yellow: int
    reports: int
    recorded: int
    silent: bool


@dataclass(frozen=True)
class Weekly:
    """A whole report; `before` are the totals at the end of the period before, if any.

    `recorded` says whether the ledger had any record by then. `problems` are the open tasks that are blocked, or of
    which a problem stands. `due` falls due in the rest of a running period,
    `coming` in the next period.
    """

    title: str
    number: str
    issuer: str
    period: Period
    unit: str
    recorded: bool
    totals: Totals
    before: Totals | None
    done: list[TaskRow]
    notes: list[NoteRow]
    decisions: list[DecisionRow]
    problems: list[TaskRow]
    red: list[TaskRow]
    yellow: list[TaskRow]
    late: list[DueRow]
    due: list[DueRow]
    coming: list[DueRow]
    targets: list[TargetRow]
    sections: list[SectionRow]
    units: list[UnitRow]
    keepers: list[KeeperRow]
    plan: str = field(default="", kw_only=True, metadata=SPARE)
    leaders: tuple[str, ...] = field(default=(), kw_only=True, metadata=SPARE)
    """Whose tasks alone it is about; everybody's where nobody is named."""

    @property
    def whose(self) -> str:
        """The unit, or the people, whose tasks alone it is about; "" for all."""
        return whose(self.unit, self.leaders)


def whose(unit: str, leaders: tuple[str, ...]) -> str:
    """Name the unit or the people whose tasks alone a report is about; "" for all."""
    return unit or (f"{'、'.join(leaders)}分管" if leaders else "")


def weekly(ledger: Ledger, period: Period, unit: str = "", plan: str = "") -> Weekly:
    """Make the report of a period, for the whole plan or for one unit's tasks; `plan` names the plan among several."""
    query = Query(units=(unit,) if unit else ())
    previous = period.start - DAY
    # The earlier day first: a replay goes on from there to the later one.
    earlier = select(ledger.on(previous), query, ledger.directory) if previous >= ledger.plan.head.start else None
    states = select(ledger.on(period.as_of), query, ledger.directory)
    ids = {state.id for state in states}
    open_now = sorted((state for state in states if state.open), key=lambda state: (-state.overdue_days, -state.behind))
    return Weekly(
        title=ledger.plan.head.title,
        number=ledger.plan.head.number,
        issuer=ledger.plan.head.issuer,
        period=period,
        unit=unit,
        recorded=any(event.on <= period.as_of for event in ledger.in_force),
        totals=totals(states),
        before=totals(earlier) if earlier is not None else None,
        done=task_rows(_finished_within(period, states, earlier or ()), plan),
        notes=_notes(ledger, period, ids, unit),
        decisions=_decisions(ledger, period, ids),
        problems=task_rows((state for state in states if state.open and _troubled(state)), plan),
        red=task_rows((state for state in open_now if state.light == "red"), plan),
        yellow=task_rows((state for state in open_now if state.light == "yellow"), plan),
        late=overdue_rows(states, plan),
        due=coming_rows(states, period.as_of, period.end, plan) if period.running else [],
        coming=coming_rows(states, period.end + DAY, period.next_end, plan),
        targets=[row for state in states for row in target_rows(state)],
        sections=section_rows(ledger, states),
        units=unit_rows((ledger,), period, unit),
        keepers=keeper_rows(ledger, period, ids),
        plan=plan,
    )


def _troubled(state: TaskState) -> bool:
    return state.status == "blocked" or state.problem is not None


def _finished_within(period: Period, states: Sequence[TaskState], earlier: Sequence[TaskState]) -> list[TaskState]:
    """Give the tasks finished within the period; `earlier` are the states at the end of the period before."""
    open_before = {state.id for state in earlier if state.open}
    return [
        state
        for state in states
        if state.status in ACHIEVED
        and state.finished_on is not None
        and period.holds_finish(state.finished_on, was_open=state.id in open_before)
    ]


def _notes(ledger: Ledger, period: Period, ids: set[str], unit: str) -> list[NoteRow]:
    """Give the reports on these tasks; for one unit, only its own and those that name no unit."""
    return [
        note_row(ledger, event, period.as_of)
        for event in ledger.in_force
        if isinstance(event, Progress)
        and period.holds(event.on)
        and ledger.nodes[event.task] in ids
        and (not unit or not event.unit or ledger.directory.overlap(event.unit, unit))
    ]


def note_row(ledger: Ledger, event: Progress, day: date) -> NoteRow:
    """Give a progress report as a row, with the units that answer for its task on `day`."""
    state, met = ledger.task(event.task, day), ledger.meets_checkpoint(event)
    return NoteRow(
        id=event.task,
        event=event.id,
        text=_text(state, event.task),
        on=event.on,
        unit=event.unit,
        units=state.answerable,
        by=event.by,
        status=None if met else event.status,
        percent=number(event.percent) if event.percent is not None and not met else None,
        checkpoint=met,
        note=event.note,
        problem=event.problem,
        next=event.next,
        actual=event.actual,
    )


def _text(state: TaskState, id: str) -> str:
    return next((step.step.text for step in state.steps if step.step.id == id), state.task.title or state.task.text)


def _decisions(ledger: Ledger, period: Period, ids: set[str]) -> list[DecisionRow]:
    """Give the decisions of the supervising office within the period: 销号, 退回, 延期, 分工."""
    return [
        DecisionRow(
            id=event.task,
            event=event.id,
            text=_text(ledger.task(event.task, period.as_of), event.task),
            kind=event.kind,
            on=event.on,
            words=event_words(ledger, event),
        )
        for event in ledger.in_force
        if not isinstance(event, Progress) and period.holds(event.on) and ledger.nodes[event.task] in ids
    ]


def unit_rows(ledgers: Sequence[Ledger], period: Period, unit: str = "") -> list[UnitRow]:
    """Give a row for each unit that answers for something in any of these plans, groups by their members."""
    return [
        UnitRow(
            unit=figures.unit,
            tasks=figures.tasks,
            finished=figures.finished,
            doing=figures.unfinished("doing"),
            blocked=figures.unfinished("blocked"),
            todo=figures.unfinished("todo"),
            percent=rounded(figures.means.percent),
            overdue=figures.overdue,
            red=figures.red,
            yellow=figures.yellow,
            reports=len(figures.reports.own),
            recorded=len(figures.reports.office),
            silent=figures.reports.silent,
        )
        for figures in joint_figures(ledgers, period.start, period.as_of, (unit,) if unit else ())
        if figures.tasks
    ]
