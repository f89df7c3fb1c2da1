"""Several plans on one page: a report with a section a plan, and the listing of the plans themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from baigong.calendar import long_day
from baigong.pages.blocks import Block, Column, FactList, Heading, Listing, Only, Page, Paragraph, WebBlock
from baigong.pages.brief import brief_page
from baigong.pages.columns import count
from baigong.pages.sentences import Sentences
from baigong.pages.weekly import MOST, facts, keeping_line, scores_command, signature, units_footer, weekly_body
from baigong.pages.weekly_columns import UNIT_FIGURES
from baigong.reports.period import Period
from baigong.reports.plans import PlanRow, PlansReport
from baigong.reports.weekly import Weekly
from baigong.words import as_typed

Written = Callable[[str], Sentences]
"""Gives the sentences of the plan of that name."""


def plans_page(report: PlansReport, sentences: Written) -> Page:
    """Lay out a report over plans: the sum, a row a plan, then each plan's own report as a section."""
    return Page(tuple(_blocks(report, sentences)), outlined=True)


def plans_title(report: PlansReport) -> str:
    """Name a report over plans: 各方案周报　2月4日至2月10日."""
    whose = f"　{report.whose}" if report.whose else ""
    return f"各方案{'周报' if report.period.is_week else '通报'}　{report.period.label}{whose}"


def reported_days(period: Period) -> str:
    """Write the days that a report covers in full."""
    return f"{long_day(period.start)}至{long_day(period.end)}"


def _blocks(report: PlansReport, sentences: Written) -> Iterator[Block | Only]:
    period = report.period
    yield Heading(plans_title(report), 1)
    yield Paragraph(f"{reported_days(period)}，数据截至{long_day(period.as_of)}", place="centre")
    yield FactList((("方案", f"{len(report.plans)} 个"), *facts(report.totals)))
    yield from plan_table(report)
    yield Heading("各单位")
    rest = as_typed(scores_command(period))
    yield Listing(UNIT_FIGURES, report.units, units_footer(report.units), most=MOST, rest=rest, counter="家")
    yield from keeping_line(period, report.keepers)
    for each in report.plans:
        yield Heading(each.plan)
        yield Paragraph(each.title, "dim")
        yield from _lowered(weekly_body(each, sentences(each.plan)))
    yield Only(("document",), partial(signature, [each.issuer for each in report.plans], period.as_of))


def plan_table(report: PlansReport) -> Iterator[Block]:
    """Give a row a plan, and the names of those that are missing."""
    yield Listing(REPORTED, report.plans, counter="个")
    if report.unreadable:
        yield Paragraph(f"方案 {'、'.join(report.unreadable)} 的文件读不出，以上没有计入", "strong")


def lowered(blocks: Iterable[WebBlock]) -> Iterator[WebBlock]:
    """Put the headings of a page one level lower, as parts of a section."""
    for block in blocks:
        yield replace(block, level=min(block.level + 1, 3)) if isinstance(block, Heading) else block


def _lowered(blocks: Iterable[Block | Only]) -> Iterator[Block | Only]:
    for block in blocks:
        if isinstance(block, Only):
            yield replace(block, make=partial(_lowered_parts, block))
        elif isinstance(block, Heading):
            yield replace(block, level=min(block.level + 1, 3))
        else:
            yield block


def _lowered_parts(only: Only) -> Iterable[Block | Only]:
    return _lowered(only.make())


def plans_brief(report: PlansReport) -> Page:
    """Lay out a report over plans as messages, one a plan, with an empty line between two of them."""
    blocks: list[Block | Only] = []
    for each in report.plans:
        blocks += [Paragraph("")] * bool(blocks)
        blocks += brief_page(each).blocks
    return Page(tuple(blocks))


def _of(key: str) -> Callable[[Weekly], str]:
    return lambda report: str(getattr(report.totals, key))


REPORTED: tuple[Column[Weekly], ...] = (
    Column("plan", "方案", wide=True),
    Column("tasks", "任务", _of("tasks"), right=True),
    Column("finished", "办结", _of("finished"), right=True),
    Column("rate", "完成率", lambda report: f"{report.totals.rate:g}%", right=True),
    Column("red", "红", _of("red"), right=True),
    Column("yellow", "黄", _of("yellow"), right=True),
    Column("overdue", "逾期", _of("overdue"), right=True),
)


def plans_listing(rows: Sequence[PlanRow]) -> Listing[PlanRow]:
    """List the plans of a folder."""
    current = [row for row in rows if not row.archived]
    tasks, done = (sum(getattr(row, key) for row in current) for key in ("tasks", "done"))
    put_away = len(rows) - len(current)
    footer = f"共 {len(current)} 个方案，任务 {tasks} 项，办结 {done} 项"
    return Listing(_PLANS, rows, footer + (f"；另有 {put_away} 个已归档，不计入" if put_away else ""), counter="个")


def _period(row: PlanRow) -> str:
    return f"{row.start} 至 {row.due}"


def _state(row: PlanRow) -> str:
    return "已归档" if row.archived else row.fault


_PLANS: tuple[Column[PlanRow], ...] = (
    Column("plan", "方案"),
    Column("title", "标题", wide=True),
    Column("period", "时段", lambda row: _period(row) if row.start else ""),
    count("tasks", "任务"),
    count("done", "办结"),
    count("red", "红", "red"),
    count("overdue", "逾期", "red"),
    Column("last_record", "最近记录", lambda row: str(row.last_record or "无")),
    Column("state", "说明", _state, spare=True, wide=True),
)
