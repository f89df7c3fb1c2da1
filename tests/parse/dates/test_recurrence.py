"""Recurrences, and the names of systems that only sound like one."""

from __future__ import annotations

import pytest

from baigong.parse.dates.recurrence import find_recurrence


@pytest.mark.parametrize(
    ("words", "every", "day"),
    [
        ("按月调度", "month", None),
        ("每月二十五日前报送", "month", 25),
        ("每周五前报送", "week", 5),
        ("每周日巡查", "week", 7),
        ("每半个月通报", "two_weeks", None),
        ("每双月公布", "two_months", None),
        ("按季度通报", "quarter", None),
        ("每季度末月20日前报送", "quarter", 20),
        ("每6个月评估", "half_year", None),
        ("每月32日报送", "month", None),
    ],
)
def test_the_words_tell_how_often_and_on_which_day(words: str, every: str, day: int | None) -> None:
    timing = find_recurrence(words)
    assert timing and (timing.every, timing.every_day) == (every, day)
    assert timing.basis in words


@pytest.mark.parametrize(
    "words", ["每人每月补助", "每月补助100元", "建立按月通报制度", "按月统计发布制度", "每周边地区", "抓紧办理"]
)
def test_money_and_names_of_systems_recur_not(words: str) -> None:
    assert find_recurrence(words) is None
