"""Stretches of time that end in a deadline: 印发之日起30日内, 5年内, 本月底, 本周五."""

from __future__ import annotations

import calendar as gregorian
import re
from collections.abc import Iterator
from datetime import date, timedelta

from baigong.calendar import is_working_day, knows_holidays, month_end
from baigong.numerals import HAN_NUMBER, number
from baigong.parse.dates.points import Anchor
from baigong.parse.dates.timing import Timing

_N = rf"(?:\d{{1,4}}|{HAN_NUMBER}{{1,3}})"
_ISSUED = r"(?:印发|发布|下发|实施|施行|公布|出台|发文)"
_RECEIVED = r"(?:收到|接到|接)(?:[一-鿿]{0,6}?(?:通知|文件|方案|意见|来文|督办单|清单|交办单|交办件))?"
_SPAN = re.compile(
    rf"(?P<since>(?:自|从|于|在)?(?:(?:(?:本|该|此)[一-鿿]{{0,8}}|《[^《》]{{0,60}}》)?{_ISSUED}|(?P<received>{_RECEIVED}))"
    r"(?:之日|后|之后|当日)?起?(?:的)?)?"
    rf"(?P<n>{_N})(?P<unit>个工作日|个月|日|天|年|周)(?:以|之)?内"
)
# 压缩至5个工作日内 and 毕业2年内的 measure something; a deadline opens its clause.
_OPENS = re.compile(r"(?:^|[，；、。：:\s（(])(?:力争|确保|争取|计划|原则上|要|应)?(?:在|于|用)?$")
# 两年之内 of a reward and 2个工作日内回复 of a service are no deadlines: something must be finished by then.
_FINISHES = re.compile(
    r"完成|建成|实现|达到|出台|印发|制定|制订|覆盖|启动|整改|解决|落实|见效|消除|建立|形成|报送|上报|基本"
)
_SERVES = re.compile(r"回复|答复|办结|反馈|受理|送达|告知|审批|审核|出具|给予|奖励|补助|免征|减免|享受")
_RELATIVE = re.compile(
    r"(?<![\d一二三四五六七八九十每当个逐\d])(?:(?P<month>本|这个|当|下|次)?月(?:底|末)|(?P<week>本|这|下)周(?P<day>[一二三四五六日天]))(?:之?前|以前)"
)


def find_spans(text: str, anchor: Anchor) -> Iterator[Timing]:
    """Yield the deadlines counted from the day of issue, or of receipt, which is taken as the same and doubted."""
    issued = anchor.issued or anchor.start
    for match in _SPAN.finditer(text):
        count, unit = number(match["n"]), match["unit"]
        if not count or count > (50 if unit == "年" else 400):
            continue
        if not match["since"] and not _is_deadline(text, match):
            continue
        doubt = ""
        if match["received"]:
            doubt = f"“{match.group().strip()}”从收到之日算起，暂从印发之日 {issued} 计"
        due = _later(issued, count, unit)
        unknown = [year for year in range(issued.year, due.year + 1) if not knows_holidays(year)]
        if unit == "个工作日" and unknown and not doubt:
            years = "、".join(map(str, unknown))
            doubt = f"“{match.group().strip()}”计到 {due}：{years}年的放假安排尚未收录，工作日按周一至周五计"
        yield Timing(match.group().strip(), due, doubt=doubt)


def _is_deadline(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 40]
    if not _OPENS.search(text[max(0, match.start() - 8) : match.start()]) or after[:1] == "的":
        return False
    return match["unit"] != "个工作日" and bool(_FINISHES.search(after)) and not _SERVES.search(after[:20])


def find_relative(text: str, anchor: Anchor) -> Iterator[Timing]:
    """Yield 本月底, 下月底, 本周五, counted from the day of issue."""
    issued = anchor.issued or anchor.start
    for match in _RELATIVE.finditer(text):
        if match["day"]:
            weeks = 1 if match["week"] == "下" else 0
            weekday = min("一二三四五六日天".index(match["day"]), 6)
            due = issued - timedelta(days=issued.weekday()) + timedelta(weeks=weeks, days=weekday)
        else:
            due = month_end(issued)
            if match["month"] in ("下", "次"):
                due = month_end(due + timedelta(days=1))
        yield Timing(match.group(), due)


def _later(day: date, count: int, unit: str) -> date:
    if unit in ("日", "天"):
        return day + timedelta(days=count)
    if unit == "周":
        return day + timedelta(weeks=count)
    if unit == "个工作日":
        return _working_days_later(day, count)
    months = day.month - 1 + count * (12 if unit == "年" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, gregorian.monthrange(year, month)[1]))


def _working_days_later(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
