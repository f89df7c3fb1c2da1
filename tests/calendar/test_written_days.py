"""Days as people write them, on the command line as in a plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baigong import calendar
from baigong.calendar import (
    read_day,
)
from baigong.errors import RequestError
from baigong.model.plan import Task
from tests.support.builders import day

START = day("01-01")  # a Tuesday


@pytest.mark.parametrize(
    "text",
    [
        "2019-02-01",
        "2019-2-1",
        "2019/2/1",
        "2019年2月1日",
        "２０１９－０２－０１",
        "２０１９年２月１日",
        " 2019-02-01 ",
        "2019.2.1",
        "20190201",
        "2019年2月1号",
        "2019年2月1",
        "二〇一九年二月一日",
        "2019-02-01\u200b",
        "\ufeff2019-02-01",
        "2019 年 2 月 1 日",
        "2019-02-01，",
        "（2019年2月1日）。",
        "“2019.2.1”",
    ],
)
def test_days_as_people_write_them(text: str) -> None:
    assert read_day(text, START) == day("02-01")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天", "03-01"),
        ("今日", "03-01"),
        ("昨天", "02-28"),
        ("昨日", "02-28"),
        ("前天", "02-27"),
        ("大前天", "02-26"),
        ("明天", "03-02"),
        ("2月3日", "02-03"),
        ("2月3号", "02-03"),
        ("二月三日", "02-03"),
        ("2.3", "02-03"),
        ("2/3", "02-03"),
        ("3月1日", "03-01"),
        ("12月31日", "2018-12-31"),
        ("3.2", "2018-03-02"),
        ("2月29日", "2016-02-29"),
        ("周五", "03-01"),
        ("星期四", "02-28"),
        ("上周五", "02-22"),
        ("上周日", "02-24"),
        ("礼拜天", "02-24"),
        ("上上周一", "02-11"),
        ("上个星期一", "02-18"),
        ("本周一", "02-25"),
        ("下周五", "03-08"),
    ],
)
def test_days_told_from_today(text: str, expected: str) -> None:
    assert read_day(text, day("03-01")) == day(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3月1日", "03-01"), ("2.3", "2020-02-03"), ("4月30", "04-30"), ("周一", "03-04"), ("2月29日", "2020-02-29")],
)
def test_days_to_come(text: str, expected: str) -> None:
    assert read_day(text, day("03-01"), ahead=True) == day(expected)


def test_a_day_that_no_year_has_is_refused() -> None:
    with pytest.raises(RequestError, match="没有“2月30日”这一天"):
        read_day("2月30日", day("03-01"))


@pytest.mark.parametrize(
    "text",
    [
        "昨日儿",
        "",
        "2019",
        "2019-02",
        "2019-02/01",
        "02-01",
        "2019-02-01 00:00",
        "19-2-1",
        "2019020",
        "2019.2",
        "2月",
        "周八",
        "上周",
        "二月",
    ],
)
def test_words_that_are_no_day(text: str) -> None:
    with pytest.raises(RequestError) as raised:
        read_day(text, START)
    assert f"看不懂日期“{text}”" in raised.value.message
    assert "2019-02-01" in raised.value.hint


@pytest.mark.parametrize("text", ["2019-02-29", "2019-02-30", "2019-13-01", "2019-00-10", "0000-01-01"])
def test_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(RequestError, match="这一天"):
        read_day(text, START)


@pytest.mark.parametrize("text", ["1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31"])
def test_days_that_no_plan_speaks_of(text: str) -> None:
    with pytest.raises(RequestError, match="太早或太晚"):
        read_day(text, START)


def test_the_command_line_and_a_plan_take_the_same_days() -> None:
    first, last = calendar.FIRST_DAY, calendar.LAST_DAY
    assert [read_day(str(one), date(2019, 2, 1)) for one in (first, last)] == [first, last]
    for beyond in (first - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(RequestError):
            read_day(str(beyond), date(2019, 2, 1))
        with pytest.raises(ValueError, match="due"):
            Task.model_validate({"id": "1.1", "text": "办事", "due": str(beyond)})
    assert Task.model_validate({"id": "1.1", "text": "办事", "due": str(last)}).due == last


@pytest.mark.parametrize(
    ("typed", "latest", "coming"),
    [
        ("3月底", date(2019, 3, 31), date(2020, 3, 31)),
        ("12月末", date(2018, 12, 31), date(2019, 12, 31)),
        ("二月底", date(2019, 2, 28), date(2020, 2, 29)),
        ("年底", date(2018, 12, 31), date(2019, 12, 31)),
        ("2019年6月底", date(2019, 6, 30), date(2019, 6, 30)),
        ("2020年底", date(2020, 12, 31), date(2020, 12, 31)),
    ],
)
def test_the_end_of_a_month_is_its_last_day(typed: str, latest: date, coming: date) -> None:
    today = date(2019, 4, 2)
    assert (read_day(typed, today), read_day(typed, today, ahead=True)) == (latest, coming)


def test_there_is_no_end_of_a_thirteenth_month() -> None:
    with pytest.raises(RequestError):
        read_day("13月底", date(2019, 4, 2))
