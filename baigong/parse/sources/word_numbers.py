"""The numbers that Word writes itself before paragraphs: they are not in the text and must be counted."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from baigong.errors import VastDocumentError
from baigong.numerals import to_han, to_roman

_MAX_DEPTH = 20
_LONGEST_PATTERN = 255
"""The most letters that Word itself takes as the pattern of a number."""


class WordNumbers:
    """Counts the automatic numbers of one document, paragraph by paragraph, in order."""

    def __init__(self, document: Any) -> None:
        """Read the lists (abstract numbers, their instances) and the styles that carry numbers."""
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()
        self._styles: dict[str, Any] = {}
        self._read_styles(document)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for abstract in root.findall(qn("w:abstractNum")):
            self._levels[abstract.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"), 0)): _level(level) for level in abstract.findall(qn("w:lvl"))
            }
        for number in root.findall(qn("w:num")):
            self._read_instance(number)

    def _read_styles(self, document: Any) -> None:
        try:
            root = document.part._styles_part.element
        except (KeyError, AttributeError):
            return
        for style in root.findall(qn("w:style")):
            self._styles[style.get(qn("w:styleId"))] = style

    def _read_instance(self, number: Any) -> None:
        name = number.get(qn("w:numId"))
        self._abstract[name] = _value(number.find(qn("w:abstractNumId"))) or ""
        for override in number.findall(qn("w:lvlOverride")):
            start = _value(override.find(qn("w:startOverride")))
            if start and start.isdigit():
                self._starts[name, int(override.get(qn("w:ilvl"), 0))] = int(start)

    def next(self, paragraph: Any) -> str:
        """Give the number that Word shows before this paragraph (`w:p`), empty when it has none; counts on."""
        name, level = self._of(paragraph)
        levels = self._levels.get(self._abstract.get(name, ""), {})
        if level not in levels:
            return ""
        form, pattern, start = levels[level]
        counts = self._counts.setdefault(self._abstract[name], {})
        if (name, level) in self._starts and (name, level) not in self._used:
            counts[level] = self._starts[name, level]
        else:
            counts[level] = counts.get(level, start - 1) + 1
        self._used.add((name, level))
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            wanted = int(match.group(1)) - 1
            wanted_form, _, first = levels.get(wanted, (form, "", 1))
            return _written(counts.get(wanted, first), wanted_form)

        return re.sub(r"%(\d)", shown, pattern)

    def _of(self, paragraph: Any) -> tuple[str, int]:
        """Which list and level a paragraph is in, by itself or by its style."""
        properties = paragraph.find(qn("w:pPr"))
        style = ""
        if properties is not None:
            numbering = _num_pr(properties)
            if numbering:
                return numbering
            style = _value(properties.find(qn("w:pStyle"))) or ""
        for _ in range(_MAX_DEPTH):
            element = self._styles.get(style)
            if element is None:
                break
            inner = element.find(qn("w:pPr"))
            numbering = _num_pr(inner) if inner is not None else None
            if numbering:
                return numbering
            style = _value(element.find(qn("w:basedOn"))) or ""
        return "", 0


def _num_pr(properties: Any) -> tuple[str, int] | None:
    number = properties.find(qn("w:numPr"))
    if number is None:
        return None
    level = _value(number.find(qn("w:ilvl"))) or "0"
    return _value(number.find(qn("w:numId"))) or "0", int(level) if level.isdigit() else 0


def _value(element: Any) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def _level(level: Any) -> tuple[str, str, int]:
    form = _value(level.find(qn("w:numFmt"))) or "decimal"
    pattern = _value(level.find(qn("w:lvlText"))) or ""
    start = _value(level.find(qn("w:start"))) or "1"
    if len(pattern) > _LONGEST_PATTERN:
        raise VastDocumentError("编号格式里的字")
    return form, pattern, int(start) if start.isdigit() else 1


# What Word calls the ways to write a number, and how each is written.
_HAN_FORMS = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting"}
    | {"taiwaneseCountingThousand", "ideographTraditional", "taiwaneseDigital", "japaneseDigitalTenThousand"}
)
_FORMAL_FORMS = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})


def _written(count: int, form: str) -> str:
    """Write a number as Word shows it; a form not known here is written in digits."""
    if form in _HAN_FORMS or form in _FORMAL_FORMS:
        return to_han(count, formal=form in _FORMAL_FORMS) if 0 < count < 10000 else str(count)
    if form in ("upperRoman", "lowerRoman") and 0 < count < 400:
        return to_roman(count) if form == "upperRoman" else to_roman(count).lower()
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if form in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + count - 1)
    return f"{count:02}" if form == "decimalZero" else str(count)
