"""Plain text and Markdown: one paragraph a line, in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030."""

from __future__ import annotations

import codecs
import re

from baigong.errors import NotTextError
from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph, SourceTable

suffixes = (".txt", ".md", ".text", ".markdown")

_RULE = re.compile(r"[\s|:\-]+")
_FEWEST_MARKS = 2
"""A line with so many tabs or bars is a row of a table."""
_TITLE_LENGTH = 40
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(data: bytes) -> Document:
    """Decode the bytes and number the lines, the blank ones counted.

    Raises:
        DocumentError: when the bytes are no text.
    """
    return from_lines(decode(data).split("\n"))


def from_lines(lines: list[str]) -> Document:
    """Make a document of lines that may have been broken inside a paragraph; drawn tables become tables."""
    blocks: list[SourceBlock] = []
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if end - at >= 2:
            blocks.append(_table(lines, at, end))
            at = end
            continue
        if lines[at].strip():
            blocks.append(SourceParagraph(at + 1, lines[at]))
        at += 1
    return Document(tuple(blocks), wrapped=True)


def _table_end(lines: list[str], at: int) -> int:
    """Where a table that begins here ends: rows of Markdown, or rows copied from a sheet or a page.

    A chapter's title on a line of its own stands within the table, when rows go on below it.
    """
    mark = _mark_of(lines[at])
    end = at
    while end < len(lines) and _is_row(lines[end], mark):
        end += 1
        if end + 1 < len(lines) and _is_title(lines[end], mark) and _is_row(lines[end + 1], mark):
            end += 1
    return end


def _mark_of(line: str) -> str:
    """What divides the cells of a table that begins with this line."""
    return "|" if line.count("|") >= _FEWEST_MARKS else "\t"


def _is_row(line: str, mark: str) -> bool:
    """Whether a line is a row; tabs at its beginning alone only set a paragraph in."""
    return line.count(mark) >= _FEWEST_MARKS and mark in line.strip("\t\n ")


def _is_title(line: str, mark: str) -> bool:
    words = line.strip()
    return bool(words) and mark not in words and len(words) <= _TITLE_LENGTH and words[-1] not in "。；："


def _table(lines: list[str], at: int, end: int) -> SourceTable:
    mark = _mark_of(lines[at])
    numbers: list[int] = []
    rows: list[tuple[str, ...]] = []
    for number in range(at, end):
        line = lines[number].strip("\n")
        if _RULE.fullmatch(line):
            continue
        cells = line.strip().removeprefix("|").removesuffix("|").split("|") if mark == "|" else line.split("\t")
        numbers.append(number + 1)
        rows.append(tuple(re.sub(r"<br\s*/?>", "\n", cell.replace("**", "")).strip() for cell in cells))
    width = max(map(len, rows), default=0)
    return SourceTable(tuple(numbers), tuple((*row, *[""] * (width - len(row))) for row in rows))


def decode(data: bytes) -> str:
    r"""Give the text with \n for every line end; the encoding is decided by the bytes alone, the same every time.

    Raises:
        DocumentError: when they are neither UTF-8, UTF-16 with BOM, GB18030, nor anything likely.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _try(data, encoding)
            if not text:
                raise NotTextError
            return _lines(text)
    if b"\x00" in data:
        raise NotTextError
    text = _try(data, "utf-8")
    if text is None:
        text = _try(data, "gb18030")
        # Any bytes of even a picture may happen to be GB18030, so its text must read as Chinese.
        if text is None or not _reads_as_chinese(text):
            text = _guess(data)
    return _lines(text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_as_chinese(text: str) -> bool:
    sample = text[:20000]
    usual = sum(
        "一" <= char <= "鿿" or char.isascii() or "\u3000" <= char <= "〿" or "！" <= char <= "～" for char in sample
    )
    return usual >= 0.9 * len(sample) and not any(char < " " and char not in "\t\n\r\f" for char in sample)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    text = _try(data, best.encoding) if best else None
    if text is None or not _reads_as_chinese(text):
        raise NotTextError
    return text
