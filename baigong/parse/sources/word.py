"""Word (.docx): paragraphs with the numbers Word writes itself, and tables with merged cells carried down."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from baigong.errors import DocumentError
from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph, SourceTable
from baigong.parse.sources.package import check_package

suffixes = (".docx", ".docm")


def read(data: bytes) -> Document:
    """Read the body of a Word file; a "line" is a paragraph or a row of a table, counted from 1.

    Raises:
        DocumentError: when it is damaged or no Word file.
    """
    if "word/document.xml" not in check_package(data):
        raise DocumentError("这不是 Word 文档", "请给出 .docx 文件")
    import docx

    from baigong.parse.sources.word_numbers import WordNumbers

    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(WordNumbers(document))
        return Document(tuple(reader.blocks(document.element.body)))
    except DocumentError:
        raise
    except Exception as error:
        # python-docx and lxml raise a dozen kinds for a package that is no sound Word file.
        raise DocumentError("Word 文档损坏，打不开", "请用 Word 或 WPS 打开看看，另存后再解析") from error


class _Reader:
    """Walks the body in order, so that a table stands where it stands."""

    def __init__(self, numbers: Any) -> None:
        from docx.oxml.ns import qn

        self._numbers = numbers
        self._line = 0
        self._p, self._tbl, self._sdt, self._content = qn("w:p"), qn("w:tbl"), qn("w:sdt"), qn("w:sdtContent")
        self._t, self._tab, self._del = qn("w:t"), qn("w:tab"), qn("w:del")
        self._breaks = {qn("w:br"), qn("w:cr")}
        # Text boxes hold a copy for old versions; deleted text is kept by change tracking.
        self._skipped = {
            self._del,
            qn("w:pPr"),
            qn("w:rPr"),
            qn("w:drawing"),
            qn("w:pict"),
            qn("w:instrText"),
            qn("w:moveFrom"),
        }
        self._tr, self._tc, self._tc_pr = qn("w:tr"), qn("w:tc"), qn("w:tcPr")
        self._span, self._merge, self._val = qn("w:gridSpan"), qn("w:vMerge"), qn("w:val")

    def blocks(self, parent: Any) -> Iterator[SourceBlock]:
        for element in parent:
            if element.tag == self._p:
                self._line += 1
                yield from (
                    SourceParagraph(self._line, text) for text in self._text(element).split("\n") if text.strip()
                )
            elif element.tag == self._tbl:
                yield self._table(element)
            elif element.tag == self._sdt:
                content = element.find(self._content)
                if content is not None:
                    yield from self.blocks(content)

    def _text(self, paragraph: Any) -> str:
        number: str = self._numbers.next(paragraph)
        return number + "".join(self._pieces(paragraph))

    def _pieces(self, element: Any) -> Iterator[str]:
        stack = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif child.tag == self._t:
                yield child.text or ""
            elif child.tag == self._tab:
                yield " "
            elif child.tag in self._breaks:
                yield "\n"
            elif child.tag not in self._skipped:
                stack.append(iter(child))

    def _table(self, table: Any) -> SourceTable:
        lines: list[int] = []
        rows: list[tuple[str, ...]] = []
        merged: set[tuple[int, int]] = set()
        above: list[str] = []
        for row in table.iter(self._tr):
            if next(row.iterancestors(self._tbl)) is not table:
                continue
            self._line += 1
            cells: list[str] = []
            for cell in row.iter(self._tc):
                if next(cell.iterancestors(self._tr)) is not row:
                    continue
                text, span, carried = self._cell(cell)
                for offset in range(span):
                    at = len(cells)
                    if carried and at < len(above):
                        text = above[at]
                    if carried or offset:
                        merged.add((len(rows), at))
                    cells.append(text)
            lines.append(self._line)
            rows.append(tuple(cells))
            above = cells
        return SourceTable(tuple(lines), tuple(rows), frozenset(merged))

    def _cell(self, cell: Any) -> tuple[str, int, bool]:
        """Its words, how many columns it takes, and whether it goes on the one above."""
        text = "\n".join(filter(None, (self._text(p).strip() for p in cell.iter(self._p))))
        properties = cell.find(self._tc_pr)
        if properties is None:
            return text, 1, False
        span = properties.find(self._span)
        merge = properties.find(self._merge)
        wide = int(span.get(self._val, "1")) if span is not None else 1
        carried = merge is not None and merge.get(self._val, "continue") == "continue"
        return text, max(1, min(wide, 100)), carried
