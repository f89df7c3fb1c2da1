"""分解: for each open task the units that could lead it, the most probable first, each with its grounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from baigong.changes.division_answers import REASON
from baigong.deferred import dataclass
from baigong.duties import Matter, Precedent, Proposer, Suggestion, proposed_leads
from baigong.ledger.citation import cite
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Assign
from baigong.model.units import UnitsFile
from baigong.words import Order
from baigong.workbook.division import DivisionEntry


@dataclass(frozen=True)
class CandidateRow:
    """A unit that could lead a task.

    `probability` is 0 to 1. `score` measures how well its duties match the task's words; `words` and `weights` are
    the parts of the score. `grounds` are all reasons in an office's words, the weightiest first.
    """

    unit: str
    probability: float
    score: float
    words: tuple[str, ...]
    weights: tuple[float, ...]
    grounds: tuple[str, ...]


@dataclass(frozen=True)
class DivisionRow:
    """A task with its lead, if any, and the leads proposed: none when the evidence is unclear, rarely two."""

    id: str
    text: str
    lead: tuple[str, ...]
    proposed: tuple[str, ...]
    probability: float
    candidates: tuple[CandidateRow, ...]

    @property
    def clear(self) -> bool:
        """Whether a lead is proposed."""
        return bool(self.proposed)

    @property
    def grounds(self) -> str:
        """The weightiest reason for each unit proposed, or for the first candidate; "" where a lead is settled."""
        if self.lead or not self.candidates:
            return ""
        chosen = [each for each in self.candidates if each.unit in self.proposed] or self.candidates[:1]
        return "；".join(each.grounds[0] for each in chosen if each.grounds)


def division(
    ledger: Ledger,
    units: UnitsFile,
    day: date,
    ids: Sequence[str] = (),
    beside: Mapping[str, Ledger] = MappingProxyType({}),
) -> list[DivisionRow]:
    """Propose a lead for each open task of `day`, or for the tasks named, in the order of the plan.

    The leads of the plans `beside`, by their names, are evidence too.
    """
    states = list(ledger.on(day))
    matters = {matter.id: matter for matter in _matters(ledger, states)}
    precedents = (each for name, other in beside.items() for each in _precedents(name, other, day))
    proposer = Proposer(matters.values(), units, ledger.plan.head.title, precedents)
    wanted = {ledger.nodes[id] for id in ids}
    return [
        _row(state, proposer.suggest(matters[state.id]))
        for state in states
        if (state.id in wanted if wanted else state.open)
    ]


def to_decide(ledger: Ledger, rows: Sequence[DivisionRow], order: Order = "plan") -> list[DivisionRow]:
    """Give the tasks with candidates but no lead; those after the last task decided come first.

    The `order` sure or unsure puts the surest or the least sure first.
    """
    left = [row for row in rows if not row.lead and row.candidates]
    if order != "plan":
        return sorted(left, key=lambda row: row.probability, reverse=order == "sure")
    decided = [event for event in ledger.in_force if isinstance(event, Assign) and event.reason == REASON]
    if not decided:
        return left
    last = max(decided, key=lambda event: (event.at, event.id)).task
    place = {task.id: at for at, task in enumerate(ledger.plan.tasks)}
    after = [row for row in left if place[row.id] > place[last]]
    return after + [row for row in left if place[row.id] <= place[last]]


def _matters(ledger: Ledger, states: Iterable[TaskState]) -> Iterator[Matter]:
    """The tasks with the roles now in force: a lead that was accepted and later changed is no evidence."""
    headings = {task.id: section.title for section in ledger.plan.sections for task in section.tasks}
    clauses = {task.id: section.clause_of(task) for section in ledger.plan.sections for task in section.tasks}
    for state in states:
        roles, task = state.roles, state.task
        yield Matter(
            task.id,
            task.text,
            task.title,
            headings.get(task.id, ""),
            tuple(dict.fromkeys((*roles.lead, *roles.responsible))),
            roles.support,
            roles.lead,
            decided=roles.lead != clauses[task.id].lead,
            listed=(*clauses[task.id].lead, *clauses[task.id].units),
        )


def _precedents(name: str, ledger: Ledger, day: date) -> Iterator[Precedent]:
    """The tasks of another plan that have a lead on a day, cited with its name."""
    for matter in _matters(ledger, ledger.on(day)):
        if matter.leads:
            listed = tuple(dict.fromkeys((*matter.units, *matter.support)))
            yield Precedent(cite(name, matter.id), matter.words, matter.leads, listed, matter.decided)


def _row(state: TaskState, suggestions: Sequence[Suggestion]) -> DivisionRow:
    proposed = proposed_leads(suggestions)
    return DivisionRow(
        state.id,
        state.task.text,
        state.roles.lead,
        proposed,
        round(sum(each.probability for each in suggestions[: max(1, len(proposed))]), 4),
        tuple(
            CandidateRow(each.unit, each.probability, each.score, each.words, each.weights, each.grounds)
            for each in suggestions
        ),
    )


def division_entries(
    ledger: Ledger, units: UnitsFile, day: date, beside: Mapping[str, Ledger] = MappingProxyType({})
) -> list[DivisionEntry]:
    """Give what the sheet of proposals says of each task, in the order of the plan."""
    states = {state.id: state for state in ledger.on(day)}
    return [
        DivisionEntry(
            states[row.id],
            row.proposed,
            row.probability,
            row.grounds,
            tuple(candidate.unit for candidate in row.candidates),
        )
        for row in division(ledger, units, day, beside=beside)
    ]
