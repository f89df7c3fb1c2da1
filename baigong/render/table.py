"""A listing within a width: columns narrow first, then rows become blocks of a few lines.

The id and the subject of a row are never dropped. First text columns narrow and fold, then gaps close, then each
row becomes a block: id and subject first, the other fields below with their titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from baigong.deferred import dataclass
from baigong.pages.blocks import Column, Listing, Tone
from baigong.render.fold import WHOLE, fold, fold_with_tail
from baigong.render.screen import Screen

STYLES: dict[Tone, str] = {
    "": "",
    "red": "bold red",
    "yellow": "yellow",
    "green": "green",
    "dim": "dim",
    "strong": "bold",
    "struck": "strike dim",
}
_FIXED = 12
"""Columns of text no wider than this (dates, numbers, statuses) are never narrowed."""
_BESIDE_FOLD = 3
"""How many lines names and other texts take at most where they stand beside the subject."""
_WIDE_LEAST, _SUBJECT_LEAST = 12, 24
"""What a text column, and what the subject of a row, is at least wide in a table."""
_SHORT_REST = 8
"""What a folded field's last line is at most wide if no other field of the block follows on it."""


@dataclass(frozen=True)
class _TonedText:
    """Words of a tone; `tail` is the end of them that stays where they are cut."""

    text: str
    tone: Tone
    tail: str = ""

    def fold(self, width: int, most: int, more: str) -> list[str]:
        """Fold the words to at most `most` lines."""
        tail = self.tail if self.text.endswith(self.tail) else ""
        return fold_with_tail(self.text.removesuffix(tail), tail, width, most, more)


@dataclass(frozen=True)
class _ShownColumn:
    """A column with its words on this screen; `natural` is the width of its longest cell or its title."""

    column: Column[Any]
    title: str
    cells: Sequence[_TonedText]
    natural: int


def table_lines(listing: Listing[Any], width: int, screen: Screen) -> Iterator[Text]:
    """Give the lines of a listing: a table with headings, or blocks."""
    fitting = [_field(column, listing.rows, screen) for column in listing.columns if width >= column.least]
    fields = [field for field in fitting if not field.column.spare or any(cell.text for cell in field.cells)]
    subject = _subject(fields)
    folds = WHOLE if listing.whole else 2
    for gap in (2, 1):
        widths = _widths(fields, subject, width - gap * (len(fields) - 1))
        if widths:
            yield from _table(fields, subject, widths, " " * gap, folds, screen)
            return
    yield from _blocks(fields, subject, width, folds, screen)


def _field(column: Column[Any], rows: Sequence[Any], screen: Screen) -> _ShownColumn:
    title = screen.text(column.title)
    tails = [screen.text(column.tail(row)) if column.tail else "" for row in rows]
    cells = [
        _TonedText(screen.text(column.say(row)), column.tone(row), tail) for row, tail in zip(rows, tails, strict=True)
    ]
    return _ShownColumn(column, title, cells, max(cell_len(title), *(cell_len(cell.text) for cell in cells)))


def _subject(fields: Sequence[_ShownColumn]) -> _ShownColumn:
    """Give the subject column: the first of text, or that of the unit if rows have no id, else the first."""
    keys = {field.column.key for field in fields}
    wide = (field for field in fields if field.column.wide)
    unit = (field for field in fields if field.column.key == "unit")
    return (next(wide, None) if "id" in keys or "unit" not in keys else next(unit)) or fields[0]


def _widths(fields: Sequence[_ShownColumn], subject: _ShownColumn, room: int) -> list[int]:
    """Share out `room` columns; empty if even the least widths do not fit."""
    least = [_least(field, field is subject) for field in fields]
    left = room - sum(least)
    if left < 0:
        return []
    widths = list(least)
    # Texts grow twice as fast as names, by whole Chinese characters, until all fit.
    while left > 0:
        wanting = [at for at, field in enumerate(fields) if widths[at] < field.natural]
        if not wanting:
            break
        for at in wanting:
            text = fields[at].column.wide or fields[at] is subject
            more = min(2 if text else 1, fields[at].natural - widths[at], left)
            widths[at] += more
            left -= more
    return widths


def _least(field: _ShownColumn, subject: bool) -> int:
    if field.column.key == "id" or field.natural <= _FIXED:
        return field.natural
    if not subject:
        return max(_WIDE_LEAST, cell_len(field.title))
    return min(field.natural, _SUBJECT_LEAST)


def _table(
    fields: Sequence[_ShownColumn], subject: _ShownColumn, widths: Sequence[int], gap: str, folds: int, screen: Screen
) -> Iterator[Text]:
    yield _line(fields, widths, [_TonedText(field.title, "strong") for field in fields], gap)
    yield Text(screen.rule * (sum(widths) + len(gap) * (len(widths) - 1)))
    # Names are cut only if another column is the subject.
    beside = max(folds, _BESIDE_FOLD)
    most = [folds if field is subject else beside for field in fields]
    if not any(field.column.wide for field in fields):
        most = [WHOLE] * len(fields)
    for at in range(len(fields[0].cells)):
        cells = [
            [_TonedText(line, field.cells[at].tone) for line in field.cells[at].fold(width, lines, screen.more)]
            for field, width, lines in zip(fields, widths, most, strict=True)
        ]
        for number in range(max(len(lines) for lines in cells)):
            row = [lines[number] if number < len(lines) else _TonedText("", "") for lines in cells]
            yield _line(fields, widths, row, gap)


def _line(fields: Sequence[_ShownColumn], widths: Sequence[int], cells: Sequence[_TonedText], gap: str) -> Text:
    line = Text()
    for field, width, cell in zip(fields, widths, cells, strict=True):
        blank = " " * (width - cell_len(cell.text))
        if line:
            line.append(gap)
        if field.column.right:
            line.append(blank)
        line.append(cell.text, STYLES[cell.tone])
        if not field.column.right:
            line.append(blank)
    line.rstrip()
    return line


def _blocks(
    fields: Sequence[_ShownColumn], subject: _ShownColumn, width: int, folds: int, screen: Screen
) -> Iterator[Text]:
    ids = [field for field in fields if field.column.key == "id" and field is not subject]
    others = [field for field in fields if field not in ids and field is not subject]
    for at in range(len(subject.cells)):
        head = Text()
        for field in ids:
            head.append(field.cells[at].text + "  ", "bold")
        cell = subject.cells[at]
        first = fold(cell.text, max(8, width - cell_len(head.plain)), WHOLE)[0]
        yield head.append(first, STYLES[cell.tone])
        rest = replace(cell, text=cell.text[len(first) :].lstrip(" "))
        if rest.text:
            for line in rest.fold(width - 2, folds - 1 if folds < WHOLE else WHOLE, screen.more):
                yield Text("  ").append(line, STYLES[cell.tone])
        yield from _facts(others, at, width)


def _facts(fields: Sequence[_ShownColumn], at: int, width: int) -> Iterator[Text]:
    """Give the other non-empty fields of a row, title and words, as many to a line as fit unbroken."""
    line = Text("  ")
    for field in fields:
        cell = field.cells[at]
        if not cell.text:
            continue
        size = cell_len(field.title) + 1 + cell_len(cell.text)
        if len(line) > 2 and cell_len(line.plain) + 2 + size > width:
            yield line
            line = Text("  ")
        if len(line) > 2:
            line.append("  ")
        if cell_len(line.plain) + size <= width:
            line.append(field.title + " ", "dim").append(cell.text, STYLES[cell.tone])
            continue
        first, *more = fold(f"{field.title} {cell.text}", width - 2, WHOLE)
        yield Text("  ").append(first, STYLES[cell.tone])
        # A rest of a few letters, such as 室, has its line to itself: beside other fields it reads as one of them.
        last = more.pop() if more and cell_len(more[-1]) > _SHORT_REST else ""
        for part in more:
            yield Text("  ").append(part, STYLES[cell.tone])
        line = Text("  ").append(last, STYLES[cell.tone])
    if len(line) > 2:
        yield line
