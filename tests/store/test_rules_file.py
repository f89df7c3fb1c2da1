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
    with pytest.raises(BaigongError, match="找不到"):
        read_rules(file)
    file.write_text("- 一\n", encoding="utf-8")
    with pytest.raises(DataError, match="最外层应当是"):
        read_rules(file)
