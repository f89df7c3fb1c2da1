"""A task's events taken in one after another: what each changes, and which the task's state does not admit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from baigong.ledger.part_replay import PartReplay
from baigong.ledger.standing import Roles, is_note
from baigong.model.events import Assign, Close, Defer, Event, Progress, Reject
from baigong.words import ACHIEVED, Status


@dataclass(slots=True)
class TaskReplay:
    """A task's events taken in one after another, in the order in which they count.

    `dated` are the steps that have a date of their own in the document. `troubles` are the reports whose 存在问题 still
    stands, by the task or step and the unit ("" for the office), the last reported last.
    """

    node: PartReplay
    roles: Roles
    members: Callable[[str], tuple[str, ...]]
    dated: frozenset[str] = frozenset()
    closed: Close | None = None
    finished_on: date | None = None
    finished_by: dict[str, date] = field(default_factory=dict)
    deferrals: dict[str, list[Defer]] = field(default_factory=dict)
    assigned: list[Assign] = field(default_factory=list)
    rejections: list[Reject] = field(default_factory=list)
    reports: list[Progress] = field(default_factory=list)
    troubles: dict[tuple[str, str], Progress] = field(default_factory=dict)
    actual: dict[str, float] = field(default_factory=dict)
    ignored: list[Event] = field(default_factory=list)
    leader: str = ""
    document: Roles = field(init=False)
    units: tuple[str, ...] = field(init=False, default=())
    _recurring: tuple[PartReplay, ...] = field(init=False, default=())
    _last: date = date.min

    def __post_init__(self) -> None:
        """Keep the roles of the plan's clause, and say who takes part in the task and who answers for it."""
        self.document = self.roles
        self._recurring = tuple(part for part in self.parts if part.recurrence)
        self._assign()

    @property
    def parts(self) -> tuple[PartReplay, ...]:
        """The task itself, then its steps."""
        return (self.node, *self.node.steps.values())

    @property
    def status(self) -> Status:
        """The status in force, a close included."""
        return "closed" if self.closed else self.node.standing.status

    def take(self, event: Event) -> None:
        """Take in the next event; one that the task's state does not admit changes nothing and goes to `ignored`."""
        self.settle(event.on)
        self._last = event.on
        if not self._admits(event):
            self.ignored.append(event)
            return
        if isinstance(event, Progress):
            self._report(event)
        elif isinstance(event, Defer):
            self._defer(event)
        elif isinstance(event, Assign):
            self.assigned.append(event)
            self.roles = self.roles.after(event, self.document)
            self.leader = self.leader if event.leader is None else event.leader
            self._assign()
        elif isinstance(event, Close):
            self.closed = event
        elif isinstance(event, Reject):
            self.closed = None
            self.rejections.append(event)
            self.node.set(self.node.standing.rejected(), event.on)
        # An assignment or a deferral moves every mean, a report only those above it.
        step = self.node.steps.get(event.task) if isinstance(event, Progress) else None
        nodes = self.parts if isinstance(event, (Assign, Defer)) else (self.node, *([step] if step else ()))
        for node in nodes:
            node.note_reached()
        self._note_finished(event.on)

    def settle(self, day: date) -> None:
        """Finish what recurs and was over before `day`, the soonest over first."""
        if self.closed or not self._recurring:
            return
        over = [part for part in self._recurring if part.finishes_by(day)]
        # What is over on one day: the steps before their task.
        for part in sorted(over, key=lambda part: (part.spans[-1].end, part is self.node)):
            if not part.standing.finished:
                on = max(part.spans[-1].end, self._last)
                part.finish()
                part.reported = True
                self._note_finished(on)

    def _note_finished(self, on: date) -> None:
        """Remember since when the task is finished, and each unit's part of it."""
        whole = self.node.standing
        if not (self.closed or whole.finished):
            self.finished_on = None
        elif self.finished_on is None:
            self.finished_on = on
        for unit in self.units:
            finished = whole.finished or (unit in self.node.current and self.node.words[unit].finished)
            if not finished:
                self.finished_by.pop(unit, None)
            else:
                self.finished_by.setdefault(unit, on)

    def _admits(self, event: Event) -> bool:
        if isinstance(event, (Close, Reject, Assign)) and event.task != self.node.id:
            return False
        if isinstance(event, Close):
            return self.status == "done"
        if isinstance(event, Reject):
            return self.status in ACHIEVED
        # A close freezes the task until it is rejected or the close is retracted.
        if self.closed is not None:
            return False
        if isinstance(event, Progress):
            return self._part(event.task).takes(event, self._units(event))
        return True

    def _part(self, id: str) -> PartReplay:
        return self.node.steps.get(id, self.node)

    def _units(self, event: Progress) -> tuple[str, ...]:
        return self.members(event.unit) if event.unit else ()

    def _report(self, event: Progress) -> None:
        self.reports.append(event)
        self.actual.update(event.actual)
        part, before, units = self._part(event.task), self.node.standing, self._units(event)
        self._note_problem(event, is_whole_word=not is_note(event) and part.is_decided_by(units))
        moved = part.report(event, units)
        if part is not self.node and moved:
            self.node.step_was_set(part, before)

    def _note_problem(self, event: Progress, is_whole_word: bool) -> None:
        """Keep a report's problem until its reporter reports again without one, or a word on the whole names none."""
        if is_note(event) and not (event.note or event.problem or event.next):
            return
        self.troubles = {
            (id, unit): trouble
            for (id, unit), trouble in self.troubles.items()
            if event.task not in (id, self.node.id) or not (is_whole_word or unit == event.unit)
        }
        if event.problem:
            self.troubles[event.task, event.unit] = event

    def _defer(self, event: Defer) -> None:
        self.deferrals.setdefault(event.task, []).append(event)
        self._part(event.task).due = event.due
        if event.task == self.node.id:
            # A step without a date of its own has its task's.
            for step in self.node.steps.values():
                if not self.has_own_due(step.id):
                    step.due = event.due

    def has_own_due(self, step: str) -> bool:
        """Whether a step has a date of its own: the document's, or that of a deferral."""
        return step in self.dated or step in self.deferrals

    def _assign(self) -> None:
        self.units = _expanded(self.roles.names, self.members)
        answerable = _expanded(self.roles.answerable, self.members)
        for node in self.parts:
            node.answered_by(answerable)


def _expanded(names: Iterable[str], members: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for name in names for unit in members(name)))
