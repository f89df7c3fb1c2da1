"""The options that name a period, and the period that they mean for one plan or for several."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from baigong.calendar import FIRST_DAY, LAST_DAY
from baigong.cli import options
from baigong.cli.open_plans import Plans
from baigong.cli.parameters import option
from baigong.errors import (
    ConflictingOptionsError,
    DayBeforePlanError,
    NotAMonthError,
    NotAQuarterError,
    NotAYearError,
    PlanNotBegunError,
    WeekOfSeveralPlansError,
)
from baigong.reports.period import Period, calendar_week, day_period, month_period, months_period, week_period


def _plain(raw: str) -> str:
    return "".join(unicodedata.normalize("NFKC", raw).split()).upper()


def _month(raw: str, plans: Plans) -> tuple[int, int]:
    """Read 2, 2月, 2019-02 or 2019年2月. Without a year it is the first such month of the plan's period."""
    match = re.fullmatch(r"(?:(\d{4})[-/年])?(\d{1,2})月?", _plain(raw))
    if not match or not 1 <= int(match[2]) <= 12:
        raise NotAMonthError(raw)
    month, start = int(match[2]), plans.start
    year = int(match[1]) if match[1] else start.year + (date(start.year, month, 28) < start.replace(day=1))
    if year < 1:
        raise NotAMonthError(raw)
    return year, month


def _quarter(raw: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})[年\-]?(?:Q|第)?([1-4一二三四])(?:季度)?", _plain(raw))
    if not match or not FIRST_DAY.year <= int(match[1]) <= LAST_DAY.year:
        raise NotAQuarterError(raw)
    return int(match[1]), "1234一二三四".index(match[2]) % 4 + 1


def _year(raw: str) -> int:
    match = re.fullmatch(r"(\d{4})年?", _plain(raw))
    if not match or not FIRST_DAY.year <= int(match[1]) <= LAST_DAY.year:
        raise NotAYearError(raw)
    return int(match[1])


Day = Annotated[date | None, option("--date", metavar="日期", help="这一天所在的周，数据截至这一天", find=options.day)]
Month = Annotated[tuple[int, int] | None, option("--month", metavar="月份", help="2 或 2019-02", find=_month)]
Quarter = Annotated[tuple[int, int] | None, option("--quarter", metavar="季度", help="2019Q1", read=_quarter)]
Year = Annotated[int | None, option("--year", metavar="年份", help="2019", read=_year)]


@dataclass(frozen=True)
class WeekOrMonth:
    """The options of a report."""

    week: options.Week = None
    day: Day = None
    month: Month = None


@dataclass(frozen=True)
class Span:
    """The options of a scoreboard."""

    week: options.Week = None
    month: Month = None
    quarter: Quarter = None
    year: Year = None


def report_period(plans: Plans, chosen: WeekOrMonth) -> Period:
    """Give the period of a report: a week of the plan, or of the calendar where there are several plans.

    Raises:
        RequestError: it has not begun, or two were named.
    """
    _one_of({"--week": chosen.week, "--date": chosen.day, "--month": chosen.month})
    if chosen.month is not None:
        return month_period(plans.start, plans.today, *chosen.month)
    if chosen.day is not None:
        return _week_of(plans, chosen.day)
    return _week(plans, chosen.week)


def scored_period(plans: Plans, span: Span) -> Period:
    """Give the period of a scoreboard.

    Raises:
        RequestError: it has not begun, or two were named.
    """
    _one_of({"--week": span.week, "--month": span.month, "--quarter": span.quarter, "--year": span.year})
    if span.month is not None:
        return month_period(plans.start, plans.today, *span.month)
    if span.quarter is not None:
        year, quarter = span.quarter
        label, last = f"{year}年第{'一二三四'[quarter - 1]}季度", 3 * quarter
        return months_period(label, plans.today, plans.start, year, last - 2, last)
    if span.year is not None:
        return months_period(f"{span.year}年", plans.today, plans.start, span.year, 1, 12)
    return _week(plans, span.week)


def _one_of(named: dict[str, object]) -> None:
    if sum(value is not None for value in named.values()) > 1:
        raise ConflictingOptionsError(tuple(named))


def _week(plans: Plans, wanted: int | None) -> Period:
    if not plans.several:
        return week_period(plans.start, plans.today, wanted)
    if wanted is not None:
        raise WeekOfSeveralPlansError(wanted, [session.name for session in plans.sessions])
    period = calendar_week(plans.today)
    if period.end < plans.start:
        raise PlanNotBegunError(plans.start, plans.today)
    return period


def _week_of(plans: Plans, day: date) -> Period:
    if not plans.several:
        return day_period(plans.start, plans.today, day)
    period = calendar_week(plans.today, day)
    if period.end < plans.start:
        raise DayBeforePlanError(day, plans.start)
    return period
