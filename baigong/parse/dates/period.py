"""The period that a plan covers, from its own words: 第一季度, 2019年, 2018—2020年, 2019年3月至12月."""

from __future__ import annotations

import calendar as gregorian
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from baigong.errors import BackwardPeriodError, NoPeriodError
from baigong.numerals import number
from baigong.parse.dates.points import quarter
from baigong.parse.head import Head
from baigong.parse.wording import clean, half_width

_TO = r"(?:至|到|—+|－+|-+|~|～|–|―+|─+|一(?=20))"
_YEARS = re.compile(rf"(?P<a>20\d\d)年?{_TO}(?P<b>20\d\d)年?")
_MONTHS = re.compile(
    rf"(?:(?P<y>20\d\d)年)?(?P<m>\d{{1,2}})月(?:(?P<d>\d{{1,2}})日)?(?:起|开始)?{_TO}(?:(?P<y2>20\d\d)年)?(?P<m2>\d{{1,2}})月(?:(?P<d2>\d{{1,2}})日|底|末)?"
)
_QUARTER = re.compile(r"(?:(?P<y>20\d\d)年)?第?(?P<q>[一二三四1-4])季度")
_HALF = re.compile(r"(?:(?P<y>20\d\d)年)?(?P<h>上半年|下半年)")
_YEAR = re.compile(r"(?P<y>20\d\d)年度?")
_FIVE_YEARS = re.compile(r"“?十(?P<which>[三四五六])五”?")
_ACTS = re.compile(r"^(?:内|期间)?(?:在?全[省市县区州]|集中|继续|深入)*(?:开展|实施|组织|打好|攻坚|推进|着力)")
_SPAN_WORDS = re.compile(r"(?:行动|工作|整治|活动|实施|攻坚|专项)?(?:时间|期限|时限|步骤)")


@dataclass(frozen=True)
class PlanPeriod:
    """First and last day, both included, the words they were read from, and a doubt when they were supposed.

    `guessed` says that no words of the document tell the last day.
    """

    start: date
    due: date
    basis: str = ""
    doubt: str = ""
    guessed: bool = False


def read_period(
    head: Head, texts: list[str], start: date | None, due: date | None, times: Iterable[str] = ()
) -> PlanPeriod:
    """Read the period from the title, else from the preamble (`texts`); `start` and `due` overrule it.

    `times` are the deadlines stated for tasks: in a plan that says nothing else they tell its years.

    Raises:
        DocumentError: when nothing in the document names a year.
    """
    period = _narrower(_in_title(head), _in_text(texts, head)) or _supposed(head, texts, list(times))
    if period is None:
        if start and due:
            return PlanPeriod(start, due)
        raise NoPeriodError
    if start or due:
        begin, end = start or period.start, due or period.due
        if end < begin:
            raise BackwardPeriodError(begin, end)
        whole = start and due
        if whole:
            return PlanPeriod(begin, end)
        return replace(period, start=begin, due=end, doubt=_half_doubt(period, begin, end, told=bool(start)))
    return period


def _half_doubt(period: PlanPeriod, start: date, due: date, *, told: bool) -> str:
    """Doubt only the half of a supposed period that nobody stated; `told` says that its first day was."""
    if not period.doubt:
        return ""
    if told:
        return f"文件没有写明截止时间，暂计到 {due}；可用 --due 指明"
    return f"文件没有写明起始时间，暂从 {start} 计；可用 --start 指明"


def _in_title(head: Head) -> PlanPeriod | None:
    title = half_width(head.title)
    years = _YEARS.search(title)
    if years and years["a"] <= years["b"]:
        return PlanPeriod(date(int(years["a"]), 1, 1), date(int(years["b"]), 12, 31), years.group())
    plans = _FIVE_YEARS.search(title)
    if plans:
        last = 2020 + 5 * "三四五六".index(plans["which"])
        return PlanPeriod(date(last - 4, 1, 1), date(last, 12, 31), plans.group())
    for pattern in (_QUARTER, _HALF):
        match = pattern.search(title)
        if match and (match["y"] or _issue_year(head)):
            return _part(match, int(match["y"]) if match["y"] else _issue_year(head))
    match = _YEAR.search(title)
    if match:
        year = int(match["y"])
        return PlanPeriod(date(year, 1, 1), date(year, 12, 31), match.group())
    return None


def _narrower(title: PlanPeriod | None, text: PlanPeriod | None) -> PlanPeriod | None:
    """The text's own dates, when they lie within what the title says (2022年… / 从3月起至12月底)."""
    if title and text:
        return text if title.start <= text.start and text.due <= title.due else title
    return title or text


def _part(match: re.Match[str], year: int) -> PlanPeriod:
    groups = match.groupdict()
    if groups.get("q"):
        first, last, _ = quarter(year, number(groups["q"]) or 1)
        return PlanPeriod(first, last, match.group())
    if groups["h"] == "上半年":
        return PlanPeriod(date(year, 1, 1), date(year, 6, 30), match.group())
    return PlanPeriod(date(year, 7, 1), date(year, 12, 31), match.group())


def _issue_year(head: Head) -> int:
    """Give the year of issue, 0 when it is not known."""
    return head.issued.year if head.issued else 0


def _in_text(texts: list[str], head: Head) -> PlanPeriod | None:
    year = _issue_year(head)
    for text in texts:
        plain = clean(text)
        if "阶段" in plain:
            continue
        for pattern in (_QUARTER, _HALF):
            for match in pattern.finditer(plain):
                period_year = int(match["y"]) if match["y"] else year
                if period_year and _ACTS.match(plain[match.end() : match.end() + 12]):
                    return _part(match, period_year)
        for match in _MONTHS.finditer(plain):
            around = plain[max(0, match.start() - 20) : match.start()]
            period_year = int(match["y"]) if match["y"] else year
            if period_year and (re.search(r"(?:自|从|于|定于|决定)$", around) or _SPAN_WORDS.search(around)):
                period = _months(match, period_year)
                if period:
                    return period
    return None


def _months(match: re.Match[str], year: int) -> PlanPeriod | None:
    try:
        first = date(year, int(match["m"]), int(match["d"] or 1))
        until = int(match["y2"] or year)
        month = int(match["m2"])
        last = date(until, month, int(match["d2"] or gregorian.monthrange(until, month)[1]))
    except ValueError:
        return None
    return PlanPeriod(first, last, match.group()) if first <= last else None


_AIM = re.compile(r"(?:到|至|力争到?|截至|截止)(?P<y>20\d\d)年(?:底|末|年底)?(?!第?[\d一二三四][月季])")
_WITH_YEAR = re.compile(r"(20\d\d)(?:年|[-./])(?:(1[0-2]|0?[1-9])(?:月|[-./]))?")


def _horizon(texts: list[str], first: int) -> tuple[int, str]:
    """The last year that the aims speak of (到2025年), not before `first`; 0 where they name none."""
    years = [(int(match["y"]), match.group()) for text in texts for match in _AIM.finditer(text)]
    return max(((year, words) for year, words in years if first <= year <= first + 10), default=(0, ""))


def _in_times(times: list[str], issued: date | None) -> PlanPeriod | None:
    """The years that the deadlines of a table name: from the first of January to the last of them."""
    dated = [(int(match[1]), int(match[2] or 12)) for words in times for match in _WITH_YEAR.finditer(words)]
    if not dated:
        return None
    (first, _), (last, month) = min(dated), max(dated)
    start = issued if issued and issued.year <= first else date(first, 1, 1)
    due = date(last, month, gregorian.monthrange(last, month)[1])
    if start > due:
        return None
    doubt = f"文件没有写明起止时间，暂按各项任务的时限从 {start} 计到 {due}；可用 --start、--due 指明"
    return PlanPeriod(start, due, "", doubt)


def _supposed(head: Head, texts: list[str], times: list[str]) -> PlanPeriod | None:
    """Nothing says it: from the day of issue to the horizon of its aims or deadlines, else to the end of that year.

    When little of the year is left, to the end of the next. Without a day of issue the year of the document's
    number begins it, or the first year that its text names.
    """
    issued = head.issued
    numbered = re.search(r"[〔\[（(【﹝]\s*(20\d\d)", head.number)
    named = numbered or next((match for text in texts if (match := re.search(r"(20\d\d)年", text))), None)
    start = issued or (date(int(numbered.group(1)), 1, 1) if numbered else None)
    year, words = _horizon(texts, start.year) if start else (0, "")
    if start and year:
        return PlanPeriod(start, date(year, 12, 31), words)
    within = _in_times(times, start)
    if within and (start is None or within.due.year > start.year):
        return within
    if issued:
        due = date(issued.year + (issued.month >= 10), 12, 31)
        doubt = f"文件没有写明起止时间，暂从印发之日 {issued} 计到 {due}；可用 --start、--due 指明"
        return PlanPeriod(issued, due, "", doubt, guessed=True)
    if not named:
        return None
    year = int(named.group(1))
    doubt = f"文件没有写明印发日期和起止时间，暂按 {year} 年全年计；可用 --start、--due 指明"
    return PlanPeriod(date(year, 1, 1), date(year, 12, 31), "", doubt, guessed=True)
