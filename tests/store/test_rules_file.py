"""A file of rules of 考核, read with every error at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.errors import DataError, RequestError
from baigong.model.rules import EXAMPLE, Rules
from baigong.store.rules_file import read_rules


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    rules = read_rules(file)
    assert (rules.base, rules.weights.support, rules.deductions.overdue and rules.deductions.overdue.most) == (
        100,
        0,
        5,
    )


def test_what_is_left_out_gives_and_takes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("base: 90\n", encoding="utf-8")
    assert read_rules(file) == Rules(base=90)


@pytest.mark.parametrize(
    ("text", "line"), [("base: 100\nbonus: 1\n", 2), ("base: -1\n", 1), ("base: 100\ncaps:\n  bonus: 很多\n", 3)]
)
def test_a_fault_is_told_by_its_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=f":{line}: "):
        read_rules(file)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        read_rules(tmp_path / "rules.yaml")
