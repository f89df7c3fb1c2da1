"""An untrusted .xlsx as grids of cells."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

import openpyxl
import pytest

from baigong.errors import DamagedWorkbookError, LockedWorkbookError, OldWorkbookError, VastWorkbookError
from baigong.workbook import grid
from baigong.workbook.grid import Cell, CellGrid, read_sheets

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def saved(fill: Any) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "填报"
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(fill: Any) -> CellGrid:
    return read_sheets(saved(fill))["填报"]


def test_values_are_words_numbers_and_dates_with_their_place() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["甲", 3, True, datetime(2019, 2, 1), time(8, 30)])

    cells = read(fill).rows[1]
    assert [cells[at].value for at in range(1, 6)] == ["甲", 3.0, "是", datetime(2019, 2, 1), "08:30"]
    assert (cells[2].place, cells[2].empty, Cell("A1", "  ").empty) == ("B1", False, True)


def test_a_merged_answer_is_carried_down_and_says_so() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B1"], sheet["B3"] = "甲", "乙", "丙"
        sheet.merge_cells("A1:A3")

    rows = read(fill).rows
    assert [(rows[number][1].value, rows[number][1].carried) for number in (1, 2, 3)] == [
        ("甲", False),
        ("甲", True),
        ("甲", True),
    ]


@pytest.mark.parametrize(("formula", "fault"), [("=1+1", "unsaved"), ("#REF!", "error")])
def test_a_formula_without_a_saved_value_and_an_error_are_faults_of_their_cells(formula: str, fault: str) -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"] = formula

    cell = read(fill).rows[2][2]
    assert cell.fault and cell.fault.fault == fault and not cell.empty


def test_a_sheet_ends_after_many_empty_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["A5"] = "甲", "乙"

    assert list(read(fill).rows) == [1, 5]
    monkeypatch.setattr(grid, "MOST_EMPTY", 2)
    assert list(read(fill).rows) == [1]


def test_what_is_too_large_locked_old_or_damaged_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, error in (
        (OLE, OldWorkbookError),
        (OLE + "EncryptedPackage".encode("utf-16-le"), LockedWorkbookError),
        (b"PK", DamagedWorkbookError),
    ):
        with pytest.raises(error):
            read_sheets(data)
    whole = saved(lambda sheet: sheet.append(["甲"]))
    for bound in ("MOST_BYTES", "MOST_UNPACKED"):
        with monkeypatch.context() as patched, pytest.raises(VastWorkbookError):
            patched.setattr(grid, bound, 10)
            read_sheets(whole)
