"""Holidays and working days, by the State Council's yearly notices, and the periods named by a festival."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from baigong.calendar.days import DAY

# The names that notices use, and the holiday each is in chinesecalendar.
_HOLIDAYS = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明": "Tomb-sweeping Day",
    "劳动节": "Labour Day",
    "五一": "Labour Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
}


def knows_holidays(year: int) -> bool:
    """Whether the holidays of `year` are in the calendar; outside it a working day is Monday to Friday."""
    return year in _holiday_years()


def working_days(first: date, last: date) -> int:
    """Count the working days from `first` to `last`, both included (0 when `last` is before `first`)."""
    return sum(is_working_day(first + DAY * i) for i in range((last - first).days + 1))


def working_days_left(day: date, due: date) -> int:
    """Count the working days that are left after `day` until `due`, the day due included; 0 once it has come."""
    return working_days(day + DAY, due)


@lru_cache(maxsize=10_000)
def is_working_day(day: date) -> bool:
    """Whether offices work on `day`: holidays and the weekends worked in exchange for them are known by year."""
    # Kept: the library looks through all its holidays at every question, and letters ask about the same days.
    if not knows_holidays(day.year):
        return day.weekday() < 5
    import chinese_calendar

    return bool(chinese_calendar.is_workday(day))


@cache
def _holiday_years() -> range:
    from chinese_calendar.constants import holidays

    return range(min(holidays).year, max(holidays).year + 1)


def named_period(name: str, year: int) -> tuple[date, date] | None:
    """Give the first and last day of a named period of `year`, or None where no calendar tells.

    A festival is its days off, from the State Council's yearly notice. 两节 (元旦、春节) runs from New
    Year's Day to the end of the Spring Festival holiday; 春运 from fifteen days before the lunar new
    year for forty days.
    """
    if name == "春运":
        return _spring_rush(year)
    if name == "两节":
        festival = named_period("春节", year)
        return (date(year, 1, 1), festival[1]) if festival else None
    if name not in _HOLIDAYS or not knows_holidays(year):
        return None
    from chinese_calendar.constants import holidays

    days = [day for day, english in holidays.items() if day.year == year and english == _HOLIDAYS[name]]
    return (min(days), max(days)) if days else None


def _spring_rush(year: int) -> tuple[date, date] | None:
    from lunardate import LunarDate

    try:
        first: date = LunarDate(year, 1, 1).to_solar_date()
    except ValueError:
        return None
    start = first - 15 * DAY
    return start, start + 39 * DAY
