"""考核: one row a unit, ranked by a rule that anyone can check by hand.

The rule, in this order: the smaller share of overdue tasks; the higher mean progress; the smaller share of
red tasks; the larger share of finished tasks that were on time. Shares, not counts, so that a unit with many
tasks is not punished for having them. Units equal in all four have the same rank, and stand in the plan's order.
Only what a unit answers for counts; one that answers for nothing, or only for ongoing work, which has no percent, has
no rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from baigong.deferred import dataclass
from baigong.ledger.figures import UnitFigures, joint_figures
from baigong.ledger.ledger import Ledger
from baigong.reports.period import Period
from baigong.reports.ranks import ranks_of
from baigong.reports.tasks import number

RULE = (
    "名次依次比较：逾期任务占比（低者先）、平均进度（高者先）、"
    "红灯任务占比（低者先）、办结任务按时率（高者先）；全同则并列"
)


@dataclass(frozen=True, order=True)
class Score:
    """What the ranking compares, in this order: shares, and what is left to 100; smaller is better."""

    overdue: float
    left: float
    red: float
    late: float


@dataclass(frozen=True)
class ScoreRow:
    """One unit on the scoreboard: figures of the tasks it answers for, and a count of those it only supports.

    `rank` is None for a unit that answers for nothing that is measured. `rank_change` is against the week before:
    positive means up, None means no rank then. `percent` is None where nothing is measured. `reported` counts its own
    reports, `recorded` what the office recorded for it; `silent` is 零报告: neither, though it was to report.
    """

    unit: str
    rank: int | None
    tasks: int
    led: int
    supports: int
    done: int
    closed: int
    on_time: int
    late: int
    overdue: int
    red: int
    yellow: int
    percent: float | None
    deferrals: int
    reported: int
    recorded: int
    silent: bool
    rank_change: int | None = None


def scoreboard(ledger: Ledger, period: Period) -> list[ScoreRow]:
    """Give the rows of a period, best first."""
    return joint_scoreboard((ledger,), period)


def joint_scoreboard(ledgers: Sequence[Ledger], period: Period) -> list[ScoreRow]:
    """Give the rows of a period over several plans, best first; a unit's figures are the sums of each plan's.

    `rank_change` compares with the week that ends the day before the period.
    """
    rows = _ranked(ledgers, period.start, period.as_of)
    before_day = period.start - timedelta(days=1)
    if before_day < min(ledger.plan.head.start for ledger in ledgers):
        return rows
    before = {row.unit: row.rank for row in _ranked(ledgers, before_day - timedelta(days=6), before_day)}
    return [replace(row, rank_change=_change(before.get(row.unit), row.rank)) for row in rows]


def _change(before: int | None, now: int | None) -> int | None:
    return None if before is None or now is None else before - now


def _ranked(ledgers: Sequence[Ledger], first: date, day: date) -> list[ScoreRow]:
    rows = [_row(figures) for figures in joint_figures(ledgers, first, day)]
    scored = [(_score(row, row.percent), row) for row in rows if row.percent is not None]
    scored.sort(key=lambda pair: pair[0])
    ranks = ranks_of([score for score, _ in scored])
    ranked = [replace(row, rank=rank) for (_, row), rank in zip(scored, ranks, strict=True)]
    return ranked + sorted((row for row in rows if row.percent is None), key=lambda row: not row.tasks)


def _row(figures: UnitFigures) -> ScoreRow:
    percent = figures.means.percent
    return ScoreRow(
        unit=figures.unit,
        rank=None,
        tasks=figures.tasks,
        led=figures.led,
        supports=figures.supports,
        done=figures.finished,
        closed=figures.closed,
        on_time=figures.on_time,
        late=figures.late,
        overdue=figures.overdue,
        red=figures.red,
        yellow=figures.yellow,
        percent=number(percent) if percent is not None else None,
        deferrals=figures.deferrals,
        reported=len(figures.reports.own),
        recorded=len(figures.reports.office),
        silent=figures.reports.silent,
    )


def _score(row: ScoreRow, percent: float) -> Score:
    return Score(
        overdue=row.overdue / row.tasks,
        left=100 - percent,
        red=row.red / row.tasks,
        late=row.late / row.done if row.done else 0.0,
    )
