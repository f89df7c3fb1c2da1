"""What a workbook holds, counted before an object is made of each cell."""

from __future__ import annotations

import io
import zipfile

import pytest

from baigong.errors import (
    DamagedDocumentError,
    DocumentError,
    TooManyMergedCellsError,
    TooManySheetCellsError,
    VastDocumentError,
)
from baigong.parse.sources import sheet_bounds
from baigong.parse.sources.sheet_bounds import refuse_vast_sheets


def refuse(*sheets: str, most_cells: int = sheet_bounds.MAX_CELLS) -> None:
    buffer = io.BytesIO()
    names = {f"part{at}" for at in range(len(sheets))}
    with zipfile.ZipFile(buffer, "w") as archive:
        for at, sheet in enumerate(sheets):
            archive.writestr(f"part{at}", f"<sheet>{sheet}</sheet>")
    refuse_vast_sheets(buffer.getvalue(), names, most_cells)


def test_cells_of_all_parts_count_together_empty_ones_too() -> None:
    refuse("<c/>" * 3, '<x:c r="A1"><v>1</v></x:c>', most_cells=4)
    with pytest.raises(TooManySheetCellsError):
        refuse("<c/>" * 3, "<c/>" * 2, most_cells=4)


@pytest.mark.parametrize("element", ["mergeCell", "hyperlink"])
def test_what_merged_cells_and_links_cover_is_counted_however_it_is_coded(
    element: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_bounds, "MAX_MERGED", 20)
    refuse(f'<{element} ref="A1:B10"/>')
    for area in ("A1:B11", "&#65;1:B11", "$A$1:$B$11", "B11:A1"):
        with pytest.raises(TooManyMergedCellsError):
            refuse(f'<{element} ref="{area}"/>')


@pytest.mark.parametrize(
    ("bound", "sheet", "error"),
    [
        ("MAX_SETTINGS", "<format/>" * 3, VastDocumentError),
        ("MAX_AREAS", '<check sqref="A1 B1 C1"/>', VastDocumentError),
    ],
)
def test_formats_and_checks_are_bounded(
    bound: str, sheet: str, error: type[DocumentError], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(sheet)
    monkeypatch.setattr(sheet_bounds, bound, 2)
    with pytest.raises(error):
        refuse(sheet)


def test_a_damaged_part_is_told() -> None:
    with pytest.raises(DamagedDocumentError):
        refuse_vast_sheets(b"PK", {"part0"})
    with pytest.raises(DamagedDocumentError):
        refuse('<mergeCell ref="A1:B2">')
