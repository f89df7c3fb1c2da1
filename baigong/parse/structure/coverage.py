"""What each clause covers: the words since the clause before it, since the item began, or a whole section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from baigong.parse.responsibility.actors import read_actor
from baigong.parse.responsibility.clause import LeadRule, read_lead_rule
from baigong.parse.responsibility.find import find_clauses
from baigong.parse.responsibility.segments import FoundClause, PlainWords, Segment, SuspectClause
from baigong.parse.structure.outline import OutlineItem
from baigong.parse.structure.portions import EXHORTS, ItemCoverage, portions_of
from baigong.parse.wording import clean, sentences

_EXHORTS_ALL = re.compile(r"(?:各(?!项)|对?上述|以上|请|全[省市县区州]各|本方案|本通知).*[要须请应需]")
_DATED = re.compile(r"\d[日号]|[月年]底|\d月|每(?:周|月|季度|日|天)|季度")
_NOT_TAKEN = "对各单位的要求写有时限，没有列为任务"


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
        coverage[item] = portions_of(item, segments)
    if any(coverage[item].has_clause for item in items if item is not root):
        # Before the first number of a numbered plan stands the page's own table (责任部门：……).
        coverage[root].portions.clear()
    _drop_exhortation(items, coverage)
    _lift(root, coverage)
    return coverage, rule


def _drop_exhortation(items: list[OutlineItem], coverage: Coverage) -> None:
    """Behind the last item a line tells all to be diligent, and the foot of a page names its office."""
    last = next((coverage[item] for item in reversed(items) if coverage[item].portions), None)
    if last and len(last.portions) > 1 and EXHORTS.match(last.portions[-1].text):
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
