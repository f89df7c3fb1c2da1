"""The numbers that Word writes itself before paragraphs."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from baigong.errors import VastDocumentError
from baigong.parse.sources import word
from baigong.parse.sources.interface import SourceParagraph
from baigong.parse.sources.word_numbers import WordNumbers
from tests.support.word import item, numbered, saved


@pytest.mark.parametrize(
    ("form", "pattern", "numbers"),
    [
        ("upperRoman", "%1、", ["I、", "II、", "III、", "IV、"]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii.", "iv."]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "叁、", "肆、"]),
        ("upperLetter", "%1.", ["A.", "B.", "C.", "D."]),
    ],
)
def test_numbers_of_every_kind_are_those_that_word_shows(form: str, pattern: str, numbers: list[str]) -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for text in ("抓调度", "抓建设", "抓验收", "抓总结"):
        item(document, text, 0, "91")
    shown = [block.number for block in word.read(saved(document)).blocks if isinstance(block, SourceParagraph)]
    assert shown == numbers


def shown(document: Any) -> list[str]:
    numbers = WordNumbers(document)
    return [numbers.next(paragraph._p) for paragraph in document.paragraphs]


def test_a_level_begins_again_beneath_the_next_of_the_level_above() -> None:
    document = docx.Document()
    number = numbered(document)
    for level in (0, 1, 1, 2, 0, 1):
        item(document, "抓落实", level, number)
    document.add_paragraph("没有编号")
    assert shown(document) == ["一、", "（一）", "（二）", "1.", "二、", "（一）", ""]


def test_a_number_longer_than_word_takes_is_refused() -> None:
    document = docx.Document()
    level = f'<w:lvl w:ilvl="0"><w:lvlText w:val="{"%1" * 200}"/></w:lvl>'
    document.part.numbering_part.element.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>')
    )
    with pytest.raises(VastDocumentError):
        WordNumbers(document)
