"""When: the dates, recurrences and named periods that a clause states, with the words they were read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from baigong.parse.dates.festivals import find_festivals
from baigong.parse.dates.points import POINT, Anchor, PointSpan, is_whole, resolve
from baigong.parse.dates.recurrence import find_recurrence
from baigong.parse.dates.spans import find_relative, find_spans
from baigong.parse.dates.timing import Timing
from baigong.parse.wording import any_of, without

__all__ = ["Timing", "only_completes", "only_time", "read_timing"]

_BEFORE = re.compile(r"(?:底|末)?(?:之前|以前|前)|(?:底|末)")
_UNTIL = re.compile(r"(?:到|至|截至|截止|截止到|截至到|不迟于|最迟)$")
_OPENING = any_of(
    "并 力争 确保 争取 计划 预计 拟 将 原则上 务必 必须 要 应 于 在 到 至 截至 截止 力争在 确保在 争取在 "
    "努力在 均 分别 年 每年 全部"
)
_OPENS = re.compile(rf"(?:^|[，；、。：:\s（(]|{_OPENING})$")
_SINCE = re.compile(r"^(?:起(?!草|步|来)|以来|以后|之后|后(?!期)|开始|度)")
_FROM = re.compile(r"(?:自|从)$")
_LASTS = re.compile(r"(?:期为|期间为|时间为|时段为|期限为|周期为|期：|期是)$")
_RANGE = re.compile(r"^(?:起)?(?:到|至|—+|－+|-+|~|～|–|―|─)")
_LASTING = any_of("长期 持续 常年 全年 常态 常态化 贯穿全年 全程 每年")
_DOING = any_of("坚持 推进 推动 实施 开展 落实 进行 任务 工作 抓好 执行 用力 有效 性工作 性任务")
_ONGOING = re.compile(rf"{_LASTING}{_DOING}*")
_ONGOING_SENTENCE = re.compile(r"^并?(?:长期坚持|持续推进|常抓不懈|长期实施)$|，并?(?:长期坚持|常抓不懈)$")
_FIVE_YEARS = re.compile(r"[“\"]?十(?P<which>[三四五六])五[”\"]?(?:规划)?(?:期(?:间|内)|时期|(?P<end>期?末))")
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<mark>[-./])(?P<m>1[0-2]|0?[1-9])(?:(?P=mark)(?P<d>3[01]|[12]\d|0?[1-9]))?(?![\d%％万亿])"
)
# A cell that holds nothing but a date, however it is typed.
_CELL = re.compile(
    r"(?:(?P<compact>20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))|(?P<year>20\d\d)(?:年度?)?|(?P<m>1[0-2]|[1-9])[./](?P<d>3[01]|[12]\d|0?[1-9]))"
    r"(?:\s*00:00(?::00)?)?"
)
_SERIAL = re.compile(r"[34]\d{4}")
_NO_MONTH = re.compile(r"\d{4}[年./-](?:1[3-9]|[2-9]\d|0{1,2})(?:月|[./-])")
# 2025年全省森林覆盖率达到45%: a year that opens a clause which says what is reached by then.
_REACHES = re.compile(
    r"(?:达到|达|提高到|提升到|提高至|提升至|降至|降低到|控制在|突破|不低于|不少于|超过|压减至|稳定在|保持在)"
)
# 改造率2020年达到60%: the year of what is reached. 比2020年提高到…: it is compared with.
_REACHES_AMOUNT = re.compile(rf"{_REACHES.pattern}(?:约|近)?\d")
_COMPARED = re.compile("[比较以自从按据由在]$")
# 2024年完成老旧管网改造1500公里: a year that opens a clause which says what is done in it.
_WHERE = any_of(
    "全省 全市 全县 全区 全州 我省 我市 我县 我区 省 市 县 区 计划 力争 确保 预计 累计 再 各 分别 均 共 要 将 争取 "
    "基本 全面 全部 率先 先行"
)
_DONE = any_of(
    "完成 建成 实现 新建 改建 改造 扩建 新增 培育 引进 出台 印发 启动 开工 投用 投产 创建 打造 更新 建设 整治 治理 "
    "培训 达到 覆盖 推广 消除 压减 淘汰 关停 退出 搬迁 安置 发放 组织 举办 开展 建立 形成 编制 制定 种植 造林 修复 "
    "认定 评选 选派 招引 解决"
)
# 2020年打通8条: the clause ends in the amount.
_COUNTED = any_of("个 条 项 处 家 户 所 座 套 台 辆 亩 公里 人 名 场 平方米 吨 %")
_AMOUNT = rf"[一-鿿、]{{2,20}}\d[\d.]*[万亿]?{_COUNTED}(?:以上)?(?=[，；。]|$)"
_ACHIEVES = re.compile(f"(?:底|末)?{_WHERE}*{_DONE}|{_AMOUNT}")
# The number of an item that stands in the words of a task: 2.二季度全部开工, （1）6月底前…; 5.31前 is a date.
_ITEM_NUMBER = re.compile(
    r"(?:^|(?<=[。；：]))\s*(?:\d{1,2}[.．、)）]|[（(]\d{1,2}[）)]|[①-⑳])\s*(?=\d{1,2}月|\d{4}年|[^\d\s])"
)
_AT_ONCE = re.compile("立即|即时|马上|立行立改|立查立改")


@lru_cache(maxsize=4096)
def read_timing(words: str, anchor: Anchor, *, labelled: bool = False) -> Timing | None:
    """Read the deadline that a clause names; `labelled` words stand behind 完成时限： and are nothing else.

    A year that only names something (2018年度…, 《…（2018—2020年）》) is no deadline, nor is a time
    that qualifies a noun (全面摸排一季度工业经济增长点): it must open the clause, follow 力争 and the
    like, or end in 前, 底, 内.
    """
    plain = _labelled(words) if labelled else _NUMERIC.sub(_dated, unnumbered(without(words, "t")))
    timing = _read(plain, words, anchor, labelled)
    return replace(timing, basis=_as_written(timing.basis, words)) if timing and timing.basis not in words else timing


def unnumbered(words: str) -> str:
    """Blank out the numbers of items that sentences begin with; every index stays what it was."""
    return _ITEM_NUMBER.sub(lambda number: " " * len(number.group()), words)


def _as_written(basis: str, words: str) -> str:
    """Give the basis in the document's own words: 2019.5.31前, which was read as 2019年5月31日前."""
    for match in _NUMERIC.finditer(words):
        basis = basis.replace(_spelled(match), match.group())
    return basis if basis in words else words.strip()


def _read(plain: str, words: str, anchor: Anchor, labelled: bool) -> Timing | None:
    if labelled and _NO_MONTH.search(words):
        return Timing(words, doubt=f"“{words[:20]}”没有这个日期，暂按方案的截止日期")
    timings = [*_points(plain, anchor, labelled), *find_spans(plain, anchor)]
    timings += [*find_relative(plain, anchor), *find_festivals(plain, anchor), *_five_year_plans(plain, labelled)]
    dated = [timing for timing in timings if timing.due]
    latest = max(dated, key=lambda timing: timing.due or date.min) if dated else None
    every = find_recurrence(plain)
    if every:
        return replace(every, due=latest.due if latest else None)
    if latest:
        goes_on = labelled and _ONGOING.search(plain)
        doubt = latest.doubt or (f"“{words[:30]}”之后还要长期坚持，台账只记时限" if goes_on else "")
        return replace(latest, doubt=doubt)
    if timings:
        return timings[0]
    return _ongoing(plain, labelled)


def _ongoing(plain: str, labelled: bool) -> Timing | None:
    ongoing = _ONGOING.search(plain) if labelled else _ONGOING_SENTENCE.search(plain.rstrip("。"))
    if not ongoing:
        return None
    at_once = _AT_ONCE.search(plain)
    doubt = f"“{at_once.group()}”没有日期，只按长期坚持计" if at_once else ""
    return Timing(ongoing.group().strip("，。"), ongoing=True, doubt=doubt)


def _labelled(words: str) -> str:
    """Write a date typed in a cell as a notice would: 20190630, 6.30, 2025, 2019-06-30."""
    cell = _CELL.fullmatch(words.strip().rstrip("。前"))
    if cell and cell["compact"]:
        digits = cell["compact"]
        return f"{digits[:4]}年{int(digits[4:6])}月{int(digits[6:])}日"
    if _SERIAL.fullmatch(words.strip()):
        # A date whose cell was formatted as a number: days since the last day of 1899.
        day = date(1899, 12, 30) + timedelta(days=int(words))
        return f"{day.year}年{day.month}月{day.day}日"
    if cell and cell["year"]:
        return f"{cell['year']}年"
    if cell:
        return f"{int(cell['m'])}月{int(cell['d'])}日"
    return _NUMERIC.sub(_spelled, words)


def only_time(words: str) -> bool:
    """Whether a clause is nothing but a time (2019年6月底前，) and so belongs to the next."""
    words = unnumbered(words).strip()
    rest = POINT.sub("", words)
    rest = re.sub(r"[自从到至起止于在前底末之以内力争确保每年—―–─－一\-~～，；、（）()]|期间|印发|日", "", rest)
    return not rest and bool(POINT.search(words))


_COMPLETES = re.compile(
    f"{any_of('全部 全面 基本 总体 如期 按期 按时 务必 要 应')}*"
    f"{any_of('完成 实现 到位 落实到位 建成 完工 达标 销号 见效 完成任务 整改到位 投入使用 投用')}?"
)


def only_completes(words: str) -> bool:
    """Whether a clause only says when what stands before it is to be done: 6月底前完成."""
    words = unnumbered(words).strip()
    match = next((point for point in POINT.finditer(words[:40]) if point.group()), None)
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
        year = point.first.year if match["year"] or match["year2"] or match["rel"] or match["rel2"] else year
        before, after = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 6]
        rest = _RANGE.match(after)
        if rest and at + 1 < len(matches) and matches[at + 1].start() <= match.end() + rest.end() + 1:
            continue
        if _SINCE.match(after):
            continue
        ranged = at > 0 and bool(_RANGE.fullmatch(text[matches[at - 1].end() : match.start()][:8]))
        since = matches[at - 1].start() if ranged else match.start()
        if _FROM.search(before) and not ranged:
            continue
        if not labelled and ranged and _LASTS.search(text[max(0, since - 6) : since]):
            continue
        closing = _BEFORE.match(after)
        if _states(text, match, point, anchor, certain=labelled or bool(closing) or ranged):
            yield _stated(text, match, closing, point, anchor, since, labelled)


def _states(text: str, match: re.Match[str], span: PointSpan, anchor: Anchor, *, certain: bool) -> bool:
    """Whether a point is a deadline: by the mark behind it, or by what stands before and after it."""
    before, after = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 60]
    if certain or _UNTIL.search(before) or match["end"] or match["yearend"]:
        return True
    bare_year = bool(match["year2"] or match["rel2"]) and not match["yearend"]
    if bare_year and not _COMPARED.search(before) and _REACHES_AMOUNT.match(after):
        return True
    if not _OPENS.search(before):
        return False
    # 2019年，建成某桥: a year alone is a time only when it opens the clause and a comma follows, or what it reaches.
    reaches = _REACHES.search(re.split("[，；。]", after, maxsplit=1)[0])
    if not bare_year or after[:1] in ("，", ",") or reaches:
        return True
    # The year of a plan that ends within it says no more than the plan does.
    return bool(_ACHIEVES.match(after)) and (anchor.due is None or span.last <= anchor.due)


def _stated(
    text: str,
    match: re.Match[str],
    closing: re.Match[str] | None,
    span: PointSpan,
    anchor: Anchor,
    start: int,
    labelled: bool,
) -> Timing:
    until = _UNTIL.search(text[max(0, start - 4) : start])
    start -= len(until.group()) if until else 0
    basis = text[start : match.end()] + (closing.group() if closing else "")
    due, doubt = span.last, span.doubt
    if closing and closing.group() in ("前", "之前", "以前") and is_whole(match):
        due = span.first - timedelta(days=1)
        doubt = f"“{basis}”按 {due} 以前计"
    if due < anchor.earliest or (due < anchor.start and not closing and not labelled):
        return Timing(basis, doubt=f"“{basis}”早于方案的起始日期，不作为时限" if closing or labelled else "")
    if due < anchor.start:
        doubt = doubt or f"“{basis}”早于方案的起始日期 {anchor.start}"
    return Timing(basis, due, doubt=doubt)


def _five_year_plans(text: str, labelled: bool) -> Iterator[Timing]:
    """“十四五”末: the five-year plans end in years that end in 0 and 5; 期间 is a deadline only behind a label."""
    for match in _FIVE_YEARS.finditer(text):
        if match["end"] or labelled:
            year = 2020 + 5 * ("三四五六".index(match["which"]))
            yield Timing(match.group(), date(year, 12, 31))


def _dated(match: re.Match[str]) -> str:
    """In running text a date of digits is one with its day (2019.5.31前), or before 底 and 前 (2019.5底前)."""
    if match["d"] or re.match(r"月|底|末|之?前", match.string[match.end() : match.end() + 2]):
        return _spelled(match)
    return match.group()


def _spelled(match: re.Match[str]) -> str:
    day = f"{int(match['d'])}日" if match["d"] else ""
    if not day and match.string[match.end() : match.end() + 1] == "月":
        return f"{match['y']}年{int(match['m'])}"
    return f"{match['y']}年{int(match['m'])}月{day}"
