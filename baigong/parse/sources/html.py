"""Web pages (.html): the page's own words without its menus, buttons and footer; tables kept as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from baigong.errors import NoTextError, TooManyCellsError, VastDocumentError
from baigong.parse.sources import text
from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph, SourceTable
from baigong.parse.sources.package import MAX_ELEMENTS

suffixes = (".html", ".htm", ".shtml")

_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "head", "nav", "footer", "aside", "select", "option"}
    | {"button", "iframe", "svg", "canvas", "object", "input", "textarea"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"blockquote", "pre", "center", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "figure"}
    | {"figcaption", "body", "html", "fieldset", "address", "hr", "form", "header"}
)
_NAMED = r"(?:^|[-_ ])(?:{})(?:$|[-_ \d])"
_FOOT = re.compile(
    _NAMED.format("nav|menu|crumbs?|breadcrumb|location|foot|footer|bottom|copyright|share|toolbar|pagination"), re.I
)
_MENU = re.compile(_NAMED.format("sidebar|related|position|search|login|list|links?|recommend"), re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_MANY_LINKS = 0.6
_MAX_DEPTH = 200
MAX_CELLS = 300_000
"""The most cells of all tables together, each cell of a span counted."""


def looks_like(data: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")) and b"<" in start


def read(data: bytes) -> Document:
    """Read the words of a page; `line` is the line of the source.

    Raises:
        DocumentError: when nothing of it can be read.
    """
    from lxml import etree
    from lxml import html as parser

    words = _decode(data)
    if words.count("<") - words.count("</") > MAX_ELEMENTS:
        raise VastDocumentError("标签")
    try:
        # lxml refuses a str that declares an encoding, so it is given what it declares.
        page = parser.document_fromstring(
            words.encode("utf-8"), parser=parser.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except etree.XMLSyntaxError:
        # The parser mends whatever is wrong in a page; it only stops where it has no more memory.
        raise MemoryError from None
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise NoTextError("网页") from error
    body = page.find("body")
    reader = _PageReader()
    blocks = tuple(reader.blocks(body if body is not None else page))
    return Document(blocks, title=_title(page))


def _decode(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith(b"\xef\xbb\xbf"):
        name = declared.group(1).decode("ascii").lower()
        # Pages that say gb2312 use the letters of its successor.
        name = "gb18030" if name in ("gb2312", "gbk", "gb_2312-80") else name
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            pass
    return text.decode(data)


def _title(page: Any) -> str:
    for meta in page.iter("meta"):
        if (meta.get("name") or "").lower() in ("articletitle", "article_title"):
            return str(meta.get("content") or "").strip()
    title = page.findtext(".//title") or ""
    return re.split(r"[_|]|\s-\s|--", title.strip())[0].strip()


class _PageReader:
    """Walks the page and gathers the words of each block."""

    def __init__(self) -> None:
        self._cells = 0

    def blocks(self, element: Any, depth: int = 0) -> Iterator[SourceBlock]:
        """Yield paragraphs and tables in the order of the page."""
        words: list[str] = []
        line = element.sourceline or 0
        if element.text:
            words.append(element.text)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "br":
                words.append("\n")
            elif not tag or _dropped(child, tag):
                pass
            elif tag in _BLOCKS or (depth < _MAX_DEPTH and _holds_blocks(child)):
                yield from _paragraphs(words, line)
                words = []
                line = child.sourceline or line
                if tag == "table" and _is_data(child):
                    yield self._table(child)
                elif depth < _MAX_DEPTH:
                    yield from self.blocks(child, depth + 1)
                else:
                    words.append("".join(child.itertext()))
            else:
                words.append(_inline(child))
            if child.tail:
                words.append(child.tail)
        yield from _paragraphs(words, line)

    def _table(self, table: Any) -> SourceTable:
        lines: list[int] = []
        rows: list[tuple[str, ...]] = []
        merged: set[tuple[int, int]] = set()
        carried: dict[int, tuple[int, str]] = {}
        for row in table.iter("tr"):
            cells: list[str] = []
            below: dict[int, tuple[int, str]] = {}
            for cell in [each for each in row if each.tag in ("td", "th")]:
                _carry(cells, carried, below, merged, len(rows))
                words = "\n".join(part.text for part in _PageReader().blocks(cell) if isinstance(part, SourceParagraph))
                high, wide = _span(cell, "rowspan"), _span(cell, "colspan")
                self._count(wide)
                for offset in range(wide):
                    if offset:
                        merged.add((len(rows), len(cells)))
                    if high > 1:
                        below[len(cells)] = (high - 1, words)
                    cells.append(words)
            _carry(cells, carried, below, merged, len(rows))
            self._count(len(below))
            lines.append(row.sourceline or 0)
            rows.append(tuple(cells))
            carried = below
        return SourceTable(tuple(lines), tuple(rows), frozenset(merged))

    def _count(self, cells: int) -> None:
        """Refuse a page with more cells, those of spans counted, than any table has."""
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise TooManyCellsError


def _paragraphs(words: list[str], line: int) -> Iterator[SourceParagraph]:
    for part in re.sub(r"[^\S\n\u3000\xa0]+", " ", _unwrapped(words)).split("\n"):
        if part.strip():
            yield SourceParagraph(line, part.strip())


def _unwrapped(words: list[str]) -> str:
    """A line end in the source is a space, one from <br> a line end."""
    return "".join(word if word == "\n" else re.sub(r"\s*\n\s*", " ", word) for word in words)


def _inline(element: Any) -> str:
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, tail = stack.pop()
        if tail:
            parts.append(node.tail or "")
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or (node is not element and _dropped(node, tag)):
            continue
        if tag == "br":
            parts.append("\n")
        parts.append(node.text or "")
        for child in reversed(node):
            stack += [(child, True), (child, False)]
    return "\n".join(re.sub(r"\s+", " ", part) for part in "".join(parts).split("\n"))


def _holds_blocks(element: Any) -> bool:
    return any(isinstance(node.tag, str) and node.tag in _BLOCKS for node in element.iter() if node is not element)


def _dropped(element: Any, tag: str) -> bool:
    """Whether it is no part of the document: a menu, a footer, a list of links, hidden."""
    if tag in _DROPPED or _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
        return True
    if tag in ("form", "header"):
        # Some pages put the whole article into a form.
        return _length(element) < 300
    if tag not in ("div", "ul", "ol", "table", "section", "dl", "p", "span", "td", "li"):
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    foot, menu = bool(_FOOT.search(named)), bool(_MENU.search(named))
    links = list(element.iter("a"))
    if not foot and not menu and len(links) < 3:
        return False
    words = _length(element)
    linked = sum(_length(link) for link in links)
    if foot or (menu and linked * 3 > words):
        return words < 300
    return len(links) >= 3 and linked > _MANY_LINKS * words


def _length(element: Any) -> int:
    return len("".join("".join(element.itertext()).split()))


def _is_data(table: Any) -> bool:
    """Whether it holds rows of cells rather than lays the page out."""
    if len(list(table.iter("table"))) > 1:
        return False
    rows = list(table.iter("tr"))
    widths = [len(row.findall("td")) + len(row.findall("th")) for row in rows]
    return len(rows) >= 2 and max(widths, default=0) >= 2


def _carry(
    cells: list[str],
    carried: dict[int, tuple[int, str]],
    below: dict[int, tuple[int, str]],
    merged: set[tuple[int, int]],
    row: int,
) -> None:
    """Put in the cells that reach down from the rows above."""
    while len(cells) in carried:
        at = len(cells)
        left, words = carried[at]
        merged.add((row, at))
        if left > 1:
            below[at] = (left - 1, words)
        cells.append(words)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), 2000 if name == "rowspan" else 60)) if value.isdigit() else 1
