"""What a workbook holds, counted before openpyxl makes an object of each cell, merged cell, format and check."""

from __future__ import annotations

import io
import re
import zipfile

from baigong.errors import (
    DamagedDocumentError,
    DocumentError,
    TooManyMergedCellsError,
    TooManySheetCellsError,
    VastDocumentError,
)
from baigong.parse.sources.package import is_xml

MAX_MERGED = 200_000
"""The most cells that merged ranges and links may cover: the reader makes an object of each."""
MAX_CELLS = 400_000
"""The most cells that a book may hold, empty ones included: the reader makes an object of each."""
MAX_SETTINGS = 60_000
"""The most elements other than rows, cells and their words: the reader makes an object of each format and check."""
MAX_AREAS = 100_000
"""The most letters in which formats and checks name the cells that they are for."""
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,9}):\$?([A-Za-z]{1,3})\$?(\d{1,9})")
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_WORDS = re.compile(
    rb"<(?:\w+:)?(?:row|c|v|f|is|si|t|r|rPr|rPh|phoneticPr|rFont|sz|color|family|charset|scheme|b|i|u|vertAlign)[ />]"
)
_AREA_ELEMENTS = (b"mergeCell", b"hyperlink", b"sqref")


def refuse_vast_sheets(data: bytes, parts: set[str], most_cells: int = MAX_CELLS) -> None:
    """Refuse a book with more cells, merged cells, formats or checks than any table has.

    Every part is looked at, whatever its name: a workbook may keep its sheets anywhere.

    Raises:
        DocumentError: then, or when a part cannot be unpacked.
    """
    cells = covered = settings = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in sorted(parts):
                content = package.read(name)
                if not is_xml(content[:200]):
                    continue
                cells += sum(1 for _ in _CELL.finditer(content))
                if cells > most_cells:
                    raise TooManySheetCellsError
                settings += content.count(b"<") - content.count(b"</") - sum(1 for _ in _WORDS.finditer(content))
                if settings > MAX_SETTINGS:
                    raise VastDocumentError("格式、链接和有效性")
                # What it covers is counted by a reader of XML: a pattern does not see letters coded as &#65;.
                if any(element in content for element in _AREA_ELEMENTS):
                    covered += _covered(content)
                if covered > MAX_MERGED:
                    raise TooManyMergedCellsError
    except (DocumentError, MemoryError):
        raise
    except Exception as error:
        # Each way of packing has its own errors for a damaged part.
        raise DamagedDocumentError("Excel 表格", "Excel 或 WPS") from error


def _covered(content: bytes) -> int:
    """How many cells the merged ranges and the links of a part cover, however its letters are coded.

    Raises:
        VastDocumentError: its formats and checks name more ranges than anyone sets.
    """
    from lxml import etree

    total = letters = 0
    parser = etree.iterparse(io.BytesIO(content), resolve_entities=False, no_network=True, huge_tree=False)
    for _, element in parser:
        if etree.QName(element).localname in ("mergeCell", "hyperlink"):
            area = _RANGE.fullmatch(element.get("ref") or "")
            total += _cells(*area.groups()) if area else 0
        letters += len(element.get("sqref") or "")
        if letters > MAX_AREAS:
            raise VastDocumentError("格式和有效性")
        # An element that was cleared still stands in the one that holds it.
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return total


def _cells(left: str, top: str, right: str, bottom: str) -> int:
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
