"""Days as reports write them; the first and the last there is."""

from __future__ import annotations

import re
from pathlib import Path

from baigong import calendar
from baigong.calendar import (
    say_day,
)
from tests.support.builders import day


def test_a_day_as_a_report_writes_it() -> None:
    assert say_day(day("02-03")) == "2月3日（周日）"
    assert say_day(day("02-04")) == "2月4日（周一）"


def test_the_first_and_the_last_day_there_is_have_one_value_each() -> None:
    package = Path(calendar.__file__).parents[1]
    others = re.compile(r"(?<![\w.])date\.max\b|\b(?:1900|2199|2200)\b")
    written = {path for path in package.rglob("*.py") if others.search(path.read_text(encoding="utf-8"))}
    assert written == {package / "calendar" / "days.py"}
