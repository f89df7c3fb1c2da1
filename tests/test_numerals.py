"""Numbers as notices write them."""

from __future__ import annotations

import pytest

from baigong.numerals import number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("二〇一九", 2019),
        ("二十一", 21),
        ("十", 10),
        ("一百零三", 103),
        ("7", 7),
        ("两", 2),
        ("贰拾叁", 23),
        ("Ⅳ", 4),
        ("XIV", 14),
        ("甲", None),
        ("百百十", None),
    ],
)
def test_numerals(words: str, value: int | None) -> None:
    assert number(words) == value
