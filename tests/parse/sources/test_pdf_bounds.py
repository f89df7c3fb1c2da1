"""What the pages of a PDF draw, counted before an object is made of each letter and line."""

from __future__ import annotations

import io
from typing import Any

import pytest

from baigong.errors import TooManyPagesError, VastPageError
from baigong.parse.sources import pdf_bounds
from baigong.parse.sources.pdf_bounds import refuse_many_pages, refuse_vast_page

canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab makes the PDF; pip install 'baigong[dev]'")


def document(pages: int = 1, letters: int = 10, lines: int = 5) -> Any:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    buffer = io.BytesIO()
    drawn = canvas.Canvas(buffer)
    for _ in range(pages):
        drawn.drawString(50, 50, "a" * letters)
        for at in range(lines):
            drawn.line(0, at, 100, at)
        drawn.showPage()
    drawn.save()
    return PDFDocument(PDFParser(buffer))


def look(**drawn: int) -> None:
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    for page in PDFPage.create_pages(document(**drawn)):
        refuse_vast_page(PDFResourceManager(), page)


@pytest.mark.parametrize(
    ("bound", "most", "drawn"),
    [("MAX_LETTERS", 10, {"letters": 11}), ("MAX_STROKES", 10, {"lines": 6}), ("MAX_CONTENT", 400, {"lines": 60})],
)
def test_a_page_that_draws_more_than_print_is_refused(
    bound: str, most: int, drawn: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_bounds, bound, most)
    look()
    with pytest.raises(VastPageError):
        look(**drawn)


def test_pages_are_counted_before_one_is_made_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_bounds, "MAX_PAGES", 2)
    refuse_many_pages(document(pages=2))
    with pytest.raises(TooManyPagesError):
        refuse_many_pages(document(pages=3))
