"""Recurrences: 按月, 每月25日前, 每周五, 每两周, 每半年."""

from __future__ import annotations

import re

from baigong.numerals import HAN_NUMBER, number
from baigong.parse.dates.timing import Timing
from baigong.words import Every

_DAY = rf"(?P<day>\d{{1,2}}|{HAN_NUMBER}{{1,3}})[日号]"
_EVERY: tuple[tuple[Every, re.Pattern[str]], ...] = (
    ("two_weeks", re.compile(r"每两周|每2周|每二周|每双周|隔周|每半个?月|每两个?星期")),
    ("half_year", re.compile(r"每半年|每6个月|每六个月|半年一次")),
    ("two_months", re.compile(r"每(?:两|2|二)个月|每双月|隔月|每逢双月")),
    (
        "quarter",
        re.compile(
            rf"(?:按季度?|每个?季度?|逐季度?)(?:末月|最后一个?月|末)?{_DAY}(?:之?前|以前)?|按季度?|每个?季度?|逐季度?"
        ),
    ),
    (
        "month",
        re.compile(
            rf"(?:每个?月|按月于?|逐月){_DAY}(?:之?前|以前)?|按月|逐月|每个?月(?!人均)|月月|月度(?=调度|通报|报送)"
        ),
    ),
    (
        "week",
        re.compile(
            r"(?:每周|每个?星期)(?P<week>[一二三四五六日天])(?:之?前|以前)?|每周(?!边|末|期|转|岁)|每个?星期|按周|逐周"
        ),
    ),
)
_MEASURED = re.compile(r"^[^，；]{0,8}\d+(?:\.\d+)?(?:万|亿)?元")
_NAMES = re.compile(r"^[^，；。、]{0,10}?(?:制度|机制|办法|台账|报表|月报|周报)")
"""按月统计发布制度 is the name of a system, unless something is done with it monthly."""
_BUILDS = re.compile(r"(?:建立|健全|完善|实行|执行|落实|推行|制定|出台)[^，；。]{0,6}$")
_PER_HEAD = ("每人", "每户", "人均", "每村", "每公里")


def find_recurrence(text: str) -> Timing | None:
    """Give the recurrence that the words state, None when they state none."""
    for every, pattern in _EVERY:
        for match in pattern.finditer(text):
            before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 16]
            if before.endswith(_PER_HEAD) or _MEASURED.match(after):
                continue
            if _BUILDS.search(before) and _NAMES.match(after):
                continue
            if match.group().startswith("按") and _NAMES.match(after) and not before:
                continue
            return Timing(match.group(), every=every, every_day=_day(every, match))
    return None


def _day(every: Every, match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("week"):
        return min("一二三四五六日天".index(groups["week"]), 6) + 1
    day = number(groups["day"]) if groups.get("day") else None
    return day if day and 1 <= day <= 31 and every in ("month", "quarter") else None
