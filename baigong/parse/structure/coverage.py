"""What each clause covers: the words since the clause before it, since the item began, or a whole section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from baigong.parse.responsibility.actors import read_actor
from baigong.parse.responsibility.clause import Clause, LeadRule, read_lead_rule
from baigong.parse.responsibility.find import FoundClause, PlainWords, Segment, SuspectClause, find_clauses
from baigong.parse.responsibility.labels import CARRIED, FIRST_LEADS
from baigong.parse.structure.outline import OutlineItem
from baigong.parse.wording import any_of, clean, sentences

# Heads of the parts of a task, no words of it: 具体措施：….
_PART_HEAD = re.compile(
    rf"^(?:[（(]?[一二三四五1-5][）)、.]?)?{any_of('具体 工作 主要 重点 整改 推进 实施 落实')}?"
    rf"{any_of('措施 举措 目标 任务 内容 要求 做法')}{{1,2}}[：:]"
)


_NOTE = re.compile(r"\s*(?:备?注|说明)[：:]")


def is_note(text: str) -> bool:
    """Whether words are a note on all clauses: 注：以上任务均需各街道办事处落实，不再逐一列出."""
    return bool(_NOTE.match(text)) and bool(CARRIED.search(text) or FIRST_LEADS.search(text))


@dataclass
class Portion:
    """PlainWords of an item and the clause that covers them, if any; `time` is one stated apart from it."""

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


# A paragraph behind the last clause that tells everyone to be diligent is no work.
_EXHORTS = re.compile(r"(?:各|对上述|上述|以上|请|全[省市县区州]各|本方案|本通知|附件|联系人).*[要须请应需：:]")
_EXHORTS_ALL = re.compile(r"(?:各(?!项)|对?上述|以上|请|全[省市县区州]各|本方案|本通知).*[要须请应需]")
_MARKS = ("", "。", "；", "，", "！")
_DATED = re.compile(r"\d[日号]|[月年]底|\d月|每(?:周|月|季度|日|天)|季度")
_NOT_TAKEN = "对各单位的要求写有时限，没有列为任务"

_FEW = 12

Coverage = dict[OutlineItem, ItemCoverage]


def cover(root: OutlineItem, report: Callable[[float], None] = lambda _: None) -> tuple[Coverage, LeadRule]:
    """Find every clause and what it covers; and the rule on leads that holds at the end of the tree.

    `report` is told the share that is done, 0 to 1.
    """
    segments_of: dict[OutlineItem, list[Segment]] = {}
    items = list(root.walk())
    for at, item in enumerate(items):
        if at % 50 == 0:
            report(at / len(items))
        # What follows the date at the end, the foot of a page included, is no part of the plan.
        pieces = item.pieces if item.kind != "tail" else []
        segments = [_placed(segment, item) for piece in pieces for segment in find_clauses(piece.text, piece.line)]
        segments_of[item] = _joined(segments)
    # Said outside a clause (in the preamble, or in a note at the end) the rule holds for the whole plan.
    rule = LeadRule()
    for segments in segments_of.values():
        for segment in segments:
            if isinstance(segment, PlainWords):
                rule = rule.joined(read_lead_rule(clean(segment.text)))
    coverage: Coverage = {}
    for item in root.walk():
        segments = segments_of[item]
        rule = _apply_rule(segments, rule)
        coverage[item] = _portions(item, segments)
    if any(coverage[item].has_clause for item in items if item is not root):
        # Before the first number of a numbered plan stands the page's own table (责任部门：……).
        coverage[root].portions.clear()
    _drop_exhortation(items, coverage)
    _lift(root, coverage)
    return coverage, rule


def _drop_exhortation(items: list[OutlineItem], coverage: Coverage) -> None:
    """Behind the last item a line tells all to be diligent, and the foot of a page names its office."""
    last = next((coverage[item] for item in reversed(items) if coverage[item].portions), None)
    if last and len(last.portions) > 1 and _EXHORTS.match(last.portions[-1].text):
        last.rest = last.portions.pop()
    # Beneath a clause that covers the section the last line would be part of the last item's words.
    end = next((item for item in reversed(items) if item.is_numbered), None)
    words = coverage[end].rest.words if end and not coverage[end].portions else []
    if not (end and len(words) > (not end.heading) and words[-1].line > end.line):
        return
    closing = clean(words[-1].text)
    if not _EXHORTS_ALL.match(closing):
        return
    dated = _DATED.search(closing)
    if not dated:
        words.pop()
    elif any(coverage[above].clause for above in _above(end, items[0])):
        # A report that all units owe by a day is no part of the last item, and must not be lost.
        coverage[end].suspects.append(SuspectClause(closing, words.pop().line, _NOT_TAKEN))


def _placed(segment: Segment, item: OutlineItem) -> Segment:
    """A clause behind the heading, in the line that the item's number begins, has no line of its own."""
    if isinstance(segment, FoundClause) and segment.own_line and item.is_numbered and segment.line == item.line:
        return replace(segment, own_line=False)
    return segment


def _joined(segments: list[Segment]) -> list[Segment]:
    """Join clauses with no words between them: （牵头单位：甲）（配合单位：乙）, or one label a line."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        # A label on a line of its own behind a bracket is another's: the foot of a page (主办单位：……).
        apart = isinstance(last, FoundClause) and last.own_line != _own_line(segment) and last.line != segment.line
        if isinstance(segment, FoundClause) and isinstance(last, FoundClause) and not apart:
            joined[-1] = FoundClause(
                last.clause.followed_by(segment.clause), last.text + segment.text, last.line, last.own_line
            )
        else:
            joined.append(segment)
    return joined


def _own_line(segment: Segment) -> bool:
    return isinstance(segment, FoundClause) and segment.own_line


def _apply_rule(segments: list[Segment], rule: LeadRule) -> LeadRule:
    """列第一位者为牵头单位: for this clause, and with 下同 for all that follow; give the rule that then holds."""
    for at, segment in enumerate(segments):
        if not isinstance(segment, FoundClause):
            continue
        clause = segment.clause
        segments[at] = replace(segment, clause=rule.apply(clause))
        if clause.first_leads and clause.carried:
            rule = rule.joined(LeadRule(True, clause.rest_supports))
    return rule


def _portions(item: OutlineItem, segments: list[Segment]) -> ItemCoverage:
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
        exhortation = next((at for at, words in enumerate(current.words) if _EXHORTS.match(clean(words.text))), None)
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
    while later and _EXHORTS.match(clean(later[-1].text)):
        later.pop()
    whole = all(len(words.text) > _FEW and words.text.rstrip()[-1] in "。；" for words in later)
    return bool(later) and whole and len(item.heading) <= _FEW


def _lift(root: OutlineItem, coverage: Coverage) -> None:
    """Give a section the one clause that stands at its end, unless items of its kind mostly have their own."""
    leaves = Counter(item.kind for item in root.walk() if not item.children and item.is_numbered)
    named = Counter(item.kind for item in root.walk() if not item.children and coverage[item].has_clause)
    counts = dict.fromkeys(root.walk(), 0)
    for item in reversed(list(root.walk())):
        here = coverage[item]
        counts[item] += len(here.portions) + (here.clause is not None)
        if item.parent:
            counts[item.parent] += counts[item]
    for item in root.walk():
        if not item.is_numbered or len(item.children) < 2 or counts[item] != 1:
            continue
        last = _last(item)
        end = coverage[last]
        clause = end.portions[0].clause if end.portions else None
        if clause and (clause.within or (not clause.labelled and _others_act(item, last, coverage))):
            continue
        per_item = named[last.kind] >= 3 and named[last.kind] * 2 >= leaves[last.kind]
        if per_item or len(end.portions) != 1 or end.rest.words:
            continue
        coverage[item].clause = end.portions[0].clause
        end.rest = end.portions.pop()
        end.rest.clause = None
        for above in _above(last, item):
            counts[above] = 0


def _others_act(item: OutlineItem, last: OutlineItem, coverage: Coverage) -> bool:
    """Whether other items beneath say in their sentences who does them: then the one clause is the last one's own."""
    return any(
        read_actor(sentence)
        for below in item.walk()
        if below is not last
        for words in coverage[below].rest.words
        for sentence in sentences(clean(words.text))
    )


def _last(item: OutlineItem) -> OutlineItem:
    while item.children:
        item = item.children[-1]
    return item


def _above(item: OutlineItem, top: OutlineItem) -> Iterator[OutlineItem]:
    at: OutlineItem | None = item
    while at is not None and at is not top:
        yield at
        at = at.parent
