"""Timing: the dates, recurrences and named periods that a clause states, with the words they were read from."""

from __future__ import annotations

import calendar as gregorian
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from baigong.calendar import named_period
from baigong.numerals import HAN_NUMBER, number
from baigong.parse.dates.points import POINT, Anchor, is_whole, resolve
from baigong.parse.wording import any_of, without
from baigong.words import Every

_N = rf"(?:\d{{1,4}}|{HAN_NUMBER}{{1,3}})"
_BEFORE = re.compile(r"(?:底|末)?(?:之前|以前|前)|(?:底|末)")
_UNTIL = re.compile(r"(?:到|至|截至|截止|截止到|截至到|不迟于|最迟)$")
_OPENING = any_of(
    "并 力争 确保 争取 计划 预计 拟 将 原则上 务必 必须 要 应 于 在 到 至 截至 截止 力争在 确保在 争取在 "
    "努力在 均 分别 年 每年 全部"
)
_OPENS = re.compile(rf"(?:^|[，；、。：:\s（(]|{_OPENING})$")
_SINCE = re.compile(r"^(?:起(?!草|步|来)|以来|以后|之后|后(?!期)|开始|度)")
_FROM = re.compile(r"(?:自|从)$")
_RANGE = re.compile(r"^(?:起)?(?:到|至|—+|－+|-+|~|～|–)")
_ISSUED = r"(?:印发|发布|下发|实施|施行|公布|出台|发文)"
_SPAN = re.compile(
    rf"(?P<since>(?:自|从|于|在)?(?:(?:本|该|此)[一-鿿]{{0,8}}?|《[^《》]*》)?{_ISSUED}之?日?起?)?"
    rf"(?P<n>{_N})(?P<unit>个工作日|个月|日|天|年|周)(?:以|之)?内"
)
# 压缩至5个工作日内 and 毕业2年内的 measure something; a deadline opens its clause.
_OPENS_SPAN = re.compile(r"(?:^|[，；、。：:\s（(])(?:力争|确保|争取|计划|原则上|要|应)?(?:在|于|用)?$")
_EVERY: tuple[tuple[Every, re.Pattern[str]], ...] = (
    ("month", re.compile(r"按月|逐月|每个?月(?!人均)|月月|月度(?=调度|通报|报送)")),
    ("week", re.compile(r"每周(?!边|末)|每个?星期|按周|逐周")),
    ("quarter", re.compile(r"按季度?|每个?季度?|逐季度?")),
)
_MEASURED = re.compile(r"^[^，；]{0,8}\d+(?:\.\d+)?(?:万|亿)?元")
_LASTING = any_of("长期 持续 常年 全年 常态 常态化 贯穿全年 全程 每年")
_DOING = any_of("坚持 推进 推动 实施 开展 落实 进行 任务 工作 抓好 执行 用力 有效 性工作 性任务")
_ONGOING = re.compile(rf"{_LASTING}{_DOING}*")
_ONGOING_SENTENCE = re.compile(r"^并?(?:长期坚持|持续推进|常抓不懈|长期实施)$|，并?(?:长期坚持|常抓不懈)$")
_PERIODS = any_of("两节 春运 两会 采暖季 非采暖季 供暖季 采暖期 供暖期 取暖季 主汛期 汛期 防汛期 防火期 禁渔期")
_FESTIVALS = any_of("元旦 春节 清明 清明节 劳动节 五一 端午 端午节 中秋 中秋节 国庆 国庆节")
_ABOUT = any_of("期间 之前 以前 前 后 以后 结束后 来临前 到来前")
# A festival alone may only name something (国庆70周年); a season is always a time.
_NAMED = re.compile(
    rf"[“\"‘]?(?P<name>{_PERIODS})[”\"’]?(?P<about>{_ABOUT})?"
    rf"|(?P<festival>{_FESTIVALS})[”\"’]?(?P<when>{any_of('期间 假期 之前 以前 前 后 以后')})"
)
_FIVE_YEARS = re.compile(r"[“\"]?十(?P<which>[三四五六])五[”\"]?(?:规划)?(?:期(?:间|内)|时期|(?P<end>期?末))")
_NUMERIC = re.compile(r"(?P<y>20\d\d)[-./](?P<m>1[0-2]|0?[1-9])(?:[-./](?P<d>3[01]|[12]\d|0?[1-9]))?(?!\d)")


@dataclass(frozen=True)
class Timing:
    """The words a time was read from, and what they say; `doubt` when they say nothing that a calendar can tell."""

    basis: str
    due: date | None = None
    every: Every | None = None
    ongoing: bool = False
    doubt: str = ""


@lru_cache(maxsize=4096)
def read_timing(words: str, anchor: Anchor, *, labelled: bool = False) -> Timing | None:
    """Read the deadline that a clause names; `labelled` words stand behind 完成时限： and are nothing else.

    A year that only names something (2018年度…, 《…（2018—2020年）》) is no deadline, nor is a time
    that qualifies a noun (全面摸排一季度工业经济增长点): it must open the clause, follow 力争 and the
    like, or end in 前, 底, 内.
    """
    plain = _NUMERIC.sub(_spelled, words) if labelled else without(words, "t")
    found = [*_points(plain, anchor, labelled), *_spans(plain, anchor), *_named(plain, anchor)]
    found += _five_year_plans(plain, labelled)
    dated = [when for when in found if when.due]
    every = _every(plain)
    if every:
        last = max(dated, key=lambda when: when.due or date.min) if dated else None
        return Timing(every.basis, last.due if last else None, every.every)
    if dated:
        return max(dated, key=lambda when: when.due or date.min)
    if found:
        return found[0]
    ongoing = _ONGOING.search(plain) if labelled else _ONGOING_SENTENCE.search(plain.rstrip("。"))
    return Timing(ongoing.group().strip("，。"), ongoing=True) if ongoing else None


def only_time(words: str) -> bool:
    """Whether a clause is nothing but a time (2019年6月底前，) and so belongs to the next."""
    rest = POINT.sub("", words)
    rest = re.sub(r"[自从到至起止于在前底末之以内力争确保每年—\-~～，；、（）()]|期间|印发|日", "", rest)
    return not rest and bool(POINT.search(words))


_COMPLETES = re.compile(
    f"{any_of('全部 全面 基本 总体 如期 按期 按时 务必 要 应')}*"
    f"{any_of('完成 实现 到位 落实到位 建成 完工 达标 销号 见效 完成任务 整改到位 投入使用 投用')}?"
)


def only_completes(words: str) -> bool:
    """Whether a clause only says when what stands before it is to be done: 6月底前完成."""
    match = next((found for found in POINT.finditer(words) if found.group()), None)
    if not match or match.start() > 6:
        return False
    rest = _BEFORE.sub("", words[match.end() :], count=1).strip("，。；内")
    return bool(rest) and bool(_COMPLETES.fullmatch(rest)) and only_time(words[: match.end()])


def _points(text: str, anchor: Anchor, labelled: bool) -> Iterator[Timing]:
    year = None
    matches = [match for match in POINT.finditer(text) if match.group()]
    for at, match in enumerate(matches):
        point = resolve(match, anchor, year)
        if not point:
            continue
        first, last = point
        year = first.year if match["year"] or match["year2"] or match["rel"] or match["rel2"] else year
        before, after = text[: match.start()][-8:], text[match.end() : match.end() + 6]
        rest = _RANGE.match(after)
        if rest and at + 1 < len(matches) and matches[at + 1].start() <= match.end() + rest.end() + 1:
            continue
        if _SINCE.match(after):
            continue
        ranged = at > 0 and bool(_RANGE.fullmatch(text[matches[at - 1].end() : match.start()]))
        if _FROM.search(before) and not ranged:
            continue
        closing = _BEFORE.match(after)
        until = bool(_UNTIL.search(before)) or ranged
        bare_year = bool(match["year2"] or match["rel2"]) and not match["yearend"]
        stated = closing or until or labelled or match["end"] or match["yearend"]
        # 2019年，建成某桥: a year alone is a time only when it opens the clause and a comma follows.
        opens = bool(_OPENS.search(before)) and (not bare_year or after[:1] in ("，", ","))
        if not stated and not opens:
            continue
        yield _stated(text, match, closing, (first, last), anchor, matches[at - 1].start() if ranged else None)


def _stated(
    text: str,
    match: re.Match[str],
    closing: re.Match[str] | None,
    span: tuple[date, date],
    anchor: Anchor,
    since: int | None,
) -> Timing:
    first, last = span
    start = match.start() if since is None else since
    until = _UNTIL.search(text[max(0, start - 4) : start])
    start -= len(until.group()) if until else 0
    basis = text[start : match.end()] + (closing.group() if closing else "")
    due, doubt = last, ""
    if closing and closing.group() in ("前", "之前", "以前") and is_whole(match):
        due = first - timedelta(days=1)
        doubt = f"“{basis}”按 {due} 以前计"
    if due < anchor.earliest or (due < anchor.start and not closing):
        return Timing(basis, doubt=f"“{basis}”早于方案的起始日期，不作为时限" if closing else "")
    if due < anchor.start:
        doubt = f"“{basis}”早于方案的起始日期 {anchor.start}"
    return Timing(basis, due, doubt=doubt)


def _spans(text: str, anchor: Anchor) -> Iterator[Timing]:
    """印发之日起30日内, 5年内: counted from the day of issue."""
    for match in _SPAN.finditer(text):
        count, unit = number(match["n"]), match["unit"]
        if not count or count > (50 if unit == "年" else 400):
            continue
        if not match["since"] and (
            not _OPENS_SPAN.search(text[: match.start()][-8:]) or text[match.end() :][:1] == "的"
        ):
            continue
        issued = anchor.issued or anchor.start
        yield Timing(match.group().strip(), _later(issued, count, unit))


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
    from baigong.calendar import is_working_day

    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def _five_year_plans(text: str, labelled: bool) -> Iterator[Timing]:
    """“十四五”末: the five-year plans end in years that end in 0 and 5; 期间 is a deadline only behind a label."""
    for match in _FIVE_YEARS.finditer(text):
        if match["end"] or labelled:
            year = 2020 + 5 * ("三四五六".index(match["which"]))
            yield Timing(match.group(), date(year, 12, 31))


def _spelled(match: re.Match[str]) -> str:
    day = f"{int(match['d'])}日" if match["d"] else ""
    return f"{match['y']}年{int(match['m'])}月{day}"


def _every(text: str) -> Timing | None:
    for every, pattern in _EVERY:
        for match in pattern.finditer(text):
            after = text[match.end() : match.end() + 12]
            if text[: match.start()].endswith(("每人", "每户", "人均")) or _MEASURED.match(after):
                continue
            return Timing(match.group(), every=every)
    return None


def _quoted(words: str) -> str:
    return words if words.startswith("“") else f"“{words}”"


def _named(text: str, anchor: Anchor) -> Iterator[Timing]:
    """春运, “两节”期间: dates of the year's calendar; “两会” and 采暖季 have none that a calendar can tell."""
    for match in _NAMED.finditer(text):
        name = match["name"] or match["festival"]
        about = match["about"] or match["when"] or ""
        if about.endswith("后"):
            continue
        said = re.search(r"(\d{4})年$", text[: match.start()])
        year = int(said.group(1)) if said else anchor.year
        known = named_period(name.removesuffix("节") if name not in ("两节", "春节", "劳动节") else name, year)
        if not known:
            yield Timing(match.group(), doubt=f"{_quoted(match.group())}的起止日期无从查知，时限暂按方案的截止日期")
            continue
        due = known[0] - timedelta(days=1) if about.endswith("前") else known[1]
        if due >= anchor.start:
            yield Timing(match.group(), due)
