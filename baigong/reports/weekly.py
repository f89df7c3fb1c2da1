"""The weekly (or monthly) report as data: totals, change, what was done, what is late and what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from baigong.calendar import Week, month_end, scheduled, week, week_of
from baigong.errors import RequestError
from baigong.ledger.ledger import Ledger
from baigong.ledger.query import Query, part_of, select
from baigong.ledger.task_state import TaskState
from baigong.model.events import Event, Progress
from baigong.reports.history import event_words
from baigong.reports.overdue import coming_rows
from baigong.reports.targets import target_rows
from baigong.reports.tasks import number, task_row

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days that a report covers, both ends included; it stands on `as_of`, which is `end` once that has passed."""

    label: str
    start: date
    end: date
    as_of: date
    week: int | None = None

    @property
    def next_end(self) -> date:
        """The last day of the period after this one: a week, or a calendar month."""
        return self.end + 7 * DAY if self.week is not None else month_end(self.end + DAY)

    @property
    def running(self) -> bool:
        """Whether the period is not over on the day it stands on."""
        return self.as_of < self.end


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
class Weekly:
    """A whole report. Rows are JSON objects; `before` are the totals at the end of the period before, if any."""

    title: str
    number: str
    period: Period
    unit: str
    totals: Totals
    before: Totals | None
    done: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
    red: list[dict[str, Any]]
    yellow: list[dict[str, Any]]
    coming: list[dict[str, Any]]
    targets: list[dict[str, Any]]
    sections: list[dict[str, Any]]
    units: list[dict[str, Any]]


def week_period(plan_start: date, today: date, wanted: int | None) -> Period:
    """Give the period of week `wanted`, or of the running week.

    A past week stands on its Sunday, the running one on today.

    Raises:
        RequestError: a week below 1, or one that has not begun.
    """
    if wanted is not None and wanted < 1:
        raise RequestError(f"没有第 {wanted} 周", "周次从 1 起，第 1 周含方案起始日")
    running = week_of(plan_start, today)
    if wanted is None:
        wanted = running.number
        if wanted < 1:
            raise RequestError(f"方案 {plan_start} 才开始，今天（{today}）还没有周报", "可用 --as-of 指定日期")
    try:
        found = week(plan_start, wanted)
    except OverflowError:
        raise RequestError(f"没有第 {wanted} 周", "请核对周次") from None
    if found.start > today:
        raise RequestError(
            f"第 {wanted} 周（{found.start} 至 {found.end}）还没有开始，今天是 {today}",
            f"最近的是第 {running.number} 周",
        )
    return _week_period(found, min(found.end, today))


def day_period(plan_start: date, today: date, day: date) -> Period:
    """Give the week that holds `day`, standing on that day.

    Raises:
        RequestError: the day is in the future, or before the plan's first week.
    """
    if day > today:
        raise RequestError(f"{day} 还没有到，今天是 {today}", "请指定今天或以前的日期")
    found = week_of(plan_start, day)
    if found.number < 1:
        raise RequestError(f"{day} 在方案起始日 {plan_start} 之前", "请指定方案开始以后的日期")
    return _week_period(found, day)


def month_period(plan_start: date, today: date, year: int, month: int) -> Period:
    """Give a calendar month, standing on its last day or, while it runs, on today.

    Raises:
        RequestError: the month lies before the plan or has not begun.
    """
    first = date(year, month, 1)
    last = month_end(first)
    if first > today:
        raise RequestError(f"{year}年{month}月还没有开始，今天是 {today}", "请指定已开始的月份")
    if last < plan_start:
        raise RequestError(f"{year}年{month}月在方案起始日 {plan_start} 之前", "请指定方案开始以后的月份")
    return Period(f"{year}年{month}月", first, last, min(last, today))


def _week_period(found: Week, as_of: date) -> Period:
    return Period(f"第{found.number}周", found.start, found.end, as_of, found.number)


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
        done=[task_row(state) for state in states if _done_within(state, period)],
        notes=_notes(ledger, period, shown, unit),
        decisions=_decisions(ledger, period, shown),
        red=[task_row(state) for state in open_now if state.light == "red"],
        yellow=[task_row(state) for state in open_now if state.light == "yellow"],
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


def _notes(ledger: Ledger, period: Period, shown: set[str], unit: str) -> list[dict[str, Any]]:
    members = set(ledger.directory.members(unit)) if unit else set()
    rows = []
    for event in ledger.in_force:
        if not isinstance(event, Progress) or not period.start <= event.on <= period.as_of:
            continue
        if ledger.nodes[event.task] not in shown or (unit and event.unit and not _same(ledger, event, members)):
            continue
        rows.append(note_row(event))
    return rows


def _decisions(ledger: Ledger, period: Period, shown: set[str]) -> list[dict[str, Any]]:
    """Give what the supervising office decided within the period: 销号, 退回, 延期, 分工."""
    return [
        {
            "id": event.task,
            "event": event.id,
            "kind": event.kind,
            "on": event.on.isoformat(),
            "words": event_words(event),
        }
        for event in ledger.in_force
        if not isinstance(event, Progress)
        and period.start <= event.on <= period.as_of
        and ledger.nodes[event.task] in shown
    ]


def _same(ledger: Ledger, event: Progress, members: set[str]) -> bool:
    return bool(members & set(ledger.directory.members(event.unit)))


def note_row(event: Progress) -> dict[str, Any]:
    """Give a progress report as a row."""
    return {
        "id": event.task,
        "event": event.id,
        "on": event.on.isoformat(),
        "unit": event.unit,
        "by": event.by,
        "status": event.status,
        "percent": number(event.percent) if event.percent is not None else None,
        "note": event.note,
        "actual": event.actual,
    }


def _sections(ledger: Ledger, states: Sequence[TaskState], day: date) -> list[dict[str, Any]]:
    rows = []
    for section in ledger.plan.sections:
        own = [state for state in states if state.section.id == section.id]
        if own:
            counted = totals(own, ledger, day)
            rows.append(
                {
                    "id": section.id,
                    "title": section.title,
                    "tasks": counted.tasks,
                    "finished": counted.finished,
                    "percent": counted.percent,
                    "scheduled": number(sum(state.scheduled for state in own) / len(own)),
                    "red": counted.red,
                    "yellow": counted.yellow,
                }
            )
    return rows


def _units(ledger: Ledger, states: Sequence[TaskState], period: Period, unit: str) -> list[dict[str, Any]]:
    rows = []
    # Who is named on that day: a unit assigned later has no row in the reports of the weeks before.
    named = {ledger.directory.canonical(name) for state in states for name in state.roles.names}
    for name in (unit,) if unit else (name for name in ledger.directory.in_plan if name in named):
        own = [state for state in states if part_of(state, name, ledger.directory)]
        if not own:
            continue
        counted = totals(own, ledger, period.as_of)
        rows.append(
            {
                "unit": name,
                "tasks": counted.tasks,
                "finished": counted.finished,
                "doing": counted.doing,
                "blocked": counted.blocked,
                "todo": counted.todo,
                "percent": counted.percent,
                "red": counted.red,
                "yellow": counted.yellow,
                "reports": sum(_reported(ledger, event, name, period) for event in ledger.in_force),
            }
        )
    return rows


def _reported(ledger: Ledger, event: Event, name: str, period: Period) -> bool:
    if not isinstance(event, Progress) or not event.unit or not period.start <= event.on <= period.as_of:
        return False
    return bool(set(ledger.directory.members(event.unit)) & set(ledger.directory.members(name)))
