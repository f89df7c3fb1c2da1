"""A task's events taken in one after another: rules 1 to 4 of "The state of a task", in docs/design.md.

A *word* is a report that sets a status or a percent. The latest word decides: one on the whole, or the words of the
units that answer for it together, or those on its steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from baigong.calendar import Spans
from baigong.ledger.checkpoints import Checkpoints, Recurrence, span_at
from baigong.ledger.standing import UNTOUCHED, Roles, Standing, derive, finishes, is_note, reopens
from baigong.model.events import Assign, Close, Defer, Event, Progress, Reject
from baigong.words import Status

Basis = Literal["whole", "units", "steps"]
"""What a state follows from: the last word on the whole, the words of the answerable units, or the steps."""


@dataclass
class PartReplay:
    """A task or a step while its events are taken in.

    `words` are what the units said of it themselves; those in `current` said it since the whole was last set, or are
    finished. `reported` says that a step has had a word of its own since the whole was last set.
    """

    id: str
    due: date
    recurrence: Recurrence | None = None
    answerable: tuple[str, ...] = ()
    steps: dict[str, PartReplay] = field(default_factory=dict)
    own: Standing = UNTOUCHED
    basis: Basis = "whole"
    reported: bool = False
    words: dict[str, Standing] = field(default_factory=dict)
    current: set[str] = field(default_factory=set)
    reached: float = 0.0
    days: list[date] = field(default_factory=list)
    reopened: bool = False
    _seen: tuple[date, int, Checkpoints] | None = None

    @property
    def spans(self) -> Spans:
        """The periods of its recurrence up to the due date in force; none when it does not recur."""
        return self.recurrence.spans(self.due) if self.recurrence else Spans()

    @property
    def checkpoints(self) -> Checkpoints:
        """Its checkpoints, met by the reports taken in so far."""
        if self._seen is None or self._seen[:2] != (self.due, len(self.days)):
            spans = self.spans
            places = (span_at(spans, day) for day in self.days) if spans else ()
            points = Checkpoints(spans, frozenset(place for place in places if place is not None))
            self._seen = (self.due, len(self.days), points)
        return self._seen[2]

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        if self.basis == "steps" and not self.spans:
            standing = derive(step.standing for step in self.steps.values())
        elif self.basis == "units":
            standing = derive(self.share(unit) for unit in self.answerable)
        else:
            standing = self.own
        if self.spans and not standing.finished:
            standing = self._by_checkpoints(standing)
        return standing if standing.percent < 100 or standing is self.own else replace(standing, reached=self.reached)

    def _by_checkpoints(self, standing: Standing) -> Standing:
        points = self.checkpoints
        percent = 100 * len(points.places) / len(points)
        status: Status = "doing" if points.places and standing.status == "todo" else standing.status
        return Standing(status, percent, percent if percent < 100 else self.reached)

    def share(self, unit: str) -> Standing:
        """Where one unit's part stands: its own word, else as the whole stood before the units' words."""
        if unit in self.current:
            return self.words[unit]
        return self.standing if self.basis == "steps" else self.own.of_part

    def shares(self, units: Sequence[str]) -> dict[str, Standing]:
        """Where the part of each unit stands; those that said nothing all stand alike."""
        silent = next((unit for unit in units if unit not in self.current), None)
        rest = self.own if silent is None else self.share(silent)
        return {unit: self.words[unit] if unit in self.current else rest for unit in units}

    def takes(self, event: Progress, units: tuple[str, ...]) -> bool:
        """Whether rule 2 lets a report count: what is finished is opened by nothing but reopening."""
        if not units or self._decides(units):
            return self.standing.admits(event)
        return any(self.share(unit).admits(event) for unit in units)

    def _decides(self, units: tuple[str, ...]) -> bool:
        """Whether the word of these units is the task's: one of them alone answers for it (rule 1)."""
        return len(self.answerable) == 1 and self.answerable[0] in units

    def report(self, event: Progress, units: tuple[str, ...]) -> bool:
        """Take in a report on this very task or step: the office's (no units), or that of units on their share.

        Gives whether it moved anything but the shares of units that do not answer for it.
        """
        moves = not units or any(unit in self.answerable for unit in units)
        if moves:
            self.days.append(event.on)
        if is_note(event) and not (self.spans and moves):
            return False
        if units:
            self._take_words(event, units)
            if not self._decides(units):
                return moves
        self.set(self._meant(event, self.standing), opens=reopens(event))
        return True

    def _take_words(self, event: Progress, units: tuple[str, ...]) -> None:
        # The standing to start from is the one before any of the units spoke.
        before = {unit: self.share(unit) for unit in units}
        if self.basis == "steps" and not self.spans and any(unit in self.answerable for unit in units):
            self.set(self.standing)
        for unit in units:
            if before[unit].admits(event):
                self.words[unit] = self._meant(event, before[unit])
                self.current.add(unit)
        if any(unit in self.answerable for unit in units) and not self._decides(units):
            self.basis = "units"
            self._pass_on()

    def _meant(self, event: Progress, before: Standing) -> Standing:
        """What a report makes of a standing; a recurring one is done with its last checkpoint, or when it is final."""
        after = before.after(event)
        if reopens(event) and before.finished:
            self.reopened = True
        if not self.spans:
            return after
        if is_note(event):
            return replace(before, status="doing") if before.status == "todo" else before
        if finishes(event) and not event.final and event.on < self.spans[-1].start:
            return Standing("doing", before.percent, before.reached)
        return after

    def set(self, standing: Standing, opens: bool = False) -> None:
        """Set the whole by a word on it; finished parts stay finished unless it opens what was finished."""
        opening = self.standing.status if opens and self.standing.finished else None
        self.own, self.basis = standing, "whole"
        if opening:
            self._open_words(opening)
        self._end_round()
        self._pass_on(opening)

    def _end_round(self) -> None:
        """Let the units' words be of the past, but for those that finished their part."""
        self.current = {unit for unit in self.current if self.words[unit].finished}

    def _open_words(self, opening: Status) -> None:
        for unit, word in self.words.items():
            if word.status == opening:
                self.words[unit] = word.rejected()
                self.current.discard(unit)

    def _pass_on(self, opening: Status | None = None) -> None:
        """Let the steps stand as the whole does, but for those that were finished by a word of their own."""
        standing = self.standing
        for step in self.steps.values():
            now = step.standing
            if step.reported and now.finished and now.status != opening:
                continue
            step.set(standing.of_part, opens=opening is not None)
            step.reported = False
            step.reached = step.own.reached

    def step_was_set(self, step: PartReplay, opened: bool) -> None:
        """Let the state follow from the steps from now on, after a word on one of them."""
        step.reported = True
        if self.spans:
            return
        if self.basis != "steps":
            # The other steps inherited this when it was set.
            self.own = self.standing
            self.basis = "steps"
        self._end_round()
        if opened:
            self._open_words("done")

    def answered_by(self, units: tuple[str, ...]) -> None:
        """Take in who answers from now on: the mean is then theirs, but nothing is finished or opened by it."""
        before = self.standing
        self.answerable = units
        if self.basis == "units" and (not units or self.standing.finished != before.finished):
            self.set(before)
        elif self.basis == "units":
            self._pass_on()

    def settle(self, day: date) -> date | None:
        """Finish what recurs once its last checkpoint was met and its period is over; give the day it was."""
        if not self.spans or self.reopened or self.standing.finished or self.standing.status == "blocked":
            return None
        last = self.spans[-1]
        if day <= last.end or len(self.spans) - 1 not in self.checkpoints.places:
            return None
        self.set(Standing("done", 100.0, self.standing.percent if self.standing.percent < 100 else self.reached))
        return last.end

    def note_reached(self) -> None:
        """Remember the percent in force while it is under 100, for when finished work is taken up again."""
        percent = self.standing.percent
        if percent < 100:
            self.reached = percent


@dataclass
class TaskReplay:
    """A task's events taken in one after another, in the order in which they count.

    `dated` are the steps that have a date of their own in the document.
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
    actual: dict[str, float] = field(default_factory=dict)
    ignored: list[Event] = field(default_factory=list)
    leader: str = ""
    document: Roles = field(init=False)
    units: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Keep the roles of the plan's clause, and say who takes part in the task and who answers for it."""
        self.document = self.roles
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
            self.node.reopened = True
            self.node.set(self.node.standing.rejected(), opens=True)
        # An assignment or a deferral moves every mean, a report only those above it.
        step = self.node.steps.get(event.task) if isinstance(event, Progress) else None
        nodes = self.parts if isinstance(event, (Assign, Defer)) else (self.node, *([step] if step else ()))
        for node in nodes:
            node.note_reached()
        self._note_finished(event.on)

    def settle(self, day: date) -> None:
        """Finish what recurs and is over by `day`."""
        for step in self.node.steps.values():
            on = step.settle(day)
            if on:
                step.reported = True
                self._note_finished(on)
        if not self.closed:
            on = self.node.settle(day)
            if on:
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
            return self.status in ("done", "closed")
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
        part = self._part(event.task)
        was_finished = part.standing.finished
        moved = part.report(event, self._units(event))
        if part is not self.node and moved:
            self.node.step_was_set(part, opened=was_finished and not part.standing.finished)

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
