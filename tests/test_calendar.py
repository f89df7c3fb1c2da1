"""Weeks, checkpoints, 序时进度, working days, named periods, and days as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong import calendar
from baigong.calendar import (
    checkpoints,
    is_working_day,
    knows_holidays,
    month_end,
    named_period,
    read_day,
    say_day,
    scheduled,
    week,
    week_of,
    working_days,
    working_days_left,
)
from baigong.errors import RequestError
from baigong.model.plan import Task
from baigong.words import Every
from tests.support.builders import day

START = day("01-01")  # a Tuesday
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def span(number: int) -> tuple[date, date]:
    found = week(START, number)
    return found.start, found.end


def test_weeks_run_monday_to_sunday_and_week_1_holds_the_start() -> None:
    assert span(1) == (day("2018-12-31"), day("01-06"))
    assert span(5) == (day("01-28"), day("02-03"))
    assert span(0) == (day("2018-12-24"), day("2018-12-30"))


@given(DAYS, DAYS)
def test_the_week_of_a_day_holds_it(start: date, wanted: date) -> None:
    found = week_of(start, wanted)
    assert found.start <= wanted <= found.end
    assert (found.start.weekday(), found.end - found.start) == (0, timedelta(days=6))
    assert found == week(start, found.number)
    assert week_of(start, start).number == 1


def test_a_week_changes_between_sunday_and_monday() -> None:
    assert [week_of(START, day(one)).number for one in ("01-06", "01-07", "02-03", "02-04")] == [1, 2, 5, 6]


def test_the_end_of_a_month() -> None:
    assert month_end(day("02-01")) == day("02-28")
    assert month_end(day("2020-02-10")) == day("2020-02-29")
    assert month_end(day("12-31")) == day("12-31")


def test_checkpoints_by_month_week_and_quarter() -> None:
    def ends(every: Every, start: str, due: str) -> list[str]:
        return [f"{span.due:%m-%d}" for span in checkpoints(every, day(start), day(due))]

    assert ends("month", "01-01", "03-31") == ["01-31", "02-28", "03-31"]
    assert ends("month", "01-31", "02-01") == ["01-31", "02-01"]
    assert ends("week", "01-01", "01-20") == ["01-06", "01-13", "01-20"]
    assert ends("week", "01-06", "01-08") == ["01-06", "01-08"]
    assert ends("quarter", "02-01", "08-15") == ["03-31", "06-30", "08-15"]
    assert ends("quarter", "10-01", "12-31") == ["12-31"]
    assert ends("month", "03-31", "03-30") == []
    assert ends("two_weeks", "01-02", "02-10") == ["01-13", "01-27", "02-10"]
    assert ends("two_months", "2019-01-19", "2019-06-20") == ["02-28", "04-30", "06-20"]
    assert ends("half_year", "2019-03-01", "2020-02-01") == ["06-30", "12-31", "02-01"]
    assert ends("year", "2019-03-01", "2020-02-01") == ["12-31", "02-01"]


def test_a_checkpoint_keeps_its_day() -> None:
    def ends(every: Every, on: int, start: str, due: str) -> list[str]:
        return [f"{span.due:%m-%d}" for span in checkpoints(every, day(start), day(due), on)]

    assert ends("month", 25, "01-01", "03-31") == ["01-25", "02-25", "03-25"]
    assert ends("month", 31, "01-01", "03-31") == ["01-31", "02-28", "03-31"]
    assert ends("month", 25, "01-26", "03-20") == ["02-25", "03-20"], "no day in January is left, and March ends early"
    assert ends("week", 5, "01-01", "01-16") == ["01-04", "01-11", "01-16"]
    assert ends("quarter", 20, "01-01", "06-30") == ["03-20", "06-20"]


def test_a_report_after_the_day_is_still_within_its_period() -> None:
    (january, _) = checkpoints("month", day("01-01"), day("02-28"), 25)
    assert january == (day("01-01"), day("01-25"), day("01-31"))


@given(
    st.sampled_from(["week", "two_weeks", "month", "two_months", "quarter", "half_year", "year"]),
    DAYS,
    st.integers(0, 500),
)
def test_checkpoints_cover_the_period_without_a_gap(every: Every, start: date, length: int) -> None:
    due = start + timedelta(days=length)
    spans = checkpoints(every, start, due)
    assert (spans[0].start, spans[-1].end) == (start, due)
    for before, after in pairwise(spans):
        assert after.start == before.end + timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2018-12-31", 0), ("01-01", 10), ("01-02", 20), ("01-09", 90), ("01-10", 100), ("02-01", 100)],
)
def test_scheduled_counts_both_ends(on: str, expected: float) -> None:
    assert scheduled(day("01-01"), day("01-10"), day(on)) == pytest.approx(expected)


def test_scheduled_of_a_single_day() -> None:
    assert scheduled(START, START, START) == 100
    assert scheduled(START, START, START - timedelta(days=1)) == 0


def test_working_days_know_the_holidays_and_the_weekends_worked_for_them() -> None:
    # 春节2019：2月4日至10日放假，2月2日（周六）、2月3日（周日）上班。
    assert working_days(day("02-02"), day("02-11")) == 3
    assert is_working_day(day("02-02"))
    assert not is_working_day(day("02-04"))
    assert working_days(day("02-11"), day("02-10")) == 0
    assert working_days(day("03-01"), day("03-01")) == 1


def test_outside_the_years_of_the_calendar_it_is_monday_to_friday() -> None:
    assert knows_holidays(2019)
    assert not knows_holidays(2100)
    assert working_days(day("2100-01-01"), day("2100-01-07")) == 5


def test_named_periods() -> None:
    assert named_period("春节", 2019) == (day("02-04"), day("02-10"))
    assert named_period("两节", 2019) == (day("01-01"), day("02-10"))
    assert named_period("春运", 2019) == (day("01-21"), day("03-01"))
    assert named_period("国庆", 2019) == (day("10-01"), day("10-07"))
    assert named_period("五一", 2019) == named_period("劳动节", 2019)


def test_periods_that_no_calendar_tells() -> None:
    assert named_period("两会", 2019) is None
    assert named_period("春节", 2100) is None
    assert named_period("两节", 2100) is None
    assert named_period("春运", 3000) is None


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


def test_a_day_as_a_report_writes_it() -> None:
    assert say_day(day("02-03")) == "2月3日（周日）"
    assert say_day(day("02-04")) == "2月4日（周一）"


def test_working_days_left_begin_the_day_after() -> None:
    sunday, friday = date(2019, 3, 24), date(2019, 3, 29)
    assert working_days_left(sunday, friday) == 5
    assert working_days_left(date(2019, 3, 25), friday) == 4
    assert working_days_left(friday, friday) == 0
    assert working_days_left(friday, sunday) == 0


def test_the_first_and_the_last_day_there_is_have_one_value_each() -> None:
    package = Path(calendar.__file__).parent
    others = re.compile(r"(?<![\w.])date\.max\b|\b(?:1900|2199|2200)\b")
    written = {path.name for path in package.rglob("*.py") if others.search(path.read_text(encoding="utf-8"))}
    assert written == {"calendar.py"}


def test_the_command_line_and_a_plan_take_the_same_days() -> None:
    first, last = calendar.FIRST_DAY, calendar.LAST_DAY
    assert [read_day(str(one), date(2019, 2, 1)) for one in (first, last)] == [first, last]
    for beyond in (first - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(RequestError):
            read_day(str(beyond), date(2019, 2, 1))
        with pytest.raises(ValueError, match="due"):
            Task.model_validate({"id": "1.1", "text": "办事", "due": str(beyond)})
    assert Task.model_validate({"id": "1.1", "text": "办事", "due": str(last)}).due == last
