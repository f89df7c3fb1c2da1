"""Excel (.xlsx): every visible sheet a table, with merged cells carried down and across."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from baigong.errors import DocumentError
from baigong.parse.sources.interface import Block, Document, Paragraph, Table
from baigong.parse.sources.package import check_package

suffixes = (".xlsx", ".xlsm")

MAX_ROWS = 20_000
MAX_COLUMNS = 60


def read(data: bytes) -> Document:
    """Read all visible sheets; a "line" is a row of its sheet, counted from 1 as Excel does.

    Raises:
        DocumentError: when it is damaged, no workbook, or too long.
    """
    if "xl/workbook.xml" not in check_package(data):
        raise DocumentError("这不是 Excel 表格", "请给出 .xlsx 文件")
    import openpyxl

    try:
        with warnings.catch_warnings():
            # openpyxl warns of every extension that it leaves out, as conditional colours.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:
        # openpyxl raises whatever its XML readers raise for an unsound workbook.
        raise DocumentError("Excel 表格损坏，打不开", "请用 Excel 或 WPS 打开看看，另存后再解析") from error
    blocks = [block for sheet in book.worksheets if sheet.sheet_state == "visible" for block in _blocks(sheet)]
    return Document(tuple(blocks))


def _blocks(sheet: Any) -> Iterator[Block]:
    """Lines above the table (a title over all columns) are paragraphs, the rest is the table."""
    if sheet.max_row > MAX_ROWS:
        raise DocumentError(f"工作表“{sheet.title}”超过 {MAX_ROWS} 行", "请只保留任务表，删去空行以下的内容")
    merged, values = _merged(sheet)
    lines: list[int] = []
    rows: list[tuple[str, ...]] = []
    repeated: set[tuple[int, int]] = set()
    width = min(sheet.max_column, MAX_COLUMNS)
    for number, row in enumerate(sheet.iter_rows(max_col=width), 1):
        cells = tuple(values.get((number, at)) or _text(cell) for at, cell in enumerate(row, 1))
        distinct = {cell for cell in cells if cell}
        if not distinct:
            continue
        if not rows and len(distinct) == 1:
            yield from (Paragraph(number, line) for line in distinct.pop().split("\n"))
            continue
        repeated |= {(len(rows), at - 1) for at in range(1, width + 1) if (number, at) in merged}
        lines.append(number)
        rows.append(cells)
    if rows:
        yield Table(tuple(lines), tuple(rows), frozenset(repeated))


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
        if "%" in str(cell.number_format):
            return f"{value * 100:g}%"
        return f"{value:g}" if abs(value) < 1e15 else str(value)
    return str(value).strip()
