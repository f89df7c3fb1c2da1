"""Weeks of a plan run from Monday to Sunday; the end of a month."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from baigong.calendar import (
    month_end,
    week,
    week_of,
)
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
