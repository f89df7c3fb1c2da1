"""The whole ledger on a day as typed rows, for whoever takes all of it: every task, every record, every score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.reports.history import HistoryFilter, HistoryRow, history_rows
from baigong.reports.period import Period
from baigong.reports.scoreboard import ScoreRow, scoreboard
from baigong.reports.tasks import TaskRow, task_rows
from baigong.reports.totals import SectionRow, section_rows


@dataclass(frozen=True)
class LedgerExport:
    """All that there is of some tasks on the day that the period stands on, and of the units that take part in them."""

    title: str
    number: str
    period: Period
    tasks: list[TaskRow]
    sections: list[SectionRow]
    records: list[HistoryRow]
    scores: list[ScoreRow]


def ledger_export(
    ledger: Ledger, states: Sequence[TaskState], period: Period, units: Sequence[str] = ()
) -> LedgerExport:
    """Give the rows of these tasks; `units` are those whose scores are wanted, all where none is named."""
    wanted = ledger.directory.expand(units)
    ids = {state.id for state in states}
    return LedgerExport(
        title=ledger.plan.head.title,
        number=ledger.plan.head.number,
        period=period,
        tasks=task_rows(states),
        sections=section_rows(ledger, states),
        records=[
            row for row in history_rows(ledger, HistoryFilter()) if not units or ledger.nodes.get(row.task) in ids
        ],
        scores=[row for row in scoreboard(ledger, period) if not wanted or row.unit in wanted],
    )
