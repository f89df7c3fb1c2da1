"""PDF with a text layer: lines joined back to paragraphs by where they begin and end, tables kept as tables."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from baigong.errors import DocumentError
from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph, SourceTable
from baigong.parse.structure.numbering import read_marker
from baigong.parse.structure.paragraphs import open_bracket
from baigong.parse.wording import half_width

suffixes = (".pdf",)

MAX_PAGES = 400
_FEW = 30
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
    except ImportError:
        raise DocumentError(
            "解析 PDF 的组件没有安装", "运行 pip install 'baigong[parse]'，或把 PDF 另存为 .docx"
        ) from None
    # What pdfminer remarks about an unsound file is not for the user's terminal.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise DocumentError(f"PDF 超过 {MAX_PAGES} 页，不解析", "请只保留方案正文")
            pages = [_page(page) for page in pdf.pages]
    except DocumentError:
        raise
    except Exception as error:
        # pdfminer raises its own errors, struct's and zlib's for an unsound file.
        raise _refusal(error) from error
    if not any(part for page in pages for part in page):
        raise DocumentError("PDF 里没有文字，是扫描件", "请先做文字识别（OCR），或找到电子版 .docx")
    return Document(tuple(_blocks(pages)))


def _refusal(error: Exception) -> DocumentError:
    if "Password" in repr(error) or "Encrypt" in repr(error):
        return DocumentError("PDF 加了密码，打不开", "请去掉密码后另存，再解析")
    return DocumentError("PDF 损坏，打不开", "请用阅读器打开看看，另存后再解析")


def _page(page: Any) -> list[_Line | list[list[str | None]]]:
    """The lines and tables of a page from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    areas = [table.bbox for table in tables]

    def outside(thing: Any) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2 if "top" in thing else -1
        return not any(top <= middle <= bottom for _, top, _, bottom in areas)

    rest = page.filter(outside) if areas else page
    parts: list[tuple[float, Any]] = []
    for line in rest.extract_text_lines(return_chars=True):
        sizes = [char["size"] for char in line["chars"]]
        size = max(sizes) if sizes else 10.0
        parts.append((line["top"], _Line(line["x0"], line["x1"], line["top"], size, line["text"])))
    parts += [(table.bbox[1], table.extract()) for table in tables]
    return [part for _, part in sorted(parts, key=lambda part: part[0])]


def _blocks(pages: list[list[_Line | list[list[str | None]]]]) -> Iterator[SourceBlock]:
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


def _running_lines(pages: list[list[_Line | list[list[str | None]]]]) -> set[str]:
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
