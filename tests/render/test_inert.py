"""Text from files made harmless for a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.render.inert import inert


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("完成核对", "完成核对"),
        ("一\n二\r\n三\t四", "一 二 三 四"),
        ("\x1b[31m红", "‹U+001B›[31m红"),
        ("\x9b31m", "‹U+009B›31m"),
        ("\x07\x00\x7f", "‹U+0007›‹U+0000›‹U+007F›"),
        ("文\u202e件\u2066\ufeff", "文‹U+202E›件‹U+2066›‹U+FEFF›"),
        ("半\ud800个", "半‹U+D800›个"),
        ("一\u2028二", "一 二"),
    ],
)
def test_what_would_act_on_a_screen_is_named_instead(text: str, shown: str) -> None:
    assert inert(text) == shown


@given(st.text())
def test_harmless_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    made = inert(text)
    assert not any(letter < " " or "\x7f" <= letter <= "\x9f" for letter in made)
    assert len(made.splitlines()) <= 1
    assert inert(made) == made
