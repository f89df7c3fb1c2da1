"""Excel (.xlsx): every visible sheet a table, with merged cells carried down and across."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from baigong.errors import DocumentError
from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph, SourceTable
from baigong.parse.sources.package import check_package

suffixes = (".xlsx", ".xlsm")

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_MERGED = 200_000
"""The most cells that merged ranges may cover: the reader makes an object of each before anyone can look."""
_RANGE = re.compile(
    r"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?(\d{1,9}):\$?([A-Za-z]{1,3})\$?(\d{1,9})"
)


def read(data: bytes) -> Document:
    """Read all visible sheets; a "line" is a row of its sheet, counted from 1 as Excel does.

    Raises:
        DocumentError: when it is damaged, no workbook, or too long.
    """
    parts = check_package(data)
    if "xl/workbook.xml" not in parts:
        raise DocumentError("这不是 Excel 表格", "请给出 .xlsx 文件")
    _refuse_vast_merges(data, parts)
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


def _blocks(sheet: Any) -> Iterator[SourceBlock]:
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
            yield from (SourceParagraph(number, line) for line in distinct.pop().split("\n"))
            continue
        repeated |= {(len(rows), at - 1) for at in range(1, width + 1) if (number, at) in merged}
        lines.append(number)
        rows.append(cells)
    if rows:
        yield SourceTable(tuple(lines), tuple(rows), frozenset(repeated))


def _refuse_vast_merges(data: bytes, parts: set[str]) -> None:
    """Refuse a sheet whose merged ranges cover more than any table has.

    Raises:
        DocumentError: then, or when a sheet cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in sorted(part for part in parts if part.startswith("xl/worksheets/") and part.endswith(".xml")):
                content = package.read(name)
                wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
                found = _RANGE.finditer(content.decode("utf-16" if wide else "utf-8", "replace"))
                if sum(_cells(*area.groups()) for area in found) > MAX_MERGED:
                    raise DocumentError("工作表里合并的单元格太多", "请取消整行整列的合并，只留任务表里的")
    except DocumentError:
        raise
    except Exception as error:
        # Each way of packing has its own errors for a damaged part.
        raise DocumentError("Excel 表格损坏，打不开", "请用 Excel 或 WPS 打开看看，另存后再解析") from error


def _cells(left: str, top: str, right: str, bottom: str) -> int:
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


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
