"""Days: the first and the last, and how a report or a letter writes one."""

from __future__ import annotations

from datetime import date, timedelta

from baigong.words import WEEKDAYS

DAY = timedelta(days=1)
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""The first and the last day that a plan or a record can speak of."""


def say_day(day: date) -> str:
    """Write a day as a report does: 2月3日（周日）."""
    return f"{short_day(day)}（{weekday(day)}）"


def short_day(day: date) -> str:
    """Write a day of a year that is known: 2月3日."""
    return f"{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """Name the day of the week: 周日."""
    return f"周{WEEKDAYS[day.weekday()]}"


def long_day(day: date) -> str:
    """Write a day as a letter does: 2019年2月3日."""
    return f"{day.year}年{short_day(day)}"
