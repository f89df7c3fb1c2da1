"""How finely a document is divided: every sentence a task, or every item with its own clause; and which fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

from baigong.parse.responsibility.clause import Clause
from baigong.parse.responsibility.labels import label_kind
from baigong.parse.structure.coverage import Coverage
from baigong.parse.structure.numbering import HEADING_KINDS
from baigong.parse.structure.outline import OutlineItem
from baigong.parse.structure.portions import Portion
from baigong.parse.wording import sentences

Grain = Literal["sentence", "item"]
_LETTER = re.compile(r"[一-鿿A-Za-z0-9]")
MANY = 8
"""More sentences than this under a clause, by the median, and each is a task of its own."""


@dataclass
class FutureTask:
    """One task to be: its words, its own clause if the block's is not its own, and the number it is cited by.

    `part` counts the works of one item from 1; it is 0 when the item is one work. `serial` is the number
    a table gives it, `time` a deadline stated apart from the clause, `source` what the task came from, `goals`
    the cells beside it that hold targets, `yearly` the amount (its words in the text) of each year.
    """

    item: OutlineItem | None
    text: str
    heading: str = ""
    clause: Clause | None = None
    part: int = 0
    line: int = 0
    title: str = ""
    serial: str = ""
    time: str = ""
    source: str = ""
    goals: tuple[str, ...] = ()
    yearly: tuple[tuple[str, int], ...] = ()


@dataclass
class FutureSection:
    """One section to be; `item` is None for works that stand under no numbered item, then `path` numbers it."""

    item: OutlineItem | None
    clause: Clause | None = None
    works: list[FutureTask] = field(default_factory=list)
    title: str = ""
    path: tuple[str, ...] = ()


def choose(root: OutlineItem, coverage: Coverage) -> tuple[Grain, str]:
    """Choose by how the document is written, and say why."""
    counts = list(_sentence_counts(root, coverage))
    if not counts:
        return "item", "文件里没有成段的责任条款"
    typical = median(counts)
    if typical > MANY:
        return "sentence", f"每个责任条款平均管 {typical:.0f} 句话，按句拆分"
    return "item", f"每个责任条款通常只管 {typical:.0f} 句话，按条目拆分"


def _sentence_counts(root: OutlineItem, coverage: Coverage) -> Iterator[int]:
    """How many sentences each clause covers; one that covers numbered items counts once for each of them."""
    for item in root.walk():
        covered = coverage[item]
        yield from (len(sentences(portion.text)) or 1 for portion in covered.portions)
        if covered.clause:
            for leaf in (below for below in item.walk() if not below.children):
                words = coverage[leaf].rest.text
                if words:
                    yield len(sentences(words))


def divide(root: OutlineItem, coverage: Coverage, split: Grain) -> list[FutureSection]:
    """Divide the document into sections and their works."""
    blocks = _Blocks()
    tasks = _task_kinds(root, coverage)
    pending: list[OutlineItem] = [root]
    while pending:
        item = pending.pop()
        covered = coverage[item]
        if covered.clause and item.children:
            if split == "item" and item.kind in tasks and not _named_beneath(item, coverage):
                blocks.of(_section(item)).works.append(_whole(item, coverage))
                continue
            _divide_section(item, coverage, split, blocks)
        elif covered.clause:
            _divide_own(item, [Portion(covered.rest.words, covered.clause, item.line)], split, blocks)
        elif split == "item" and _elaborated(item, coverage):
            # The items beneath say more of what the clause covers; none has one of its own.
            blocks.of(_section(item)).works.append(_whole(item, coverage))
            continue
        elif covered.portions:
            _divide_own(item, covered.portions, split, blocks)
        pending.extend(reversed(item.children))
    return blocks.filled()


def _elaborated(item: OutlineItem, coverage: Coverage) -> bool:
    """Whether an item names its units in its own words and no item beneath it does."""
    if not item.children or not item.is_numbered or len(coverage[item].portions) != 1:
        return False
    return not _named_beneath(item, coverage)


def _named_beneath(item: OutlineItem, coverage: Coverage) -> bool:
    """Whether an item beneath has a clause of its own."""
    return any(coverage[below].has_clause for child in item.children for below in child.walk())


class _Blocks:
    """The sections so far, each once, in the order of the document."""

    def __init__(self) -> None:
        self._by_item: dict[OutlineItem | None, FutureSection] = {}

    def of(self, item: OutlineItem | None) -> FutureSection:
        key = item
        if key not in self._by_item:
            self._by_item[key] = FutureSection(item)
        return self._by_item[key]

    def filled(self) -> list[FutureSection]:
        for block in self._by_item.values():
            block.works = [work for work in block.works if _says_something(work.heading + work.text)]
        return [block for block in self._by_item.values() if block.works]


def _says_something(words: str) -> bool:
    """Whether words are more than marks, or the label of a clause: 责任单位。"""
    return bool(_LETTER.search(words)) and not label_kind(words.strip("。：:"))


def _section(item: OutlineItem) -> OutlineItem | None:
    """The item that an item's task is filed under."""
    above = item.parent
    if above is None or above.is_numbered:
        return above
    # A chapter that is itself a task, among chapters that hold items, is its own section.
    return item if item.kind in HEADING_KINDS and any(child.children for child in above.children) else None


def _task_kinds(root: OutlineItem, coverage: Coverage) -> set[str]:
    """Kinds of number whose items are mostly tasks, told by those without items beneath that have a clause."""
    alone: dict[str, int] = {}
    nested: dict[str, int] = {}
    for item in root.walk():
        if coverage[item].has_clause:
            counts = nested if item.children else alone
            counts[item.kind] = counts.get(item.kind, 0) + 1
    return {kind for kind, count in alone.items() if count >= nested.get(kind, 0)}


def _divide_own(item: OutlineItem, portions: list[Portion], split: Grain, blocks: _Blocks) -> None:
    if split == "item":
        block = blocks.of(_section(item))
        for part, portion in enumerate(portions, 1):
            heading = item.heading if part == 1 else ""
            block.works.append(
                FutureTask(
                    item,
                    portion.text,
                    heading,
                    portion.clause,
                    part if len(portions) > 1 else 0,
                    portion.line or item.line,
                    # A heading with its own clause is the work of the first part, not the title of the others.
                    item.heading if portion.words and portions[0].words else "",
                    time=portion.time,
                )
            )
        return
    block = blocks.of(item if item.is_numbered else None)
    block.clause = block.clause or max(portions, key=lambda portion: len(portion.text)).clause
    part = len(block.works)
    for portion in portions:
        texts = sentences(portion.text) or [item.heading]
        for text in texts:
            part += 1
            own = portion.clause if portion.clause != block.clause else None
            block.works.append(FutureTask(item, text, "", own, part, portion.line, time=portion.time))


def _divide_section(item: OutlineItem, coverage: Coverage, split: Grain, blocks: _Blocks) -> None:
    """A clause covers the section: the items beneath that have none of their own are its tasks."""
    block = blocks.of(item)
    block.clause = coverage[item].clause
    for child in item.children:
        if any(coverage[below].has_clause for below in child.walk()):
            continue
        if split == "item":
            work = _whole(child, coverage)
            work.clause = None
            work.time = coverage[child].rest.time
            block.works.append(work)
            continue
        for leaf in (below for below in child.walk() if not below.children):
            portion = coverage[leaf].rest
            texts = sentences(portion.text) or [leaf.heading]
            for part, text in enumerate(texts, 1):
                block.works.append(
                    FutureTask(leaf, text, "", None, part if len(texts) > 1 else 0, portion.line or leaf.line)
                )


def _whole(item: OutlineItem, coverage: Coverage) -> FutureTask:
    """An item and all beneath it as one work, the numbers beneath kept as the document's words."""
    words = ""
    for below in item.walk():
        covered = coverage[below]
        if below is not item and below.marker:
            words += below.marker.text + below.heading
        words += "".join(portion.text for portion in covered.portions) + covered.rest.text
    here = coverage[item]
    clause = here.clause or (here.portions[0].clause if here.portions else None)
    return FutureTask(item, words, item.heading, clause, 0, item.line, item.heading if words else "")
