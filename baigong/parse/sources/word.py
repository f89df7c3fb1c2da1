"""Word (.docx): paragraphs with the numbers Word writes itself, and tables with merged cells carried down."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from baigong.errors import DamagedDocumentError, DocumentError, OtherFormatError, TooManyCellsError
from baigong.parse.doubts import LOST, Doubt
from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph, SourceTable
from baigong.parse.sources.package import check_package

suffixes = (".docx", ".docm")


def read(data: bytes) -> Document:
    """Read the body of a Word file; a "line" is a paragraph or a row of a table, counted from 1.

    Raises:
        DocumentError: when it is damaged or no Word file.
    """
    if "word/document.xml" not in check_package(data):
        raise OtherFormatError("Word 文档", ".docx")
    import docx

    from baigong.parse.sources.word_numbers import WordNumbers

    try:
        document = docx.Document(io.BytesIO(data))
        reader = _WordReader(WordNumbers(document))
        blocks = tuple(reader.blocks(document.element.body))
        return Document(blocks, doubts=tuple(reader.doubts))
    except (DocumentError, MemoryError):
        raise
    except Exception as error:
        # python-docx and lxml raise a dozen kinds for a package that is no sound Word file.
        raise DamagedDocumentError("Word 文档", "Word 或 WPS") from error


# Letters of the Symbol font, by their code.
_SYMBOLS = {
    "F0A3": "≤",
    "F0B3": "≥",
    "F0B1": "±",
    "F0B4": "×",
    "F0B8": "÷",
    "F0B9": "≠",
    "F0B0": "°",
    "F0BB": "≈",
    "F0AE": "→",
    "F02D": "-",
    "F02B": "+",
    "F025": "%",
}
MAX_CELLS = 300_000
"""The most cells of all tables together, each cell of a merged one counted."""
_OFF = ("0", "false", "off", "none")


class _WordReader:
    """Walks the body in order, so that a table stands where it stands."""

    def __init__(self, numbers: Any) -> None:
        from docx.oxml.ns import qn

        self._numbers = numbers
        self._line = 0
        self._cells = 0
        self.doubts: list[Doubt] = []
        self._p, self._tbl, self._sdt, self._content = qn("w:p"), qn("w:tbl"), qn("w:sdt"), qn("w:sdtContent")
        math = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
        self._t, self._tab = {qn("w:t"), f"{math}t"}, {qn("w:tab"), qn("w:ptab")}
        self._breaks = {qn("w:br"), qn("w:cr")}
        self._hyphen, self._sym = qn("w:noBreakHyphen"), qn("w:sym")
        self._run, self._run_properties = qn("w:r"), qn("w:rPr")
        self._box = qn("w:txbxContent")
        self._fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
        # Deleted text is kept by change tracking, the reading of a letter above it.
        self._skipped = {
            qn("w:del"),
            qn("w:moveFrom"),
            qn("w:pPr"),
            qn("w:rPr"),
            qn("w:instrText"),
            qn("w:rt"),
            self._fallback,
        }
        self._hidden = {qn("w:vanish"): "隐藏", qn("w:strike"): "划去", qn("w:dstrike"): "划去"}
        self._p_pr, self._del, self._chunk = qn("w:pPr"), qn("w:del"), qn("w:altChunk")
        self._tr, self._tc, self._tc_pr = qn("w:tr"), qn("w:tc"), qn("w:tcPr")
        self._span, self._merge, self._val = qn("w:gridSpan"), qn("w:vMerge"), qn("w:val")
        self._char = qn("w:char")

    def blocks(self, parent: Any) -> Iterator[SourceBlock]:
        """Yield the paragraphs and tables of the body; what a text box holds stands behind its paragraph."""
        begun: tuple[int, str, str] | None = None
        for element in parent:
            if element.tag == self._p:
                self._line += 1
                number, text = self._numbers.next(element), self._text(element)
                line, first, before = begun or (self._line, number, "")
                begun = None
                if self._goes_on(element):
                    begun = (line, first or number, before + text)
                    continue
                yield from _lines(line, before + text, first or number)
                yield from self._boxes(element)
            elif element.tag == self._tbl:
                yield self._table(element)
            elif element.tag == self._sdt:
                content = element.find(self._content)
                if content is not None:
                    yield from self.blocks(content)
            elif element.tag == self._chunk:
                self.doubts.append(Doubt(self._line, "嵌入的文件", "文档里嵌入了另一份文件，没有读取", gravity=LOST))
        if begun:
            yield from _lines(begun[0], begun[2], begun[1])

    def _goes_on(self, paragraph: Any) -> bool:
        """Whether its paragraph mark was deleted: it and the next one are one."""
        properties = paragraph.find(f"{self._p_pr}/{self._run_properties}/{self._del}")
        return properties is not None

    def _boxes(self, paragraph: Any) -> Iterator[SourceBlock]:
        for box in paragraph.iter(self._box):
            above = {ancestor.tag for ancestor in box.iterancestors()}
            if self._fallback not in above and next(box.iterancestors(self._p)) is paragraph:
                yield from self.blocks(box)

    def _text(self, paragraph: Any) -> str:
        return "".join(self._pieces(paragraph))

    def _pieces(self, element: Any) -> Iterator[str]:
        stack = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif child.tag in self._t:
                yield child.text or ""
            elif child.tag in self._tab:
                yield " "
            elif child.tag in self._breaks:
                yield "\n"
            elif child.tag == self._hyphen:
                yield "-"
            elif child.tag == self._sym:
                yield _SYMBOLS.get((child.get(self._char) or "").upper(), "")
            elif child.tag in self._skipped or child.tag == self._box or self._left_out(child):
                continue
            else:
                stack.append(iter(child))

    def _left_out(self, run: Any) -> bool:
        """Whether a run is hidden or struck out; its words are doubted."""
        if run.tag != self._run:
            return False
        properties = run.find(self._run_properties)
        for mark in properties if properties is not None else ():
            how = self._hidden.get(mark.tag)
            if how and mark.get(self._val) not in _OFF:
                words = "".join(part.text or "" for part in run.iter(*self._t))
                if words.strip():
                    self.doubts.append(Doubt(self._line, words, f"这些文字在文档里是{how}的，没有列入", gravity=LOST))
                return True
        return False

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
                self._cells += span
                if self._cells > MAX_CELLS:
                    raise TooManyCellsError
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
        """Its words, how many columns it takes, and whether it goes on the one above.

        A number that Word writes is a cell's words only where it stands alone, as in a column of numbers.
        """
        parts = []
        for paragraph in cell.iter(self._p):
            number, text = self._numbers.next(paragraph), self._text(paragraph).strip()
            parts.append(text or number.strip())
        text = "\n".join(filter(None, parts))
        properties = cell.find(self._tc_pr)
        if properties is None:
            return text, 1, False
        span = properties.find(self._span)
        merge = properties.find(self._merge)
        wide = int(span.get(self._val, "1")) if span is not None else 1
        carried = merge is not None and merge.get(self._val, "continue") == "continue"
        return text, max(1, min(wide, 100)), carried


def _lines(line: int, text: str, number: str) -> Iterator[SourceParagraph]:
    """One paragraph a line of the text; Word's number belongs to the first."""
    for part in text.split("\n"):
        if part.strip():
            yield SourceParagraph(line, part, number)
            number = ""
