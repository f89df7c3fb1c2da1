"""The glyphs that a terminal can show in its encoding."""

from __future__ import annotations

import pytest

from baigong.render.screen import UNICODE, screen_of, shows_chinese


@pytest.mark.parametrize("encoding", [None, "UTF-8", "utf_16"])
def test_unicode_shows_everything(encoding: str | None) -> None:
    assert screen_of(encoding) is UNICODE
    assert UNICODE.text("台账│…") == "台账│…"


def test_in_a_code_page_marks_are_plain_and_what_it_lacks_is_a_tilde() -> None:
    screen = screen_of("gb2312")
    assert (screen.full, screen.mark, screen.more) == ("#", "|", "..")
    assert screen.text("台账│😀😀好") == "台账|~好"
    assert screen_of("ascii").text("台账ok") == "~ok"


def test_joiners_whose_width_terminals_disagree_on_go_and_escapes_are_named() -> None:
    assert UNICODE.text("a\u200db\ufe0f\x1b") == "ab‹U+001B›"


@pytest.mark.parametrize(("encoding", "shows"), [("utf-8", True), ("gbk", True), ("ascii", False), ("no-such", False)])
def test_whether_chinese_can_be_shown_at_all(encoding: str, shows: bool) -> None:
    assert shows_chinese(encoding) is shows
