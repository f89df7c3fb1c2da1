"""Stretches of time that end in a deadline, counted from the day of issue."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.parse.dates.points import Anchor
from baigong.parse.dates.spans import find_relative, find_spans

ANCHOR = Anchor(date(2019, 1, 1), date(2019, 1, 4))


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("自印发之日起30日内报送", "2019-02-03"),
        ("自本通知印发之日起两周内报送", "2019-01-18"),
        ("自印发之日起3个月内完成", "2019-04-04"),
        ("自印发之日起5个工作日内报送", "2019-01-11"),
        ("力争3年内建成", "2022-01-04"),
        ("在6个月内完成整改", "2019-07-04"),
    ],
)
def test_a_stretch_ends_so_long_after_the_issue(words: str, due: str) -> None:
    assert [str(timing.due) for timing in find_spans(words, ANCHOR)] == [due]


def test_the_last_day_of_a_shorter_month_stands_for_one_it_lacks() -> None:
    (timing,) = find_spans("自印发之日起1个月内完成", Anchor(date(2019, 1, 31), date(2019, 1, 31)))
    assert timing.due == date(2019, 2, 28)


@pytest.mark.parametrize(
    "words", ["2个工作日内回复", "毕业2年内的青年", "两年之内给予奖励", "压缩至5日内", "自印发之日起500日内完成"]
)
def test_a_measure_or_a_service_is_no_deadline(words: str) -> None:
    assert list(find_spans(words, ANCHOR)) == []


def test_a_day_of_receipt_that_nobody_knows_is_taken_for_the_issue_and_doubted() -> None:
    (timing,) = find_spans("收到通知之日起10日内上报", ANCHOR)
    assert timing.due == date(2019, 1, 14) and "从收到之日算起" in timing.doubt


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("本月底前完成", "2019-01-31"),
        ("下月底前完成", "2019-02-28"),
        ("本周五前报送", "2019-01-04"),
        ("下周一前报送", "2019-01-07"),
        ("本周日前报送", "2019-01-06"),
    ],
)
def test_this_and_the_next_are_counted_from_the_issue(words: str, due: str) -> None:
    assert [str(timing.due) for timing in find_relative(words, ANCHOR)] == [due]


@pytest.mark.parametrize("words", ["每月底前报送", "3月底前完成"])
def test_a_named_or_recurring_month_is_no_relative_one(words: str) -> None:
    assert list(find_relative(words, ANCHOR)) == []


@pytest.mark.parametrize("words", ["收到办理通知后10日内上报", "接到县政府督办单后10日内上报", "收到件10日内上报"])
def test_the_paper_that_is_received_may_be_called_more(words: str) -> None:
    timings = list(find_spans(words, ANCHOR))
    assert [timing.due for timing in timings] == ([date(2019, 1, 14)] if "件10" not in words else [])
