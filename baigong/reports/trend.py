"""The plan week by week: how much was done against 序时进度, and which units reported and were late.

Weeks begin on Monday in every plan, so that several plans share them; only their numbers differ. Each week stands on
its Sunday, the running one on the day of the report; every figure comes from the functions that give the figures of a
report of that week.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from baigong.calendar import Week, week, week_of
from baigong.deferred import dataclass
from baigong.ledger.figures import UnitFigures, joint_figures
from baigong.ledger.ledger import Ledger
from baigong.ledger.query import Query, select
from baigong.reports.totals import totals

MOST_POINTS = 27
"""How many weeks a burn-up shows at most; those of a longer plan are sampled evenly, the last one included."""
MOST_WEEKS = 10
"""How many weeks a heat map shows, the last ones."""


@dataclass(frozen=True)
class WeekRow:
    """The totals of one week: `rate` is the share of tasks finished, `percent` and `scheduled` their mean progress.

    All three are 0 to 100; the means are None where no task is measured. `week` is None over several plans, which
    number their weeks each from its own start.
    """

    week: int | None
    start: date
    as_of: date
    tasks: int
    finished: int
    rate: float
    percent: float | None
    scheduled: float | None
    red: int
    yellow: int
    overdue: int
    late_parts: int


@dataclass(frozen=True)
class UnitWeek:
    """One unit in one week: its own reports, those recorded for it, and the tasks it answers for that were late.

    `silent` is 零报告. `late` counts tasks with anything late: the task itself, a step or a checkpoint. `week` is None
    over several plans.
    """

    week: int | None
    start: date
    reports: int
    recorded: int
    silent: bool
    late: int


@dataclass(frozen=True)
class UnitTrend:
    """The weeks of one unit that answers for something, in order."""

    unit: str
    weeks: tuple[UnitWeek, ...]


def weeks_until(plan_start: date, day: date) -> list[Week]:
    """Give the weeks of a plan until the one that holds `day`."""
    return [week(plan_start, number) for number in range(1, week_of(plan_start, day).number + 1)]


def joint_burn_up(ledgers: Sequence[Ledger], day: date, units: Sequence[str] = ()) -> list[WeekRow]:
    """Give the totals of every week until `day` over these plans, for all tasks or for those of some units.

    A plan counts from the week in which it begins.
    """
    query = Query(units=tuple(units))
    rows = []
    for span in _sampled(_joint_weeks(ledgers, day)):
        as_of = min(span.end, day)
        begun = [ledger for ledger in ledgers if ledger.plan.head.start <= span.end]
        counted = totals([state for ledger in begun for state in select(ledger.on(as_of), query, ledger.directory)])
        rows.append(
            WeekRow(
                week=_number(ledgers, span),
                start=span.start,
                as_of=as_of,
                tasks=counted.tasks,
                finished=counted.finished,
                rate=counted.rate,
                percent=counted.percent,
                scheduled=counted.scheduled,
                red=counted.red,
                yellow=counted.yellow,
                overdue=counted.overdue,
                late_parts=counted.late_parts,
            )
        )
    return rows


def _joint_weeks(ledgers: Sequence[Ledger], day: date) -> list[Week]:
    return weeks_until(min(ledger.plan.head.start for ledger in ledgers), day)


def _number(ledgers: Sequence[Ledger], span: Week) -> int | None:
    return span.number if len(ledgers) == 1 else None


def _sampled(weeks: Sequence[Week]) -> list[Week]:
    step = -(-len(weeks) // MOST_POINTS)
    return list(weeks[::-1][:: max(step, 1)])[::-1]


def joint_unit_weeks(ledgers: Sequence[Ledger], day: date, units: Sequence[str] = ()) -> list[UnitTrend]:
    """Give the last weeks of each unit that answers for something on `day`: what it did in these plans, added up.

    Groups stand by their members. Every unit has a row for each of the weeks, an empty one for those in which it had
    no task yet.
    """
    now = joint_figures(ledgers, day - timedelta(days=6), day, units)
    weeks: dict[str, list[UnitWeek]] = {figures.unit: [] for figures in now if figures.tasks}
    for span in _joint_weeks(ledgers, day)[-MOST_WEEKS:]:
        begun = [ledger for ledger in ledgers if ledger.plan.head.start <= span.end]
        then = {one.unit: one for one in joint_figures(begun, span.start, min(span.end, day), units)}
        for unit, row in weeks.items():
            row.append(_unit_week(_number(ledgers, span), span.start, then.get(unit)))
    return [UnitTrend(unit, tuple(row)) for unit, row in weeks.items()]


def _unit_week(number: int | None, start: date, figures: UnitFigures | None) -> UnitWeek:
    if figures is None:
        return UnitWeek(number, start, reports=0, recorded=0, silent=False, late=0)
    return UnitWeek(
        week=number,
        start=start,
        reports=len(figures.reports.own),
        recorded=len(figures.reports.office),
        silent=figures.reports.silent,
        late=sum(bool(share.late) for share in figures.shares),
    )
