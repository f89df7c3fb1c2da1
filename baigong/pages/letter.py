"""A reminder laid out as an official letter, with the receipt that the unit fills in, and the body of the mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from baigong import words
from baigong.calendar import long_day
from baigong.pages.blocks import Block, Column, FactList, Heading, Listing, Only, Page, Paragraph
from baigong.pages.columns import ID, PERCENT, from_source, of_plans
from baigong.pages.holidays import holiday_note
from baigong.pages.sentences import Sentences
from baigong.reports.reminders import LEVELS, MEANING, Item, Reminder, Sender

TEMPLATE = "letter"
"""The name of the template of the sentences."""
TITLE = "督查督办单"
PROGRAM = "baigong"
"""What the mails of this program say wrote them; by it those of an earlier run are known."""
BLANK = "＿＿＿＿＿＿"
"""What is to be filled in by hand."""
NO_NUMBER = "〔　　　　〕　　号"
"""The line of the 文号 of a letter that has none yet."""
_BRIEF = 36
"""How many letters of a task its line of the receipt has; the letter has all of them."""
_NUMERALS = "一二三"


def letter_page(letter: Reminder, sender: Sender, sentences: Sentences | None = None) -> Page:
    """Lay out the letter to one unit; a document has the receipt on a page of its own."""
    written = sentences or Sentences(TEMPLATE)
    return Page((*_letter(letter, sender, written), Only(("document",), partial(_receipt, letter, sender, written))))


def mail_lines(
    letter: Reminder, sender: Sender, attachments: Sequence[str], sentences: Sentences | None = None
) -> list[str]:
    """Give the lines of the mail that carries the letter and the files that are `attachments`."""
    context = _context(letter, sender) | {"attachments": list(attachments)}
    return (sentences or Sentences(TEMPLATE)).paragraphs("邮件", context)


def _context(letter: Reminder, sender: Sender) -> dict[str, Any]:
    days = (letter.answer_by, *(item.due for item in letter.items if item.level == "blue"))
    return {
        "letter": letter,
        "sender": sender,
        "reference": sender.number,
        "day": long_day(letter.day),
        "answer_by": long_day(letter.answer_by),
        "counts": _counts(letter),
        "holidays": holiday_note(days),
        "blank": BLANK,
    }


def _letter(letter: Reminder, sender: Sender, sentences: Sentences) -> Iterator[Block | Only]:
    context = _context(letter, sender)
    yield Heading(TITLE, 1)
    yield Paragraph(sender.number or NO_NUMBER, place="centre")
    yield Paragraph(f"{letter.unit}：", "strong", place="flush")
    yield from _sentences(sentences, "开头", context)
    place = 0
    for level, name in LEVELS.items():
        items = letter.of(level)
        if items:
            yield Heading(f"{_NUMERALS[place]}、{name}：{MEANING[level]}（{len(items)} 项）")
            yield Listing(of_plans(_ITEMS, items), items)
            place += 1
    yield from _sentences(sentences, "要求", context)
    yield from _sentences(sentences, "联系", context)
    yield Paragraph(sender.name or BLANK, place="right")
    yield Paragraph(long_day(letter.day), place="right")
    if sender.copies:
        yield Paragraph(f"抄送：{'，'.join(sender.copies)}。", place="flush")


def _sentences(sentences: Sentences, name: str, context: dict[str, Any]) -> Iterator[Block]:
    # The indent is for a screen and Markdown; a document in Word indents by itself.
    return (Paragraph(f"　　{text}") for text in sentences.paragraphs(name, context))


def _receipt(letter: Reminder, sender: Sender, sentences: Sentences) -> Iterator[Block]:
    yield Heading(f"{TITLE}回执", 1, new_page=True)
    yield Paragraph(f"{sender.name or BLANK}：", "strong", place="flush")
    yield from _sentences(sentences, "回执", _context(letter, sender))
    yield Listing(of_plans(_ANSWERS, letter.items), letter.items)
    yield FactList(
        (
            ("报送单位（盖章）", letter.unit),
            ("负责人（签字）", BLANK),
            ("联系人", letter.contact or BLANK),
            ("联系电话", letter.phone or BLANK),
            ("报送日期", "　　　　年　　月　　日"),
        )
    )


def _counts(letter: Reminder) -> str:
    counts = {name: len(letter.of(level)) for level, name in LEVELS.items() if letter.of(level)}
    if len(counts) == 1:
        return f"均为{next(iter(counts))}"
    return "其中" + "、".join(f"{name} {count} 项" for name, count in counts.items())


def _last(item: Item) -> str:
    return str(item.last or words.UNREPORTED)


def _office(item: Item) -> str:
    return str(item.office or "无")


def _brief(item: Item) -> str:
    return item.text if len(item.text) <= _BRIEF else item.text[: _BRIEF - 1] + "…"


def _to_fill_in(key: str, title: str) -> Column[Item]:
    return Column(key, title, lambda _item: "", wide=True)


_ITEMS: tuple[Column[Item], ...] = (
    ID,
    Column("text", "任务", lambda item: from_source(item.text, item.source), wide=True),
    Column("role", "角色"),
    Column("due", "时限"),
    Column("why", "情况"),
    PERCENT,
    Column("last", "你单位最近报告", _last),
    Column("office", "督查室最近记录", _office),
)
_ANSWERS: tuple[Column[Item], ...] = (
    ID,
    Column("text", "任务", _brief, wide=True),
    _to_fill_in("done", "进展情况"),
    _to_fill_in("reason", "未完成原因"),
    _to_fill_in("next", "下一步措施"),
    _to_fill_in("by", "完成时间"),
)
