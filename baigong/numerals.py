"""Numbers as notices write them: 二十一, 二〇一九, 十, 贰, Ⅳ, 3."""

from __future__ import annotations

import re
from functools import cache

HAN_NUMBER = "[〇零○一二两三四五六七八九十百]"
FORMAL_NUMBER = "[壹贰叁肆伍陆柒捌玖拾佰]"
ROMAN_LETTERS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰零", "一二三四五六七八九十百零")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_TENS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@cache
def number(text: str) -> int | None:
    """Give the whole number, None when the words are none; digits read one by one (二〇一九) give a year."""
    if text.isascii():
        return int(text) if text.isdigit() else roman(text)
    if len(text) == 1 and text in ROMAN_LETTERS:
        return ROMAN_LETTERS.index(text) + 1
    import cn2an

    plain = text.translate(_FORMAL).replace("○", "零").replace("〇", "零").replace("两", "二")
    if len(plain) > 1 and "十" not in plain and "百" not in plain:
        digits = ["零一二三四五六七八九".find(char) for char in plain]
        return None if min(digits) < 0 else int("".join(map(str, digits)))
    try:
        return int(cn2an.cn2an(plain, "smart"))
    except ValueError:
        return None


def roman(text: str) -> int | None:
    """Read a Roman number below 400 in capital letters, None when the letters are none."""
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    return sum(-v if v < later else v for v, later in zip(values, [*values[1:], 0], strict=True))


def to_roman(count: int) -> str:
    """Write a number from 1 to 399 in Roman capitals."""
    letters = ""
    for value, written in _TENS:
        while count >= value:
            letters += written
            count -= value
    return letters


def to_han(count: int, *, formal: bool = False) -> str:
    """Write a number from 1 to 9999 as a notice counts its chapters: 十二, 二十; 壹拾贰 when `formal`."""
    import cn2an

    words = str(cn2an.an2cn(count, "up" if formal else "low"))
    return words if formal else re.sub("^一十", "十", words)
