"""考核: one row a unit, ranked by a rule that anyone can check by hand.

The rule, in this order: the smaller share of overdue tasks; the higher mean progress; the smaller share of
red tasks; the larger share of finished tasks that were on time. Shares, not counts, so that a unit with many
tasks is not punished for having them. Units equal in all four have the same rank, and stand in the plan's order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from baigong import words
from baigong.ledger.ledger import Ledger
from baigong.ledger.shares import Share, shares_of, units_of
from baigong.model.events import Progress
from baigong.pages.blocks import Block, Column, Heading, Listing, Page, Paragraph, Row
from baigong.reports.tasks import number
from baigong.reports.weekly import Period

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


def scoreboard(ledger: Ledger, period: Period) -> list[dict[str, Any]]:
    """Give the rows of a week, best first; `rank_change` is against the end of the week before, up is positive."""
    rows = _ranked(ledger, period.start, period.as_of)
    before_day = period.start - timedelta(days=1)
    if before_day < ledger.plan.head.start:
        return rows
    before = {row["unit"]: row["rank"] for row in _ranked(ledger, before_day - timedelta(days=6), before_day)}
    return [row | {"rank_change": _change(before.get(row["unit"]), row["rank"])} for row in rows]


def _change(before: int | None, now: int) -> int | None:
    return None if before is None else before - now


def _ranked(ledger: Ledger, first: date, day: date) -> list[dict[str, Any]]:
    scored = []
    for unit in units_of(ledger, day):
        shares = [share for share in shares_of(ledger, unit, day) if share.state.status != "dropped"]
        if shares:
            row = _row(unit, shares) | {"reported": reported(ledger, unit, first, day), "rank_change": None}
            scored.append((_score(row), row))
    scored.sort(key=lambda pair: (pair[0].overdue, pair[0].left, pair[0].red, pair[0].late))
    ranks: dict[Score, int] = {}
    for place, (score, _) in enumerate(scored, 1):
        ranks.setdefault(score, place)
    return [{"unit": row["unit"], "rank": ranks[score]} | row for score, row in scored]


def _row(unit: str, shares: list[Share]) -> dict[str, Any]:
    """Count a unit's tasks; lateness and red lights count where it answers for the task."""
    finished = [share for share in shares if share.standing.finished or not share.state.open]
    answers = [share for share in shares if share.answerable]
    late = sum(share.finished_late for share in finished)
    counted = [share.standing.percent for share in shares if share.standing.status != "dropped"]
    return {
        "unit": unit,
        "tasks": len(shares),
        "led": sum(share.role == "lead" for share in shares),
        "done": len(finished),
        "closed": sum(share.state.status == "closed" for share in shares),
        "on_time": len(finished) - late,
        "late": late,
        "overdue": sum(bool(share.late) for share in answers),
        "red": sum(share.light == "red" for share in answers),
        "percent": number(sum(counted) / len(counted)) if counted else 0,
        "deferrals": sum(len(given) for share in answers for given in share.state.deferrals.values()),
    }


def _score(row: dict[str, Any]) -> Score:
    return Score(
        overdue=row["overdue"] / row["tasks"],
        left=100 - row["percent"],
        red=row["red"] / row["tasks"],
        late=row["late"] / row["done"] if row["done"] else 0.0,
    )


def reported(ledger: Ledger, unit: str, first: date, day: date) -> int:
    """Count the unit's own reports from `first` to `day`: about its share, or recorded in its name."""
    return sum(
        first <= event.on <= day and _is_from(ledger, event, unit)
        for event in ledger.in_force
        if isinstance(event, Progress)
    )


def _is_from(ledger: Ledger, event: Progress, unit: str) -> bool:
    if event.unit:
        return unit in ledger.directory.members(event.unit)
    return ledger.directory.canonical(event.by) == unit


def scoreboard_page(rows: list[dict[str, Any]], period: Period) -> Page:
    """Lay out the scoreboard."""
    silent = sum(row["reported"] == 0 for row in rows)
    blocks: tuple[Block, ...] = (
        Heading(f"责任单位考核　{period.label}（{period.start} 至 {period.end}），数据截至 {period.as_of}", 1),
        Listing(COLUMNS, rows, footer=f"共 {len(rows)} 家，本期零报告 {silent} 家\n{RULE}"),
    )
    return Page(blocks if rows else (blocks[0], Paragraph("方案没有列出责任单位")))


def scoreboard_listing(rows: list[dict[str, Any]]) -> Listing:
    """Make a bare listing of the scoreboard, for the formats of data."""
    return Listing(COLUMNS, rows)


def _count(key: str, title: str, least: int = 0, red: bool = False) -> Column:
    def say(row: Row) -> str:
        return str(row[key])

    if red:
        return Column(key, title, say, lambda row: "red" if row[key] else "", right=True, least=least)
    return Column(key, title, say, right=True, least=least)


def _moved(row: Row) -> str:
    change = row["rank_change"]
    if not change:
        return "" if change is None else "平"
    return f"升{change}" if change > 0 else f"降{-change}"


COLUMNS = (
    Column("rank", "名次", lambda row: str(row["rank"]), right=True),
    Column("rank_change", "变化", _moved, right=True),
    Column("unit", "单位", lambda row: row["unit"]),
    _count("tasks", "任务"),
    _count("led", "牵头", least=92),
    _count("done", "办结"),
    _count("closed", "销号", least=92),
    _count("on_time", "按时", least=92),
    _count("late", "超期", least=92),
    _count("overdue", "逾期", red=True),
    _count("red", "红", red=True),
    Column("percent", "进度", lambda row: words.percent(row["percent"]), right=True),
    _count("deferrals", "延期", least=92),
    Column(
        "reported",
        "报告",
        lambda row: f"{row['reported']} 次" if row["reported"] else "零报告",
        lambda row: "" if row["reported"] else "yellow",
        right=True,
    ),
)
