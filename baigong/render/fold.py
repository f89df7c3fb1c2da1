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
_NUMBER = rf"(?:--?|[+./~]+)?[0-9A-Za-z][0-9A-Za-z.,:/%+\-–~_]*(?: ?[{_UNITS}]+[0-9A-Za-z.\-]*)*"
# A short bracket around a number stays whole: （第12周）, 〔2019〕, （3 项）. So do a few words in quotes: “三公”.
_BRACKET = r"[（(〔【［\[][^（()）〔〕【】［］\[\]]{0,16}[）)〕】］\]]|“[^“”]{1,2}”"
# A command stays whole, so that it can be copied: baigong list --light red.
_COMMAND = r"[!-~]*baigong(?: [^\s，。；：、！？（）“”]+)+"
_SHORT_BRACKET = 8
"""How wide a bracket without a number is at most if it stays whole: （已定）, （牵头）."""
_WHOLE = re.compile(rf"{_COMMAND}|{_BRACKET}|{_NUMBER}")


def fold(text: str, width: int, most: int = 2, mark: str = "…") -> list[str]:
    """Fold text to at most `most` lines of `width` columns; the last ends in `mark` if text was cut off."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        taken = _fitting(rest, width)
        if taken < len(rest) and len(lines) == most - 1:
            taken = _fitting(rest, max(1, width - cell_len(mark)), last=True)
            lines.append((rest[:taken].rstrip(_CUT_OFF) or rest[:taken]) + mark)
            return lines
        lines.append(rest[:taken].rstrip(" "))
        rest = rest[taken:].lstrip(" ")
    return lines or [""]


_CUT_OFF = " ，、；：。"
"""What does not stand before the mark of a text cut off."""


def fold_with_tail(text: str, tail: str, width: int, most: int = 2, mark: str = "…") -> list[str]:
    """Fold text and its tail to at most `most` lines; what does not fit is cut from the text, never from the tail."""
    lines = fold(text + tail, width, most, mark)
    if not tail or "".join(lines).replace(" ", "").endswith(tail.replace(" ", "")):
        return lines
    end = fold(tail, width, WHOLE)
    return [*fold(text, width, max(1, most - len(end)), mark), *end]


def _fitting(text: str, width: int, *, last: bool = False) -> int:
    """Count the characters at the start of `text` that fit in `width` columns, at least one.

    The `last` line may end anywhere between two words: what would begin the next is not shown.
    """
    used = 0
    for at, letter in enumerate(text):
        used += cell_len(letter)
        if used > width:
            return _before(text, max(1, at), width, last)
    return len(text)


def _before(text: str, cut: int, width: int, last: bool) -> int:
    """Move a cut back to a place where a line may end; if there is none, leave it."""
    place = cut
    while True:
        earlier = _start_of_whole(text, place, width)
        if not last or text[earlier - 1 : earlier] in tuple(_OPENING):
            earlier = _off_marks(text, earlier)
        if earlier <= 0:
            return _behind_number(text, cut)
        if earlier == place:
            return place
        place = earlier


def _behind_number(text: str, cut: int) -> int:
    """Give the space between a number and its unit, where a mark behind them would begin the next line, else `cut`."""
    blank = text.find(" ", 1, cut)
    return blank + 1 if blank > 0 and text[0].isdigit() else cut


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
    """Give the start of the number, bracket or command that `cut` would split, else `cut` itself."""
    for match in _WHOLE.finditer(text, max(0, cut - 80)):
        if match.start() >= cut:
            break
        if match.start() < cut < match.end():
            size = cell_len(match[0])
            bracket = match[0][0] in "（(〔【［["
            short = size <= _SHORT_BRACKET or any(map(str.isdigit, match[0]))
            if (bracket and not (short and size <= width * 2 // 3)) or (size > width and " " in match[0]):
                return _within(text, match, cut, width)
            return match.start() if size <= width else cut
    return cut


def _within(text: str, match: re.Match[str], cut: int, width: int) -> int:
    """Give the place to cut a bracket or a command that does not stay whole: not within a number or a word of it."""
    if match[0][0] in "（(〔【［[":
        start, end = match.start() + 1, match.end()
    else:
        start = text.rfind(" ", match.start(), cut) + 1 or match.start()
        end = text.find(" ", cut, match.end())
        end = match.end() if end < 0 else end
        return start if match.start() < start and end - start <= width else cut
    return start + _start_of_whole(text[start:end], cut - start, width)
