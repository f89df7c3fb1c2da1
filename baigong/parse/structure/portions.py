"""The portions of one item: each clause with the words that it covers, or one clause for the whole item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from baigong.parse.responsibility.clause import Clause
from baigong.parse.responsibility.labels import CARRIED, FIRST_LEADS
from baigong.parse.responsibility.segments import FoundClause, PlainWords, Segment, SuspectClause
from baigong.parse.structure.outline import OutlineItem
from baigong.parse.wording import any_of, clean

# Heads of the parts of a task, no words of it: 具体措施：….
_PART_HEAD = re.compile(
    rf"^(?:[（(]?[一二三四五1-5][）)、.]?)?{any_of('具体 工作 主要 重点 整改 推进 实施 落实')}?"
    rf"{any_of('措施 举措 目标 任务 内容 要求 做法')}{{1,2}}[：:]"
)
_NOTE = re.compile(r"\s*(?:备?注|说明)[：:]")
# A paragraph behind the last clause that tells everyone to be diligent is no work.
EXHORTS = re.compile(r"(?:各|对上述|上述|以上|请|全[省市县区州]各|本方案|本通知|附件|联系人).*[要须请应需：:]")
_MARKS = ("", "。", "；", "，", "！")
_FEW = 12


@dataclass
class Portion:
    """Words of an item and the clause that covers them, if any; `time` is one stated apart from it."""

    words: list[PlainWords] = field(default_factory=list)
    clause: Clause | None = None
    line: int = 0
    time: str = ""

    @property
    def text(self) -> str:
        """The words as a ledger keeps them."""
        return "".join(_PART_HEAD.sub("", clean(words.text)) for words in self.words)


@dataclass
class ItemCoverage:
    """An item with its portions; `clause` is one that covers the whole item, what stands beneath it included."""

    item: OutlineItem
    portions: list[Portion]
    rest: Portion
    clause: Clause | None = None
    suspects: list[SuspectClause] = field(default_factory=list)

    @property
    def has_clause(self) -> bool:
        """Whether any clause is the item's own."""
        return self.clause is not None or bool(self.portions)


def is_note(text: str) -> bool:
    """Whether words are a note on all clauses: 注：以上任务均需各街道办事处落实，不再逐一列出."""
    return bool(_NOTE.match(text)) and bool(CARRIED.search(text) or FIRST_LEADS.search(text))


def portions_of(item: OutlineItem, segments: list[Segment]) -> ItemCoverage:
    """Give each clause the words since the one before it; a clause right after the heading covers the item."""
    covered = ItemCoverage(item, [], Portion())
    current = Portion()
    # A note holds for the document, and is no word of the task it stands behind.
    segments = [one for one in segments if not (isinstance(one, PlainWords) and is_note(one.text))]
    for at, segment in enumerate(segments):
        if isinstance(segment, FoundClause) and segment.clause.work and not segment.clause.within:
            _keep_work(segment, current, covered)
        if isinstance(segment, SuspectClause):
            covered.suspects.append(segment)
            current.words.append(PlainWords(segment.text, segment.line))
        elif isinstance(segment, PlainWords):
            current.words.append(segment)
            current.line = current.line or segment.line
        elif not segment.clause.names_units:
            if item.children and not item.heading and at == 1 and len(current.text) <= 40:
                # （一）着力扩内需（牵头市领导：某某某） is a heading.
                item.heading, current = current.text, Portion()
            _take_time(segment.clause, current, covered)
        elif _covers_item(item, segments, at, current):
            covered.clause = segment.clause
            item.heading = item.heading or current.text
            current = Portion()
        elif item.kind in ("root", "annex"):
            # Without numbers a clause covers its own paragraph, or the one before it; the head is none of it.
            own = [words for words in current.words if words.line == segment.line] or current.words[-1:]
            if own:
                covered.portions.append(Portion(own, segment.clause, own[0].line, current.time))
            current = Portion()
        elif current.words or (item.heading and not covered.portions and not item.children):
            covered.portions.append(Portion(current.words, segment.clause, current.line or item.line, current.time))
            current = Portion()
        elif not covered.portions:
            # No words of its own: it covers what stands beneath.
            covered.clause = segment.clause
    covered.rest = current
    if covered.clause and not item.children and current.words:
        exhortation = next((at for at, words in enumerate(current.words) if EXHORTS.match(clean(words.text))), None)
        work = current.words[:exhortation]
        covered.portions.append(Portion(work, covered.clause, current.line, current.time))
        covered.clause, covered.rest = None, Portion(current.words[len(work) :])
    return covered


def _keep_work(segment: FoundClause, current: Portion, covered: ItemCoverage) -> None:
    """Keep what a time says beyond when, as words of the work before it: 时间进度：一季度选点，三季度建成."""
    words = current.words or (covered.portions[-1].words if covered.portions else current.words)
    before = clean(words[-1].text) if words else ""
    words.append(PlainWords(("" if before[-1:] in _MARKS else "；") + segment.clause.work, segment.line))


def _take_time(clause: Clause, current: Portion, covered: ItemCoverage) -> None:
    """完成时限：… that stands apart from the units belongs to the words before it, else to the portion before."""
    if not clause.time:
        return
    if current.words or not covered.portions:
        current.time = current.time or clause.time
    else:
        covered.portions[-1].time = covered.portions[-1].time or clause.time


def _covers_item(item: OutlineItem, segments: list[Segment], at: int, before: Portion) -> bool:
    """Whether the clause at `at` stands with the heading alone, and more follows that has no clause."""
    if at > 1 or any(isinstance(later, FoundClause) and later.clause.names_units for later in segments[at + 1 :]):
        return False
    segment = segments[at]
    if isinstance(segment, FoundClause) and segment.clause.within:
        return False
    words = before.text
    if words:
        line_heading = len(words) <= 40 and words[-1] not in "。；！" and len(before.words) == 1
    else:
        # A first sentence with its full stop is the work itself, unless items or whole sentences stand beneath.
        line_heading = bool(item.heading) and (
            item.heading[-1] not in "。；！" or bool(item.children) or _is_followed(item, segments[at + 1 :])
        )
    if not line_heading:
        return False
    follows = [later for later in segments[at + 1 :] if isinstance(later, PlainWords) and later.line != segment.line]
    return bool(follows) or bool(item.children)


def _is_followed(item: OutlineItem, segments: list[Segment]) -> bool:
    """Whether a heading of few letters with a clause behind it is followed by lines that say what to do."""
    later = [segment for segment in segments if isinstance(segment, PlainWords) and segment.line != item.line]
    while later and EXHORTS.match(clean(later[-1].text)):
        later.pop()
    whole = all(len(words.text) > _FEW and words.text.rstrip()[-1] in "。；" for words in later)
    return bool(later) and whole and len(item.heading) <= _FEW
