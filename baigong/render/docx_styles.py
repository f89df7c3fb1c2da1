"""The layout of official documents, GB/T 9704-2012: the page, styles, fonts with their fallbacks, page number."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

TITLE_FONT, BODY_FONT, PART_FONT, DIVISION_FONT, NUMBER_FONT = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
_FALLBACKS = {
    TITLE_FONT: "方正小标宋_GBK,华文中宋,SimSun,Noto Serif CJK SC",
    BODY_FONT: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    PART_FONT: "SimHei,Noto Sans CJK SC",
    DIVISION_FONT: "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
    NUMBER_FONT: "SimSun,Noto Serif CJK SC",
}
"""The font that stands in where a machine has none of that name; no font is shipped."""

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
"""The margins in mm."""
WIDTH, HEIGHT = 210, 297
SECOND, THIRD, FOURTH, SMALL_FOURTH = 22, 16, 14, 12
"""二号, 三号, 四号, 小四 in points."""
LINE = 28
"""The height of a line in points: 22 lines a page."""
TABLE_STYLE, NOTE_STYLE = "Table Text", "Table Note"


def lay_out(document: Document, *, landscape: bool = False) -> None:
    """Give a new document the page, the styles, the fonts and the page number of an official document."""
    _page(document, landscape)
    _styles(document)
    _fonts(document)
    _page_number(document)


def text_width(*, landscape: bool) -> int:
    """Give the width of the text in twips, twentieths of a point."""
    return round(((HEIGHT if landscape else WIDTH) - LEFT - RIGHT) / 25.4 * 1440)


def _page(document: Document, landscape: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(HEIGHT), Mm(WIDTH)) if landscape else (Mm(WIDTH), Mm(HEIGHT))
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(15)
    # The number stands 7 mm below the text.
    section.footer_distance = Mm(BOTTOM - 7 - 5)


def _styles(document: Document) -> None:
    _style(document, "Normal", BODY_FONT, THIRD, indent=2)
    _style(document, "Title", TITLE_FONT, SECOND, centred=True, keep=True, line=33)
    _style(document, "Heading 1", PART_FONT, THIRD, indent=2, keep=True)
    _style(document, "Heading 2", DIVISION_FONT, THIRD, indent=2, keep=True)
    _style(document, "Heading 3", BODY_FONT, THIRD, indent=2, keep=True, bold=True)
    for name, size in ((TABLE_STYLE, 10.5), (NOTE_STYLE, SMALL_FOURTH)):
        document.styles.add_style(name, 1)
        _style(document, name, BODY_FONT, size, line=size * 1.5)


def _style(
    document: Document,
    name: str,
    font: str,
    size: float,
    *,
    indent: int = 0,
    centred: bool = False,
    keep: bool = False,
    bold: bool = False,
    line: float = LINE,
) -> None:
    """Define a style: `indent` in letters, `line` in points; `keep` holds it on the page of what follows."""
    style: Any = document.styles[name]
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    for key in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(key), font)
    for key in ("w:spacing", "w:kern"):  # the built-in title is spaced out
        for child in style.element.rPr.findall(qn(key)):
            style.element.rPr.remove(child)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    layout.keep_with_next, layout.keep_together = keep, keep
    layout.widow_control = True
    layout.first_line_indent = Pt(size * indent)
    ppr = style.element.get_or_add_pPr()
    ppr.find(qn("w:ind")).set(qn("w:firstLineChars"), str(indent * 100))
    for border in ppr.findall(qn("w:pBdr")):
        ppr.remove(border)


def _fonts(document: Document) -> None:
    """Name each font in the table of fonts, with those that stand in for it."""
    table = next(part for part in document.part.package.iter_parts() if str(part.partname) == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, others in _FALLBACKS.items()
    )
    # The part is one that python-docx keeps as it is, and gives no other way to replace.
    relations = document.part.rels
    relation = next(each for each in relations.values() if each.target_part is table)
    from docx.opc.part import Part

    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    replaced = Part(table.partname, table.content_type, content.encode(), table.package)
    del relations[relation.rId]
    document.part.relate_to(replaced, relation.reltype)


def _page_number(document: Document) -> None:
    """Put — 1 — at the foot: at the right of odd pages and at the left of even ones, one letter from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        run = (
            f'<w:rPr><w:rFonts w:ascii="{NUMBER_FONT}" w:hAnsi="{NUMBER_FONT}" w:eastAsia="{NUMBER_FONT}"/>'
            f'<w:sz w:val="{FOURTH * 2}"/><w:szCs w:val="{FOURTH * 2}"/></w:rPr>'
        )
        xml = (
            f'<w:p {nsdecls("w")}><w:pPr><w:ind w:firstLineChars="0" w:firstLine="0" w:{side}Chars="100" '
            f'w:{side}="{FOURTH * 20}"/><w:jc w:val="{side}"/></w:pPr>'
            f'<w:r>{run}<w:t xml:space="preserve">— </w:t></w:r>'
            f'<w:r>{run}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{run}<w:instrText>PAGE</w:instrText></w:r>'
            f'<w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{run}<w:t>1</w:t></w:r>'
            f'<w:r>{run}<w:fldChar w:fldCharType="end"/></w:r>'
            f'<w:r>{run}<w:t xml:space="preserve"> —</w:t></w:r></w:p>'
        )
        element = paragraph._p
        element.getparent().replace(element, parse_xml(xml))
