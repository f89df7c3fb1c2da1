"""A task's events taken in one after another: its own state, its steps' and its units' shares.

These are rules 1 to 4 of "The state of a task". Nothing here knows a date but as part of an event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from baigong.ledger.standing import UNTOUCHED, Roles, Standing, derive
from baigong.model.events import Assign, Close, Defer, Event, Progress, Reject
from baigong.words import FINISHED, Status


@dataclass
class PartReplay:
    """A task or a step while its events are taken in: what was set for it, and what was set beneath it since."""

    id: str
    units: tuple[str, ...] = ()
    steps: dict[str, PartReplay] = field(default_factory=dict)
    own: Standing = UNTOUCHED
    own_set: bool = False
    shares: dict[str, Standing] = field(default_factory=dict)
    reached: float = 0.0

    @property
    def shared(self) -> bool:
        """Whether a unit that takes part has reported its share since the whole was last set."""
        return bool(self.shares) and any(unit in self.shares for unit in self.units)

    @property
    def touched(self) -> bool:
        """Whether the node itself, or a share of it, was set since what is above it was."""
        return self.own_set or self.shared

    @property
    def by_steps(self) -> bool:
        """Whether the state follows from the steps: any was set since the whole was."""
        return any(step.touched for step in self.steps.values())

    @property
    def standing(self) -> Standing:
        """The state in force: its own, or that of its parts where any was set since (steps before shares)."""
        if self.by_steps:
            found = derive(step.standing for step in self.steps.values())
        elif self.shared:
            found = derive(self.share(unit) for unit in self.units)
        else:
            return self.own
        return found if found.percent < 100 else replace(found, reached=self.reached)

    def share(self, unit: str) -> Standing:
        """Where one unit's share stands; a share not set stands as the whole did when it was set."""
        return self.shares.get(unit, self.own.of_part)

    def seen(self, unit: str) -> Standing:
        """Where a unit's part is seen to stand: its share if it reported one since, else the whole."""
        if unit not in self.shares and self.by_steps:
            return self.standing
        return self.share(unit)

    def report(self, event: Progress, members: Callable[[str], tuple[str, ...]]) -> None:
        """Take in a report on this very node, or on a unit's share of it; a note alone changes nothing."""
        if event.status is None and event.percent is None:
            return
        if event.unit:
            # The share of a unit that takes no part (yet, or any more) is kept and does not count.
            for unit in members(event.unit):
                self.shares[unit] = self.seen(unit).after(event)
        else:
            self.set(self.standing.after(event))

    def set(self, standing: Standing) -> None:
        """Set the node's own state, which clears what was set beneath it."""
        self.own, self.own_set = standing, True
        self.shares.clear()
        for step in self.steps.values():
            step.own, step.own_set = standing.of_part, False
            step.reached = step.own.reached
            step.shares.clear()

    def note_reached(self) -> None:
        """Remember the percent in force while it is under 100, for when finished work is taken up again."""
        percent = self.standing.percent
        if percent < 100:
            self.reached = percent


@dataclass
class TaskReplay:
    """A task's course: its events taken in one after another, in the order in which they count."""

    node: PartReplay
    roles: Roles
    members: Callable[[str], tuple[str, ...]]
    closed: Close | None = None
    finished_on: date | None = None
    finished_by: dict[str, date] = field(default_factory=dict)
    deferrals: dict[str, list[Defer]] = field(default_factory=dict)
    assigned: list[Assign] = field(default_factory=list)
    rejections: list[Reject] = field(default_factory=list)
    reports: list[Progress] = field(default_factory=list)
    actual: dict[str, float] = field(default_factory=dict)
    ignored: list[Event] = field(default_factory=list)
    document: Roles = field(init=False)

    def __post_init__(self) -> None:
        """Keep the roles of the plan's clause, and spread the units that take part over the task and its steps."""
        self.document = self.roles
        self._spread()

    @property
    def status(self) -> Status:
        """The status in force, a close included."""
        return "closed" if self.closed else self.node.standing.status

    def take(self, event: Event) -> None:
        """Take in the next event; one that the task's state does not admit changes nothing and goes to `ignored`."""
        if not self._admits(event):
            self.ignored.append(event)
            return
        if isinstance(event, Progress):
            self._report(event)
        elif isinstance(event, Defer):
            self.deferrals.setdefault(event.task, []).append(event)
        elif isinstance(event, Assign):
            self.assigned.append(event)
            self.roles = self.roles.after(event, self.document)
            self._spread()
        elif isinstance(event, Close):
            self.closed = event
        elif isinstance(event, Reject):
            self.closed = None
            self.rejections.append(event)
            self.node.set(self.node.standing.rejected())
        # An assignment moves every mean, a report only those above it.
        step = self.node.steps.get(event.task) if isinstance(event, Progress) else None
        parts = self.node.steps.values() if isinstance(event, Assign) else (step,) if step else ()
        for node in (self.node, *parts):
            node.note_reached()
        self._note_finished(event.on)

    def _note_finished(self, on: date) -> None:
        """Remember since when the task is finished, and each unit's part of it."""
        if self.status not in FINISHED:
            self.finished_on = None
        elif self.finished_on is None:
            self.finished_on = on
        # As `PartReplay.seen` does, but looking at the whole once for all units.
        by_steps, whole = any(step.touched for step in self.node.steps.values()), self.node.standing
        for unit in self.node.units:
            seen = whole if by_steps and unit not in self.node.shares else self.node.share(unit)
            if not seen.finished:
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
        return self.closed is None

    def _report(self, event: Progress) -> None:
        self.reports.append(event)
        self.actual.update(event.actual)
        step = self.node.steps.get(event.task)
        (step or self.node).report(event, self.members)

    def _spread(self) -> None:
        units = tuple(dict.fromkeys(unit for name in self.roles.names for unit in self.members(name)))
        for node in (self.node, *self.node.steps.values()):
            node.units = units
