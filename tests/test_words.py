"""The words on screen: percents that neither finish nor begin too early."""

from __future__ import annotations

import pytest

from baigong.words import percent


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0%"), (0.04, "1%"), (0.4, "1%"), (1.4, "1%"), (50.5, "50%"), (99.4, "99%"), (99.96, "99%"), (100, "100%")],
)
def test_what_is_begun_is_not_at_zero_and_what_is_unfinished_not_at_a_hundred(value: float, written: str) -> None:
    assert percent(value) == written
