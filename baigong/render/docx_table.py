"""A listing as a table of a Word document: within the text, its header repeated on each page, no row split.

Widths are shared out as on a terminal: ids, dates and numbers keep theirs, text folds. Tables that fit at no size of
letters need a landscape page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from rich.cells import cell_len

from baigong.deferred import dataclass
from baigong.pages.blocks import Column, Listing, Tone

SIZES = (10.5, 9.0)
"""五号 and 小五, the sizes of letters in a table, in points."""
PAPER = 112
"""A page of paper shows the columns that a screen of this width shows."""
_PADDING = 60
"""Between a cell's edge and its text, in twips."""
_SHORT = 14
"""Cells no wider than this many half-width letters never fold."""
_LONG_TITLE = 10
"""Titles wider than this many half-width letters are folded."""
_TEXT_LEAST, _NAME_LEAST = 16, 12
_TO_FILL_IN = 20
_MOST_LINES = 30
"""A row of more lines than this may split: it might not fit a page."""

Clean = Callable[[str], str]


@dataclass(frozen=True)
class TableLayout:
    """A table that fits: the size of its letters in points, and the width of each column in twips."""

    size: float
    widths: tuple[int, ...]


def shown_columns(listing: Listing[Any]) -> tuple[Column[Any], ...]:
    """Give the columns that paper shows: those that fit it and are not empty."""
    return tuple(
        column
        for column in listing.columns
        if column.least <= PAPER and not (column.spare and not any(column.say(row) for row in listing.rows))
    )


def cells_of(listing: Listing[Any], columns: Sequence[Column[Any]], clean: Clean) -> list[list[str]]:
    """Give the words of each cell, row by row."""
    return [[clean(column.say(row)) for column in columns] for row in listing.rows]


def layout(columns: Sequence[Column[Any]], cells: Sequence[Sequence[str]], width: int) -> TableLayout | None:
    """Share out `width` twips at the largest size at which everything fits; None if it fits at none."""
    naturals = [
        max([_title_length(column.title), *(_length(row[at]) for row in cells)]) for at, column in enumerate(columns)
    ]
    # A column that is empty from top to bottom is there to be filled in by hand.
    naturals = [
        natural if any(row[at] for row in cells) or not columns[at].wide else max(natural, _TO_FILL_IN)
        for at, natural in enumerate(naturals)
    ]
    leasts = [_least(column, natural) for column, natural in zip(columns, naturals, strict=True)]
    for size in SIZES:
        room = int((width - len(columns) * (2 * _PADDING + 20)) / (size * 10))
        if sum(leasts) <= room:
            shares = _shares(columns, naturals, leasts, room)
            total = sum(shares)
            spare = width - len(columns) * (2 * _PADDING + 20)
            widths = [round(share / total * spare) + 2 * _PADDING + 20 for share in shares]
            widths[-1] += width - sum(widths)
            return TableLayout(size, tuple(widths))
    return None


def _length(text: str) -> int:
    """Measure text in half-width letters; fonts that stand in for 仿宋 have digits and Latin letters a third wider."""
    return math.ceil(sum(2 if cell_len(letter) > 1 else 1.35 for letter in text))


def _title_length(title: str) -> int:
    """Measure a title: a long one is folded into two lines rather than take the room of the text beside it."""
    length = _length(title)
    return length if length <= _LONG_TITLE else math.ceil(length / 4) * 2


def _least(column: Column[Any], natural: int) -> int:
    if column.wide:
        return max(min(natural, _TEXT_LEAST), _title_length(column.title))
    return natural if natural <= _SHORT or column.key == "id" else max(_NAME_LEAST, _title_length(column.title))


def _shares(columns: Sequence[Column[Any]], naturals: Sequence[int], leasts: Sequence[int], room: int) -> list[int]:
    """Give columns of text the room that is left, three times as fast as the others, until all fit."""
    widths = list(leasts)
    left = room - sum(widths)
    while left > 0:
        wanting = [at for at in range(len(columns)) if widths[at] < naturals[at]]
        if not wanting:
            break
        for at in wanting:
            more = min(3 if columns[at].wide else 1, naturals[at] - widths[at], left)
            widths[at] += more
            left -= more
    return widths


def table_xml(
    columns: Sequence[Column[Any]],
    cells: Sequence[Sequence[str]],
    rows: Sequence[Any],
    fit: TableLayout,
    namespaces: str,
) -> str:
    """Write the table."""
    width = sum(fit.widths)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in fit.widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = f'<w:left w:w="{_PADDING}" w:type="dxa"/><w:right w:w="{_PADDING}" w:type="dxa"/>'
    body = "".join(_row(columns, texts, row, fit) for texts, row in zip(cells, rows, strict=True))
    return (
        f'<w:tbl {namespaces}><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_header(columns, fit)}{body}</w:tbl>"
    )


def _header(columns: Sequence[Column[Any]], fit: TableLayout) -> str:
    cells = "".join(
        _cell(column.title, width, "center", fit.size, strong=True, keep=True)
        for column, width in zip(columns, fit.widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(columns: Sequence[Column[Any]], texts: Sequence[str], row: Any, fit: TableLayout) -> str:
    lines = max(
        _length(text) * fit.size * 10 / max(1, width - 2 * _PADDING)
        for text, width in zip(texts, fit.widths, strict=True)
    )
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if lines <= _MOST_LINES else ""
    cells = "".join(
        _cell(text, width, _side(column), fit.size, tone=column.tone(row))
        for column, text, width in zip(columns, texts, fit.widths, strict=True)
    )
    return f"<w:tr>{whole}{cells}</w:tr>"


def _side(column: Column[Any]) -> str:
    return "right" if column.right else "left"


def _cell(
    text: str, width: int, side: str, size: float, *, tone: Tone = "", strong: bool = False, keep: bool = False
) -> str:
    mark = "<w:b/>" if strong or tone in ("red", "strong") else "<w:strike/>" if tone == "struck" else ""
    next_ = "<w:keepNext/>" if keep else ""
    half_points = round(size * 2)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{next_}<w:spacing w:line="{round(size * 30)}" w:lineRule="exact"/>'
        f'<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:rPr>{mark}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
    )
