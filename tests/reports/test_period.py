"""Which days a report covers: a week of the plan, a day's week, a calendar month."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.errors import RequestError
from baigong.reports.period import Period, day_period, month_period, week_period
from tests.support.builders import day

START = day("01-01")


def dates(period: Period) -> tuple[str, str, str]:
    return f"{period.start:%m-%d}", f"{period.end:%m-%d}", f"{period.as_of:%m-%d}"


def test_a_past_week_stands_on_its_sunday_and_the_running_one_on_today() -> None:
    past = week_period(START, day("02-20"), 5)
    assert (past.label, past.week, dates(past), past.running) == ("第5周", 5, ("01-28", "02-03", "02-03"), False)
    running = week_period(START, day("01-30"), 5)
    assert (dates(running), running.running) == (("01-28", "02-03", "01-30"), True)
    assert week_period(START, day("01-30"), None) == running
    assert not week_period(START, day("02-03"), None).running
    assert dates(week_period(START, START, None)) == ("12-31", "01-06", "01-01")


def test_a_week_after_the_plans_end_is_a_week_too() -> None:
    assert dates(week_period(START, day("04-05"), None)) == ("04-01", "04-07", "04-05")


@pytest.mark.parametrize("number", [0, -1, -(10**6)])
def test_there_is_no_week_below_1(number: int) -> None:
    with pytest.raises(RequestError, match=f"没有第 {number} 周"):
        week_period(START, day("02-20"), number)


def test_a_week_that_has_not_begun_is_refused_with_the_one_that_has() -> None:
    with pytest.raises(RequestError) as raised:
        week_period(START, day("02-03"), 6)
    assert "第 6 周（2019-02-04 至 2019-02-10）还没有开始" in raised.value.message
    assert "第 5 周" in raised.value.hint
    assert week_period(START, day("02-04"), 6).week == 6
    with pytest.raises(RequestError):
        week_period(START, day("02-03"), 10**6)


def test_there_is_no_report_before_the_plan_begins() -> None:
    with pytest.raises(RequestError, match="才开始"):
        week_period(START, day("2018-12-30"), None)


def test_the_week_of_a_day_stands_on_that_day() -> None:
    found = day_period(START, day("02-20"), day("01-30"))
    assert (found.week, dates(found)) == (5, ("01-28", "02-03", "01-30"))
    with pytest.raises(RequestError, match="还没有到"):
        day_period(START, day("01-29"), day("01-30"))
    with pytest.raises(RequestError, match="之前"):
        day_period(START, day("02-20"), day("2018-12-30"))
    assert day_period(START, day("02-20"), day("2018-12-31")).week == 1


def test_a_month_stands_on_its_last_day_or_on_today() -> None:
    assert dates(month_period(START, day("03-10"), 2019, 2)) == ("02-01", "02-28", "02-28")
    found = month_period(START, day("02-10"), 2019, 2)
    assert (dates(found), found.label, found.week, found.running) == (
        ("02-01", "02-28", "02-10"),
        "2019年2月",
        None,
        True,
    )
    with pytest.raises(RequestError, match="还没有开始"):
        month_period(START, day("01-31"), 2019, 2)
    with pytest.raises(RequestError, match="之前"):
        month_period(START, day("02-10"), 2018, 12)


@pytest.mark.parametrize("asked", [(2018, 12), (2019, 3)])
def test_a_month_before_the_plan_or_to_come_is_refused(asked: tuple[int, int]) -> None:
    with pytest.raises(RequestError):
        month_period(START, day("02-20"), *asked)


def test_the_next_period_is_a_week_or_the_whole_calendar_month() -> None:
    assert week_period(START, day("02-20"), 5).next_end == day("02-10")
    assert month_period(START, day("02-20"), 2019, 1).next_end == day("02-28")
    assert month_period(START, date(2020, 2, 1), 2019, 12).next_end == date(2020, 1, 31)
