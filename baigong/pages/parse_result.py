"""The result of a parse and its doubts, as pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from baigong import words
from baigong.deferred import dataclass
from baigong.pages.blocks import Block, Column, FactList, Heading, Listing, Page
from baigong.reports.parse_result import (
    DatedPart,
    DoubtCause,
    DoubtRow,
    SectionSize,
    count_units,
    dated_parts,
    doubt_causes,
    doubt_rows,
    section_sizes,
)

if TYPE_CHECKING:
    from baigong.parse import ParsedPlan

_SPLIT = {"sentence": "按句（一句一项任务）", "item": "按条（一条一项任务）"}
_SHOWN = 12
"""So many causes of doubt fit one screen; `parse --doubts` has all, one by one."""
_WORDS = 60
"""How many characters of the document's words stand beside a cause."""


def parse_result_page(parsed: ParsedPlan) -> Page:
    """Lay out the result of a parse."""
    return Page(tuple(_blocks(parsed)))


def _blocks(parsed: ParsedPlan) -> Iterator[Block]:
    plan, head = parsed.plan, parsed.plan.head
    yield Heading(head.title, 1)
    period = f"{head.start} 至 {head.due}" + (f"（依据：{head.basis}）" if head.basis else "")
    facts = [("文号", head.number), ("发文机关", head.issuer), ("发文日期", str(head.issued or ""))]
    facts += [("期限", period), ("粒度", f"{_SPLIT[parsed.split]}：{parsed.split_why}")]
    yield FactList(tuple((label, value or "未找到") for label, value in facts))
    yield Heading("各板块")
    sizes = section_sizes(plan)
    tasks, steps = sum(size.tasks for size in sizes), sum(size.steps for size in sizes)
    footer = f"共 {len(sizes)} 个板块、{tasks} 项任务、{steps} 项举措、{count_units(plan)} 个单位名称"
    yield Listing(_SECTIONS, sizes, footer=footer)
    dated = dated_parts(plan)
    if dated:
        yield Heading(f"自带时限（{len(dated)} 处）")
        yield Listing(_DATES, dated)
    yield from _doubts(parsed)


def _doubts(parsed: ParsedPlan) -> Iterator[Block]:
    """The doubts by cause, the gravest first, on one screen."""
    causes = doubt_causes(parsed.doubts)
    grouped = len(causes) < len(parsed.doubts)
    yield Heading(f"存疑（{len(parsed.doubts)} 处{f'，归为 {len(causes)} 类' if grouped else ''}）")
    more = len(causes) - _SHOWN
    footer = f"另有 {more} 类没有列出；" if more > 0 else ""
    if grouped:
        footer += f"逐条查看请用 {words.as_typed('parse 文件 --doubts')}"
    yield Listing(_CAUSES, causes[:_SHOWN], empty="没有拿不准的地方", footer=footer)


@dataclass(frozen=True)
class _NumberedDoubt:
    """A doubt with its place in the list, from 1."""

    number: int
    doubt: DoubtRow


def doubts_page(parsed: ParsedPlan) -> Page:
    """Lay out every doubt, one by one, the gravest first."""
    rows = [_NumberedDoubt(at, doubt) for at, doubt in enumerate(doubt_rows(parsed.doubts), 1)]
    heading = Heading(f"{parsed.plan.head.title}：存疑（{len(rows)} 处）", 1)
    return Page((heading, Listing(_DOUBTS, rows, empty="没有拿不准的地方")))


def _due(row: DatedPart) -> str:
    if row.due:
        return str(row.due)
    return words.EVERY[row.every] if row.every else "随方案"


_SECTIONS: tuple[Column[SectionSize], ...] = (
    Column("id", "编号"),
    Column("title", "板块", wide=True),
    Column("tasks", "任务", right=True),
    Column("steps", "举措", right=True),
    Column("units", "单位", right=True),
    Column("targets", "目标", right=True),
    Column("documents", "文件", right=True),
)
_DATES: tuple[Column[DatedPart], ...] = (
    Column("id", "编号"),
    Column("due", "时限", _due),
    Column("basis", "依据"),
    Column("text", "原文", wide=True),
)
_CAUSES: tuple[Column[DoubtCause], ...] = (
    Column("count", "处数", right=True),
    Column("why", "疑问", wide=True),
    Column("places", "所在", wide=True),
    Column("text", "原文", lambda row: row.text[:_WORDS], wide=True),
)
_DOUBTS: tuple[Column[_NumberedDoubt], ...] = (
    Column("id", "序号", lambda row: str(row.number), right=True),
    Column("item", "所在", lambda row: row.doubt.item or "全文"),
    Column("line", "行", lambda row: str(row.doubt.line or ""), right=True),
    Column("why", "疑问", lambda row: row.doubt.why, wide=True),
    Column("text", "原文", lambda row: row.doubt.text, wide=True),
)
