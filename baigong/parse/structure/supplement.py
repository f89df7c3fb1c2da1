"""Work that no clause covers: sentences that say who does it, and duties by unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from baigong.parse.responsibility.actors import Actor, read_actor, read_duty
from baigong.parse.responsibility.clause import Clause
from baigong.parse.responsibility.segments import PlainWords
from baigong.parse.structure.coverage import Coverage
from baigong.parse.structure.outline import OutlineItem
from baigong.parse.structure.portions import Portion
from baigong.parse.wording import any_of, clean, sentences, split_outside

_DUTIES = re.compile(r"职责|分工|职能|任务分解|责任分解|责任落实")
# Chapters that say why and whither, and name no work.
AIMS = re.compile(
    any_of("总体要求 指导思想 基本原则 工作目标 总体目标 主要目标 目标任务 工作思路 工作原则 背景 重要意义 基本情况")
)
_LAW = frozenset({"article"})
_FEWEST = 2


def supplement(root: OutlineItem, coverage: Coverage, *, has_tables: bool) -> int:
    """Add to the coverage the items that name their units in their sentences or headings.

    In a plan without any clause each such item is a task, if there are at least two. Beside clauses only
    sentences that name an office are. Give the number of portions added.
    """
    added = 0
    explicit = has_tables or any(covered.has_clause for covered in coverage.values())
    open_items = [item for item in root.walk() if _is_open(item, coverage)]
    for item in open_items:
        added += _take_duties(item, coverage)
    open_items = [item for item in open_items if not coverage[item].has_clause]
    acting = {item: _acting(item, coverage) for item in open_items}
    acting = {item: actors for item, actors in acting.items() if any(actors)}
    if not explicit and not added and not _is_plan(acting, open_items):
        return added
    # Where sentences say it as often as clauses do, they are how the document is written.
    whole = not added and len(acting) >= sum(covered.has_clause for covered in coverage.values())
    for item, actors in acting.items():
        added += _take_sentences(item, actors, coverage, whole=whole)
    return added


def _is_open(item: OutlineItem, coverage: Coverage) -> bool:
    """Whether no clause covers the item, from above or of its own."""
    if not item.is_numbered or coverage[item].has_clause or item.kind in _LAW:
        return False
    above = item.parent
    while above is not None:
        if coverage[above].clause or (above.is_numbered and coverage[above].portions):
            return False
        above = above.parent
    return True


def _is_plan(acting: dict[OutlineItem, list[Actor | None]], open_items: list[OutlineItem]) -> bool:
    """Whether enough items say who does them for the document to be a plan: two, and most of their neighbours."""
    actors = [actor for each in acting.values() for actor in each if actor]
    # Speeches and news begin their sentences with an office too: some must say 牵头 or 负责, or several name a time.
    surely = any(actor.is_specific and not actor.is_bare for actor in actors)
    if len(acting) < _FEWEST or not (surely or sum(actor.is_specific and actor.is_dated for actor in actors) > _FEWEST):
        return False
    parents = {item.parent for item in acting}
    beside = [item for item in open_items if item.parent in parents and not item.children]
    return len(acting) * 2 >= len(beside)


def _take_duties(item: OutlineItem, coverage: Coverage) -> int:
    """Take an item whose heading is a unit, or whose paragraphs begin with one: 4.县财政局：落实资金."""
    rest = coverage[item].rest
    told = stands_under(item, _DUTIES)
    if item.heading and told:
        duty = read_duty(f"{item.heading.rstrip('。：:')}：{rest.text}") if rest.text and not item.children else None
        if duty and len(item.heading) <= 40:
            coverage[item].portions.append(Portion(rest.words, duty[0], item.line, rest.time))
            coverage[item].rest = Portion()
            return 1
    # 石河水厂。县水利局负责改造。 The sentences name who does it; the heading, what is done.
    if _is_unit_heading(item) and not any(actor and not actor.is_bare for actor in _acting(item, coverage)):
        return _take_chapter(item, coverage)
    duties = [read_duty(words.text) for words in rest.words]
    told = told or bool(_DUTIES.search(item.heading))
    siblings = item.parent.children if item.parent else []
    if not any(duties):
        return 0
    if not told and sum(map(bool, duties)) <= _FEWEST:
        beside = sum(1 for each in siblings if each.pieces and read_duty(clean(each.pieces[0].text[:80])))
        if beside <= _FEWEST:
            return 0
    portions: list[Portion] = []
    left: list[PlainWords] = []
    for words, duty in zip(rest.words, duties, strict=True):
        if duty:
            portions.append(Portion([PlainWords(duty[1], words.line)], duty[0], words.line, rest.time))
        elif portions:
            portions[-1].words.append(words)
        else:
            left.append(words)
    coverage[item].portions = portions
    coverage[item].rest = Portion(left)
    return len(portions)


def _is_unit_heading(item: OutlineItem) -> bool:
    """Whether the item's heading is only a unit, as those of at least one more of its neighbours: 一、市委宣传部."""
    beside = item.parent.children if item.parent else []
    return bool(_unit_of(item)) and sum(bool(_unit_of(each)) for each in beside) >= _FEWEST


def _unit_of(item: OutlineItem) -> Clause | None:
    """The unit that a heading is, None where it says anything else."""
    words = item.heading.rstrip("。：:") if item.is_numbered else ""
    duty = read_duty(f"{words}：负责所列工作。") if 2 <= len(words) <= 40 else None
    return duty[0] if duty else None


def _take_chapter(item: OutlineItem, coverage: Coverage) -> int:
    """Let the unit in the heading answer for all that stands beneath."""
    clause = _unit_of(item)
    if clause is None or any(coverage[below].has_clause for below in item.walk()):
        return 0
    if item.children:
        coverage[item].clause = clause
        return len(item.children)
    rest = coverage[item].rest
    if not rest.words:
        return 0
    coverage[item].portions.append(Portion(rest.words, clause, item.line, rest.time))
    coverage[item].rest = Portion()
    return 1


def stands_under(item: OutlineItem, pattern: re.Pattern[str]) -> bool:
    """Whether a heading above the item has words of the pattern."""
    at: OutlineItem | None = item
    while at is not None and at.is_numbered:
        title = at.heading or (clean(at.pieces[0].text)[:30] if at.pieces else "")
        if at is not item and pattern.search(title):
            return True
        at = at.parent
    return False


def _acting(item: OutlineItem, coverage: Coverage) -> list[Actor | None]:
    """Who each sentence of the item names, its heading first."""
    if AIMS.search(item.heading[:20]) or stands_under(item, AIMS):
        return []
    return [read_actor(sentence) for sentence, _ in sentences_of(item, coverage)]


def sentences_of(item: OutlineItem, coverage: Coverage) -> Iterator[tuple[str, int]]:
    """Yield each sentence that no clause covers, and its line."""
    for words in coverage[item].rest.words:
        for sentence in sentences(clean(words.text)):
            yield from ((part, words.line) for part in _by_actor(sentence))


def _by_actor(sentence: str) -> list[str]:
    """Cut a sentence at ； where what follows names its own unit: 各乡镇落实网格化管理；县财政局保障经费."""
    parts: list[str] = []
    for part in split_outside(sentence, "；"):
        if parts and not read_actor(part):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def _take_sentences(item: OutlineItem, actors: list[Actor | None], coverage: Coverage, *, whole: bool) -> int:
    """Divide the item's words at the sentences that name an actor; `whole` keeps those before the first with it."""
    portions: list[Portion] = []
    before: list[PlainWords] = []
    line = 0
    for (sentence, at), actor in zip(sentences_of(item, coverage), actors, strict=True):
        if actor and (whole or actor.is_specific or actor.is_dated):
            words = [*before, PlainWords(sentence, at)] if whole else [PlainWords(sentence, at)]
            portions.append(Portion(words, actor.clause, at, coverage[item].rest.time))
            before, line = [], at
        elif portions and (whole or at == line):
            portions[-1].words.append(PlainWords(sentence, at))
        else:
            before.append(PlainWords(sentence, at))
    if not portions:
        return 0
    covered = coverage[item]
    covered.portions, covered.rest = portions, Portion(before, time=covered.rest.time)
    return len(portions)
