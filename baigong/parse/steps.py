"""The steps of a task: clauses that can be finished on their own, and how they join back to its text."""

from __future__ import annotations

import re
from collections.abc import Callable

from baigong.model.plan import Task
from baigong.parse.dates.deadlines import only_completes, only_time
from baigong.parse.responsibility.offices import read_names
from baigong.parse.wording import CLAUSE_MARKS, SENTENCE_ENDS, any_of, clauses, sentences

_MARKS = CLAUSE_MARKS + SENTENCE_ENDS

# Clauses that cannot be finished on their own: an adverbial belongs to the next, an outcome to the one before.
_OPENING = any_of(
    "围绕 紧紧围绕 聚焦 按照 根据 依据 依托 结合 通过 借助 针对 为了 对照 对标 遵循 坚持以 紧盯 立足 面向 着眼 对于 凡"
)
_IN = any_of("上 下 中 前提下 基础上 过程中 的同时 期间 方面")
_SPIRIT = any_of("精神 方针 要求 部署 理念 战略 原则 思想")
_ADVERBIAL = re.compile(
    rf"^(?:{_OPENING}.*|以.+为.+|按(?:规定|要求|.{{1,12}}原则).*|为.{{2,}}|把.+作为.+|将.+作为.+|在.+{_IN}"
    r"|抓住.+(?:机遇|契机)|利用.+(?:机遇|契机|优势)?|对.{2,}的|经.+后|除.+外|[自从].+起"
    rf"|(?:全面|认真|深入|坚决|切实|严格)?(?:学习)?贯彻(?:落实)?.*{_SPIRIT}"
    rf"|{any_of('其中 同时 此外 另外 一是 二是 三是 四是 五是')})$"
)
_OUTCOMES = any_of(
    "确保 力争 助力 助推 以确保 切实保障 努力实现 实现 推动形成 推动实现 使 从而 进而 达到 不断提升 防止 "
    "避免 杜绝 坚决遏制 坚决防止 严防"
)
_OUTCOME = re.compile(rf"^并?(?:{_OUTCOMES}|推动.{{0,30}}(?:形成|升级|转型)|推进.{{0,30}}格局形成)")


# 市甲局牵头，市乙局配合，…: who does it, and nothing to do yet. A time alone is the next clause's too.
_ROLES = any_of("牵头负责 负责牵头 牵头组织 牵头抓总 牵头 主办 配合 协助 协同 参与 参加 负责 落实 分工负责")
_WHO = re.compile(rf"^(?:由|以)?[^，。；：《》\d]{{2,60}}?{_ROLES}$")
_ROLE = re.compile(f"(?:按职责分工|共同|分别|具体)?{_ROLES}$")
_ACTS_ALONE = re.compile(
    "^(?:抓好|做好|加强|推动|推进|狠抓|全面|切实|认真|强化|压实|积极|主动|严格|确保|督促|加快|持续|深入)"
)
_NAMES = re.compile(r"^[^，。；：《》\d]{2,60}(?:[局委厅办署部院]|公司|中心|集团|政府|管委会|支队|分局|单位|部门)$")


def _says_who(words: str) -> bool:
    """Whether a clause only says who does what the next one says: 市甲局牵头, 设备部、检修公司."""
    if _ACTS_ALONE.match(words):
        return False
    who = _WHO.match(words)
    if who:
        return bool(read_names(_ROLE.sub("", words).removeprefix("由")))
    return "、" in words and bool(_NAMES.match(words)) and bool(read_names(words))


def split_steps(text: str, names_time: Callable[[str], bool], *, by_sentence: bool) -> list[str]:
    """Cut a task's text into steps, without the marks that follow them; one step means that the task has none.

    `by_sentence` keeps the clauses of a sentence together, except that one which names its own time
    stands alone.
    """
    steps: list[str] = []
    for sentence in sentences(text):
        parts = clauses(sentence)
        if by_sentence and only_completes(parts[-1].strip(_MARKS)) and not any(map(names_time, parts[:-1])):
            # 排查隐患，整改问题，6月底前完成。 The time is that of the whole sentence, or of the one before.
            parts = [sentence]
        parts = _join(parts, names_time)
        if by_sentence:
            parts = _merge_untimed(parts, names_time)
        # 二季度建成20个，三季度全部建成 are two deadlines, and two steps.
        if steps and only_completes(parts[0].strip(_MARKS)) and not names_time(steps[-1]):
            steps[-1] += parts.pop(0)
        steps += parts
    return [step for step in (step.strip(_MARKS) for step in steps) if step]


def _join(parts: list[str], names_time: Callable[[str], bool]) -> list[str]:
    """Join adverbials to the next clause and outcomes to the one before."""
    joined: list[str] = []
    waiting = ""
    for part in parts:
        words = part.strip(_MARKS)
        if joined and not waiting and only_completes(words) and not names_time(joined[-1]):
            joined[-1] += part
        elif (
            (_says_who(words) and not names_time(words))
            or only_time(words)
            or (_ADVERBIAL.match(words) and not names_time(words))
        ):
            waiting += part
        elif joined and not waiting and _OUTCOME.match(words) and not names_time(words) and not names_time(joined[-1]):
            joined[-1] += part
        else:
            joined.append(waiting + part)
            waiting = ""
    if waiting:
        if joined:
            joined[-1] += waiting
        else:
            joined.append(waiting)
    return joined


def _merge_untimed(parts: list[str], names_time: Callable[[str], bool]) -> list[str]:
    merged: list[str] = []
    open_part = False
    for part in parts:
        timed = names_time(part)
        if timed or not open_part:
            merged.append(part)
        else:
            merged[-1] += part
        open_part = not timed
    return merged


def join_steps(task: Task) -> str:
    """Join the steps with the marks between them, which are the task's own; gives its text, letter for letter.

    A step's text leaves out the mark that follows it, and the last one the full stop of the task.

    Raises:
        ValueError: when the steps do not stand in the text in their order with only marks between.
    """
    if not task.steps:
        return task.text
    joined, at = "", 0
    for step in task.steps:
        gap = at if task.text.startswith(step.text, at) else _gap(task.text, at)
        joined += task.text[at:gap] + step.text
        at = gap + len(step.text)
    joined += task.text[at : _gap(task.text, at)]
    if joined != task.text:
        raise ValueError(f"{task.id} 的举措接不回原文")
    return joined


def _gap(text: str, at: int) -> int:
    while at < len(text) and text[at] in _MARKS:
        at += 1
    return at
