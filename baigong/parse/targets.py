"""What and how much: the numbers with their measure that a task is held to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from baigong.model.base import LARGEST
from baigong.model.plan import Target
from baigong.numerals import number
from baigong.parse.dates.points import POINT
from baigong.parse.wording import any_of, clauses, sentences, split_outside, without
from baigong.words import Bound

# What follows some measures makes another word of them: 个月, 人民, 名单.
_UNLESS = {
    "个": "严禁 不准 不得 一律 月 工作日 小时 方面 必须 坚持 维护 意识 自信 百分点",
    "人": "民 均 才 大",
    "名": "单 录 牌",
    "所": "有",
    "场": "所",
    "期": "间 末",
    "门": "类",
    "起": "草 步 源 点",
}
_WHOLE = any_of(
    "个百分点 百分点 % 项 处 家 户 人次 亩 公里 千米 平方公里 平方米 立方米 米 公顷 吨标准煤 吨 千瓦时 千瓦 兆瓦 元 "
    "套 座 台 辆 件 种 类 条 只 头 篇 份 倍 床 张 例 宗 支 间 栋 幢 片 株 棵 孔 部 万 亿 微克/立方米 毫克/升 分贝 "
    "村 县 镇 乡 社区 岗位 次"
)
_PART = "|".join(f"{word}(?!{'|'.join(others.split())})" for word, others in _UNLESS.items())
_MEASURE = rf"(?:{_WHOLE}|{_PART})"
_BIG = r"[十百千]?[万亿]|[百千](?=[个项处家户人名元吨公])"
_PER = rf"[/∕每]{any_of('年 日 天 小时 月 亩 立方米 平方米 公里 人 万元')}"
_SPAN = any_of("个工作日 工作日 个小时 小时 分钟 个月 天 日 秒")
# A stretch of time is a target only where it is what the work is brought down to: 压缩至5个工作日以内.
_BROUGHT_DOWN = re.compile(
    rf"{any_of('压缩 缩短 压减 缩减 精简 减少 降低 降 控制 提速 压降')}{any_of('至 到 为 在')}(?:不超过|平均)?$"
)
_HAN = "[一二两三四五六七八九][一二三四五六七八九十百千万]{0,8}|十[一二三四五六七八九]?"
# 一个 and 两个 mostly count nothing that anyone is held to; a Han number is one of ten or more.
_TENS = "(?=[一二两三四五六七八九]?[十百千万])"
_PLAIN = r"\d+(?:[,，]\d{3}(?!\d)|[ ]\d{3}(?!\d))*(?:\.\d+)?"
_NUMBER = re.compile(
    r"(?<![\d.A-Za-z第—\-+＋/一二三四五六七八九十百千几数])"
    rf"(?:百分之(?P<share>{_HAN}|\d+(?:\.\d+)?)|(?:(?P<n>{_PLAIN})|{_TENS}(?P<han>{_HAN}))[余多]?"
    rf"(?:(?P<span>{_SPAN})"
    rf"|(?P<big>{_BIG})?(?:(?P<odd>(?<=[万亿])\d(?![\d.]))[千百]?)?(?P<unit>{_MEASURE})?(?P<per>{_PER})?))"
)
_DIGIT = re.compile("[0-9]|百分之|[十百千]")
_AT_MOST = re.compile(
    any_of(
        "≤ 控制在 降至 降到 降低到 降低至 下降到 下降至 压减至 压减到 压缩至 压缩到 缩短至 缩短到 缩减至 精简至 减少至 "
        "减少到 不超过 不高于 不得超过 不大于 低于 少于 小于 以内 以下 之内"
    )
)
_AT_LEAST = re.compile(
    any_of(
        "≥ 不少于 不低于 不小于 至少 达到 达 超过 突破 高于 以上 增长 提高 提升 增加 新增 下降 降低 减少 压减 完成 "
        "建成 实现 保持在 稳定在 覆盖"
    )
)
_OR_MORE = re.compile("(?:及)?以上")
_NOT_LESS = re.compile("不(?:少|低|小)于|不得(?:少|低)于")
_LEADING = re.compile(
    f"{any_of('并 且 其中 力争 确保 争取 努力 实现 完成(?!率) 达到 全年 全省 全市 全县 全区 新增 预计 计划')}*"
)
_BOUND_WORDS = any_of(
    "≥ ≤ 不少于 不低于 不超过 不高于 至少 超过 突破 达到 达 控制在 提高到 提升到 降低到 下降 增长 提高 提升 "
    "降低 减少 增加 保持在 稳定在 高于 低于 力争 约 近 以上 同比"
)
_OF_A_SIZE = re.compile("及?(?:以上|以下)[^，；、]{1,10}")
_END = re.compile("(?:及?以上|左右|以内|以下)?[。；，、]?$")
_NEAR = 200
_SUBJECT = 20
"""What a bound is of stands before it in so many letters: 能源消费总量控制在…."""
_UNTIL = re.compile(rf"[到至]{POINT.pattern}")
_CLOSING = re.compile(r"(?:底|末)?(?:之前|以前|前|之内|以内|内)?，?")
_BOUND = re.compile(f"{_BOUND_WORDS}+$")


def find_targets(text: str) -> tuple[Target, ...]:
    """List the numbers in the words of a task, each with what it counts or measures.

    Numbers in titles and quotations name things (《…2025》, “3+10”), ordinals and levels count nothing
    (第十八届, 5A级, 5G), dates are read elsewhere.
    """
    targets: list[Target] = []
    if not _DIGIT.search(text):
        return ()
    for sentence in sentences(text):
        for clause in clauses(sentence):
            listed: list[Target] = []
            for phrase in split_outside(clause, "、"):
                for target in _in_phrase(phrase.rstrip("、，；。,;！？")):
                    listed.append(_like_the_last(target, listed))
            targets += listed
    return tuple(dict.fromkeys(targets))


def _like_the_last(target: Target, before: list[Target]) -> Target:
    """Give a bare number of a list the words of the one before it: 处理率分别达到25%、85%、80%."""
    bare = _NUMBER.fullmatch(target.text)
    last = _NUMBER.search(before[-1].text) if bare and before else None
    if last is None or before[-1].unit != target.unit or last.end() < len(before[-1].text):
        return target
    return target.model_copy(update={"text": before[-1].text[: last.start()] + target.text, "bound": before[-1].bound})


def _in_phrase(phrase: str) -> Iterator[Target]:
    hidden = without(phrase, "tq")
    matches = [
        match
        for match in _NUMBER.finditer(hidden)
        if match["unit"] or match["big"] or match["share"] or (match["span"] and _brought_down(hidden, match))
    ]
    # 10亿元以上项目8个: the size of the projects is no target, their number is.
    matches = [
        match
        for at, match in enumerate(matches)
        if not (at + 1 < len(matches) and _OF_A_SIZE.fullmatch(hidden[match.end() : matches[at + 1].start()]))
    ]
    for at, match in enumerate(matches):
        if at and match.start() < matches[at - 1].end() + 1:
            continue  # 5处15万吨/年 is one thing: five places, of a size
        end = (
            matches[at + 1].start()
            if at + 1 < len(matches) and matches[at + 1].start() > match.end() + 1
            else len(phrase)
        )
        # What is measured stands near its number, and behind the number before it.
        low = max(matches[at - 1].end() if at else 0, match.start() - _NEAR)
        start = low + _start(hidden[low : match.start()], match)
        if _END.fullmatch(phrase, match.end()) and not _is_share(match):
            # 新增普惠托位1200个: nothing behind the number says of what, so the words before it do.
            start = min(start, low + _subject_start(hidden[low : match.start()]))
        words = _balanced(phrase[start:end]).strip(" ，、和及与（(")
        unit = match["span"] or (match["big"] or "") + (match["unit"] or "") + (match["per"] or "")
        if not words or _value(match) > LARGEST:
            continue
        low = max(0, match.start() - 16)
        bound = _bound(hidden[low : match.end() + 4], match.end() - low, unit or "%")
        yield Target(text=words, value=_value(match), unit=unit or "%", bound=bound)


def _subject_start(before: str) -> int:
    """Where the words begin that say of what a number at the end of its phrase is: 冷链仓库 of 建成冷链仓库3座."""
    start = _after_time(before, _inside(before))
    return start if 2 <= len(before) - start <= _SUBJECT else len(before)


def _brought_down(text: str, match: re.Match[str]) -> bool:
    return bool(_BROUGHT_DOWN.search(text[max(0, match.start() - 24) : match.start()]))


def _value(match: re.Match[str]) -> float:
    """The number as the words say it: 12，345 is 12345, 13万2 is 13.2 (万), 一百二十 is 120."""
    han = match["share"] or match["han"]
    if han and not han[0].isdigit():
        return float(number(han) or 0)
    value = float(re.sub("[,， ]", "", match["n"] or match["share"]))
    return round(value + int(match["odd"]) / 10, 6) if match["odd"] else value


def _bound(around: str, at: int, unit: str) -> Bound | None:
    """Which way a target counts; a plain count of things is a floor, a percentage without a word says nothing.

    `at` is where the number ends in the words `around` it. 控制在98%以上 is a floor; 下降7% is a floor of what it
    falls by; 降至7% is a ceiling.
    """
    if _NOT_LESS.search(around) or _OR_MORE.match(around[at:]):
        return "at_least"
    if _AT_MOST.search(around):
        return "at_most"
    if _AT_LEAST.search(around):
        return "at_least"
    return None if "%" in unit or "百分点" in unit else "at_least"


def _balanced(words: str) -> str:
    """Cut at a closing bracket that was opened before the words."""
    depth = 0
    for index, char in enumerate(words):
        depth += (char in "（(") - (char in "）)")
        if depth < 0:
            return words[:index]
    return words


def _start(before: str, match: re.Match[str]) -> int:
    """Where what is measured begins in the words before its number: at the number itself, if it counts things."""
    if match["span"]:
        return _after_time(before, 0)
    bound = _BOUND.search(before)
    if not _is_share(match) and not bound:
        return len(before)
    if not _is_share(match) and bound:
        start = _after_time(before, _inside(before))
        floor = bound.group().startswith(("不少于", "不低于", "至少"))
        if not floor and len(before) - start <= _SUBJECT and not _DIGIT.search(before, start):
            return start
        return bound.start() if len(before) - bound.start() < 12 else len(before)
    inside = _inside(before)
    return _after_time(before, inside)


def _is_share(match: re.Match[str]) -> bool:
    return bool(match["share"]) or match["unit"] in ("%", "个百分点", "百分点", "倍")


def _inside(before: str) -> int:
    """Behind the bracket that is still open, or behind the number that opens the phrase: （二）签约率达到60%."""
    opened = max(before.rfind("（"), before.rfind("("))
    closed = max(before.rfind("）"), before.rfind(")"))
    if opened <= closed:
        return closed + 1 if opened == 0 else 0
    return opened + 1


def _after_time(before: str, start: int) -> int:
    """Pass over 力争 and a deadline, its 前 included: 年底前网上可办率达到80% measures 网上可办率."""
    leading = _LEADING.match(before, start)
    start = leading.end() if leading else start
    timed = POINT.match(before, start) or _UNTIL.match(before, start)
    if not timed or timed.end() == start:
        return start
    closing = _CLOSING.match(before, timed.end())
    end = closing.end() if closing else timed.end()
    return end if end <= len(before) - 2 else start
