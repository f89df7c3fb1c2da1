"""An untrusted .xlsx as grids of cells, read within bounds: nothing in it is run, followed or expanded.

Formulas give the value that was saved with them. Links to other files, macros and DDE are not looked at.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from lxml import etree
from openpyxl.utils import get_column_letter, range_boundaries

from baigong.errors import (
    CrowdedWorkbookError,
    DamagedWorkbookError,
    DocumentError,
    EncryptedDocumentError,
    FormulaError,
    LockedWorkbookError,
    OldWorkbookError,
    PackedTooLargeError,
    TooManyMergedCellsError,
    TooManySheetCellsError,
    VastDocumentError,
    VastWorkbookError,
    WorkbookError,
)
from baigong.parse.sources.package import check_package, is_old_office
from baigong.parse.sources.sheet_bounds import refuse_vast_sheets
from baigong.store.memory import apart, ran_out

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
"""The most bytes that a form may have, and may unpack to; that of a unit with every task of a plan has 0.5 MB."""
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_EMPTY = 1000
"""A sheet ends after so many consecutive empty rows, whatever size it declares."""
MOST_ELEMENTS = 4_000_000
"""The most XML elements: a form is read row by row, and rows without end may be formatted though empty."""
MOST_CELLS = 1_300_000
"""The most cells, empty ones among them; a row of a form ends at its sixtieth column, and may be formatted further."""
MOST_LETTERS = 8_000_000
"""The most letters of all cells together, words that many cells share counted in each."""
MOST_MERGED = 500

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Za-z0-9:$]{2,24})[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ERRORS = re.compile(r"#(?:REF|N/A|VALUE|DIV/0|NAME|NULL|NUM)[!?]?")


@dataclass(frozen=True)
class Cell:
    """One cell: its place (F12), its value, how it is shown; `fault` says why it has no value that can be read."""

    place: str
    value: str | float | date = ""
    number_format: str = "General"
    fault: FormulaError | None = None
    carried: bool = False
    """Whether it only repeats a merged cell above it."""

    @property
    def empty(self) -> bool:
        """Whether nothing was written there."""
        return not self.fault and (self.value == "" or (isinstance(self.value, str) and not self.value.strip()))


@dataclass(frozen=True)
class CellGrid:
    """The cells of one sheet that are not empty, by row and column (both from 1), merged ones carried down."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]] = field(default_factory=dict)


def read_sheets(data: bytes, ending: str = ".xlsx") -> dict[str, CellGrid]:
    """Give the sheets of a workbook by their titles, hidden ones too.

    Raises:
        WorkbookError: it is no workbook, is locked, damaged, or larger than any form.
    """
    if len(data) > MOST_BYTES:
        raise VastWorkbookError(MOST_UNPACKED)
    if is_old_office(data):
        raise LockedWorkbookError if _LOCKED in data else OldWorkbookError(ending if ending != ".xlsx" else ".xls")
    try:
        check_package(data, MOST_ELEMENTS)
        parts = _parts(data)
        if "xl/workbook.xml" not in parts:
            raise DamagedWorkbookError("不是 Excel 表格")
        if sum(parts.values()) > MOST_UNPACKED:
            raise VastWorkbookError(MOST_UNPACKED)
        refuse_vast_sheets(data, set(parts), MOST_CELLS)
    except PackedTooLargeError:
        raise VastWorkbookError(MOST_UNPACKED) from None
    except EncryptedDocumentError:
        raise LockedWorkbookError from None
    except (VastDocumentError, TooManySheetCellsError, TooManyMergedCellsError):
        raise CrowdedWorkbookError from None
    except DocumentError:
        raise DamagedWorkbookError from None
    # Loaded here, and not in each fork.
    import openpyxl

    try:
        return apart(lambda: _sound_sheets(openpyxl, data))
    except MemoryError:
        raise CrowdedWorkbookError from None


def _sound_sheets(openpyxl: Any, data: bytes) -> dict[str, CellGrid]:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of every extension that it leaves out, as conditional colours.
            warnings.simplefilter("ignore")
            return _sheets(openpyxl, data)
    except WorkbookError:
        raise
    except Exception as error:
        # openpyxl raises whatever its XML readers raise for an unsound workbook.
        raise (MemoryError if ran_out(error) else DamagedWorkbookError) from error


def _parts(data: bytes) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {part.filename: part.file_size for part in package.infolist()}


def _sheets(openpyxl: Any, data: bytes) -> dict[str, CellGrid]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = None
    letters = 0
    sheets = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        paths = _paths(package)
        for sheet in book.worksheets:
            xml = package.read(paths[sheet.title])
            written: dict[tuple[int, int], str] = {}
            if _FORMULA.search(xml):
                formulas = formulas or openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
                written = _formulas(formulas[sheet.title])
            rows = dict(_rows(sheet, written))
            letters += sum(len(str(cell.value)) for row in rows.values() for cell in row.values())
            if letters > MOST_LETTERS:
                raise CrowdedWorkbookError
            _carry_down(rows, xml)
            sheets[sheet.title] = CellGrid(sheet.title, rows)
    return sheets


def _paths(package: zipfile.ZipFile) -> dict[str, str]:
    """Give the part that holds each sheet, by the sheet's title."""
    targets = {
        str(link.get("Id")): str(link.get("Target"))
        for link in _parse(package.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship")
    }
    paths = {}
    for sheet in _parse(package.read("xl/workbook.xml")).iter("{*}sheet"):
        link = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        target = targets.get(str(link), "")
        paths[str(sheet.get("name"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return paths


def _parse(xml: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(xml, parser)


def _cells(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows that are not empty, up to the end of the sheet."""
    sheet.reset_dimensions()
    empty = 0
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), 1):
        filled = [cell for cell in row if cell.value is not None]
        if filled:
            empty = 0
            yield number, filled
            continue
        empty += 1
        if empty > MOST_EMPTY:
            return


def _rows(sheet: Any, written: dict[tuple[int, int], str]) -> Iterator[tuple[int, dict[int, Cell]]]:
    pending = dict(written)
    rows: dict[int, dict[int, Cell]] = {}
    for number, row in _cells(sheet):
        rows[number] = {cell.column: _cell(cell, pending.pop((number, cell.column), "")) for cell in row}
    for number, column in pending:
        # A formula without a saved value: the program that wrote the file did not compute it.
        place = f"{get_column_letter(column)}{number}"
        rows.setdefault(number, {})[column] = Cell(place, fault=FormulaError("unsaved"))
    yield from sorted(rows.items())


def _formulas(sheet: Any) -> dict[tuple[int, int], str]:
    return {
        (number, cell.column): str(cell.value) for number, row in _cells(sheet) for cell in row if cell.data_type == "f"
    }


def _cell(cell: Any, formula: str) -> Cell:
    place = f"{get_column_letter(cell.column)}{cell.row}"
    value = cell.value
    format = str(cell.number_format or "General")
    if cell.data_type == "e" or (isinstance(value, str) and _ERRORS.fullmatch(value.strip())):
        return Cell(place, fault=FormulaError("error", str(value)))
    if "|" in formula or "[" in formula:
        return Cell(place, fault=FormulaError("external"))
    return Cell(place, _plain(value), format)


def _plain(value: object) -> str | float | date:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, date):
        return value
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _carry_down(rows: dict[int, dict[int, Cell]], xml: bytes) -> None:
    """Repeat the value of a merged range in each of its rows: one answer over three tasks answers all three."""
    for at, match in enumerate(_MERGED.finditer(xml)):
        if at >= MOST_MERGED:
            return
        left, top, _right, bottom = range_boundaries(match[1].decode().replace("$", ""))
        cell = rows.get(top, {}).get(left)
        if cell is None or left is None or bottom - top > MOST_EMPTY:
            continue
        for number in range(top + 1, bottom + 1):
            rows.setdefault(number, {}).setdefault(left, replace(cell, carried=True))
