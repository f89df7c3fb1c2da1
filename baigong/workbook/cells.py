"""What every sheet of a form shares: words in a cell, the font, a page of A4 on its side."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FONT = "宋体"


def put_text(cell: Any, text: str) -> None:
    """Put words into a cell, as words: =A1 is no formula, and 3.10 stays 3.10."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.number_format = "@"
    # Without the mark an edited cell that begins with = would turn into a formula.
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")


def lay_on_side(sheet: Any) -> None:
    """Print a sheet on A4 on its side, as wide as one page and as long as it needs."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
