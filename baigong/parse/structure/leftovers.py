"""What of a document became no task, and why: each said once, by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from baigong.parse.dates.deadlines import only_time, read_timing
from baigong.parse.dates.points import Anchor
from baigong.parse.doubts import LOOK, LOST, WRONG, Doubt
from baigong.parse.responsibility.grammar import NO_ROLE
from baigong.parse.responsibility.labels import FIRST_LEADS
from baigong.parse.structure.coverage import Coverage
from baigong.parse.structure.granularity import FutureSection
from baigong.parse.structure.outline import OutlineItem
from baigong.parse.structure.portions import ItemCoverage, Portion, is_note
from baigong.parse.structure.supplement import AIMS, sentences_of, stands_under
from baigong.parse.wording import clean

_ADDRESSEES = re.compile(r"(?:抄送|主送|联系人|联系电话|附件|附表|注)[：:]?")
_SHINGLE = 8
_SHORTEST = 3
_OFFICE = re.compile(
    r"[省市县区州镇乡旗][一-鿿]{1,12}(?:[局委厅办署]|公司|中心|支队)|(?:^|[。；，由])(?:各[^，。项级类种方]{0,10}|试点[^，。]{1,6})"
    r"(?:[市县区州旗镇乡]|政府|街道|公司|单位|部门)(?:要|应|须|负责|[、于])"
)
# Who sits in the group that oversees the work is told, and nothing to do.
_GROUPS = re.compile(
    r"(?:县|市|区|镇|公司)?(?:要)?(?:成立|组建)[^，。；]{0,30}(?:领导小组|工作组|专班|指挥部)|由[^。；]{2,20}(?:任|担任)组长|(?:组|指挥)长[：:]"
)
_AMOUNT = re.compile(r"\d[\d.]*(?:[%％万亿个家项处座户亩]|公里|人次)|\d月|季度|[年月]底")


def uncovered(root: OutlineItem, coverage: Coverage, blocks: list[FutureSection]) -> list[Doubt]:
    """Give doubts about clauses that could not be taken apart, and about words left out between tasks."""
    doubts = []
    names = {
        name
        for block in blocks
        for clause in (block.clause, *(work.clause for work in block.works))
        if clause
        for name in clause.lead + clause.units + clause.support
        if len(name) >= _SHORTEST
    }
    used = {work.item for block in blocks for work in block.works if work.item}
    items = list(root.walk())
    stretch = _stretch(items, used)
    told: set[OutlineItem] = set()
    for at, item in enumerate(items):
        covered = coverage[item]
        doubts += list(_doubts_of_clauses(item, covered))
        doubts += [
            Doubt(piece.line, clean(piece.text), "这条说明没有逐条落到任务上", cite(item))
            for piece in item.pieces
            if is_note(piece.text) and not FIRST_LEADS.search(piece.text)
        ]
        if at not in stretch or any(above in used or above in told for above in _above(item)):
            continue
        why = _left_out(item, covered, used, coverage)
        beside = item in used or any(each in used for each in (item.parent.children if item.parent else ()))
        words = covered.rest.text
        if why and _GROUPS.match(words) and not _AMOUNT.search(words):
            continue
        if why and (beside or _says_who_or_when(item, covered, coverage, names)):
            told.add(item)
            doubts.append(Doubt(item.line, covered.rest.text or clean(item.heading), why, cite(item), LOST))
    return doubts


def _stretch(items: list[OutlineItem], used: set[OutlineItem]) -> set[int]:
    """The places where words left out are told: between the tasks, and beside the first and last of them."""
    within = [at for at, item in enumerate(items) if item in used]
    if not within:
        return set()
    above, below = items[within[0]].parent, items[within[-1]].parent
    first, last = within[0], within[-1]
    while above and above.is_numbered and items[first - 1] is not above:
        first -= 1
    while below and below.is_numbered and last < len(items) and below in _above(items[last]):
        last += 1
    # What stands behind the last clause of the last task, in its own item, is the plan's closing words.
    return set(range(first, last)) - {within[-1]}


def _doubts_of_clauses(item: OutlineItem, covered: ItemCoverage) -> Iterator[Doubt]:
    for suspect in covered.suspects:
        yield Doubt(suspect.line, suspect.text, suspect.why, cite(item), LOST)
    for portion in [*covered.portions, Portion(clause=covered.clause)]:
        for why in portion.clause.doubts if portion.clause else ():
            gravity = LOOK if NO_ROLE in why else WRONG
            yield Doubt(portion.line or item.line, portion.text or clean(item.heading), why, cite(item), gravity)


def _says_who_or_when(item: OutlineItem, covered: ItemCoverage, coverage: Coverage, names: set[str]) -> bool:
    """Whether words that became no task name an office, a time or an amount: mere exhortation is none to doubt."""
    below = item.walk() if not covered.rest.text else (item,)
    text = "".join(clean(each.heading) + coverage[each].rest.text for each in below)
    return bool(_OFFICE.search(text) or _AMOUNT.search(text)) or any(name in text for name in names)


def _left_out(item: OutlineItem, covered: ItemCoverage, used: set[OutlineItem], coverage: Coverage) -> str:
    """Say why words of this item became no task, empty when they did or need not."""
    if not item.is_numbered:
        return ""
    in_section = any(coverage[above].clause for above in _above(item))
    if item in used:
        return "这段话后面没有责任条款，没有列为任务" if covered.portions and covered.rest.text else ""
    if item.children and covered.clause:
        lead_in = covered.rest.text[-1:] in ("", "：", ":")
        return "" if lead_in else "这段话在条目之前，没有列为任务"
    if item.children and not in_section and not any(below in used for below in item.walk()):
        return "这一板块没有责任条款，其中的条目没有列为任务"
    if not item.children and covered.rest.text and not in_section:
        return "这一条没有责任条款，没有列为任务"
    return ""


def cite(item: OutlineItem) -> str:
    """Name an item by the numbers that lead to it, as the document writes them: 二、（三）."""
    numbers: list[str] = []
    at: OutlineItem | None = item
    while at is not None and at.marker is not None:
        numbers.append(at.marker.text)
        at = at.parent
    return "".join(reversed(numbers))


def _above(item: OutlineItem) -> Iterator[OutlineItem]:
    above = item.parent
    while above is not None:
        yield above
        above = above.parent


def shingles(texts: list[str]) -> set[str]:
    """Every stretch of eight letters in the texts."""
    return {text[at : at + _SHINGLE] for text in texts for at in range(len(text) - _SHINGLE + 1)}


def shares_words(text: str, known: set[str]) -> bool:
    """Whether the text shares a stretch of words with those `known`."""
    return any(text[at : at + _SHINGLE] in known for at in range(len(text) - _SHINGLE + 1))


def dated_words(root: OutlineItem, coverage: Coverage, anchor: Anchor, taken: set[str]) -> Iterator[Doubt]:
    """Doubt each sentence that names a deadline and became no task: nobody would be chased for it.

    `taken` are the stretches of words that stand in tasks.
    """
    for item in root.walk():
        covered = coverage[item]
        if not item.is_numbered or covered.clause or AIMS.search(item.heading[:20]) or stands_under(item, AIMS):
            continue
        if any(coverage[above].clause for above in _above(item)):
            continue
        for sentence, line in sentences_of(item, coverage):
            timing = read_timing(sentence, anchor)
            if timing is None or not (timing.due or timing.every) or only_time(sentence.strip("。；")):
                continue
            # The period of the plan itself is no deadline of one sentence.
            if timing.due != anchor.due and not _ADDRESSEES.match(sentence) and not shares_words(sentence, taken):
                why = f"写有时限“{timing.basis[:20]}”而没有责任单位，没有列为任务"
                yield Doubt(line, sentence, why, cite(item), LOST)
