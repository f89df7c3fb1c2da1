"""What the pages of a PDF draw, counted before the reader makes an object of each letter and line.

A page is interpreted once with a device that only counts: a form that is drawn a thousand times counts as often.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1

from baigong.errors import TooManyPagesError, VastPageError
from baigong.parse.sources.pdf_streams import refuse_deep

MAX_PAGES = 400
MAX_LETTERS = 60_000
"""The most bytes of words that a page may show; a letter has one or two, and a full page of small print 10,000."""
MAX_STROKES = 20_000
"""The most parts of paths that a page may draw."""
MAX_CONTENT = 4 * 1024 * 1024
"""The most bytes of operators that a page may hold, those of a form counted each time that it is drawn."""
MAX_FORMS = 5_000
"""The most forms and pictures that a page may draw."""


def refuse_many_pages(document: Any) -> None:
    """Refuse a document of more than `MAX_PAGES` before a page is made of each.

    Raises:
        TooManyPagesError: then.
    """
    if sum(1 for _ in islice(PDFPage.create_pages(document), MAX_PAGES + 1)) > MAX_PAGES:
        raise TooManyPagesError(MAX_PAGES)


def refuse_vast_page(resources: Any, page: Any) -> None:
    """Refuse a page that draws more than any page of print; both are pdfminer's.

    Raises:
        VastPageError: then.
    """
    _BoundedInterpreter(resources, _Counter(resources)).process_page(page)


class _Counter(PDFDevice):
    """Draws nothing, and refuses what is too much."""

    def __init__(self, resources: Any) -> None:
        super().__init__(resources)
        self.letters = self.strokes = self.content = self.forms = 0

    def render_string(self, *shown: Any) -> None:
        _, pieces, *_ = shown
        self.letters += sum(len(piece) for piece in pieces if isinstance(piece, bytes))
        if self.letters > MAX_LETTERS:
            raise VastPageError

    def paint_path(self, *painted: Any) -> None:
        *_, path = painted
        self.strokes += len(path)
        if self.strokes > MAX_STROKES:
            raise VastPageError

    def begin_figure(self, *_: Any) -> None:
        self.forms += 1
        if self.forms > MAX_FORMS:
            raise VastPageError


class _BoundedInterpreter(PDFPageInterpreter):
    """Interprets no more operators than a page may hold."""

    def execute(self, streams: Sequence[object]) -> None:
        counter = self.device
        assert isinstance(counter, _Counter)
        for stream in map(resolve1, streams):
            if isinstance(stream, PDFStream):
                content = stream.get_data()
                counter.content += len(content)
                if counter.content > MAX_CONTENT:
                    raise VastPageError
                refuse_deep(content)
        super().execute(streams)
