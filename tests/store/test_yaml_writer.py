"""Plain data as YAML that people read and edit: read again it is the same data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from baigong.store.yaml_text import load_yaml
from baigong.store.yaml_writer import dump_yaml


def loaded(text: str) -> Any:
    return load_yaml(Path("tasks.yaml"), text.encode()).data


def test_short_things_are_written_on_one_line_and_long_ones_below_one_another() -> None:
    data = {
        "units": ["省甲厅", "省乙委"],
        "none": [],
        "targets": [{"text": "12个县", "value": 12}, {"text": "7%", "value": 7.5, "unit": "%"}],
        "wide": [{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}],
        "steps": [{"id": "1.1.1", "text": "核对"}],
        "mixed": [{"a": 1}, "b"],
    }
    text = dump_yaml(data)
    assert text == (
        "units: [省甲厅, 省乙委]\nnone: []\n"
        "targets: [{text: 12个县, value: 12}, {text: 7%, value: 7.5, unit: '%'}]\n"
        "wide:\n- a: 1\n  b: 2\n  c: 3\n  d: 4\n  e: 5\n"
        "steps:\n- id: 1.1.1\n  text: 核对\n"
        "mixed:\n- a: 1\n- b\n"
    )
    assert loaded(text) == data


def test_a_long_text_is_not_folded_and_the_same_thing_is_written_out_each_time() -> None:
    same = ["省甲厅"]
    long = "完成核对 " * 5000 + "。"
    assert dump_yaml({"a": same, "b": same, "c": long}) == f"a: [省甲厅]\nb: [省甲厅]\nc: {long}\n"


@pytest.mark.parametrize("turning", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069")
def test_what_would_turn_the_direction_of_a_screen_is_written_as_an_escape(turning: str) -> None:
    words = f"文{turning}字"
    text = dump_yaml({"text": words, "units": [words]})
    assert turning not in text
    assert text == f'text: "文\\u{ord(turning):04X}字"\nunits: ["文\\u{ord(turning):04X}字"]\n'
    assert loaded(text) == {"text": words, "units": [words]}
