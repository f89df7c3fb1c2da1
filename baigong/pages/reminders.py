"""The listings of who gets a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from baigong.pages.blocks import Column, Listing
from baigong.pages.columns import count
from baigong.pages.holidays import holiday_note
from baigong.reports.reminders import (
    LetterFileRow,
    LetterRow,
    Reminder,
    letter_file_rows,
    letter_rows,
)


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


_WHO: tuple[Column[LetterRow], ...] = (
    Column("unit", "单位"),
    count("red", "红色", "red"),
    count("yellow", "黄色", "yellow"),
    count("blue", "蓝色"),
    Column("answer_by", "答复期限"),
)
