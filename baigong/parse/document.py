"""A document in, a plan and its doubts out: the road through the parser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from baigong.errors import DocumentError
from baigong.model.plan import Plan
from baigong.parse.assemble import assemble
from baigong.parse.coverage import Coverage, cover
from baigong.parse.doubts import Doubt
from baigong.parse.granularity import Block, Split, choose, divide
from baigong.parse.head import read_head
from baigong.parse.outline import Item, read_outline
from baigong.parse.period import read_period
from baigong.parse.sources import read_document
from baigong.parse.wording import clean

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Parsed:
    """The plan, what is doubtful about it in the order of the document, how it was split and why."""

    plan: Plan
    doubts: tuple[Doubt, ...]
    split: Split
    split_why: str


def parse_document(
    path: Path | None,
    *,
    data: bytes | None = None,
    start: date | None = None,
    due: date | None = None,
    split: Literal["auto", "sentence", "item"] = "auto",
    on_progress: Progress | None = None,
) -> Parsed:
    """Parse a document into a plan.

    `data` is what standard input gave when `path` is None. `start` and `due` overrule the period that
    the document states. `on_progress` is told the share that is done, 0 to 1.

    Raises:
        DocumentError: when it cannot be read, names no units, or names no year.
    """
    report = on_progress or (lambda _: None)
    document = read_document(path, data)
    report(0.3)
    root = read_outline(document)
    report(0.5)
    coverage = cover(root)
    report(0.8)
    head = read_head(root)
    chosen, why = choose(root, coverage)
    if split != "auto":
        chosen, why = split, "按命令指定"
    blocks = divide(root, coverage, chosen)
    if not blocks:
        raise DocumentError(
            "没有找到责任条款，看不出这是一份分工方案",
            "方案里应有“责任单位：……”“（某局牵头，某局配合）”一类的文字，或带“责任单位”列的表",
        )
    texts = [piece.text for piece in head.preamble] + _opening(root)
    period = read_period(head, texts, start, due)
    plan, met = assemble(head, period, blocks, chosen)
    doubts = [Doubt(0, plan.plan.title, period.doubt)] if period.doubt else []
    doubts += met + list(_uncovered(root, coverage, blocks))
    report(1.0)
    return Parsed(plan, tuple(sorted(doubts, key=lambda doubt: doubt.line)), chosen, why)


def _opening(root: Item) -> list[str]:
    """What the first chapters say before their items: there a plan states its period."""
    return [piece.text for item in root.walk() if item.marker for piece in item.pieces[:2]][:12]


def _uncovered(root: Item, coverage: Coverage, blocks: list[Block]) -> list[Doubt]:
    """Doubts about clauses that could not be taken apart, and about items left out between tasks."""
    doubts = []
    used = {id(work.item) for block in blocks for work in block.works}
    items = list(root.walk())
    within = [at for at, item in enumerate(items) if id(item) in used]
    for at, item in enumerate(items):
        covered = coverage[id(item)]
        doubts += [Doubt(suspect.line, suspect.text, suspect.why) for suspect in covered.suspects]
        clauses = [portion.clause for portion in covered.portions] + [covered.clause]
        doubts += [
            Doubt(item.line, clean(item.heading)[:40], why) for clause in clauses if clause for why in clause.doubts
        ]
        left_out = item.marker and within and within[0] < at < within[-1] and id(item) not in used
        if left_out and not item.children and covered.rest.text and not _in_section(item, coverage):
            doubts.append(Doubt(item.line, covered.rest.text[:40], "这一条没有责任条款，没有列为任务"))
    return doubts


def _in_section(item: Item, coverage: Coverage) -> bool:
    above = item.parent
    while above is not None:
        if coverage[id(above)].clause:
            return True
        above = above.parent
    return False
