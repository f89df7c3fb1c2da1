"""A page as a Word document in the layout of official documents (GB/T 9704-2012)."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from baigong.pages.blocks import Bar, Bars, Block, Column, FactList, Heading, Listing, Page, Paragraph
from baigong.render import docx_styles
from baigong.render.docx_table import TableLayout, cells_of, layout, shown_columns, table_xml
from baigong.render.inert import inert
from baigong.render.interface import Result

_NEVER_XML = re.compile("[\ufffe\uffff]")
_HEADINGS = {1: "Title", 2: "Heading 1", 3: "Heading 2"}
_BARS: tuple[Column[Bar], ...] = (
    Column("label", "板块", wide=True),
    Column("percent", "进度", lambda bar: f"{bar.percent:g}%", right=True),
    Column("scheduled", "序时进度", lambda bar: f"{bar.scheduled:g}%", right=True),
    Column("words", "情况", wide=True),
)


def write(result: Result) -> bytes:
    """Write a result as a Word file."""
    return to_docx(result.reading, result.title)


def to_docx(page: Page, title: str = "") -> bytes:
    """Write a page as a Word file, on landscape paper if a table of it fits no other.

    `title` is for a page that has no heading of level 1.
    """
    blocks = [_as_listing(block) for block in page.on("document")]
    heading = next((block.text for block in blocks if isinstance(block, Heading) and block.level == 1), "")
    if title and not heading:
        blocks.insert(0, Heading(title, 1))
    landscape = not all(_fits(block) for block in blocks if isinstance(block, Listing))
    document = Document()
    docx_styles.lay_out(document, landscape=landscape)
    document.core_properties.title = clean(heading or title)[:255]
    document.core_properties.author = document.core_properties.comments = ""
    _DocumentWriter(document, docx_styles.text_width(landscape=landscape)).write(blocks)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def clean(text: str) -> str:
    """Strip text, and replace what XML cannot hold or a reader's screen would act on."""
    return _NEVER_XML.sub("\N{REPLACEMENT CHARACTER}", inert(text)).strip(" \u3000")


def _as_listing(block: Block) -> Block:
    return Listing(_BARS, block.bars) if isinstance(block, Bars) else block


def _fits(listing: Listing[Any]) -> bool:
    return _laid_out(listing, docx_styles.text_width(landscape=False))[2] is not None


def _laid_out(listing: Listing[Any], width: int) -> tuple[tuple[Column[Any], ...], list[list[str]], TableLayout | None]:
    columns = shown_columns(listing)
    cells = cells_of(listing, columns, clean)
    return columns, cells, layout(columns, cells, width)


class _DocumentWriter:
    """Writes blocks one after another into a document whose text is `width` twips wide."""

    def __init__(self, document: WordDocument, width: int) -> None:
        self.document = document
        self.width = width

    def write(self, blocks: Sequence[Block]) -> None:
        for at, block in enumerate(blocks):
            if isinstance(block, Heading):
                self._heading(block)
            elif isinstance(block, Paragraph):
                following = blocks[at + 1] if at + 1 < len(blocks) else None
                self._paragraph(block, following)
            elif isinstance(block, FactList):
                for label, value in block.rows:
                    self.document.add_paragraph(clean(f"{label}：{value}"))
            elif isinstance(block, Listing):
                self._listing(block)

    def _heading(self, heading: Heading) -> None:
        paragraph = self.document.add_paragraph(clean(heading.text), style=_HEADINGS.get(heading.level, "Heading 3"))
        paragraph.paragraph_format.page_break_before = True if heading.new_page else None
        if heading.level == 1:
            # The style says so, too; programs that check official documents look at the paragraph alone.
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _paragraph(self, block: Paragraph, following: Block | None) -> None:
        paragraph: Any = self.document.add_paragraph()
        run = paragraph.add_run(clean(block.text))
        run.bold = True if block.tone == "strong" and block.place == "body" else None
        if block.place != "body":
            paragraph.paragraph_format.first_line_indent = Pt(0)
            paragraph._p.pPr.find(qn("w:ind")).set(qn("w:firstLineChars"), "0")
        if block.place == "centre":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.font.name = docx_styles.DIVISION_FONT
            run._r.rPr.rFonts.set(qn("w:eastAsia"), docx_styles.DIVISION_FONT)
        elif block.place == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(docx_styles.THIRD * 2)
            # Who signs and the date stay on one page.
            paragraph.paragraph_format.keep_with_next = isinstance(following, Paragraph) and following.place == "right"
        # The sentence that opens a table stays with it.
        if isinstance(following, Listing):
            paragraph.paragraph_format.keep_with_next = True

    def _listing(self, listing: Listing[Any]) -> None:
        if listing.title:
            title: Any = self.document.add_paragraph()
            title.add_run(clean(listing.title)).bold = True
            title.paragraph_format.keep_with_next = True
        if not listing.rows:
            self.document.add_paragraph(clean(listing.empty))
            return
        columns, cells, fit = _laid_out(listing, self.width)
        if fit is None:  # wider than a landscape page: only the columns that no row can do without
            columns = tuple(column for column in columns if not column.least)[:8]
            cells = cells_of(listing, columns, clean)
            fit = layout(columns, cells, self.width) or TableLayout(9.0, (self.width // len(columns),) * len(columns))
        table = parse_xml(table_xml(columns, cells, listing.rows, fit, nsdecls("w")))
        body: Any = self.document.element.body
        body.insert(len(body) - 1, table)  # before the properties of the section, which stand last
        for line in listing.footer.splitlines():
            self.document.add_paragraph(clean(line))
        if not listing.footer:
            self._gap()

    def _gap(self) -> None:
        """Keep a table apart from what follows."""
        gap: Any = self.document.add_paragraph(style=docx_styles.NOTE_STYLE)
        gap.paragraph_format.line_spacing = Pt(10)
