"""The whole ledger on a day as typed rows, for whoever takes all of it: every task, every record, every score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from baigong.deferred import dataclass
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.reports.history import HistoryFilter, HistoryRow, history_rows
from baigong.reports.period import Period
from baigong.reports.scoreboard import ScoreRow, joint_scoreboard
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


@dataclass(frozen=True)
class PlanPart:
    """The tasks of one plan that are exported; `plan` is its name among several."""

    plan: str
    ledger: Ledger
    states: Sequence[TaskState]


def joint_export(parts: Sequence[PlanPart], period: Period, units: Sequence[str] = ()) -> LedgerExport:
    """Give the rows of the tasks of each plan; `units` are those whose scores are wanted, all where none is named."""
    wanted = {name for part in parts for name in part.ledger.directory.expand(units)}
    heads = [part.ledger.plan.head for part in parts]
    scores = joint_scoreboard([part.ledger for part in parts], period)
    return LedgerExport(
        title="、".join(head.title for head in heads),
        number="、".join(head.number for head in heads if head.number),
        period=period,
        tasks=[row for part in parts for row in task_rows(part.states, part.plan)],
        sections=[
            replace(row, title=f"{part.plan} {row.title}".strip())
            for part in parts
            for row in section_rows(part.ledger, part.states)
        ],
        records=[row for part in parts for row in _records(part, every=not units)],
        scores=[row for row in scores if not wanted or row.unit in wanted],
    )


def _records(part: PlanPart, every: bool) -> list[HistoryRow]:
    ids = {state.id for state in part.states}
    rows = history_rows(part.ledger, HistoryFilter(), part.plan)
    return [row for row in rows if every or part.ledger.nodes.get(row.task) in ids]
