"""Several plans: each as a row, and their reports of one period with the sums of their figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.ledger import Ledger
from baigong.ledger.query import Query, select
from baigong.reports.keepers import KeeperRow, joint_keepers
from baigong.reports.period import Period
from baigong.reports.plan_name import SPARE
from baigong.reports.totals import Totals, totals
from baigong.reports.weekly import UnitRow, Weekly, unit_rows, weekly, whose


@dataclass(frozen=True)
class PlanRow:
    """One plan; `done` counts what is struck off too. `fault` says why it cannot be read; its figures are then 0."""

    plan: str
    title: str
    start: date | None
    due: date | None
    tasks: int
    done: int
    red: int
    overdue: int
    last_record: date | None
    archived: bool
    fault: str = ""


def plan_row(name: str, ledger: Ledger, day: date, archived: bool) -> PlanRow:
    """Give the row of a plan as it stands on a day."""
    head, counted = ledger.plan.head, totals(ledger.on(day))
    return PlanRow(
        plan=name,
        title=head.title,
        start=head.start,
        due=head.due,
        tasks=counted.tasks,
        done=counted.finished,
        red=counted.red,
        overdue=counted.overdue,
        last_record=max((event.on for event in ledger.events if event.on <= day), default=None),
        archived=archived,
    )


def broken_row(name: str, fault: str, archived: bool) -> PlanRow:
    """Give the row of a plan that cannot be read."""
    return PlanRow(name, "", None, None, 0, 0, 0, 0, None, archived, fault)


@dataclass(frozen=True)
class PlansReport:
    """The reports of several plans for one period; `totals`, `units` and `keepers` are those of all together.

    `unreadable` are the plans of the folder that cannot be read, and count nowhere.
    """

    period: Period
    unit: str
    totals: Totals
    units: list[UnitRow]
    keepers: list[KeeperRow]
    plans: list[Weekly]
    unreadable: list[str]
    leaders: tuple[str, ...] = field(default=(), kw_only=True, metadata=SPARE)

    @property
    def whose(self) -> str:
        """The unit, or the people, whose tasks alone it is about; "" for all."""
        return whose(self.unit, self.leaders)


def plans_report(
    ledgers: Mapping[str, Ledger],
    period: Period,
    unit: str = "",
    leaders: tuple[str, ...] = (),
    unreadable: Sequence[str] = (),
) -> PlansReport:
    """Make the reports of several plans, by their names, and add them up; `leaders` are those they are about.

    Of a unit or of leaders only the plans are reported in which they have a task, all where they have none.
    """
    query = Query(units=(unit,) if unit else ())
    reports = [replace(weekly(each, period, unit, name), leaders=leaders) for name, each in ledgers.items()]
    # After the reports, which look at the day before the period first: a replay only goes on.
    states = [state for each in ledgers.values() for state in select(each.on(period.as_of), query, each.directory)]
    if unit or leaders:
        reports = [each for each in reports if each.totals.tasks or each.totals.dropped] or reports
    return PlansReport(
        period=period,
        unit=unit,
        totals=totals(states),
        units=unit_rows(list(ledgers.values()), period, unit),
        keepers=joint_keepers(report.keepers for report in reports),
        plans=reports,
        unreadable=list(unreadable),
        leaders=leaders,
    )
