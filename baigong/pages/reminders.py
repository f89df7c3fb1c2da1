"""A reminder laid out as an official letter; and the listing of who gets one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from baigong import words
from baigong.calendar import long_day
from baigong.pages.blocks import Block, Column, Heading, Listing, Page, Paragraph
from baigong.pages.columns import ID, PERCENT, count
from baigong.pages.holidays import holiday_note
from baigong.reports.reminders import (
    LEVELS,
    MEANING,
    Item,
    LetterFileRow,
    LetterRow,
    Reminder,
    letter_file_rows,
    letter_rows,
)

_NUMERALS = "一二三"


def reminder_page(reminder: Reminder) -> Page:
    """Lay out the letter to one unit."""
    return Page(tuple(_blocks(reminder)))


def _blocks(reminder: Reminder) -> Iterator[Block]:
    yield Heading("督查督办单", 1)
    yield Paragraph(f"{reminder.unit}：", "strong")
    number = f"（{reminder.number}）" if reminder.number else ""
    yield Paragraph(
        f"　　根据《{reminder.title}》{number}任务分工，截至{long_day(reminder.day)}，你单位承担的任务中有 "
        f"{len(reminder.items)} 项需要督办，{_counts(reminder)}。现通知如下："
    )
    place = 0
    for level, name in LEVELS.items():
        items = reminder.of(level)
        if items:
            yield Heading(f"{_NUMERALS[place]}、{name}：{MEANING[level]}（{len(items)} 项）")
            yield Listing(_ITEMS, items)
            place += 1
    leader = f"请{reminder.leader}同志亲自调度，" if reminder.leader else "请主要负责同志亲自调度，"
    yield Paragraph(
        f"　　{leader}逐项说明进展、未完成的原因和下一步措施，于{long_day(reminder.answer_by)}前书面报督查室。"
        "情况已有变化的，请一并报送佐证材料。"
    )
    note = holiday_note((reminder.answer_by, *(item.due for item in reminder.items if item.level == "blue")))
    if note:
        yield Paragraph(f"　　（{note}）")
    if reminder.issuer:
        yield Paragraph(f"{reminder.issuer}督查室")
    yield Paragraph(long_day(reminder.day))


def _counts(reminder: Reminder) -> str:
    counts = {name: len(reminder.of(level)) for level, name in LEVELS.items() if reminder.of(level)}
    if len(counts) == 1:
        return f"均为{next(iter(counts))}"
    return "其中" + "、".join(f"{name} {count} 项" for name, count in counts.items())


def letters_listing(letters: Sequence[Reminder], day: date) -> Listing[LetterRow]:
    """List who gets a letter."""
    rows = letter_rows(letters)
    note = holiday_note(row.answer_by for row in rows)
    footer = f"截至 {day}：督办单 {len(rows)} 份" + (f"\n{note}" if note else "")
    return Listing(_WHO, rows, footer, empty=f"截至 {day}，没有需要督办的单位")


def trial_listing(letters: Sequence[Reminder], day: date, files: Sequence[str]) -> Listing[LetterFileRow]:
    """List who would get a letter, and in which file."""
    rows = letter_file_rows(letters, files)
    file: Column[LetterFileRow] = Column("file", "将写入", wide=True)
    footer = f"截至 {day}：督办单 {len(rows)} 份（试运行，没有写入）"
    return Listing((*_WHO, file), rows, footer, empty=f"截至 {day}，没有需要督办的单位")


def _last(item: Item) -> str:
    return str(item.last or words.UNREPORTED)


def _office(item: Item) -> str:
    return str(item.office or "无")


_ITEMS: tuple[Column[Item], ...] = (
    ID,
    Column("text", "任务", wide=True),
    Column("role", "角色"),
    Column("due", "时限"),
    Column("why", "情况"),
    PERCENT,
    Column("last", "你单位最近报告", _last),
    Column("office", "督查室最近记录", _office),
)
_WHO: tuple[Column[LetterRow], ...] = (
    Column("unit", "单位"),
    count("red", "红色", "red"),
    count("yellow", "黄色", "yellow"),
    count("blue", "蓝色"),
    Column("answer_by", "答复期限"),
)
