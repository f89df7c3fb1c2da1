"""The file of rules: the example is read as it is, a fault names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.errors import BaigongError, DataError
from baigong.model.rules import EXAMPLE
from baigong.store.rules_file import read_rules


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "考核.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    rules = read_rules(file)
    assert rules.base == 100 and rules.deductions.overdue is not None and rules.few is not None


def test_what_is_no_file_of_rules_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "考核.yaml"
    with pytest.raises(BaigongError, match="找不到考核办法") as missing:
        read_rules(file)
    assert "--rules-example" in missing.value.hint and "init" not in missing.value.hint
    file.write_text("- 一\n", encoding="utf-8")
    with pytest.raises(DataError, match="最外层应当是"):
        read_rules(file)


@pytest.mark.parametrize(
    ("right", "typed", "key", "meant"),
    [
        ("caps:", "cap:", "cap", "caps"),
        ("    most: 5 ", "    mots: 5 ", "deductions.overdue.mots", "most"),
        ("    days: 7 ", "    day: 7 ", "bonuses.early.day", "days"),
        # Without it the base is missing, too: what stands there is told.
        ("base: ", "bass: ", "bass", "base"),
    ],
)
def test_the_key_that_was_meant_is_one_of_that_part(
    tmp_path: Path, right: str, typed: str, key: str, meant: str
) -> None:
    file = tmp_path / "考核.yaml"
    file.write_text(EXAMPLE.replace(right, typed, 1), encoding="utf-8")
    with pytest.raises(DataError, match=rf"{key}: 不认识的键，是不是 {meant}？"):
        read_rules(file)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("base: 100\nled: 1\n", "led: 不认识的键；请核对拼写；样本见"),
        ("base: -5\n", "base: “-5”不能小于 0；"),
        ("base: 100\ndeductions: {overdue: {points: 1, per: week}}\n", "允许：day、task"),
        ("base: 100\ndeductions: {overdue: {points: 1}}\n", "deductions.overdue.per: 缺少这一项"),
    ],
)
def test_a_fault_is_told_as_people_write(tmp_path: Path, typed: str, told: str) -> None:
    file = tmp_path / "考核.yaml"
    file.write_text(typed, encoding="utf-8")
    with pytest.raises(DataError) as fault:
        read_rules(file)
    assert told in f"{fault.value.message}；{fault.value.hint}"
