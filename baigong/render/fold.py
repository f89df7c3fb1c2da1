"""Fold text to lines of a width. Numbers, dates and short brackets stay whole; no line begins with a closing mark."""

from __future__ import annotations

import re

from rich.cells import cell_len

WHOLE = 10_000
"""More lines than any text takes."""
_CLOSING = "，。；：、！？）》”’〕】］"
_OPENING = "（《“‘〔【［"
# Units that stay whole: a number with its marks and unit (17.6万人, 2019-02-01, 2月3日), a Latin word, a file name.
_UNITS = "年月日号时分点项个次天周季家条份处名户人件批期%％万亿千百元"
_NUMBER = rf"-{{0,2}}[0-9A-Za-z][0-9A-Za-z.,:/%+\-–~]*(?:[{_UNITS}]+[0-9A-Za-z.\-]*)*"
# A short bracket around a number stays whole: （第12周）, 〔2019〕, （3 项）.
_BRACKET = r"[（(〔【［\[][^（()）〔〕【】［］\[\]]{0,16}[）)〕】］\]]"
_WHOLE = re.compile(rf"{_BRACKET}|{_NUMBER}")


def fold(text: str, width: int, most: int = 2, mark: str = "…") -> list[str]:
    """Fold text to at most `most` lines of `width` columns; the last ends in `mark` if text was cut off."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        taken = _fitting(rest, width)
        if taken < len(rest) and len(lines) == most - 1:
            taken = _fitting(rest, max(1, width - cell_len(mark)), tear=True)
            lines.append(rest[:taken] + mark)
            return lines
        lines.append(rest[:taken])
        rest = rest[taken:].lstrip(" ")
    return lines or [""]


def _fitting(text: str, width: int, tear: bool = False) -> int:
    """Count the characters at the start of `text` that fit in `width` columns, at least one."""
    used = 0
    for at, letter in enumerate(text):
        used += cell_len(letter)
        if used > width:
            return _before(text, max(1, at), width, tear)
    return len(text)


def _before(text: str, cut: int, width: int, tear: bool) -> int:
    """Move a cut back to a place where a line may end; `tear` splits a whole that would cost half the line."""
    start = _start_of_whole(text, cut, width)
    if 0 < start < cut and not (tear and start < cut // 2):
        return _off_marks(text, start)
    return _off_marks(text, cut)


def _off_marks(text: str, cut: int) -> int:
    if cut == len(text):
        return cut
    best = cut
    while best > 1 and text[best] in _CLOSING:
        best -= 1
    while best > 1 and text[best - 1] in _OPENING:
        best -= 1
    return best


def _start_of_whole(text: str, cut: int, width: int) -> int:
    """Give the start of the number or bracket that `cut` would split, else `cut` itself."""
    for match in _WHOLE.finditer(text, max(0, cut - 80)):
        if match.start() >= cut:
            break
        if match.start() < cut < match.end():
            bracket = match[0][0] in "（(〔【［["
            if bracket and (not any(letter.isdigit() for letter in match[0]) or cell_len(match[0]) > width * 2 // 3):
                inner = _start_of_whole(text[match.start() + 1 : match.end()], cut - match.start() - 1, width)
                return match.start() + 1 + inner
            return match.start() if cell_len(match[0]) <= width else cut
    return cut
