"""PDF with a text layer: lines joined back to paragraphs by where they begin and end, tables kept as tables."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from baigong.errors import (
    DamagedDocumentError,
    DocumentError,
    EncryptedDocumentError,
    PdfReaderMissingError,
    ScannedDocumentError,
)
from baigong.parse.doubts import LOOK, Doubt
from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph, SourceTable
from baigong.parse.sources.pdf_streams import refuse_bombs
from baigong.parse.structure.numbering import read_marker
from baigong.parse.structure.paragraphs import open_bracket
from baigong.parse.wording import half_width
from baigong.store.memory import ran_out

suffixes = (".pdf",)

MAX_CROSSINGS = 3000
"""The most crossings of lines among which tables are looked for: the time grows with their square."""
_FEW = 30
_SLANT = 0.1
_FEWEST = 5
"""A column has at least so many runs of words."""
_PAGE_NUMBER = re.compile(r"[\s\-—－–·第]*\d{1,4}[\s\-—－–·页]*(?:/\s*\d+|共\s*\d+\s*页)?")


@dataclass(frozen=True)
class _Line:
    """One printed line: where it begins and ends across the page, its height, its words."""

    left: float
    right: float
    top: float
    size: float
    text: str


def read(data: bytes) -> Document:
    """Read the text layer; a "line" is a printed line, counted through the whole document.

    Raises:
        DocumentError: when it is locked, damaged, scanned, too long, or the extractor is not installed.
    """
    try:
        import pdfplumber

        from baigong.parse.sources.pdf_bounds import refuse_many_pages, refuse_vast_page
    except ImportError:
        raise PdfReaderMissingError from None
    # What pdfminer remarks about an unsound file is not for the user's terminal.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    refuse_bombs(data)
    doubts: list[Doubt] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            refuse_many_pages(pdf.doc)
            pages = []
            for page in pdf.pages:
                refuse_vast_page(pdf.rsrcmgr, page.page_obj)
                pages.append(_page(page, doubts))
                # What a page was built of is not needed once its lines are read.
                page.close()
    except (DocumentError, MemoryError):
        raise
    except Exception as error:
        # pdfminer raises its own errors, struct's and zlib's for an unsound file.
        if ran_out(error):
            raise MemoryError from None
        raise _refusal(error) from error
    if not any(part for page in pages for part in page):
        raise ScannedDocumentError
    return Document(tuple(_blocks(pages)), doubts=tuple(doubts))


def _refusal(error: Exception) -> DocumentError:
    if "Password" in repr(error) or "Encrypt" in repr(error):
        return EncryptedDocumentError("PDF ")
    return DamagedDocumentError("PDF ", "阅读器")


_Part = _Line | list[list[str | None]]


def _page(page: Any, doubts: list[Doubt]) -> list[_Part]:
    """The lines and tables of a page from top to bottom, column after column; slanted words are left out."""
    slanted = [char["text"] for char in page.chars if _is_slanted(char)]
    if slanted:
        words = "".join(slanted)[:40]
        doubts.append(Doubt(0, words, f"第 {page.page_number} 页有斜排的文字（水印），没有读取", gravity=LOOK))
        page = page.filter(lambda thing: thing["object_type"] != "char" or not _is_slanted(thing))
    tables = []
    if _crossings(page) > MAX_CROSSINGS:
        doubts.append(Doubt(0, "", f"第 {page.page_number} 页的线条太多，不像表格，按文字读取", gravity=LOOK))
    else:
        tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    areas = [table.bbox for table in tables]

    def outside(thing: Any) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2 if "top" in thing else -1
        return not any(top <= middle <= bottom for _, top, _, bottom in areas)

    rest = page.filter(outside) if areas else page
    gutter = None if areas else _gutter(rest)
    if gutter is not None:
        doubts.append(Doubt(0, "", f"第 {page.page_number} 页有两栏，按先左后右读取，请核对", gravity=LOOK))
        return list(_columns(rest, gutter))
    parts: list[tuple[float, _Part]] = [(line.top, line) for line in _text_lines(rest)]
    parts += [(table.bbox[1], table.extract()) for table in tables]
    return [part for _, part in sorted(parts, key=lambda part: part[0])]


def _crossings(page: Any) -> int:
    """How many points the lines of a page may cross at, were each as long as the page."""
    across = {round(edge["top"]) for edge in page.edges if edge["orientation"] == "h"}
    down = {round(edge["x0"]) for edge in page.edges if edge["orientation"] == "v"}
    return len(across) * len(down)


def _is_slanted(char: Any) -> bool:
    """Whether a letter stands at a slant, as those of a watermark do; upright and turned by 90° are none."""
    a, b = abs(char["matrix"][0]), abs(char["matrix"][1])
    return bool(min(a, b) > _SLANT * max(a, b))


def _text_lines(page: Any, shift: float = 0) -> Iterator[_Line]:
    for line in page.extract_text_lines(return_chars=True):
        sizes = [char["size"] for char in line["chars"]]
        size = max(sizes) if sizes else 10.0
        yield _Line(line["x0"] - shift, line["x1"] - shift, line["top"], size, line["text"])


def _gutter(page: Any) -> float | None:
    """Where a page of two columns is divided, None for one of a single column."""
    words = page.extract_words()
    if len(words) < 2 * _FEWEST:
        return None
    left, right = min(word["x0"] for word in words), max(word["x1"] for word in words)
    best = None
    for share in range(40, 61, 2):
        at = left + (right - left) * share / 100
        crossing = sum(word["x0"] < at < word["x1"] for word in words)
        sides = min(sum(word["x1"] <= at for word in words), sum(word["x0"] >= at for word in words))
        if sides >= _FEWEST and crossing * 5 <= sides and (best is None or crossing < best[0]):
            best = (crossing, at)
    return best[1] if best else None


def _columns(page: Any, gutter: float) -> Iterator[_Line]:
    """The lines of a page of two columns: between lines that cross the gutter, the left ones and then the right."""
    words = page.extract_words()
    crossing = sorted((word["top"], word["bottom"]) for word in words if word["x0"] < gutter < word["x1"])
    rights = [word["x0"] for word in words if word["x0"] >= gutter]
    lefts = [word["x0"] for word in words if word["x1"] <= gutter]
    shift = min(rights) - min(lefts) if rights and lefts else 0
    x0, top, x1, bottom = page.bbox
    for above, below in [*crossing, (bottom, bottom)]:
        if above > top:
            yield from _text_lines(page.crop((x0, top, gutter, above), strict=False))
            yield from _text_lines(page.crop((gutter, top, x1, above), strict=False), shift)
        if below > max(above, top):
            yield from _text_lines(page.crop((x0, max(above, top), x1, below), strict=False))
        top = max(top, below)


def _blocks(pages: list[list[_Part]]) -> Iterator[SourceBlock]:
    running = _running_lines(pages)
    lines = [part for page in pages for part in page if isinstance(part, _Line)]
    left, right = _margins(lines)
    number, begun, words = 0, 0, ""
    before: _Line | None = None
    for page in pages:
        for part in page:
            if isinstance(part, list):
                if words:
                    yield SourceParagraph(begun, words)
                words, before = "", None
                yield _table(part, number + 1)
                number += len(part)
                continue
            number += 1
            if part.text.strip() in running or _PAGE_NUMBER.fullmatch(part.text):
                continue
            if before is None or _begins(part, before, words, left, right):
                if words:
                    yield SourceParagraph(begun, words)
                words, begun = part.text, number
            else:
                words += part.text
            before = part
    if words:
        yield SourceParagraph(begun, words)


def _begins(line: _Line, before: _Line, words: str, left: float, right: float) -> bool:
    """Whether a new paragraph begins: by its number, its indent, its type, or because the line before ended short."""
    if abs(line.size - before.size) > 1.5:
        return True
    # Where nothing is indented, the number of an item is all that tells; within a bracket it is no item's.
    if read_marker(half_width(line.text)) and not open_bracket(words[-400:]):
        return True
    return line.left > left + 1.2 * line.size or before.right < right - 1.6 * line.size


def _margins(lines: list[_Line]) -> tuple[float, float]:
    """Where most lines begin and end."""
    if not lines:
        return 0.0, 0.0
    lefts = Counter(round(line.left / 3) * 3 for line in lines)
    common = [value for value, count in lefts.items() if count >= max(2, len(lines) // 10)] or [min(lefts)]
    rights = Counter(round(line.right / 3) * 3 for line in lines)
    if len(lines) < _FEW:
        # Too few lines for any end to be the common one: the longest line is the measure.
        return float(min(common)), float(max(rights))
    ends = [value for value, count in rights.items() if count >= max(2, len(lines) // 10)] or [max(rights)]
    return float(min(common)), float(max(ends))


def _running_lines(pages: list[list[_Part]]) -> set[str]:
    """Heads and feet that stand on most pages."""
    if len(pages) < 3:
        return set()
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [part.text.strip() for part in page if isinstance(part, _Line)]
        edges.update({text for text in (lines[:1] + lines[-1:]) if len(text) <= 40})
    return {text for text, count in edges.items() if count * 2 > len(pages) and count >= 3}


def _table(rows: list[list[str | None]], line: int) -> SourceTable:
    """A cell that the ruling merges is None but in its first place; carry it down, else across."""
    filled: list[tuple[str, ...]] = []
    merged: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        cells: list[str] = []
        for column, cell in enumerate(row):
            if cell is not None:
                cells.append(cell.strip())
                continue
            merged.add((at, column))
            above = filled[-1][column] if filled and column < len(filled[-1]) else ""
            cells.append(above or (cells[-1] if cells else ""))
        filled.append(tuple(cells))
    return SourceTable(tuple(range(line, line + len(filled))), tuple(filled), frozenset(merged))
