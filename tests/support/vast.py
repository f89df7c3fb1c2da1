"""Small files that ask for much memory: each is a few kilobytes to a few megabytes, and unfolds to gigabytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

from tests.faults.test_fuzz_documents import made, repacked

SHEET = "xl/worksheets/sheet1.xml"
BODY = "word/document.xml"
NUMBERING = "word/numbering.xml"
_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
_EXCEL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CLAUSE = "（一）完成核对工作。（责任单位：省财政厅）"


def sheet(rows: bytes, behind: bytes = b"") -> bytes:
    """A worksheet of these rows."""
    return _HEAD + b'<worksheet xmlns="' + _EXCEL + b'"><sheetData>' + rows + b"</sheetData>" + behind + b"</worksheet>"


def workbook(content: bytes, **parts: bytes) -> bytes:
    """The workbook of the tests with another first sheet; other parts by their names, `__` for a slash."""
    return added(repacked(made("excel"), SHEET, lambda _: content), {at.replace("__", "/"): parts[at] for at in parts})


def added(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same package with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, content in parts.items():
            after.writestr(name, content)
    return out.getvalue()


def moved_sheet(content: bytes, name: str) -> bytes:
    """A workbook whose first sheet stands under another name, which its relations give."""
    package = repacked(
        made("excel"), "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"worksheets/sheet1.xml", name.encode())
    )
    types = b'PartName="/xl/' + name.encode()
    package = repacked(
        package, "[Content_Types].xml", lambda xml: xml.replace(b'PartName="/xl/worksheets/sheet1.xml', types)
    )
    return added(package, {f"xl/{name}": content})


def row(cells: bytes, at: int = 1) -> bytes:
    return b'<row r="%d">' % at + cells + b"</row>"


def text_cell(words: str) -> bytes:
    return b'<c t="inlineStr"><is><t>' + words.encode() + b"</t></is></c>"


def titled(*rows: bytes) -> bytes:
    return row(text_cell("序号") + text_cell("任务") + text_cell("责任单位")) + b"".join(rows)


def strings(*items: bytes) -> bytes:
    return _HEAD + b'<sst xmlns="' + _EXCEL + b'">' + b"".join(b"<si>" + item + b"</si>" for item in items) + b"</sst>"


def with_strings(rows: bytes, *items: bytes) -> bytes:
    """A workbook with these rows and these shared strings."""
    relation = (
        b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    package = repacked(
        made("excel"), "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"</Relationships>", relation)
    )
    part = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.sharedStrings+xml"/></Types>'
    )
    package = repacked(package, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", part))
    return added(package, {SHEET: sheet(rows), "xl/sharedStrings.xml": strings(*items)})


def merges(count: int, area: bytes) -> bytes:
    return b'<mergeCells count="%d">' % count + b'<mergeCell ref="%s"/>' % area * count + b"</mergeCells>"


def document(body: bytes) -> bytes:
    """A Word file with this body."""
    xml = _HEAD + b'<w:document xmlns:w="' + _WORD + b'"><w:body>' + body + b"</w:body></w:document>"
    return repacked(made("word"), BODY, lambda _: xml)


def paragraph(words: str, properties: bytes = b"") -> bytes:
    return b"<w:p>" + properties + b"<w:r><w:t>" + words.encode() + b"</w:t></w:r></w:p>"


def numbered(pattern: bytes, count: int) -> bytes:
    """A Word file of `count` paragraphs whose list writes `pattern` before each."""
    number = (
        _HEAD + b'<w:numbering xmlns:w="' + _WORD + b'"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">'
        b'<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="' + pattern + b'"/></w:lvl></w:abstractNum>'
        b'<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    properties = b'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    return added(document(paragraph("完成核对工作。", properties) * count), {NUMBERING: number})


def page(body: str) -> bytes:
    return f"<html><head><meta charset='utf-8'></head><body><p>通知</p>{body}</body></html>".encode()


def pdf(content: bytes, filters: bytes = b"/FlateDecode", packing: int = 1) -> bytes:
    """A PDF of one page with these contents, packed so many times."""
    for _ in range(packing):
        content = zlib.compress(content, 9)
    named = b"/Filter" + (b"[" + filters * packing + b"]") if packing else b""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<<" + named + b"/Length %d>>stream\n" % len(content) + content + b"\nendstream",
        _HELVETICA,
    )


_HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for at, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % at + one + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def pdf_stream(content: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<" + head + b"/Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream"


def pdf_forms(times: int, within: bytes) -> bytes:
    """A PDF whose page draws a form so many times."""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        pdf_stream(b"/X Do " * times),
        _HELVETICA,
        pdf_stream(within, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"),
    )


def pdf_kids(kids: bytes, content: bytes = b"0 0 m") -> bytes:
    """A PDF with these pages in its tree."""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        pdf_stream(content),
        _HELVETICA,
    )


def pdf_letters(count: int) -> bytes:
    lines = (b"1 0 0 1 9 %d Tm (%s) Tj " % (at % 800, b"ab " * 33) for at in range(count // 99))
    return b"BT /F 5 Tf " + b"".join(lines) + b"ET"


def spans(rows: int, rowspan: int, colspan: int, cells: int = 1, words: str = "核对") -> bytes:
    wide = f"<td rowspan={rowspan} colspan={colspan}>{words}</td>" * cells
    table = f"<tr>{wide}</tr>" + "<tr></tr>" * rows
    return page(f"<p>{CLAUSE}</p><table><tr><td>任务</td><td>单位</td></tr>{table}</table>")


def joined(*parts: Iterable[bytes]) -> bytes:
    return b"".join(piece for part in parts for piece in part)


COLUMNS = b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 500_000 + b"</cols>"
NAME = b'<definedName name="a">1</definedName>'
CONDITION = b'<conditionalFormatting sqref="A1"><cfRule type="expression"/></conditionalFormatting>'
LONG = b"<t>" + b"a" * 500_000 + b"</t>"
SHARED = b'<c t="s"><v>0</v></c>'

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "excel: a merged range in letters coded one by one": lambda: workbook(
        sheet(titled(), merges(1, b"&#65;1:&#88;&#70;&#68;1048576"))
    ),
    "excel: thousands of merged ranges": lambda: workbook(sheet(titled(), merges(20_000, b"A1:J10"))),
    "excel: a merged range in a sheet that stands elsewhere": lambda: moved_sheet(
        sheet(titled(), merges(1, b"A1:XFD1048576")), "elsewhere/table.bin"
    ),
    "excel: a sheet that calls itself a picture": lambda: moved_sheet(
        sheet(titled(), merges(1, b"A1:XFD1048576")), "media/table.png"
    ),
    "excel: a sheet in utf-16": lambda: workbook(
        ('<?xml version="1.0" encoding="UTF-16"?>' + sheet(titled(), merges(1, b"A1:XFD1048576")).decode()[38:]).encode(
            "utf-16"
        )
    ),
    "excel: half a million letters in five thousand cells": lambda: with_strings(
        titled(*(row(SHARED * 3, at) for at in range(2, 1700))), LONG
    ),
    "excel: half a million letters in a merged range": lambda: workbook(
        sheet(titled(row(text_cell("a" * 500_000), 2)), merges(1, b"A2:J2000"))
    ),
    "excel: four million empty cells in a row": lambda: workbook(sheet(titled(row(b"<c/>" * 4_000_000, 2)))),
    "excel: four million empty cells in rows": lambda: workbook(sheet(titled(row(b"<c/>" * 400, 2) * 10_000))),
    "excel: four hundred thousand cells": lambda: workbook(sheet(titled(row(b"<c><v>1</v></c>" * 20, 2) * 19_990))),
    "excel: a million empty rows": lambda: workbook(sheet(titled(b"<row/>" * 1_000_000))),
    "excel: a million shared strings": lambda: with_strings(titled(), *[b"<t>a</t>"] * 1_000_000),
    "excel: a string of a million runs": lambda: with_strings(titled(row(SHARED, 2)), b"<r><t>a</t></r>" * 1_000_000),
    "excel: a million styles": lambda: workbook(
        sheet(titled()),
        xl__styles_xml=_HEAD
        + b'<styleSheet xmlns="'
        + _EXCEL
        + b'"><cellXfs>'
        + b"<xf/>" * 1_000_000
        + b"</cellXfs></styleSheet>",
    ),
    "excel: a million fonts": lambda: added(
        made("excel"),
        {
            "xl/styles.xml": _HEAD
            + b'<styleSheet xmlns="'
            + _EXCEL
            + b'"><fonts>'
            + b"<font/>" * 1_000_000
            + b"</fonts></styleSheet>"
        },
    ),
    "excel: a million columns": lambda: workbook(
        sheet(b"").replace(
            b"<sheetData>", b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 500_000 + b"</cols><sheetData>"
        )
    ),
    "excel: a million names": lambda: repacked(
        workbook(sheet(titled())),
        "xl/workbook.xml",
        lambda xml: xml.replace(
            b"</workbook>",
            b"<definedNames>" + b'<definedName name="a">1</definedName>' * 500_000 + b"</definedNames></workbook>",
        ),
    ),
    "excel: a million links": lambda: workbook(
        sheet(titled(), b"<hyperlinks>" + b'<hyperlink ref="A1"/>' * 1_000_000 + b"</hyperlinks>")
    ),
    "excel: a link over a whole sheet": lambda: workbook(
        sheet(titled(), b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>')
    ),
    "excel: a million checks": lambda: workbook(
        sheet(titled(), b"<dataValidations>" + b'<dataValidation sqref="A1"/>' * 500_000 + b"</dataValidations>")
    ),
    "excel: checks of many ranges": lambda: workbook(
        sheet(titled(), b'<dataValidations><dataValidation sqref="' + b"A1 " * 1_000_000 + b'"/></dataValidations>')
    ),
    "excel: a million conditions": lambda: workbook(sheet(titled(), CONDITION * 300_000)),
    "excel: as many checks as there may be": lambda: workbook(
        sheet(titled(), b"<dataValidations>" + b'<dataValidation sqref="A1"/>' * 45_000 + b"</dataValidations>")
    ),
    "excel: as many conditions as there may be": lambda: workbook(sheet(titled(), CONDITION * 29_000)),
    "excel: as many links as there may be": lambda: workbook(
        sheet(titled(), b"<hyperlinks>" + b'<hyperlink ref="A1"/>' * 59_000 + b"</hyperlinks>")
    ),
    "excel: as many cells as there may be": lambda: workbook(
        sheet(titled(*(row(b"<c><v>1</v></c>" * 19, at) for at in range(2, 19_990))))
    ),
    "excel: as many empty cells in a row as there may be": lambda: workbook(sheet(titled(row(b"<c/>" * 390_000, 2)))),
    "excel: as many formatted cells as there may be": lambda: workbook(
        sheet(titled(*(row(b"<c/>" * 16_384, at) for at in range(2, 80))))
    ),
    "excel: formulas without values": lambda: workbook(
        sheet(titled(*(row(b"<c><f>A1</f></c>" * 50, at) for at in range(2, 7_900))))
    ),
    "excel: a cell far down": lambda: workbook(sheet(titled(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))),
    "excel: cells far right": lambda: workbook(
        sheet(titled(*(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (at, at) for at in range(2, 20_000))))
    ),
    "word: a grid wider than its rows": lambda: document(
        b"<w:tbl>"
        + b"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='100'/></w:tcPr>"
        + paragraph("核对")
        + b"</w:tc></w:tr>" * 1
        + (b"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr>" + paragraph("核对") + b"</w:tc></w:tr>")
        * 20_000
        + b"</w:tbl>"
    ),
    "word: long words over many rows": lambda: document(
        b"<w:tbl>"
        + b"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='90'/></w:tcPr>"
        + paragraph("核" * 100_000)
        + b"</w:tc></w:tr>"
        + b"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='90'/><w:vMerge/></w:tcPr></w:tc></w:tr>" * 3_000
        + b"</w:tbl>"
    ),
    "word: a list that writes 300,000 letters before each item": lambda: numbered(b"a" * 300_000, 5_000),
    "word: a list that writes its number 100,000 times": lambda: numbered(b"%1" * 100_000, 3_000),
    "word: a million paragraphs": lambda: document(b"<w:p/>" * 1_000_000),
    "word: two million runs": lambda: document(b"<w:p>" + b"<w:r/>" * 2_000_000 + b"</w:p>"),
    "word: a million attributes": lambda: document(b'<w:p w:a="1" w:b="2" w:c="3"/>' * 1_000_000),
    "word: forty megabytes of words": lambda: document(paragraph("核" * 300_000) * 50),
    "word: deep tables": lambda: document(
        b"<w:tbl><w:tr><w:tc>" * 80 + paragraph("核" * 80_000) + b"</w:tc></w:tr></w:tbl>" * 80
    ),
    "word: a million styles": lambda: added(
        made("word"),
        {
            "word/styles.xml": _HEAD
            + b'<w:styles xmlns:w="'
            + _WORD
            + b'">'
            + b'<w:style w:styleId="a"/>' * 1_000_000
            + b"</w:styles>"
        },
    ),
    "word: pictures of 190 megabytes": lambda: added(
        made("word"), {f"word/media/{at}.png": b"\0" * 19_000_000 for at in range(10)}
    ),
    "html: spans over empty rows": lambda: spans(2_000, 2_000, 60, 20),
    "html: long words over empty rows": lambda: spans(2_000, 2_000, 60, 1, "核" * 5_000),
    "html: many tables of spans": lambda: page(
        (f"<table><tr><td rowspan=2000 colspan=60>{CLAUSE}</td><td>a</td></tr>" + "<tr></tr>" * 1_999 + "</table>")
        * 100
    ),
    "html: a table of a million cells": lambda: page("<table>" + ("<tr>" + "<td>" * 50) * 20_000 + "</table>"),
    "html: a million paragraphs": lambda: page("<p>核对" * 1_000_000),
    "html: a million tags": lambda: page("<b>" * 1_000_000),
    "html: a million closed tags": lambda: page("<b>核</b>" * 1_000_000),
    "html: many columns": lambda: page("<table><tr>" + "<td colspan=60>a" * 100_000 + "</table>"),
    "pdf: packed twice": lambda: pdf(b"0 " * 100_000_000, packing=2),
    "pdf: packed three times": lambda: pdf(b"0 " * 100_000_000, packing=3),
    "pdf: packed in another spelling": lambda: pdf(b"0 " * 100_000_000, b"/Fl", packing=2),
    "pdf: one string of twelve million letters": lambda: pdf(
        b"BT /F 12 Tf (" + b"a" * 12_000_000 + b") Tj ET", packing=1
    ),
    "pdf: one string within another": lambda: pdf(b"BT /F 12 Tf (" + b"(a)" * 4_000_000 + b") Tj ET", packing=1),
    "pdf: a million strings": lambda: pdf(b"BT /F 12 Tf " + b"(a)Tj " * 1_000_000 + b"ET", packing=1),
    "pdf: a million strings in one array": lambda: pdf(b"BT /F 12 Tf [" + b"(a)" * 1_000_000 + b"] TJ ET", packing=1),
    "pdf: a million lines": lambda: pdf(b"0 0 m 9 9 l S " * 1_000_000, packing=1),
    "pdf: a million boxes": lambda: pdf(b"1 1 9 9 re f " * 1_000_000, packing=1),
    "pdf: a path of a million points": lambda: pdf(b"0 0 m " + b"9 9 l " * 1_000_000 + b"S", packing=1),
    "pdf: deep arrays": lambda: pdf(b"[" * 5_000_000, packing=1),
    "pdf: ten thousand lines that cross": lambda: pdf(
        b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S " % (at, at, at, at) for at in range(1, 500)) * 10
    ),
    "pdf: two hundred thousand letters": lambda: pdf(pdf_letters(200_000)),
    "pdf: as many letters as there may be": lambda: pdf(pdf_letters(59_000)),
    "pdf: a form of letters that is drawn a thousand times": lambda: pdf_forms(1_000, pdf_letters(20_000)),
    "pdf: a form of lines that is drawn a thousand times": lambda: pdf_forms(1_000, b"0 0 m 9 9 l S " * 3_000),
    "pdf: an empty form that is drawn two hundred thousand times": lambda: pdf_forms(200_000, b" "),
    "pdf: one page half a million times": lambda: pdf_kids(b"3 0 R " * 500_000),
    "pdf: four hundred pages of letters": lambda: pdf_kids(b"3 0 R " * 400, pdf_letters(1_000)),
    "pdf: deep arrays in an object": lambda: pdf_kids(b"[" * 5_000_000),
    "pdf: ten million numbers in an object": lambda: pdf_kids(b"1 " * 10_000_000),
    "pdf: arrays within arrays, now and then": lambda: pdf(b"1 [" * 2_000_000, packing=1),
    "pdf: a million numbers": lambda: pdf(b"1 " * 8_000_000, packing=1),
    "pdf: not packed": lambda: pdf(b"BT /F 12 Tf " + b"(a)Tj " * 1_000_000 + b"ET", packing=0),
    "text: eight million letters of clauses": lambda: (CLAUSE + "\n").encode() * 400_000,
    "text: thirty million lines": lambda: b"\n" * 30_000_000 + CLAUSE.encode(),
    "text: ten million lines of a letter": lambda: "一\n".encode() * 7_000_000,
}
"""Documents by what they hold; each is parsed, or refused in one line."""
