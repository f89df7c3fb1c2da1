"""Plain text and Markdown: one paragraph a line, in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030."""

from __future__ import annotations

import codecs

from baigong.errors import DocumentError
from baigong.parse.sources.interface import Document, Paragraph

suffixes = (".txt", ".md", ".text", ".markdown")

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(data: bytes) -> Document:
    """Decode the bytes and number the lines, the blank ones counted.

    Raises:
        DocumentError: when the bytes are no text.
    """
    return from_lines(decode(data).split("\n"))


def from_lines(lines: list[str]) -> Document:
    """Make a document of lines that may have been broken inside a paragraph."""
    blocks = tuple(Paragraph(number, line) for number, line in enumerate(lines, 1) if line.strip())
    return Document(blocks, wrapped=True)


def decode(data: bytes) -> str:
    r"""Give the text with \n for every line end; the encoding is decided by the bytes alone, the same every time.

    Raises:
        DocumentError: when they are neither UTF-8, UTF-16 with BOM, GB18030, nor anything likely.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lines(_try(data, encoding) or _refuse())
    if b"\x00" in data:
        _refuse()
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
        _refuse()
    return text or ""


def _refuse() -> str:
    raise DocumentError(
        "这不是文本：认不出它的编码，或者是二进制文件", "请另存为 UTF-8 文本，或直接给出 .docx、.xlsx、.pdf、.html 文件"
    )
