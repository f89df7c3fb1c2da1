"""A reminder laid out as an official letter; and the listing of who gets one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from baigong import words
from baigong.pages.blocks import Block, Column, Heading, Listing, Page, Paragraph
from baigong.reports.reminders import LEVELS, MEANING, Reminder
from baigong.reports.tasks import number

_NUMERALS = "一二三"


def reminder_page(reminder: Reminder) -> Page:
    """Lay out the letter to one unit."""
    return Page(tuple(_blocks(reminder)))


def _blocks(reminder: Reminder) -> Iterator[Block]:
    yield Heading("督查督办单", 1)
    yield Paragraph(f"{reminder.unit}：", "strong")
    counted = [f"{name} {len(reminder.of(level))} 项" for level, name in LEVELS.items() if reminder.of(level)]
    counts = f"其中{'、'.join(counted)}" if len(counted) > 1 else f"均为{counted[0].split()[0]}"
    number_ = f"（{reminder.number}）" if reminder.number else ""
    yield Paragraph(
        f"　　根据《{reminder.title}》{number_}任务分工，截至{_long(reminder)}，你单位承担的任务中有 "
        f"{len(reminder.items)} 项需要督办，{counts}。现通知如下："
    )
    place = 0
    for level, name in LEVELS.items():
        items = reminder.of(level)
        if items:
            yield Heading(f"{_NUMERALS[place]}、{name}：{MEANING[level]}（{len(items)} 项）")
            yield Listing(_COLUMNS, [_row(item) for item in items])
            place += 1
    leader = f"请{reminder.leader}同志亲自调度，" if reminder.leader else "请主要负责同志亲自调度，"
    by = reminder.answer_by
    yield Paragraph(
        f"　　{leader}逐项说明进展、未完成的原因和下一步措施，于{by.year}年{by.month}月{by.day}日前书面报督查室。"
        "情况已有变化的，请一并报送佐证材料。"
    )
    if reminder.issuer:
        yield Paragraph(f"{reminder.issuer}督查室")
    yield Paragraph(_long(reminder))


def _long(reminder: Reminder) -> str:
    day = reminder.day
    return f"{day.year}年{day.month}月{day.day}日"


def reminder_rows(reminders: Sequence[Reminder]) -> list[dict[str, Any]]:
    """Give a row for each letter, with its items."""
    return [
        {
            "unit": reminder.unit,
            "as_of": reminder.day.isoformat(),
            "answer_by": reminder.answer_by.isoformat(),
            "red": len(reminder.of("red")),
            "yellow": len(reminder.of("yellow")),
            "blue": len(reminder.of("blue")),
            "items": [_row(item) for item in reminder.items],
        }
        for reminder in reminders
    ]


def _row(item: Any) -> dict[str, Any]:
    return asdict(item) | {
        "due": item.due.isoformat(),
        "behind": number(item.behind),
        "percent": number(item.percent),
        "last": item.last.isoformat() if item.last else None,
    }


def reminders_listing(reminders: Sequence[Reminder], day: str, files: Sequence[str] = ()) -> Listing:
    """List who gets a letter, and where it would be written when `files` are named for a trial run."""
    rows = reminder_rows(reminders)
    footer = f"截至 {day}：督办单 {len(rows)} 份"
    if files:
        rows = [row | {"file": file} for row, file in zip(rows, files, strict=True)]
        file = Column("file", "将写入", lambda row: row["file"], wide=True)
        return Listing((*_WHO, file), rows, footer=f"{footer}（试运行，没有写入）")
    return Listing(_WHO, rows, footer=footer, empty=f"截至 {day}，没有需要督办的单位")


_COLUMNS = (
    Column("id", "编号", lambda row: row["id"]),
    Column("text", "任务", lambda row: row["text"], wide=True),
    Column("role", "角色", lambda row: row["role"]),
    Column("due", "时限", lambda row: row["due"]),
    Column("why", "情况", lambda row: row["why"]),
    Column("percent", "进度", lambda row: words.percent(row["percent"]), right=True),
    Column("last", "最近报告", lambda row: row["last"] or "无"),
)
_WHO = (
    Column("unit", "单位", lambda row: row["unit"]),
    Column("red", "红色", lambda row: str(row["red"]), lambda row: "red" if row["red"] else "", right=True),
    Column("yellow", "黄色", lambda row: str(row["yellow"]), lambda row: "yellow" if row["yellow"] else "", right=True),
    Column("blue", "蓝色", lambda row: str(row["blue"]), right=True),
    Column("answer_by", "答复期限", lambda row: row["answer_by"]),
)
