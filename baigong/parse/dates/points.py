"""Points in time as notices write them: 2019年6月30日, 6月底, 第一季度, 上半年, 年底, 9月上旬, 二〇一九年."""

from __future__ import annotations

import calendar as gregorian
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from baigong.calendar import FIRST_DAY, LAST_DAY
from baigong.numerals import number

_YEAR = r"(?:(?P<year>\d{4}|[〇零○一二三四五六七八九]{4})年|(?P<rel>今年|本年|明年|次年|当年|同年))"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
_HAN_DAY = "三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]|{_HAN_DAY})[日号]"
_PART = (
    rf"(?:{_MONTH}(?:{_DAY}|(?P<ten>上旬|中旬|下旬|初|中|底|末))?|第?(?P<quarter>[一二三四1-4])季度(?:末|底)?"
    r"|[Qq](?P<q>[1-4])(?!\d)|(?P<half>上半年|下半年)"
    r"|(?P<end>(?<![\d一二两三四五六七八九十几数])年内|年底|年末|年中|年终(?!考|评|总|绩|奖|决)|岁末))"
)
_WHOLE_YEAR = r"(?:(?P<year2>\d{4}|[〇零○一二三四五六七八九]{4})年|(?P<rel2>今年|本年|明年|次年|当年))"
POINT = re.compile(rf"(?<![\d.])(?:(?:{_YEAR}度?)?{_PART}|{_WHOLE_YEAR}(?!度)(?P<yearend>底|末|年底|年末|内)?)")
_ROUND = {"初": 10, "上旬": 10, "中": 15, "中旬": 20}


@dataclass(frozen=True)
class Anchor:
    """What a date without its year is counted from: the plan's first and last day and the day of issue."""

    start: date
    issued: date | None = None
    due: date | None = None

    @property
    def earliest(self) -> date:
        """No deadline is earlier; one before the plan's first day but in its year was stated all the same."""
        return date(self.start.year, 1, 1)

    @property
    def year(self) -> int:
        """The year that 6月底 means: the one the plan begins in, or that it was issued in when that is later."""
        return max(self.start.year, self.issued.year) if self.issued else self.start.year

    @property
    def base(self) -> date:
        """The day from which a plan of several years counts: 1月底前 is the first January that ends after it."""
        return max(self.start, self.issued) if self.issued else self.start

    @property
    def spans_years(self) -> bool:
        """Whether the plan goes on in another calendar year."""
        return self.due is not None and self.due.year > self.start.year

    def first_after(self, span_in: Callable[[int], PointSpan | None]) -> PointSpan | None:
        """Give the span of the plan's own year, in a plan of several years the first that ends after its base."""
        if not self.spans_years:
            return span_in(self.year)
        for year in (self.base.year, self.base.year + 1):
            span = span_in(year)
            if span and span.last >= self.base:
                return self._within(span)
        return span_in(self.base.year)

    def _within(self, span: PointSpan) -> PointSpan:
        """第一季度 of a plan that ends in February ends with the plan."""
        return span._replace(last=self.due) if self.due and span.first <= self.due < span.last else span


class PointSpan(NamedTuple):
    """The first and last day of what is named; `doubt` when no such day exists and the last of the month stands in."""

    first: date
    last: date
    doubt: str = ""


def is_whole(match: re.Match[str]) -> bool:
    """Whether 前 means before the whole of it begins: 2020年前, 6月前; 年底前 and 30日前 include their end."""
    if match["year2"] or match["rel2"]:
        return not match["yearend"]
    return bool(match["month"] and not match["day"] and not match["ten"])


def resolve(match: re.Match[str], anchor: Anchor, known: int | None) -> PointSpan | None:
    """Give the first and last day of what is named, None when there is none.

    A point without its year is in the year `known` from the words before it, else in the plan's.
    """
    year = _year(match["year"] or match["year2"], match["rel"] or match["rel2"], anchor) or known
    if year is None:
        return anchor.first_after(lambda each: _span(match, each))
    return _span(match, year) if FIRST_DAY.year < year <= LAST_DAY.year else None


def _span(match: re.Match[str], year: int) -> PointSpan | None:
    if match["month"]:
        return _month(year, match)
    if match["quarter"] or match["q"]:
        return quarter(year, number(match["quarter"] or match["q"]) or 1)
    if match["half"]:
        return months(year, 1, 6) if match["half"] == "上半年" else months(year, 7, 12)
    if match["end"]:
        return months(year, 1, 6 if match["end"] == "年中" else 12)
    return months(year, 1, 12) if match["year2"] or match["rel2"] in ("今年", "本年", "明年", "次年", "当年") else None


def _month(year: int, match: re.Match[str]) -> PointSpan | None:
    month = number(match["month"]) or 1
    last = gregorian.monthrange(year, month)[1]
    if match["day"]:
        day = number(match["day"]) or 1
        exact = date(year, month, min(day, last))
        missing = f"没有“{match.group()}”这一天，暂按 {exact} 计" if day > last else ""
        return PointSpan(exact, exact, missing)
    end = _ROUND.get(match["ten"] or "", last)
    return PointSpan(date(year, month, 1), date(year, month, end))


def _year(written: str | None, relative: str | None, anchor: Anchor) -> int | None:
    if written:
        return number(written)
    if relative:
        return anchor.year + (relative[0] in "明次")
    return None


def months(year: int, first: int, last: int) -> PointSpan:
    """Give the first day of one month and the last of another."""
    return PointSpan(date(year, first, 1), date(year, last, gregorian.monthrange(year, last)[1]))


def quarter(year: int, which: int) -> PointSpan:
    """Give the first and last day of a quarter, 1 to 4."""
    return months(year, which * 3 - 2, which * 3)
