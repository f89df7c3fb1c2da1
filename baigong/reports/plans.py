"""The plans of a folder as rows: period, tasks, what is done, what is red, the day of the last record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baigong.ledger.ledger import Ledger
from baigong.reports.totals import totals


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
