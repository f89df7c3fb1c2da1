"""Tables whose cells were pasted one a line: the header's names, then row after row, each from its number on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from baigong.parse.dates.points import POINT
from baigong.parse.doubts import WRONG, Doubt
from baigong.parse.responsibility.names import is_name
from baigong.parse.responsibility.offices import office_list
from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph, SourceTable
from baigong.parse.structure.columns import Column, column_kind
from baigong.parse.wording import clean

_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 10
_FEWEST_ROWS = 2
_MOST_LINES = 40
"""The cells of one row never take more lines."""
_LONGEST_HEADING, _LONGEST_NAME = 12, 30
_ROLES = ("lead", "units", "support", "oversee")
_WORDS = ("task", "goal", "group")


@dataclass(frozen=True)
class _Row:
    """One row to be: the line that its number stands on and the lines of its cells."""

    line: int
    number: str
    cells: tuple[SourceParagraph, ...]


# flattened = "序号" , { name-of-column } , row , { row } ;      row = number , { cell } ;
def restore_tables(document: Document) -> Document:
    """Give the document with such tables put together again.

    A table begins with a line 序号 above the names of its columns, one of work and one of units among them, and
    its rows are numbered from 1. A row with more lines than columns gives the surplus to its units.
    """
    blocks: list[SourceBlock] = []
    doubts: list[Doubt] = []
    at = 0
    while at < len(document.blocks):
        columns = _columns(document.blocks, at)
        rows = list(_rows(document.blocks, at + len(columns))) if columns else []
        if len(rows) < _FEWEST_ROWS:
            blocks.append(document.blocks[at])
            at += 1
            continue
        names = document.blocks[at : at + len(columns)]
        table, unsure = _table(names, columns, rows)
        blocks.append(table)
        doubts += unsure
        at += len(columns) + sum(1 + len(row.cells) for row in rows)
    return replace(document, blocks=tuple(blocks), doubts=(*document.doubts, *doubts)) if len(blocks) < at else document


def _columns(blocks: tuple[SourceBlock, ...], at: int) -> tuple[Column, ...]:
    """What the columns hold whose names stand from `at` on, one a line; empty where they are no header."""
    columns: list[Column] = []
    for block in blocks[at : at + _MOST_COLUMNS]:
        words = clean(block.text) if isinstance(block, SourceParagraph) else ""
        if not words or words.isdigit() or len(words) > _LONGEST_HEADING:
            break
        columns.append(column_kind(words))
    enough = len(columns) >= _FEWEST_COLUMNS and columns[0] == "serial"
    named = any(kind in _ROLES for kind in columns) and any(kind in _WORDS for kind in columns)
    return tuple(columns) if enough and named else ()


def _rows(blocks: tuple[SourceBlock, ...], at: int) -> Iterator[_Row]:
    """The rows that run on from 1; the last ends where its lines are neither names nor times."""
    starts: list[int] = []
    for place in range(at, len(blocks)):
        block = blocks[place]
        if not isinstance(block, SourceParagraph) or place - (starts[-1] if starts else at) > _MOST_LINES:
            break
        if clean(block.text) == str(len(starts) + 1):
            starts.append(place)
        elif not starts:
            break
    for start, end in zip(starts, [*starts[1:], _end(blocks, starts[-1])] if starts else [], strict=True):
        cells = tuple(block for block in blocks[start + 1 : end] if isinstance(block, SourceParagraph))
        number = blocks[start]
        if isinstance(number, SourceParagraph):
            yield _Row(number.line, clean(number.text), cells)


def _end(blocks: tuple[SourceBlock, ...], start: int) -> int:
    """Where the last row ends, which no number closes: with its time, or its last name."""
    end = start + 2
    for block in blocks[start + 2 :]:
        words = clean(block.text) if isinstance(block, SourceParagraph) else ""
        if not words or not (_is_unit(words) or _is_time(words)):
            break
        end += 1
    return min(end, len(blocks))


def _is_unit(words: str) -> bool:
    names = office_list(words.rstrip("。")) if len(words) <= _LONGEST_NAME else ()
    return bool(names) and all(map(is_name, names))


def _is_time(words: str) -> bool:
    return len(words) <= _LONGEST_NAME and bool(POINT.search(words))


def _table(
    names: tuple[SourceBlock, ...], columns: tuple[Column, ...], rows: list[_Row]
) -> tuple[SourceTable, list[Doubt]]:
    """Lay the lines of each row out under the columns; a doubt for each row whose units may stand elsewhere."""
    head = tuple(block.text for block in names if isinstance(block, SourceParagraph))
    lines = [names[0].line if isinstance(names[0], SourceParagraph) else 0]
    laid: list[tuple[str, ...]] = [head]
    doubts: list[Doubt] = []
    for row in rows:
        cells, unsure = _laid([clean(cell.text) for cell in row.cells], columns[1:])
        laid.append((row.number, *cells))
        lines.append(row.line)
        if unsure:
            why = "表格的单元格散成一行一格，这一行的格数与表头不符，请核对单位和时限"
            doubts.append(Doubt(row.line, "　".join(clean(cell.text) for cell in row.cells), why, gravity=WRONG))
    return SourceTable(tuple(lines), tuple(laid)), doubts


def _laid(words: list[str], columns: tuple[Column, ...]) -> tuple[list[str], bool]:
    """Give each column its words, and whether that was a guess.

    As many lines as columns are one each. Of more lines, or fewer, those that read as names of units are the units'
    and the last that reads as a time the time's.
    """
    if len(words) == len(columns):
        return words, False
    cells = [""] * len(columns)
    roles = [at for at, kind in enumerate(columns) if kind in _ROLES]
    times = [at for at, kind in enumerate(columns) if kind == "time"]
    rest = list(words)
    if times and times[-1] > roles[-1] and rest and _is_time(rest[-1]):
        cells[times[-1]] = rest.pop()
    before = roles[0]
    own, units = rest[:before], rest[before:]
    cells[: len(own)] = own
    sure = all(map(_is_unit, units)) and bool(units)
    for at, role in enumerate(roles):
        taken = units[at:] if at == len(roles) - 1 else units[at : at + 1]
        cells[role] = "、".join(taken)
    return cells, not sure or len(roles) > 1
