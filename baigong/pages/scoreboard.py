"""The scoreboard as a page."""

from __future__ import annotations

from collections.abc import Sequence

from baigong import words
from baigong.pages.blocks import Block, Column, Heading, Listing, Page, Paragraph, Tone
from baigong.pages.columns import count, short_names
from baigong.reports.leaders import LeaderRow
from baigong.reports.period import Period
from baigong.reports.scoreboard import RULE, ScoreRow


def scoreboard_page(rows: Sequence[ScoreRow], period: Period) -> Page:
    """Lay out the scoreboard."""
    title = Heading(f"责任单位考核　{period.label}（{period.start} 至 {period.end}），数据截至 {period.as_of}", 1)
    answering = [row for row in rows if row.tasks]
    blocks: list[Block] = [title, Listing(_COLUMNS, answering, footer=_footer(answering))]
    supporting = [row for row in rows if not row.tasks]
    if supporting:
        names = "、".join(row.unit for row in supporting)
        blocks.append(Paragraph(f"只参与、不答责、不计名次的 {len(supporting)} 家：{names}"))
    return Page(tuple(blocks) if rows else (title, Paragraph("方案没有列出责任单位")))


def _footer(rows: Sequence[ScoreRow]) -> str:
    silent = sum(row.silent for row in rows)
    unmeasured = sum(row.rank is None for row in rows)
    rule = f"{RULE}；只有持续推进任务的不比进度，不排名次" if unmeasured else RULE
    return f"共 {len(rows)} 家，本期零报告 {silent} 家；各项只计牵头或负责的任务\n{rule}"


def scoreboard_listing(rows: Sequence[ScoreRow]) -> Listing[ScoreRow]:
    """Make a bare listing of the scoreboard, for the formats of data."""
    return Listing(_COLUMNS, rows)


def _rank(row: ScoreRow) -> str:
    return "—" if row.rank is None else str(row.rank)


def _moved(row: ScoreRow) -> str:
    change = row.rank_change
    if not change:
        return "" if change is None else "平"
    return f"升{change}" if change > 0 else f"降{-change}"


def _percent(row: ScoreRow) -> str:
    return "—" if row.percent is None else words.percent(row.percent)


def report_words(own: int, recorded: int, silent: bool) -> str:
    """Say how a unit reported: itself, by what the office recorded for it, or not at all."""
    if own:
        return f"{own} 次"
    if recorded:
        return f"代记 {recorded} 次"
    return "零报告" if silent else "—"


def _reported(row: ScoreRow) -> str:
    return report_words(row.reported, row.recorded, row.silent)


def _reported_tone(row: ScoreRow) -> Tone:
    return "yellow" if row.silent else ""


_COLUMNS: tuple[Column[ScoreRow], ...] = (
    Column("rank", "名次", _rank, right=True),
    Column("rank_change", "变化", _moved, right=True),
    Column("unit", "单位"),
    count("tasks", "任务"),
    count("led", "牵头", least=92),
    count("done", "办结"),
    count("closed", "销号", least=100),
    count("on_time", "按时", least=100),
    count("late", "超期", least=92),
    count("overdue", "逾期", "red"),
    count("red", "红", "red"),
    count("yellow", "黄", "yellow", least=92),
    Column("percent", "进度", _percent, right=True),
    count("deferrals", "延期", least=100),
    count("supports", "配合", least=92),
    Column("reported", "报告", _reported, _reported_tone, right=True),
)


def leaders_listing(rows: Sequence[LeaderRow]) -> Listing[LeaderRow]:
    """List what each leader answers for."""
    footer = "按任务写明的分管领导，没有写明的按单位名录；一项任务有几位的，各计一次"
    return Listing(_LEADERS, rows, footer, empty="没有任务", counter="位")


def leaders_page(rows: Sequence[LeaderRow], period: Period) -> Page:
    """Lay out what each leader answers for, under its title."""
    title = Heading(f"分管领导任务办理　{period.label}，数据截至 {period.as_of}", 1)
    return Page((title, leaders_listing(rows)))


def _mean(row: LeaderRow) -> str:
    return "—" if row.percent is None else words.percent(row.percent)


_LEADERS: tuple[Column[LeaderRow], ...] = (
    Column("leader", "分管领导", lambda row: row.leader or "未明确"),
    count("tasks", "任务"),
    count("done", "办结"),
    Column("rate", "完成率", lambda row: f"{row.rate:g}%", right=True),
    Column("percent", "进度", _mean, right=True),
    count("overdue", "逾期", "red"),
    count("red", "红", "red"),
    count("yellow", "黄", "yellow"),
    Column("units", "单位", lambda row: short_names(row.units), full=lambda row: "、".join(row.units), wide=True),
)
