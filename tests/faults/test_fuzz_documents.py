"""Documents of every source format, spoilt at random or made to do harm: parsed or refused, soon, in little memory."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baigong.errors import BaigongError
from baigong.parse import parse_document
from baigong.store.shipped import shipped
from tests.faults.test_fuzz_files import bounds
from tests.support.ground import Outcome, bound_memory, forked, make_ledger

pytestmark = pytest.mark.slow

MEMORY = 1024**3
LINES = (
    "关于开展试点工作的通知",
    "一、抓试点，促落实",
    "（一）完成核对工作，1月底前报送方案。（责任单位：省财政厅、省水利厅）",
    "（二）每月调度一次，确保开工率达到85%。（牵头单位：省发展改革委）",
    "某省人民政府办公厅",
    "2019年1月1日",
)


def text() -> bytes:
    return "\n".join(LINES).encode()


def plan() -> bytes:
    return b"\n".join(shipped("plan.txt").read_bytes().split(b"\n")[:14])


def html() -> bytes:
    cells = "".join(f"<tr><td rowspan='1' colspan='2'>{line}</td></tr>" for line in LINES[2:4])
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return f"<html><head><meta charset='utf-8'></head><body>{body}<table>{cells}</table></body></html>".encode()


def word() -> bytes:
    import docx

    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=3)
    for row in table.rows:
        for cell, words in zip(row.cells, ("序号", "任务", "责任单位"), strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (
        ("序号", "工作任务", "责任单位", "完成时限"),
        (1, "完成核对", "省财政厅", "2019年1月"),
        (2, "开工", "省水利厅", ""),
    ):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    canvas.setFont("STSong-Light", 12)
    for at, line in enumerate(LINES):
        canvas.drawString(60, 780 - 20 * at, line)
    canvas.save()
    return out.getvalue()


MAKERS: tuple[Callable[[], bytes], ...] = (text, plan, html, word, excel, pdf)


@cache
def made(name: str) -> bytes:
    return next(maker for maker in MAKERS if maker.__name__ == name)()


def attempt(data: bytes) -> None:
    """Parse some bytes: a plan or an error that a user can read, within bounds of time and memory."""
    with bounds():
        try:
            parse_document(None, data=data)
        except BaigongError as error:
            assert error.message and not error.message.isascii()


def spoil(data: bytes, seed: int) -> bytes:
    """Change a few bytes, cut a piece out, put one in twice, or cut the end off."""
    chance = random.Random(seed)
    left = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(max(1, len(left)))
        kind = chance.randrange(5)
        if kind == 0 and left:
            left[at % len(left)] = chance.randrange(256)
        elif kind == 1:
            del left[at : at + chance.choice((1, 8, 200))]
        elif kind == 2:
            left[at:at] = left[at : at + chance.choice((1, 8, 200))]
        elif kind == 3:
            left[at:at] = chance.choice(
                (b"<", b">", b"&", b'"', b"\0", b"-1", b"999999999", b"\xef\xbb\xbf", "（".encode())
            )
        elif chance.random() < 0.2:
            del left[at:]
    return bytes(left)


def spoil_within(data: bytes, seed: int) -> bytes:
    """Spoil one part of a package, and pack it again: a damaged package alone is soon refused."""
    chance = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        names = before.namelist()
        chosen = chance.choice([name for name in names if name.endswith((".xml", ".rels"))])
        for name in names:
            content = before.read(name)
            after.writestr(name, spoil(content, seed) if name == chosen else content)
    return out.getvalue()


@settings(
    max_examples=int(os.environ.get("BAIGONG_FUZZ", "25")),
    suppress_health_check=[HealthCheck.too_slow],
)
@pytest.mark.parametrize("name", [maker.__name__ for maker in MAKERS])
@given(seed=st.integers(0, 2**32))
def test_a_document_spoilt_at_random_is_parsed_or_refused(name: str, seed: int) -> None:
    attempt(spoil(made(name), seed))
    if name in ("word", "excel"):
        attempt(spoil_within(made(name), seed))


@settings(max_examples=int(os.environ.get("BAIGONG_FUZZ", "40")))
@given(data=st.binary(max_size=400) | st.text(max_size=200).map(lambda words: words.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_parsed_or_refused(data: bytes) -> None:
    attempt(data)


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            after.writestr(part, change(before.read(part)) if part == name else before.read(part))
    return out.getvalue()


def bomb(xml: bytes) -> bytes:
    """Put entities that double fifty times at the head of a part, and the last of them into its first text."""
    entities = b"".join(b'<!ENTITY e%d "&e%d;&e%d;">' % (at + 1, at, at) for at in range(50))
    head, _, rest = xml.partition(b"?>")
    head, rest = (head + b"?>", rest) if rest else (b"", xml)
    root = rest.lstrip()[1:].split(b" ", 1)[0]
    doctype = b"<!DOCTYPE " + root + b' [<!ENTITY e0 "boom">' + entities + b"]>"
    return head + doctype + rest.replace(b"</w:t>", b"&e50;</w:t>", 1).replace(b"</t>", b"&e50;</t>", 1)


def outside(xml: bytes) -> bytes:
    """Have a part ask for a file of this machine."""
    head, _, rest = xml.partition(b"?>")
    head, rest = (head + b"?>", rest) if rest else (b"", xml)
    root = rest.lstrip()[1:].split(b" ", 1)[0]
    doctype = b"<!DOCTYPE " + root + b' [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return head + doctype + rest.replace(b"</w:t>", b"&x;</w:t>").replace(b"</t>", b"&x;</t>")


def deep(xml: bytes) -> bytes:
    return xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 50_000)


def zeros(kind: str) -> bytes:
    part = {"word": "word/document.xml", "excel": "xl/worksheets/sheet1.xml"}[kind]
    return repacked(made(kind), part, lambda _: b"<a>" + b"0" * (250 * 1024 * 1024) + b"</a>")


def lying_zeros(kind: str) -> bytes:
    """A bomb whose own list says that it is small."""
    data = bytearray(zeros(kind))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            if int.from_bytes(data[place + at : place + at + 4], "little") > 10**8:
                data[place + at : place + at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def sheet(change: Callable[[bytes], bytes]) -> bytes:
    return repacked(made("excel"), "xl/worksheets/sheet1.xml", change)


LONG = {
    "many brackets": "关于试点的通知\n" + "（" * 200_000,
    "many numbers": "关于试点的通知\n" + "一、" * 100_000,
    "one long line": "关于试点的通知\n" + "完成核对工作，" * 100_000,
    "one long list of units": "通知\n（一）核对。（责任单位：" + "省财政厅、" * 60_000 + "省水利厅）",
    "many lines": "（一）完成核对。（责任单位：省财政厅）\n" * 5_000,
    "many digits": "通知\n（一）完成" + "9" * 200_000 + "项。（责任单位：省财政厅）",
    "many dates": "通知\n（一）" + "2019年1月" * 60_000 + "完成。（责任单位：省财政厅）",
    "spaces": "通知\n（一）完成" + " " * 2_000_000 + "核对",
}
HARMFUL: dict[str, Callable[[], bytes]] = {
    "entities in word": lambda: repacked(made("word"), "word/document.xml", bomb),
    "entities in excel": lambda: sheet(bomb),
    "files asked for in word": lambda: repacked(made("word"), "word/document.xml", outside),
    "files asked for in excel": lambda: sheet(outside),
    "deep word": lambda: repacked(made("word"), "word/document.xml", deep),
    "zip bomb in word": lambda: zeros("word"),
    "zip bomb in excel": lambda: zeros("excel"),
    "lying zip bomb in word": lambda: lying_zeros("word"),
    "lying zip bomb in excel": lambda: lying_zeros("excel"),
    "a merged range of a whole sheet": lambda: sheet(lambda xml: xml.replace(b"C2:C3", b"A1:XFD1048576")),
    "a cell at the far corner": lambda: sheet(
        lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    ),
    "a sheet that says it is whole": lambda: sheet(
        lambda xml: xml.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    ),
    "wide and tall cells in html": lambda: html().replace(
        b"rowspan='1' colspan='2'", b"rowspan='99999' colspan='99999999'"
    ),
    "negative cells in html": lambda: html().replace(b"rowspan='1' colspan='2'", b"rowspan='-1' colspan='nan'"),
    "deep html": lambda: b"<html><body>" + b"<div>" * 200_000 + "（一）完成核对。（责任单位：省财政厅）".encode(),
    "deep tables": lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + "核对".encode(),
    "entities in html": lambda: b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>&x;</p></html>',
    **{kind: long.encode for kind, long in LONG.items()},
    "pdf of nothing": lambda: b"%PDF-1.4\n",
    "pdf that refers to itself": lambda: (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9999999>>endobj\ntrailer<</Root 1 0 R>>"
    ),
}


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_document_made_to_do_harm_is_parsed_or_refused_within_bounds(tmp_path: Path, kind: str) -> None:
    make_ledger(tmp_path)
    (tmp_path / "document").write_bytes(HARMFUL[kind]())
    outcome: Outcome = forked(tmp_path, "parse", "document", "-o", "new.yaml", before=lambda: bound_memory(MEMORY))
    assert "程序出错" not in outcome.err and "Traceback" not in outcome.err, outcome.err
    assert outcome.code in (0, 1)
    assert "root:" not in outcome.out
    assert outcome.code == 0 or not (tmp_path / "new.yaml").exists()
