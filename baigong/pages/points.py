"""考核 by points as a page: the sheet of all units, and the explanation of one."""

from __future__ import annotations

from collections.abc import Sequence

from baigong import words
from baigong.pages.blocks import Column, Heading, Listing, Page, Paragraph, Tone
from baigong.pages.columns import count, of_plans
from baigong.reports.period import Period
from baigong.reports.points import PointItem, PointsRow


def points_listing(rows: Sequence[PointsRow]) -> Listing[PointsRow]:
    """Make the sheet of points."""
    footer = f"共 {len(rows)} 家；得分 = 基础 + 加分 - 扣分 + 调整（封顶、保底），每一分的来历见 --explain"
    return Listing(_COLUMNS, rows, footer, empty="没有单位牵头或负责任务", counter="家")


def points_page(rows: Sequence[PointsRow], period: Period) -> Page:
    """Lay out the sheet of points under its title."""
    return Page((_title("责任单位考核得分", period), points_listing(rows)))


def explanation_listing(row: PointsRow) -> Listing[PointItem]:
    """List where each point of a unit comes from."""
    footer = f"合计 {words.number(row.points)} 分，列第 {row.rank}"
    return Listing(of_plans(_ITEMS, row.items), row.items, footer, counter="笔")


def explanation_page(row: PointsRow, period: Period) -> Page:
    """Lay out where each point of a unit comes from."""
    facts = f"任务 {row.tasks} 项（牵头 {row.led} 项），另配合 {row.supports} 项"
    return Page((_title(f"{row.unit}　得分说明", period), Paragraph(facts), explanation_listing(row)))


def _title(what: str, period: Period) -> Heading:
    return Heading(f"{what}　{period.label}（{period.start} 至 {period.end}），数据截至 {period.as_of}", 1)


def _points(key: str) -> Column[PointsRow]:
    names = {"points": "得分", "base": "基础", "bonus": "加分", "deduction": "扣分", "adjusted": "调整"}
    return Column(key, names[key], lambda row: words.number(getattr(row, key)), right=True)


def _change(item: PointItem) -> str:
    return f"{'+' if item.points > 0 else ''}{words.number(item.points)}"


def _tone(item: PointItem) -> Tone:
    return "red" if item.points < 0 else ""


_COLUMNS: tuple[Column[PointsRow], ...] = (
    Column("rank", "名次", right=True),
    Column("unit", "单位"),
    *(_points(key) for key in ("points", "base", "bonus", "deduction", "adjusted")),
    count("tasks", "任务"),
    count("led", "牵头"),
    count("supports", "配合"),
)
_ITEMS: tuple[Column[PointItem], ...] = (
    Column("on", "日期"),
    Column("id", "编号"),
    Column("event", "事由", wide=True),
    Column("rule", "规则", wide=True),
    Column("points", "分值", _change, _tone, right=True),
)
