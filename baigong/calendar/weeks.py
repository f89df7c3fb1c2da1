"""Weeks of a plan, and the end of a month."""

from __future__ import annotations

import calendar as gregorian
from datetime import date, timedelta

from baigong.calendar.days import DAY
from baigong.deferred import dataclass


@dataclass(frozen=True)
class Week:
    """A week of a plan: Monday `start` to Sunday `end`, both included; week 1 holds the plan's first day."""

    number: int
    start: date
    end: date


def week(plan_start: date, number: int) -> Week:
    """Give the week of that number; numbers below 1 lie before the plan."""
    monday = plan_start - DAY * plan_start.weekday() + timedelta(weeks=number - 1)
    return Week(number, monday, monday + 6 * DAY)


def week_of(plan_start: date, day: date) -> Week:
    """Give the week that holds `day`."""
    first = plan_start - DAY * plan_start.weekday()
    return week(plan_start, (day - first).days // 7 + 1)


def month_end(day: date) -> date:
    """Give the last day of the month of `day`."""
    return day.replace(day=gregorian.monthrange(day.year, day.month)[1])
