"""Days as the office counts them: weeks of a plan, checkpoints, working days, named periods, written dates."""

from __future__ import annotations

import calendar as gregorian
import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple, overload

from baigong.errors import DayOutOfRangeError, NoSuchDayError, NotADateError
from baigong.numerals import HAN_NUMBER, number
from baigong.words import Every, unwrapped

DAY = timedelta(days=1)
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""The first and the last day that a plan or a record can speak of."""
WEEKDAYS = "一二三四五六日"

_WRITTEN = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d\d)(\d\d))"
)
_YEARLESS = re.compile(r"(\d{1,2})(?:月(\d{1,2})[日号]?|\.(\d{1,2})|/(\d{1,2}))")
_RELATIVE = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "大前天": 3, "明天": -1, "明日": -1, "后天": -2}
_WEEKDAY = re.compile(r"(上上个?|上个?|本|这个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天])")
_HAN = re.compile(f"{HAN_NUMBER}+(?=[年月日号])")

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


class Span(NamedTuple):
    """One period of a recurrence, `start` to `end`, both included; `due` is its checkpoint, a day within it."""

    start: date
    due: date
    end: date


class Spans(Sequence[Span]):
    """The periods of a recurrence, kept as ordinals of days: each span is made when it is looked at.

    A week's rhythm over two centuries has ten thousand, and a plan may have hundreds of such tasks.
    """

    def __init__(self, starts: Iterable[int] = (), dues: Iterable[int] = (), ends: Iterable[int] = ()) -> None:
        """Take the ordinals of the first days, the checkpoints and the last days, in their order."""
        self.starts, self.dues, self.ends = array("i", starts), array("i", dues), array("i", ends)

    def __len__(self) -> int:
        """Count the periods."""
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> Spans: ...

    def __getitem__(self, at: int | slice) -> Span | Spans:
        """Give one period, or several."""
        if isinstance(at, slice):
            return Spans(self.starts[at], self.dues[at], self.ends[at])
        return Span(*map(date.fromordinal, (self.starts[at], self.dues[at], self.ends[at])))

    def __eq__(self, other: object) -> bool:
        """Whether both have the same periods."""
        if not isinstance(other, Spans):
            return NotImplemented
        return (self.starts, self.dues, self.ends) == (other.starts, other.dues, other.ends)

    def __hash__(self) -> int:
        """Hash by what tells most recurrences apart."""
        return hash((len(self), *self.dues[:1], *self.dues[-1:]))

    def due(self, at: int) -> date:
        """Give the checkpoint of one period."""
        return date.fromordinal(self.dues[at])

    def add(self, start: int, due: int, end: int) -> None:
        """Add a period, whose days are ordinals, behind the others."""
        self.starts.append(start)
        self.dues.append(due)
        self.ends.append(end)


@lru_cache(maxsize=256)
def checkpoints(every: Every, start: date, due: date, day: int | None = None) -> Spans:
    """List each week, month or quarter from `start` to `due`, both included, that has a checkpoint.

    The checkpoint is the last day or, where `day` names one, that weekday (1 is Monday) or that day of the last
    month. A period that `due` cuts short has its checkpoint at `due` at the latest. A first period whose day lies
    before `start` has none.
    """
    spans = Spans()
    end = due.toordinal()
    first = start.toordinal()
    while first <= end:
        last_day = _span_end(every, date.fromordinal(first), start)
        last = last_day.toordinal()
        at = min(_span_day(every, last_day, day).toordinal(), end)
        if at >= first:
            spans.add(first, at, min(last, end))
        first = last + 1
        length = _DAYS.get(every)
        if length:
            # Every period that follows is like the one before.
            before = at - last
            while first <= end:
                last = first + length - 1
                spans.add(first, min(last + before, end), min(last, end))
                first = last + 1
    return spans


_DAYS: dict[Every, int] = {"week": 7, "two_weeks": 14}
_MONTHS: dict[Every, int] = {"month": 1, "two_months": 2, "quarter": 3, "half_year": 6, "year": 12}


def _span_end(every: Every, day: date, start: date) -> date:
    if every == "week":
        return day + DAY * (6 - day.weekday())
    if every == "two_weeks":
        # Fortnights have no place in the calendar; they are counted from the week in which the task starts.
        first = start - DAY * start.weekday()
        return day + DAY * (13 - (day - first).days % 14)
    months = _MONTHS[every]
    return month_end(date(day.year, (day.month - 1) // months * months + months, 1))


def begins_period(every: Every, day: date) -> bool:
    """Whether a week, month or quarter begins on `day`; a fortnight may begin on any Monday."""
    if every in ("week", "two_weeks"):
        return day.weekday() == 0
    return day.day == 1 and (day.month - 1) % _MONTHS[every] == 0


def _span_day(every: Every, last: date, day: int | None) -> date:
    if day is None:
        return last
    if every in ("week", "two_weeks"):
        return last - DAY * (7 - day)
    return last.replace(day=min(day, last.day))


def scheduled(start: date, due: date, day: date) -> float:
    """Give 序时进度 on `day`, 0 to 100: days passed over days in all, both ends counted."""
    if day < start:
        return 0.0
    if day >= due:
        return 100.0
    return 100 * ((day - start).days + 1) / ((due - start).days + 1)


def knows_holidays(year: int) -> bool:
    """Whether the holidays of `year` are in the calendar; outside it a working day is Monday to Friday."""
    return year in _holiday_years()


def working_days(first: date, last: date) -> int:
    """Count the working days from `first` to `last`, both included (0 when `last` is before `first`)."""
    return sum(is_working_day(first + DAY * i) for i in range((last - first).days + 1))


def working_days_left(day: date, due: date) -> int:
    """Count the working days that are left after `day` until `due`, the day due included; 0 once it has come."""
    return working_days(day + DAY, due)


def is_working_day(day: date) -> bool:
    """Whether offices work on `day`: holidays and the weekends worked in exchange for them are known by year."""
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


def read_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Read a day as people type or paste it: full-width letters, invisible characters, marks around it.

    2019-02-01, 2019/2/1, 2019.2.1, 20190201, 2019年2月1日 (or 号, or in Han numerals); without a year 2月1日, 2.1, 2/1;
    今天, 昨天, 周五, 上周五, 下周五. A day without a year, or a weekday without a week, is the latest one; with
    `ahead` the next to come. Today is both.

    Raises:
        RequestError: when the words are no date, or name a day that does not exist.
    """
    shown = unwrapped(text)
    plain = _HAN.sub(lambda match: str(number(match[0])), unicodedata.normalize("NFKC", shown).replace(" ", ""))
    relative = _relative_day(plain, today, ahead)
    if relative:
        return relative
    match = _WRITTEN.fullmatch(plain)
    if match:
        year, month, day = (int(part) for part in match.groups() if part)
        return _existing(year, month, day, shown)
    match = _YEARLESS.fullmatch(plain)
    if not match:
        raise NotADateError(shown)
    month, day = (int(part) for part in match.groups() if part)
    return _nearest_year(month, day, today, ahead, shown)


def _relative_day(plain: str, today: date, ahead: bool) -> date | None:
    if plain in _RELATIVE:
        return today - DAY * _RELATIVE[plain]
    match = _WEEKDAY.fullmatch(plain)
    if not match:
        return None
    weekday = WEEKDAYS.index(match[2].replace("天", "日"))
    here = today - DAY * today.weekday() + DAY * weekday
    if match[1]:
        return here + timedelta(weeks={"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}[match[1].rstrip("个")])
    if ahead:
        return here if here >= today else here + timedelta(weeks=1)
    return here if here <= today else here - timedelta(weeks=1)


def _nearest_year(month: int, day: int, today: date, ahead: bool, shown: str) -> date:
    """Give the day in the latest year in which it has been, or with `ahead` in the next in which it is to come."""
    step = 1 if ahead else -1
    # Eight years: 29 February may have been as long ago.
    for year in range(today.year, today.year + 9 * step, step):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if (candidate >= today) if ahead else (candidate <= today):
            return candidate
    raise NoSuchDayError(shown)


def _existing(year: int, month: int, day: int, shown: str) -> date:
    try:
        candidate = date(year, month, day)
    except ValueError:
        raise NoSuchDayError(shown) from None
    if not FIRST_DAY <= candidate <= LAST_DAY:
        raise DayOutOfRangeError(shown, FIRST_DAY.year, LAST_DAY.year)
    return candidate


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
