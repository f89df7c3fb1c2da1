"""Where a task's own words name a unit."""

from __future__ import annotations

import pytest

from baigong.duties.mentions import mention


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("由县水利局牵头，做好此事", "县水利局", "leads"),
        ("县水利局负责日常巡查", "县水利局", "acts"),
        ("县住建局会同县水利局推进", "县水利局", "helps"),
        ("县水利局配合做好此事", "县水利局", "helps"),
        ("参照县水利局的做法", "县水利局", "passing"),
    ],
)
def test_how_the_words_name_a_unit(text: str, name: str, role: str) -> None:
    assert mention(text, text.index(name), name) == role


def test_the_place_decides_where_a_unit_is_named_twice() -> None:
    text = "县水利局负责巡查，县住建局会同县水利局整改"
    assert mention(text, 0, "县水利局") == "acts"
    assert mention(text, text.rindex("县水利局"), "县水利局") == "helps"
