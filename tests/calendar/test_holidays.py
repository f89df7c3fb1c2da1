"""Working days, holidays and the periods named by a festival."""

from __future__ import annotations

from datetime import date

from baigong.calendar import (
    is_working_day,
    knows_holidays,
    named_period,
    working_days,
    working_days_left,
)
from tests.support.builders import day


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


def test_working_days_left_begin_the_day_after() -> None:
    sunday, friday = date(2019, 3, 24), date(2019, 3, 29)
    assert working_days_left(sunday, friday) == 5
    assert working_days_left(date(2019, 3, 25), friday) == 4
    assert working_days_left(friday, friday) == 0
    assert working_days_left(friday, sunday) == 0
