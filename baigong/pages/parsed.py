"""The result of a parse and its doubts, as data and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from baigong import words
from baigong.ledger.directory import named_in
from baigong.pages.blocks import Block, Column, FactList, Heading, Listing, Page, Row
from baigong.store.plan_file import plan_data

if TYPE_CHECKING:
    from baigong.parse import Parsed

_SPLIT = {"sentence": "按句（一句一项任务）", "item": "按条（一条一项任务）"}


def parsed_data(parsed: Parsed) -> dict[str, Any]:
    """Give {plan, sections, doubts}: the first two as in tasks.yaml.

    Each doubt has line, item, text, why and gravity, 4 to 1.
    """
    doubts = [
        {"line": doubt.line, "item": doubt.item, "text": doubt.text, "why": doubt.why, "gravity": doubt.gravity}
        for doubt in parsed.doubts
    ]
    return plan_data(parsed.plan) | {"doubts": doubts}


def parsed_page(parsed: Parsed) -> Page:
    """Lay out the result of a parse."""
    return Page(tuple(_blocks(parsed)))


def _blocks(parsed: Parsed) -> Iterator[Block]:
    plan, head = parsed.plan, parsed.plan.head
    yield Heading(head.title, 1)
    period = f"{head.start} 至 {head.due}" + (f"（依据：{head.basis}）" if head.basis else "")
    facts = [("文号", head.number), ("发文机关", head.issuer), ("发文日期", str(head.issued or ""))]
    facts += [("期限", period), ("粒度", f"{_SPLIT[parsed.split]}：{parsed.split_why}")]
    yield FactList(tuple((label, value or "未找到") for label, value in facts))
    yield Heading("各板块")
    rows = [_section_row(section) for section in plan.sections]
    yield Listing(_SECTIONS, rows, footer=_footer(parsed))
    dated = list(_dated(parsed))
    if dated:
        yield Heading(f"自带时限（{len(dated)} 处）")
        yield Listing(_DATES, dated)
    yield from _doubts(parsed)


_SHOWN = 12
"""So many causes of doubt fit one screen; `parse --doubts` has all, one by one."""


def _doubts(parsed: Parsed) -> Iterator[Block]:
    """The doubts by cause, the gravest first, on one screen."""
    from baigong.parse.doubts import grouped

    groups = grouped(parsed.doubts)
    heading = f"存疑（{len(parsed.doubts)} 处）"
    if len(groups) < len(parsed.doubts):
        heading = f"存疑（{len(parsed.doubts)} 处，归为 {len(groups)} 类）"
    yield Heading(heading)
    rows = [
        {"count": len(group.doubts), "why": group.why, "places": group.places, "text": group.first.text[:_WORDS]}
        for group in groups[:_SHOWN]
    ]
    more = len(groups) - len(rows)
    footer = f"另有 {more} 类没有列出；" if more else ""
    if len(groups) < len(parsed.doubts):
        footer += f"逐条查看请用 {words.as_typed('parse 文件 --doubts')}"
    yield Listing(_GROUPS, rows, empty="没有拿不准的地方", footer=footer)


def doubts_page(parsed: Parsed) -> Page:
    """Lay out every doubt, one by one, the gravest first."""
    rows = [
        {"id": str(at), "item": doubt.item, "line": doubt.line, "why": doubt.why, "text": doubt.text}
        for at, doubt in enumerate(parsed.doubts, 1)
    ]
    heading = Heading(f"{parsed.plan.head.title}：存疑（{len(rows)} 处）", 1)
    return Page((heading, Listing(_DOUBTS, rows, empty="没有拿不准的地方")))


def _section_row(section: Any) -> dict[str, Any]:
    names = dict.fromkeys(named_in(section))
    for task in section.tasks:
        names.update(dict.fromkeys(named_in(task)))
    return {
        "id": section.id,
        "title": section.title,
        "tasks": len(section.tasks),
        "steps": sum(len(task.steps) for task in section.tasks),
        "units": len(names),
        "targets": sum(len(task.targets) for task in section.tasks),
        "documents": sum(len(task.documents) for task in section.tasks),
    }


def _footer(parsed: Parsed) -> str:
    names: dict[str, None] = {}
    for section in parsed.plan.sections:
        names.update(dict.fromkeys(named_in(section)))
    for task in parsed.plan.tasks:
        names.update(dict.fromkeys(named_in(task)))
    tasks = sum(1 for _ in parsed.plan.tasks)
    steps = sum(len(task.steps) for task in parsed.plan.tasks)
    return f"共 {len(parsed.plan.sections)} 个板块、{tasks} 项任务、{steps} 项举措、{len(names)} 个单位名称"


def _dated(parsed: Parsed) -> Iterator[dict[str, Any]]:
    for task in parsed.plan.tasks:
        for node in task.nodes:
            if node.due or node.every or node.basis:
                due = str(node.due) if node.due else words.EVERY[node.every] if node.every else "随方案"
                yield {"id": node.id, "basis": node.basis, "due": due, "text": node.text}


def _count(key: str, title: str) -> Column[Row]:
    return Column(key, title, lambda row: str(row[key]), right=True)


_SECTIONS: tuple[Column[Row], ...] = (
    Column("id", "编号", lambda row: row["id"]),
    Column("title", "板块", lambda row: row["title"], wide=True),
    *(
        _count(key, title)
        for key, title in (
            ("tasks", "任务"),
            ("steps", "举措"),
            ("units", "单位"),
            ("targets", "目标"),
            ("documents", "文件"),
        )
    ),
)
_DATES: tuple[Column[Row], ...] = (
    Column("id", "编号", lambda row: row["id"]),
    Column("due", "时限", lambda row: row["due"]),
    Column("basis", "依据", lambda row: row["basis"]),
    Column("text", "原文", lambda row: row["text"], wide=True),
)
_WORDS = 60
_GROUPS: tuple[Column[Row], ...] = (
    Column("count", "处数", right=True),
    Column("why", "疑问", wide=True),
    Column("places", "所在", wide=True),
    Column("text", "原文", wide=True),
)
_DOUBTS: tuple[Column[Row], ...] = (
    Column("id", "序号", right=True),
    Column("item", "所在", lambda row: row["item"] or "全文"),
    Column("line", "行", lambda row: str(row["line"] or ""), right=True),
    Column("why", "疑问", wide=True),
    Column("text", "原文", wide=True),
)
