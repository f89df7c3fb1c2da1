"""Which days a report covers: a week of the plan, a day's week, a calendar month."""

from __future__ import annotations

from datetime import date

from baigong.calendar import DAY, Week, month_end, short_day, week, week_of
from baigong.deferred import dataclass
from baigong.errors import (
    DayAheadError,
    DayBeforePlanError,
    MonthBeforePlanError,
    MonthNotBegunError,
    PlanNotBegunError,
    SpanBeforePlanError,
    SpanNotBegunError,
    WeekNotBegunError,
    WeekNumberError,
)


@dataclass(frozen=True)
class Period:
    """The days a report covers, both ends included. `as_of` is `end`, or today if that is earlier."""

    label: str
    start: date
    end: date
    as_of: date
    week: int | None = None
    """Its number in the plan; None for what is no week, and for a week of the calendar, which several plans share."""

    @property
    def is_week(self) -> bool:
        """Whether it is a week."""
        return self.end - self.start == 6 * DAY

    @property
    def next_end(self) -> date:
        """The last day of the period after this one: a week, or a calendar month."""
        return self.end + 7 * DAY if self.is_week else month_end(self.end + DAY)

    @property
    def running(self) -> bool:
        """Whether the period is not over on the day it stands on."""
        return self.as_of < self.end

    def holds(self, day: date) -> bool:
        """Whether a day lies within it and not after the day that it stands on."""
        return self.start <= day <= self.as_of

    def holds_finish(self, on: date, *, was_open: bool) -> bool:
        """Whether work finished as of `on` was finished within it; `was_open` on the day before it.

        What recurs is finished once its last period is over, as of that period's last day: that may be the day before.
        """
        return was_open or self.holds(on)


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


def calendar_week(today: date, day: date | None = None) -> Period:
    """Give the week of the calendar that holds `day`, standing on it, or the running one.

    Raises:
        DayAheadError: the day is in the future.
    """
    if day is not None and day > today:
        raise DayAheadError(day, today)
    as_of = day or today
    first = as_of - as_of.weekday() * DAY
    last = first + 6 * DAY
    return Period(f"{short_day(first)}至{short_day(last)}", first, last, as_of)


def months_period(label: str, today: date, plan_start: date, year: int, first: int, last: int) -> Period:
    """Give the months from `first` to `last` of a year, standing on their last day or, while they run, on today.

    Raises:
        RequestError: they lie before the plan or have not begun.
    """
    start, end = date(year, first, 1), month_end(date(year, last, 1))
    if start > today:
        raise SpanNotBegunError(label, start, today)
    if end < plan_start:
        raise SpanBeforePlanError(label, plan_start)
    return Period(label, start, end, min(end, today))


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
