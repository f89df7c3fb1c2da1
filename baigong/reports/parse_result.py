"""What a parse has read: sections in figures, dates that parts state themselves, and doubts. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.directory import named_in
from baigong.model.plan import Plan, Section, Task, Work
from baigong.parse.doubts import Doubt, grouped
from baigong.store.plan_file import plan_data
from baigong.words import Every


@dataclass(frozen=True)
class SectionSize:
    """How much a section holds; `units` counts the names in its clauses, each once."""

    id: str
    title: str
    tasks: int
    steps: int
    units: int
    targets: int
    documents: int


@dataclass(frozen=True)
class DatedPart:
    """A task or step that states a time itself; without `due` and `every` its `basis` names no date."""

    id: str
    due: date | None
    every: Every | None
    basis: str
    text: str


@dataclass(frozen=True)
class DoubtRow:
    """One doubt. `line` counts from 1, 0 for the whole document; `gravity` runs from 4 (gravest) to 1."""

    line: int
    item: str
    text: str
    why: str
    gravity: int


@dataclass(frozen=True)
class DoubtCause:
    """Doubts of one cause: how many, where, and the words of the first."""

    count: int
    why: str
    places: str
    text: str


def section_sizes(plan: Plan) -> tuple[SectionSize, ...]:
    """Count what each section holds, in the order of the document."""
    return tuple(
        SectionSize(
            section.id,
            section.title,
            tasks=len(section.tasks),
            steps=sum(len(task.steps) for task in section.tasks),
            units=len(_names((section, *section.tasks))),
            targets=sum(len(task.targets) for task in section.tasks),
            documents=sum(len(task.documents) for task in section.tasks),
        )
        for section in plan.sections
    )


def count_units(plan: Plan) -> int:
    """Count the names of units in all clauses of a plan, each once."""
    return len(_names((*plan.sections, *plan.tasks)))


def _names(parts: Iterable[Section | Task]) -> set[str]:
    return {name for part in parts for name in named_in(part)}


def dated_parts(plan: Plan) -> tuple[DatedPart, ...]:
    """List the tasks and steps that state a time themselves, in the order of the document."""
    nodes: Iterable[Work] = (node for task in plan.tasks for node in task.nodes)
    return tuple(
        DatedPart(node.id, node.due, node.every, node.basis, node.text)
        for node in nodes
        if node.due or node.every or node.basis
    )


def doubt_rows(doubts: Iterable[Doubt]) -> tuple[DoubtRow, ...]:
    """Give every doubt, one by one, in the order of the parse: the gravest first."""
    return tuple(DoubtRow(doubt.line, doubt.item, doubt.text, doubt.why, doubt.gravity) for doubt in doubts)


def doubt_causes(doubts: Iterable[Doubt]) -> tuple[DoubtCause, ...]:
    """Give the doubts by their causes, the gravest first."""
    return tuple(DoubtCause(len(group.doubts), group.why, group.places, group.first.text) for group in grouped(doubts))


def parse_result_data(plan: Plan, doubts: Iterable[Doubt]) -> dict[str, object]:
    """Give {plan, sections, doubts}: the first two as in tasks.yaml."""
    return plan_data(plan) | {"doubts": doubt_rows(doubts)}
