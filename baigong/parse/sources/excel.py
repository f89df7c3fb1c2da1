"""Excel (.xlsx): every visible sheet a table, with merged cells carried down and across."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from baigong.errors import (
    DamagedDocumentError,
    OtherFormatError,
    TablesTooLongError,
    TooManyRowsError,
    VastDocumentError,
)
from baigong.parse.doubts import LOST, Doubt
from baigong.parse.sources.interface import MAX_CHARACTERS, Document, SourceBlock, SourceParagraph, SourceTable
from baigong.parse.sources.package import check_package
from baigong.parse.sources.sheet_bounds import refuse_vast_sheets
from baigong.store.memory import ran_out

suffixes = (".xlsx", ".xlsm")

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_DOUBTED = 50
"""So many cells of a sheet are doubted one by one; the rest are counted."""


def read(data: bytes) -> Document:
    """Read all visible sheets; a "line" is a row of its sheet, counted from 1 as Excel does.

    Raises:
        DocumentError: when it is damaged, no workbook, or too long.
    """
    parts = check_package(data)
    if "xl/workbook.xml" not in parts:
        raise OtherFormatError("Excel 表格", ".xlsx")
    refuse_vast_sheets(data, parts)
    import openpyxl

    try:
        with warnings.catch_warnings():
            # openpyxl warns of every extension that it leaves out, as conditional colours.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:
        # openpyxl raises whatever its XML readers raise for an unsound workbook.
        if ran_out(error):
            raise VastDocumentError from None
        raise DamagedDocumentError("Excel 表格", "Excel 或 WPS") from error
    reader = _BookReader(_formulas(data, parts), book)
    blocks = [block for sheet in book.worksheets for block in reader.blocks(sheet)]
    return Document(tuple(blocks), doubts=tuple(reader.doubts))


_UNNAMED = re.compile(r"(?:Sheet|工作表)\s*\d*")
"""The name of a sheet that nobody named."""


class _BookReader:
    """Reads the sheets of a book in their order; `doubts` name what they hold and the document does not."""

    def __init__(self, formulas: set[str], book: Any) -> None:
        self._formulas = formulas
        self._several = sum(sheet.sheet_state == "visible" for sheet in book.worksheets) > 1
        self._begun = False
        self._letters = 0
        self._without_value = 0
        self.doubts: list[Doubt] = []

    def blocks(self, sheet: Any) -> Iterator[SourceBlock]:
        """Lines above the table (a title over all columns) are paragraphs, the rest is the table."""
        if sheet.sheet_state != "visible":
            if sheet.max_row > 1:
                self._doubt(0, sheet.title, f"工作表“{sheet.title}”是隐藏的，没有读取")
            return
        if sheet.max_row > MAX_ROWS:
            raise TooManyRowsError(sheet.title, MAX_ROWS)
        merged, values = _merged(sheet)
        above: list[SourceParagraph] = []
        lines: list[int] = []
        rows: list[tuple[str, ...]] = []
        repeated: set[tuple[int, int]] = set()
        width = min(sheet.max_column, MAX_COLUMNS)
        if sheet.max_column > MAX_COLUMNS:
            self._doubt(0, sheet.title, f"工作表“{sheet.title}”超过 {MAX_COLUMNS} 列，后面的没有读取")
        self._doubt_columns(sheet, width)
        self._without_value = 0
        for number, row in enumerate(sheet.iter_rows(max_col=width), 1):
            cells = tuple(values.get((number, at)) or self._cell(cell) for at, cell in enumerate(row, 1))
            distinct = {cell for cell in cells if cell}
            if not distinct:
                continue
            self._count(cells)
            if sheet.row_dimensions[number].hidden:
                self._doubt(
                    number, "；".join(distinct), f"工作表“{sheet.title}”第 {number} 行是隐藏的，请核对要不要列入"
                )
            if not rows and len(distinct) == 1:
                above += (SourceParagraph(number, line) for line in distinct.pop().split("\n"))
                continue
            repeated |= {(len(rows), at - 1) for at in range(1, width + 1) if (number, at) in merged}
            lines.append(number)
            rows.append(cells)
        if self._without_value > MAX_DOUBTED:
            rest = self._without_value - MAX_DOUBTED
            self._doubt(0, sheet.title, f"工作表“{sheet.title}”另有 {rest} 个公式没有存下结果，读不到内容")
        title = sheet.title if self._several else ""
        if self._several and above and (_UNNAMED.fullmatch(title) or self._begun):
            # The first sheet's line is the title of the document as well, a later one's of its own table.
            title = above[0].text
        yield from above if not (self._begun and rows) else above[1:]
        if rows:
            self._begun = True
            yield SourceTable(tuple(lines), tuple(rows), frozenset(repeated), title)

    def _doubt_columns(self, sheet: Any, width: int) -> None:
        from openpyxl.utils import get_column_letter

        for at in range(1, width + 1):
            letter = get_column_letter(at)
            if letter in sheet.column_dimensions and sheet.column_dimensions[letter].hidden:
                self._doubt(1, letter, f"工作表“{sheet.title}”的 {letter} 列是隐藏的，请核对要不要列入")

    def _cell(self, cell: Any) -> str:
        text = _text(cell)
        where = f"{cell.parent.title}!{cell.coordinate}"
        if not text and where in self._formulas:
            self._without_value += 1
            if self._without_value > MAX_DOUBTED:
                return text
            why = f"工作表“{cell.parent.title}”的 {cell.coordinate} 是公式，没有存下结果，读不到内容"
            self._doubt(cell.row, cell.coordinate, why)
        return text

    def _count(self, cells: tuple[str, ...]) -> None:
        """Refuse a book before its words, each cell of a merged range counted, are more than any document has."""
        self._letters += sum(map(len, cells))
        if self._letters > MAX_CHARACTERS:
            raise TablesTooLongError(MAX_CHARACTERS)

    def _doubt(self, line: int, text: str, why: str) -> None:
        self.doubts.append(Doubt(line, text, why, gravity=LOST))


def _formulas(data: bytes, parts: set[str]) -> set[str]:
    """The cells whose formula has no value beside it; `data_only` gives nothing for them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if not any(b"<f" in package.read(part) for part in _sheets(parts)):
            return set()
    import openpyxl

    # Row after row: a second book as a whole would take as much memory as the first.
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
    return {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets
        for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS)
        for cell in row
        if cell.data_type == "f"
    }


def _sheets(parts: set[str]) -> list[str]:
    return sorted(part for part in parts if part.startswith("xl/worksheets/") and part.endswith(".xml"))


def _merged(sheet: Any) -> tuple[set[tuple[int, int]], dict[tuple[int, int], str]]:
    """Cells that repeat a merged one, and the words of every cell in a merged range."""
    repeats: set[tuple[int, int]] = set()
    values: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        if area.max_row - area.min_row > MAX_ROWS or area.min_col > MAX_COLUMNS:
            continue
        words = _text(sheet.cell(area.min_row, area.min_col))
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, min(area.max_col, MAX_COLUMNS) + 1):
                values[row, column] = words
                if (row, column) != (area.min_row, area.min_col):
                    repeats.add((row, column))
    return repeats, values


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _number(value, str(cell.number_format))
    return str(value).strip()


def _number(value: float, form: str) -> str:
    """Write a number as its cell shows it: 3.10 where two decimals are shown, 12345678 in full."""
    if "%" in form:
        return f"{value * 100:.10g}%"
    decimals = _DECIMALS.fullmatch(form)
    if decimals:
        return f"{value:.{len(decimals['zeros'])}f}"
    if float(value).is_integer():
        return str(int(value)) if abs(value) < 1e15 else str(value)
    return f"{value:.12g}"


_DECIMALS = re.compile(r"0\.(?P<zeros>0{1,4})(?:_ |_\))?")
