"""JSON: keys and Chinese as they are, nothing that acts on a screen."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.render.json import to_json
from baigong.reports.tasks import TargetValue


def test_json_keeps_keys_and_chinese_as_they_are() -> None:
    assert to_json([{"id": "1.1", "on": date(2019, 2, 1), "text": "核对"}]) == (
        '[\n  {\n    "id": "1.1",\n    "on": "2019-02-01",\n    "text": "核对"\n  }\n]\n'
    )
    target = TargetValue("甲", 1, "个", "at_least", None)
    keys = {"text": "甲", "value": 1, "unit": "个", "bound": "at_least", "actual": None}
    assert json.loads(to_json(target)) == keys


@given(st.text(st.characters(codec=None)))
def test_json_is_read_again_and_holds_nothing_that_acts_on_a_screen(text: str) -> None:
    written = to_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not any("\x7f" <= letter <= "\x9f" or letter in "\x1b\u202e\u2028\ufeff" for letter in written)
    written.encode()


def test_json_refuses_what_it_cannot_say() -> None:
    with pytest.raises(TypeError):
        to_json({"what": object()})
    with pytest.raises(ValueError, match="JSON"):
        to_json({"what": float("nan")})
