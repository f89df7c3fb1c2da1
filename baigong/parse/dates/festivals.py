"""Named periods: 春节, 国庆, “两节”, 春运, 六一; those that no calendar can tell are kept as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from baigong.calendar import FIRST_DAY, LAST_DAY, named_period
from baigong.parse.dates.points import Anchor
from baigong.parse.dates.timing import Timing
from baigong.parse.wording import any_of

_PERIODS = any_of("两节 春运 两会 采暖季 非采暖季 供暖季 采暖期 供暖期 取暖季 主汛期 汛期 防汛期 防火期 禁渔期")
# Days of the sun's calendar.
_FIXED = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "五四": (5, 4),
    "青年节": (5, 4),
    "六一": (6, 1),
    "儿童节": (6, 1),
    "七一": (7, 1),
    "建党节": (7, 1),
    "八一": (8, 1),
    "建军节": (8, 1),
    "教师节": (9, 10),
    "十一": (10, 1),
    "国庆": (10, 1),
    "国庆节": (10, 1),
}
# Days of the moon's: month and day; 除夕 is the day before the first.
_LUNAR = {"春节": (1, 1), "元宵": (1, 15), "元宵节": (1, 15), "端午": (5, 5), "端午节": (5, 5), "中秋": (8, 15)}
_LUNAR |= {"中秋节": (8, 15), "重阳": (9, 9), "重阳节": (9, 9), "除夕": (1, 1), "春节放假": (1, 1)}
_FESTIVALS = any_of(" ".join([*_FIXED, *_LUNAR, "清明", "清明节"]))
_ABOUT = any_of("期间 之前 以前 前 后 以后 结束后 来临前 到来前")
# A festival alone may only name something (国庆70周年); a season is always a time.
_NAMED = re.compile(
    rf"[“\"‘]?(?P<name>{_PERIODS})[”\"’]?(?P<about>{_ABOUT})?"
    rf"|[“\"‘]?(?<![一二三四五六七八九十\d])(?P<festival>{_FESTIVALS})[”\"’]?"
    rf"(?:节日)?(?P<when>{any_of('期间 假期 之前 以前 前(?!夕|后) 后 以后')})"
)
_SAID_YEAR = re.compile(r"(\d{4})年$")
_DAY = timedelta(days=1)


def find_festivals(text: str, anchor: Anchor) -> Iterator[Timing]:
    """Yield the times that named periods state: those of the year's calendar, “两会” and 采暖季 with a doubt."""
    for match in _NAMED.finditer(text):
        name = match["name"] or match["festival"]
        about = match["about"] or match["when"] or ""
        if about.endswith("后"):
            continue
        stated = _SAID_YEAR.search(text[max(0, match.start() - 6) : match.start()])
        years = [int(stated.group(1))] if stated else [anchor.year, anchor.year + 1]
        dues = [_due(name, about, year) for year in years if FIRST_DAY.year < year <= LAST_DAY.year]
        if not any(dues):
            yield Timing(match.group(), doubt=f"{_quoted(match.group())}的起止日期无从查知，时限暂按方案的截止日期")
            continue
        after = anchor.base if anchor.spans_years else anchor.start
        due = next((due for due in dues if due and due >= after), None)
        if due and (due <= _latest(anchor) or stated):
            yield Timing(match.group(), due)


def _latest(anchor: Anchor) -> date:
    """A festival of the next year is meant only where the plan goes on till then, or nearly."""
    return anchor.due + 40 * _DAY if anchor.due else date(anchor.year, 12, 31)


def _due(name: str, about: str, year: int) -> date | None:
    """The last day of the period or, for 春节前, the day before the festival itself."""
    if about.endswith("前"):
        if name == "除夕":
            return _lunar(name, year)
        day = date(year, *_FIXED[name]) if name in _FIXED else _lunar(name, year)
        if day is None and (known := named_period(_holiday(name), year)):
            day = known[0]
        return day - _DAY if day else None
    known = named_period(_holiday(name), year)
    if known:
        return known[1]
    if name in _FIXED:
        return date(year, *_FIXED[name])
    return _lunar(name, year)


def _holiday(name: str) -> str:
    if name in ("两节", "春节", "劳动节"):
        return name
    return {"十一": "国庆"}.get(name, name.removesuffix("节"))


def _lunar(name: str, year: int) -> date | None:
    if name not in _LUNAR:
        return None
    from lunardate import LunarDate

    try:
        day: date = LunarDate(year, *_LUNAR[name]).to_solar_date()
    except ValueError:
        return None
    return day - _DAY if name == "除夕" else day


def _quoted(words: str) -> str:
    return words if words.startswith("“") else f"“{words}”"
