"""The scoreboard as a page."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.pages.blocks import Block, Column, Heading, Listing, Page, Paragraph, Tone
from baigong.pages.columns import PERCENT, count
from baigong.reports.period import Period
from baigong.reports.scoreboard import RULE, ScoreRow


def scoreboard_page(rows: Sequence[ScoreRow], period: Period) -> Page:
    """Lay out the scoreboard."""
    silent = sum(row.reported == 0 for row in rows)
    blocks: tuple[Block, ...] = (
        Heading(f"责任单位考核　{period.label}（{period.start} 至 {period.end}），数据截至 {period.as_of}", 1),
        Listing(_COLUMNS, rows, footer=f"共 {len(rows)} 家，本期零报告 {silent} 家\n{RULE}"),
    )
    return Page(blocks if rows else (blocks[0], Paragraph("方案没有列出责任单位")))


def scoreboard_listing(rows: Sequence[ScoreRow]) -> Listing[ScoreRow]:
    """Make a bare listing of the scoreboard, for the formats of data."""
    return Listing(_COLUMNS, rows)


def _moved(row: ScoreRow) -> str:
    change = row.rank_change
    if not change:
        return "" if change is None else "平"
    return f"升{change}" if change > 0 else f"降{-change}"


def _reported(row: ScoreRow) -> str:
    return f"{row.reported} 次" if row.reported else "零报告"


def _reported_tone(row: ScoreRow) -> Tone:
    return "" if row.reported else "yellow"


_COLUMNS: tuple[Column[ScoreRow], ...] = (
    Column("rank", "名次", right=True),
    Column("rank_change", "变化", _moved, right=True),
    Column("unit", "单位"),
    count("tasks", "任务"),
    count("led", "牵头", least=92),
    count("done", "办结"),
    count("closed", "销号", least=92),
    count("on_time", "按时", least=92),
    count("late", "超期", least=92),
    count("overdue", "逾期", "red"),
    count("red", "红", "red"),
    PERCENT,
    count("deferrals", "延期", least=92),
    Column("reported", "报告", _reported, _reported_tone, right=True),
)
