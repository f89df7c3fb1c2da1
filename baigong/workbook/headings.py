"""Where the table stands in a sheet that came back: the titles of its columns, and the labels of its head.

Columns are known by their titles, so that they may be hidden, moved or renamed a little.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from baigong.words import visible
from baigong.workbook.grid import Cell, CellGrid
from baigong.workbook.layout import META, Field, Layout

_HEAD_ROWS = 40
"""The titles of the columns stand within so many rows."""
_ALIKE = 0.75
"""The least likeness of a title to the original, 0 to 1."""


def _plain(text: str) -> str:
    """Write words the way they are compared: no spaces, nothing in brackets, no marks."""
    bare = unicodedata.normalize("NFKC", visible(text))
    return re.sub(r"[\s::*、,。.]", "", re.sub(r"[(\[【〔].*?[)\]】〕]", "", bare))


def whole(text: str) -> str:
    """Write the words of a task or a unit the way they are compared: no spaces, full-width as half-width."""
    return "".join(unicodedata.normalize("NFKC", visible(text)).split())


@dataclass(frozen=True)
class Headings:
    """Where the columns stand: the row of their titles, each known one's place, and the titles of the others."""

    row: int
    columns: dict[str, int]
    extra: dict[int, str]


def find_table(sheets: Mapping[str, CellGrid], layout: Layout) -> tuple[CellGrid, Headings] | None:
    """Find the sheet and the row that hold the titles of the layout's columns."""
    ordered = sorted(sheets.values(), key=lambda sheet: sheet.title != layout.sheet)
    for sheet in ordered:
        if sheet.title == META:
            continue
        for number in sorted(number for number in sheet.rows if number <= _HEAD_ROWS):
            titles = _titles(number, sheet.rows[number], layout)
            opened = [column.key for column in layout.open if column.key in titles.columns]
            if opened and len(titles.columns) >= 4 and ({"id", "text"} & titles.columns.keys()):
                return sheet, titles
    return None


def _titles(number: int, row: Mapping[int, Cell], layout: Layout) -> Headings:
    written = {at: str(cell.value) for at, cell in row.items() if not cell.empty}
    columns: dict[str, int] = {}
    # Match exact titles first: 进度 is not a shortened 上次进度.
    for fits in (_same, _other, _alike):
        for at, title in written.items():
            if at in columns.values():
                continue
            match = next((one for one in layout.columns if one.key not in columns and fits(one, _plain(title))), None)
            if match:
                columns[match.key] = at
    extra = {at: title.strip() for at, title in written.items() if at not in columns.values()}
    return Headings(number, columns, extra)


def _same(column: Field, title: str) -> bool:
    return title == _plain(column.title)


def _other(column: Field, title: str) -> bool:
    return title in {_plain(other) for other in column.others}


def _alike(column: Field, title: str) -> bool:
    wanted = _plain(column.title)
    if len(title) < 2:
        return False
    if len(wanted) >= 4 and wanted in title:
        return True
    return difflib.SequenceMatcher(None, wanted, title).ratio() >= _ALIKE


def read_head(sheet: CellGrid, headings: Headings, layout: Layout) -> dict[str, Cell]:
    """Find the answers of the head: each to the right of its label, or after it in the same cell."""
    head = {field.key: Cell("") for field in layout.head}
    for number in sorted(number for number in sheet.rows if number < headings.row):
        row = sheet.rows[number]
        for at, cell in sorted(row.items()):
            label, colon, rest = str(cell.value).replace("：", ":").partition(":")
            for one in layout.head:
                if _plain(label) not in {_plain(title) for title in (one.title, *one.others)}:
                    continue
                if colon and rest.strip():
                    head[one.key] = Cell(cell.place, rest.strip())
                elif not _is_label(row.get(at + 1), layout):
                    head[one.key] = row.get(at + 1, Cell(""))
    return head


def _is_label(cell: Cell | None, layout: Layout) -> bool:
    return cell is not None and any(_plain(str(cell.value)) == _plain(field.title) for field in layout.head)
