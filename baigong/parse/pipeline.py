"""A document in, a plan and its doubts out: the road through the parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from baigong.errors import DocumentError, NoClauseError, UnknownTableHeadError
from baigong.model.plan import Plan
from baigong.parse.assemble import assemble
from baigong.parse.dates.deadlines import read_timing
from baigong.parse.dates.period import PlanPeriod, read_period
from baigong.parse.dates.points import Anchor
from baigong.parse.doubts import LOOK, WHOLE, Doubt, settle
from baigong.parse.genre import other_genre
from baigong.parse.head import read_head
from baigong.parse.responsibility.clause import LeadRule
from baigong.parse.sources import read_document
from baigong.parse.sources.interface import Document, SourceTable
from baigong.parse.spelling import find_doubles, find_generic, find_misspelt
from baigong.parse.structure.columns import HEADERS_SOUGHT
from baigong.parse.structure.coverage import cover
from baigong.parse.structure.flattened import restore_tables
from baigong.parse.structure.granularity import FutureSection, Grain, choose, divide
from baigong.parse.structure.leftovers import dated_words, shares_words, shingles, uncovered
from baigong.parse.structure.outline import OutlineItem, read_outline
from baigong.parse.structure.paragraphs import join_broken
from baigong.parse.structure.supplement import supplement
from baigong.parse.structure.tables import read_tables
from baigong.parse.traditional import is_traditional, simplify
from baigong.parse.unlisted import find_unlisted
from baigong.parse.wording import clauses, clean

_HAS_YEAR = re.compile(r"20\d\d[年./-]")

Progress = Callable[[float], None]


@dataclass(frozen=True)
class ParsedPlan:
    """The plan, what is doubtful about it the gravest first, how it was split and why."""

    plan: Plan
    doubts: tuple[Doubt, ...]
    split: Grain
    split_why: str


def parse_document(
    path: Path | None,
    *,
    data: bytes | None = None,
    start: date | None = None,
    due: date | None = None,
    split: Literal["auto", "sentence", "item"] = "auto",
    on_progress: Progress | None = None,
) -> ParsedPlan:
    """Parse a document into a plan.

    `data` is what standard input gave when `path` is None. `start` and `due` overrule the period that
    the document states. `on_progress` is told the share that is done, 0 to 1.

    Raises:
        DocumentError: when it cannot be read, names no units, or names no year.
    """
    report = on_progress or (lambda _: None)
    document = read_document(path, data)
    doubts: list[Doubt] = []
    if is_traditional(document):
        document = simplify(document)
        doubts.append(Doubt(0, "繁体字", "文档是繁体字，已转成简体解析，请核对单位名称", gravity=LOOK))
    report(0.2)
    document = restore_tables(document)
    doubts += document.doubts
    root = read_outline(join_broken(document))
    report(0.3)
    coverage, rule = cover(root, lambda share: report(0.3 + 0.4 * share))
    report(0.7)
    genre = other_genre(root, document.title)
    if not genre:
        supplement(root, coverage, has_tables=any(item.tables for item in root.walk()))
    chosen, why = choose(root, coverage)
    if split != "auto":
        chosen, why = split, "按命令指定"
    blocks = divide(root, coverage, chosen)
    doubts += uncovered(root, coverage, blocks)
    head = read_head(root, _holder(root, blocks), document.title)
    blocks = _in_order(blocks, _tables(root, head.title, rule, blocks, doubts))
    if not blocks:
        raise _no_clause(document)
    texts = [piece.text for piece in head.preamble] + _opening(root)
    period = read_period(head, texts, start, due, _times(blocks) + _dated(blocks, head.issued))
    report(0.8)
    if genre:
        doubts.append(Doubt(0, head.title, f"文件是{genre}，不像工作方案，请核对所列任务", gravity=WHOLE))
    plan, met = assemble(head, period, blocks, chosen)
    anchor = Anchor(period.start, head.issued, period.due)
    doubts += met + _doubts_of_the_whole(plan, period, blocks, anchor)
    texts = [task.text for task in plan.tasks]
    doubts += dated_words(root, coverage, anchor, shingles(texts))
    report(1.0)
    return ParsedPlan(plan, settle(doubts), chosen, why)


def _holder(root: OutlineItem, blocks: list[FutureSection]) -> OutlineItem:
    """The part of the document that holds the plan: the root, or what follows the notice that passes it on."""
    first = next((work.item for block in blocks for work in block.works if work.item), None)
    if first is None:
        return next((item for item in root.walk() if item.tables and not item.is_numbered), root)
    above = first
    while above.is_numbered and above.parent:
        above = above.parent
    return above


def _no_clause(document: Document) -> DocumentError:
    if any(isinstance(block, SourceTable) and len(block.rows) > 1 for block in document.blocks):
        return UnknownTableHeadError(HEADERS_SOUGHT)
    return NoClauseError()


def _tables(
    root: OutlineItem, title: str, rule: LeadRule, prose: list[FutureSection], doubts: list[Doubt]
) -> list[FutureSection]:
    """Read the task tables; one that only repeats the tasks of the text is left out, with a doubt."""
    sections: list[FutureSection] = []
    met: list[Doubt] = []
    annexes: list[OutlineItem] = []
    for item in root.walk():
        if not item.tables:
            continue
        numbered = item.is_numbered
        heading = item.heading or (clean(item.pieces[-1].text)[:40] if item.pieces and numbered else title)
        path = tuple(str(number) for number in item.path) if numbered else (f"附{len(annexes) + 1}",) if prose else ()
        annexes += [] if numbered else [item]
        blocks, doubted = read_tables(item.tables, heading.rstrip("。；："), path, rule)
        sections += blocks
        met += doubted
    works = [work for block in sections for work in block.works]
    texts = [work.heading + work.text for block in prose for work in block.works]
    known = shingles(texts) if works else set()
    if prose and works and sum(shares_words(work.text, known) for work in works) * 2 >= len(works):
        doubts.append(Doubt(works[0].line, works[0].text, "附表与正文的任务重复，没有另列", gravity=LOOK))
        return []
    doubts += met
    return sections


def _in_order(prose: list[FutureSection], tables: list[FutureSection]) -> list[FutureSection]:
    """Put the tables of a document where they stand among its chapters; the sheets of a workbook have no such order."""
    everything = prose + tables
    return sorted(everything, key=lambda block: block.works[0].line) if prose and tables else everything


def _doubts_of_the_whole(plan: Plan, period: PlanPeriod, blocks: list[FutureSection], anchor: Anchor) -> list[Doubt]:
    doubts = (
        [Doubt(0, plan.head.title, period.doubt, gravity=WHOLE if period.guessed else LOOK)] if period.doubt else []
    )
    lines = {
        task.id: work.line
        for section, block in zip(plan.sections, blocks, strict=True)
        for task, work in zip(section.tasks, block.works, strict=True)
    }
    for place, name, other in find_misspelt(plan):
        doubts.append(
            Doubt(lines.get(place, 0), name, f"“{name}”只出现一次，与“{other}”只差一个字，请核对", place, LOOK)
        )
    for place, words, why in find_unlisted(plan, anchor):
        doubts.append(Doubt(lines.get(place, 0), words, why, place))
    generic = find_generic(plan)
    if generic:
        named = "、".join(generic[:5]) + ("等" if len(generic) > 5 else "")
        why = f"“{named}”泛指多个单位，没有成员，名录里请填上是哪些单位"
        doubts.append(Doubt(0, named, why, gravity=LOOK))
    for place, name, other in find_doubles(plan):
        doubts.append(Doubt(lines.get(place, 0), name, f"“{name}”与“{other}”可能是同一个单位，请核对", place))
    return doubts


def _times(sections: list[FutureSection]) -> list[str]:
    """The deadlines that clauses and cells state."""
    clauses = [work.clause for section in sections for work in section.works] + [each.clause for each in sections]
    times = [clause.time for clause in clauses if clause and clause.time]
    times += [work.time for section in sections for work in section.works if work.time]
    times += [f"{year}年" for section in sections for work in section.works for _, year in work.yearly]
    return times


def _dated(sections: list[FutureSection], issued: date | None) -> list[str]:
    """The deadlines with a year that the words of the tasks name: 2025年完成1200公里."""
    if issued is None:
        return []
    anchor = Anchor(issued)
    words = (part for section in sections for work in section.works for part in clauses(work.heading + work.text))
    timings = (read_timing(part, anchor) for part in words if _HAS_YEAR.search(part))
    return [timing.basis for timing in timings if timing and timing.due and _HAS_YEAR.search(timing.basis)]


def _opening(root: OutlineItem) -> list[str]:
    """What the first chapters say before their items: there a plan states its period."""
    return [piece.text for item in root.walk() if item.marker for piece in item.pieces[:2]][:12]
