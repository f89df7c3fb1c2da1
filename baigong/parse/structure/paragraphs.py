"""Paragraphs put together again where a line was broken inside one."""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import quantiles
from unicodedata import east_asian_width

from baigong.parse.responsibility.labels import read_label, set_together
from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph
from baigong.parse.structure.numbering import read_marker
from baigong.parse.wording import half_width

_ENDS = "。！？；：…”）)〕】]"
_GOES_ON = "，、,（(〔[“《"
_MAX_BROKEN = 12
"""A bracket left open is closed within so many lines, or never."""
_MAX_WIDTH = 160
_NARROWEST = 30
_FEWEST = 8
_RAGGED = 4
_LETTER = re.compile(r"[A-Za-z]")
_INDENT = re.compile(r"^(?:[\u3000\t]|\s{2})")


def join_broken(document: Document) -> Document:
    """Join lines that belong to one paragraph; each keeps the line that it begins on.

    In a text whose lines are all cut at one width a full line goes on in the next. Anywhere a line goes
    on that ends in ，or 、, that leaves a bracket open, or that is a label with nothing behind it.
    """
    width = _width(document) if document.wrapped else 0
    blocks: list[SourceBlock] = []
    last = last_width = broken = 0
    for each in document.blocks:
        block = replace(each, text=set_together(each.text)) if isinstance(each, SourceParagraph) else each
        before = blocks[-1] if blocks else None
        if not (isinstance(block, SourceParagraph) and isinstance(before, SourceParagraph)):
            blocks.append(block)
            last, broken = getattr(block, "line", 0), 0
            last_width = printed(block.text.strip()) if isinstance(block, SourceParagraph) else 0
            continue
        near = block.line - last <= 1
        if (
            not block.number
            and broken < _MAX_BROKEN * (1 + bool(width)) * 4
            and _goes_on(before.text, block.text, near, broken, width, last_width)
        ):
            gap = " " if _LETTER.match(before.text[-1:]) and _LETTER.match(block.text) else ""
            blocks[-1] = replace(before, text=before.text.rstrip() + gap + block.text.strip())
            broken += 1
        else:
            blocks.append(block)
            broken = 0
        last, last_width = block.line, printed(block.text.strip())
    return replace(document, blocks=tuple(blocks))


def _goes_on(before: str, line: str, near: bool, broken: int, width: int, last_width: int) -> bool:
    """Whether `line` goes on with the paragraph before it, whose last printed line is `last_width` wide."""
    end, start = before.rstrip(), line.strip()
    if not end or not start or _begins(start):
        return False
    tail = end[-40:]
    if read_label(tail, max(tail.rfind(" ") + 1, 0), within=False) and tail[-1] in "：:":
        return near
    if end[-1] in _GOES_ON:
        return near or len(end) > 60
    if broken < _MAX_BROKEN and open_bracket(end[-400:]) and len(start) < 400:
        return True
    if not width or not near or _INDENT.match(line):
        return False
    # What was joined before is longer than a line: only its last line tells whether the paragraph goes on.
    return last_width >= width - _RAGGED and (end[-1] not in _ENDS or last_width >= width - 1)


def _begins(line: str) -> bool:
    """Whether a line begins something of its own: a number, or a label."""
    plain = half_width(line)
    return bool(read_marker(plain)) or bool(read_label(plain.lstrip("（(〔[【"), 0, within=False))


def open_bracket(text: str) -> bool:
    """Whether a bracket is still open at the end of the text."""
    depth = 0
    for char in text:
        if char in "（(〔【":
            depth += 1
        elif char in "）)〕】" and depth:
            depth -= 1
    return depth > 0


def _width(document: Document) -> int:
    """The printed width (a Chinese letter counts 2) at which the lines of a text were cut, 0 when they were not."""
    lines = [block.text.strip() for block in document.blocks if isinstance(block, SourceParagraph)]
    widths = [printed(line) for line in lines]
    if len(widths) < _FEWEST or max(widths) > _MAX_WIDTH:
        return 0
    width = int(quantiles(widths, n=20)[-1])
    full = [line for line, length in zip(lines, widths, strict=True) if abs(width - length) <= _RAGGED]
    cut = sum(line[-1] not in _ENDS for line in full)
    return width if width >= _NARROWEST and len(full) * 3 >= len(lines) and cut * 2 >= len(full) else 0


def printed(line: str) -> int:
    """How wide a line prints: 2 for a full-width letter, 1 for any other."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)
