"""Days as people type or paste them: 2019-02-01, 2月1日, 上周五."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from baigong.calendar.days import DAY, FIRST_DAY, LAST_DAY
from baigong.errors import DayOutOfRangeError, NoSuchDayError, NotADateError
from baigong.numerals import HAN_NUMBER, number
from baigong.words import WEEKDAYS, unwrapped

_WRITTEN = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d\d)(\d\d))"
)
_YEARLESS = re.compile(r"(\d{1,2})(?:月(\d{1,2})[日号]?|\.(\d{1,2})|/(\d{1,2}))")
_MONTH_END = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月|(?<=\d\d年)|年)[底末]")
_RELATIVE = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "大前天": 3, "明天": -1, "明日": -1, "后天": -2}
_WEEKDAY = re.compile(r"(上上个?|上个?|本|这个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天])")
_HAN = re.compile(f"{HAN_NUMBER}+(?=[年月日号])")


def read_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Read a day as people type or paste it: full-width letters, invisible characters, marks around it.

    2019-02-01, 2019/2/1, 2019.2.1, 20190201, 2019年2月1日 (or 号, or in Han numerals); without a year 2月1日, 2.1, 2/1;
    3月底, 2019年6月末, 年底; 今天, 昨天, 周五, 上周五, 下周五. A day without a year, or a weekday without a week, is
    the latest one; with `ahead` the next to come. Today is both.

    Raises:
        RequestError: when the words are no date, or name a day that does not exist.
    """
    shown = unwrapped(text)
    plain = _HAN.sub(lambda match: str(number(match[0])), unicodedata.normalize("NFKC", shown).replace(" ", ""))
    relative = _relative_day(plain, today, ahead)
    if relative:
        return relative
    match = _MONTH_END.fullmatch(plain)
    if match:
        return _end_of_month(match[1], int(match[2] or 12), today, ahead, shown)
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


def _end_of_month(year: str | None, month: int, today: date, ahead: bool, shown: str) -> date:
    if not 1 <= month <= 12:
        raise NoSuchDayError(shown)
    if year:
        return _existing(int(year), month, monthrange(int(year), month)[1], shown)
    ends = (date(today.year + step, month, monthrange(today.year + step, month)[1]) for step in (-1, 0, 1))
    return min(end for end in ends if end >= today) if ahead else max(end for end in ends if end <= today)


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
