"""The files in which a sheet may come back: read by their ending, and one that no line reads is refused by its name."""

from __future__ import annotations

import pytest

from baigong.errors import DamagedWorkbookError, OldWorkbookError
from baigong.workbook import sheet_files
from baigong.workbook.grid import CellGrid
from baigong.workbook.sheet_files import SHEET_FILES, UNREAD, SheetFile, is_sheet_file, read_sheets


@pytest.mark.parametrize("ending", [one for one in UNREAD if not any(one in kind.endings for kind in SHEET_FILES)])
def test_what_no_line_reads_may_be_an_answer_and_is_refused_by_its_ending(ending: str) -> None:
    assert is_sheet_file(ending)
    with pytest.raises(OldWorkbookError, match=rf"{ending} 格式"):
        read_sheets(b"", ending)


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".xls", "", ".zip"])
def test_whatever_else_it_is_called_its_content_tells(ending: str) -> None:
    with pytest.raises(DamagedWorkbookError):
        read_sheets(b"PK", ending)
    assert is_sheet_file(ending) == (ending.startswith(".xls"))


def test_a_line_is_all_that_a_new_kind_of_file_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = {"填报": CellGrid("填报")}
    monkeypatch.setattr("baigong.workbook.grid.read_open_document", lambda data, ending: grid, raising=False)
    monkeypatch.setattr(sheet_files, "SHEET_FILES", (*SHEET_FILES, SheetFile((".sheet",), "grid.read_open_document")))
    assert read_sheets(b"", ".sheet") == grid
