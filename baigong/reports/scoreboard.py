"""考核: one row a unit, ranked by a rule that anyone can check by hand.

The rule, in this order: the smaller share of overdue tasks; the higher mean progress; the smaller share of
red tasks; the larger share of finished tasks that were on time. Shares, not counts, so that a unit with many
tasks is not punished for having them. Units equal in all four have the same rank, and stand in the plan's order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from baigong.ledger.ledger import Ledger
from baigong.ledger.own_reports import own_reports
from baigong.ledger.shares import Share, shares_of, units_of
from baigong.reports.period import Period
from baigong.reports.tasks import number

RULE = (
    "名次依次比较：逾期任务占比（低者先）、平均进度（高者先）、"
    "红灯任务占比（低者先）、办结任务按时率（高者先）；全同则并列"
)


@dataclass(frozen=True)
class Score:
    """What the ranking compares: shares and mean progress, 0 to 100, smaller is better."""

    overdue: float
    left: float
    red: float
    late: float


@dataclass(frozen=True)
class ScoreRow:
    """One unit on the scoreboard; `rank_change` is against the week before, up is positive, None where there was none.

    Lateness, red lights and deferrals count where the unit answers for the task; `reported` counts its own reports.
    """

    unit: str
    rank: int
    tasks: int
    led: int
    done: int
    closed: int
    on_time: int
    late: int
    overdue: int
    red: int
    percent: float
    deferrals: int
    reported: int
    rank_change: int | None = None


def scoreboard(ledger: Ledger, period: Period) -> list[ScoreRow]:
    """Give the rows of a week, best first; `rank_change` is against the end of the week before."""
    rows = _ranked(ledger, period.start, period.as_of)
    before_day = period.start - timedelta(days=1)
    if before_day < ledger.plan.head.start:
        return rows
    before = {row.unit: row.rank for row in _ranked(ledger, before_day - timedelta(days=6), before_day)}
    return [replace(row, rank_change=_change(before.get(row.unit), row.rank)) for row in rows]


def _change(before: int | None, now: int) -> int | None:
    return None if before is None else before - now


def _ranked(ledger: Ledger, first: date, day: date) -> list[ScoreRow]:
    scored = []
    for unit in units_of(ledger, day):
        shares = [share for share in shares_of(ledger, unit, day) if share.state.status != "dropped"]
        if shares:
            row = _row(unit, shares, own_reports(ledger, unit, first, day))
            scored.append((_score(row), row))
    scored.sort(key=lambda pair: (pair[0].overdue, pair[0].left, pair[0].red, pair[0].late))
    ranks: dict[Score, int] = {}
    for place, (score, _) in enumerate(scored, 1):
        ranks.setdefault(score, place)
    return [replace(row, rank=ranks[score]) for score, row in scored]


def _row(unit: str, shares: list[Share], reported: int) -> ScoreRow:
    """Count a unit's tasks; its rank is not known yet."""
    finished = [share for share in shares if share.standing.finished or not share.state.open]
    answers = [share for share in shares if share.answerable]
    late = sum(share.finished_late for share in finished)
    counted = [share.standing.percent for share in shares if share.standing.status != "dropped"]
    return ScoreRow(
        unit=unit,
        rank=0,
        tasks=len(shares),
        led=sum(share.role == "lead" for share in shares),
        done=len(finished),
        closed=sum(share.state.status == "closed" for share in shares),
        on_time=len(finished) - late,
        late=late,
        overdue=sum(bool(share.late) for share in answers),
        red=sum(share.light == "red" for share in answers),
        percent=number(sum(counted) / len(counted)) if counted else 0,
        deferrals=sum(len(given) for share in answers for given in share.state.deferrals.values()),
        reported=reported,
    )


def _score(row: ScoreRow) -> Score:
    return Score(
        overdue=row.overdue / row.tasks,
        left=100 - row.percent,
        red=row.red / row.tasks,
        late=row.late / row.done if row.done else 0.0,
    )
