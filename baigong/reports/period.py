"""Which days a report covers: a week of the plan, a day's week, a calendar month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from baigong.calendar import Week, month_end, week, week_of
from baigong.errors import (
    DayAheadError,
    DayBeforePlanError,
    MonthBeforePlanError,
    MonthNotBegunError,
    PlanNotBegunError,
    WeekNotBegunError,
    WeekNumberError,
)

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days a report covers, both ends included. `as_of` is `end`, or today if that is earlier."""

    label: str
    start: date
    end: date
    as_of: date
    week: int | None = None

    @property
    def next_end(self) -> date:
        """The last day of the period after this one: a week, or a calendar month."""
        return self.end + 7 * DAY if self.week is not None else month_end(self.end + DAY)

    @property
    def running(self) -> bool:
        """Whether the period is not over on the day it stands on."""
        return self.as_of < self.end


def week_period(plan_start: date, today: date, wanted: int | None) -> Period:
    """Give the period of week `wanted`, or of the running week.

    A past week stands on its Sunday, the running one on today.

    Raises:
        RequestError: a week below 1, or one that has not begun.
    """
    if wanted is not None and wanted < 1:
        raise WeekNumberError(wanted)
    running = week_of(plan_start, today)
    if wanted is None:
        wanted = running.number
        if wanted < 1:
            raise PlanNotBegunError(plan_start, today)
    try:
        span = week(plan_start, wanted)
    except OverflowError:
        raise WeekNumberError(wanted) from None
    if span.start > today:
        raise WeekNotBegunError(span.number, span.start, span.end, today, running.number)
    return _week_period(span, min(span.end, today))


def day_period(plan_start: date, today: date, day: date) -> Period:
    """Give the week that holds `day`, standing on that day.

    Raises:
        RequestError: the day is in the future, or before the plan's first week.
    """
    if day > today:
        raise DayAheadError(day, today)
    span = week_of(plan_start, day)
    if span.number < 1:
        raise DayBeforePlanError(day, plan_start)
    return _week_period(span, day)


def month_period(plan_start: date, today: date, year: int, month: int) -> Period:
    """Give a calendar month, standing on its last day or, while it runs, on today.

    Raises:
        RequestError: the month lies before the plan or has not begun.
    """
    first = date(year, month, 1)
    last = month_end(first)
    if first > today:
        raise MonthNotBegunError(year, month, today)
    if last < plan_start:
        raise MonthBeforePlanError(year, month, plan_start)
    return Period(f"{year}年{month}月", first, last, min(last, today))


def _week_period(span: Week, as_of: date) -> Period:
    return Period(f"第{span.number}周", span.start, span.end, as_of, span.number)
