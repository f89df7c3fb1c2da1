"""Numbers as notices write them: 二十一, 二〇一九, 十, 3."""

from __future__ import annotations

from functools import cache

HAN_DIGITS = "〇零○一二三四五六七八九"
HAN_NUMBER = "[〇零○一二两三四五六七八九十百]"


@cache
def number(text: str) -> int:
    """Give the whole number, 0 when the words are none; digits read one by one (二〇一九) give a year."""
    if text.isascii():
        return int(text) if text.isdigit() else 0
    import cn2an

    plain = text.replace("○", "零").replace("〇", "零").replace("两", "二")
    if len(plain) > 1 and "十" not in plain and "百" not in plain:
        return int("".join(str("零一二三四五六七八九".index(char)) for char in plain))
    try:
        return int(cn2an.cn2an(plain, "smart"))
    except ValueError:
        return 0
