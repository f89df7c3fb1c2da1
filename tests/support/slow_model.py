"""The rules of "The state of a task on a day D" once more, from the words of DESIGN.md alone: slow and obvious.

Nothing is kept from one event to the next. Every question ("where does this stand?") is answered from the list
of events before it, by looking back for the last one that set it. It shares nothing with baigong.state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from baigong.model.events import Assign, Close, Defer, Event, Progress, Reject, Relink, Retract, TaskEvent
from baigong.model.plan import Plan, Section, Task

At = tuple[str, float]
"""A status and a percent."""


@dataclass
class SlowTask:
    """One task of the plan on a day, by the rules. `row` are the events of the journal, in any order."""

    plan: Plan
    section: Section
    task: Task
    row: list[Event]
    day: date
    groups: dict[str, tuple[str, ...]]
    memory: dict[object, object] = field(default_factory=dict)

    # "Events with on <= D that no event retracts, in order of (on, at, id)."

    def counts(self, event: Event) -> bool:
        """An event counts unless a retraction that itself counts names it."""
        return not any(
            isinstance(other, Retract) and other.event == event.id and self.counts(other) for other in self.row
        )

    @cached_property
    def events(self) -> list[TaskEvent]:
        """The events about this task that count on the day and that its state admitted, in their order."""
        mine = {self.task.id, *(step.id for step in self.task.steps)}
        found = [
            event
            for event in self.row
            if not isinstance(event, (Retract, Relink))
            and event.task in mine
            and event.on <= self.day
            and self.counts(event)
        ]
        found.sort(key=lambda event: (event.on, event.at, event.id))
        admitted: list[TaskEvent] = []
        for event in found:
            if self._admits(admitted, event):
                admitted.append(event)
        return admitted

    # "close needs a done task; reject takes it back to doing. A close freezes the task."

    def _admits(self, before: list[TaskEvent], event: TaskEvent) -> bool:
        closed = self._closed(before)
        if isinstance(event, (Close, Reject, Assign)) and event.task != self.task.id:
            return False
        if isinstance(event, Close):
            return not closed and self._whole(before)[0] == "done"
        if isinstance(event, Reject):
            return closed or self._whole(before)[0] == "done"
        return not closed

    @staticmethod
    def _closed(events: list[TaskEvent]) -> bool:
        turns = [event for event in events if isinstance(event, (Close, Reject))]
        return bool(turns) and isinstance(turns[-1], Close)

    # Who takes part: the plan's clause, then each assignment of a role; who gets one role leaves the others, and a
    # unit of the clause that leads no longer is responsible again.

    def units(self, events: list[TaskEvent]) -> list[str]:
        """The units that take part after those events, groups by their members, lead first."""
        clause = self.task if self.task.lead or self.task.units or self.task.support else self.section
        roles = [list(clause.lead), list(clause.units), list(clause.support)]
        for event in events:
            if isinstance(event, Assign):
                given = [event.lead, event.responsible, event.support]
                moved = [name for names in given if names is not None for name in names]
                if event.lead is not None:
                    named = [*clause.lead, *clause.units, *clause.support]
                    roles[1] = [*(name for name in roles[0] if name in named), *roles[1]]
                for at, names in enumerate(given):
                    roles[at] = list(names) if names is not None else [name for name in roles[at] if name not in moved]
        found: list[str] = []
        for name in [name for role in roles for name in role]:
            for member in self.groups.get(name, (name,)):
                if member not in found:
                    found.append(member)
        return found

    # Rules 1 to 3.

    @staticmethod
    def _sets(event: TaskEvent) -> bool:
        """A report that names neither status nor percent is a note."""
        if isinstance(event, Reject):
            return True
        return isinstance(event, Progress) and (event.status is not None or event.percent is not None)

    def _sets_whole(self, event: TaskEvent) -> bool:
        """Whether the event sets the task's own state (rule 1)."""
        return self._sets(event) and event.task == self.task.id and not getattr(event, "unit", "")

    def _sets_step(self, event: TaskEvent, step: str) -> bool:
        """Whether the event sets the step's own state, not by way of the task."""
        return self._sets(event) and event.task == step and not getattr(event, "unit", "")

    def _sets_share(self, event: TaskEvent, node: str, unit: str) -> bool:
        """Whether the event sets one unit's share of the task or of a step."""
        if not isinstance(event, Progress) or not self._sets(event) or event.task != node or not event.unit:
            return False
        return unit in self.groups.get(event.unit, (event.unit,))

    def _whole(self, events: list[TaskEvent]) -> At:
        """Where the task stands after those events (its status before a close)."""
        key = ("whole", tuple(event.id for event in events))
        if key not in self.memory:
            self.memory[key] = self._find_whole(events)
        return self.memory[key]  # type: ignore[return-value]

    def _find_whole(self, events: list[TaskEvent]) -> At:
        last = _last(events, self._sets_whole)
        since = events[last + 1 :]
        shared = any(self._sets_share(event, self.task.id, unit) for event in since for unit in self.units(events))
        if any(self._step_set(events, step.id) for step in self.task.steps):
            return _made_of([self.step(events, step.id) for step in self.task.steps])
        if shared:
            return _made_of([self.share(events, self.task.id, unit) for unit in self.units(events)])
        return self._own(events)

    def _own(self, events: list[TaskEvent]) -> At:
        """What the last event on the whole task made of it."""
        last = _last(events, self._sets_whole)
        if last < 0:
            return "todo", 0
        before, event = events[:last], events[last]
        return _after(event, self._whole(before), self._reached(before))

    def _reached(self, events: list[TaskEvent]) -> float:
        """The last percent under a hundred at which the task stood: where work reopened is taken up."""
        for end in range(len(events), 0, -1):
            percent = self._whole(events[:end])[1]
            if percent < 100:
                return percent
        return 0

    def _step_set(self, events: list[TaskEvent], step: str) -> bool:
        """Whether the step, or a share of it, was set since the task was."""
        since = events[_last(events, self._sets_whole) + 1 :]
        if any(self._sets_step(event, step) for event in since):
            return True
        return any(self._sets_share(event, step, unit) for event in since for unit in self.units(events))

    def step(self, events: list[TaskEvent], step: str) -> At:
        """Where a step stands after those events."""
        key = (step, tuple(event.id for event in events))
        if key not in self.memory:
            self.memory[key] = self._find_step(events, step)
        return self.memory[key]  # type: ignore[return-value]

    def _find_step(self, events: list[TaskEvent], step: str) -> At:
        start = self._step_start(events, step)
        units = self.units(events)
        if any(self._sets_share(event, step, unit) for event in events[start:] for unit in units):
            return _made_of([self.share(events, step, unit) for unit in units])
        return self._step_own(events, step)

    def _step_start(self, events: list[TaskEvent], step: str) -> int:
        """The place after the last event that set the step or the task above it."""
        return _last(events, lambda event: self._sets_step(event, step) or self._sets_whole(event)) + 1

    def _step_own(self, events: list[TaskEvent], step: str) -> At:
        start = self._step_start(events, step)
        if start == 0:
            return "todo", 0
        before, event = events[: start - 1], events[start - 1]
        if self._sets_whole(event):
            # "A part not set stands as the task's own state did."
            return self._own(events[:start])
        return _after(event, self.step(before, step), self._step_reached(before, step))

    def _step_reached(self, events: list[TaskEvent], step: str) -> float:
        """As `_reached`, but since the task was last set: a part has no course of its own before that."""
        first = _last(events, self._sets_whole) + 1
        for end in range(len(events), first - 1, -1):
            percent = self.step(events[:end], step)[1]
            if percent < 100:
                return percent
        return 0

    def share(self, events: list[TaskEvent], node: str, unit: str) -> At:
        """Where one unit's share of the task or of a step stands: its own reports since the node was set."""
        if node == self.task.id:
            start = _last(events, self._sets_whole) + 1
            standing = self._own(events[:start])
        else:
            start = self._step_start(events, node)
            standing = self._step_own(events[:start], node)
        reached = standing[1] if standing[1] < 100 else 0
        for at, event in enumerate(events[start:], start):
            if not self._sets_share(event, node, unit):
                continue
            if node == self.task.id and self._only_by_steps(events[:at], unit):
                # A first report on a share takes up where the whole is seen to be.
                standing, reached = self._whole(events[:at]), self._reached(events[:at])
            standing = _after(event, standing, reached)
            reached = standing[1] if standing[1] < 100 else reached
        return standing

    def seen(self, unit: str) -> At:
        """Where a unit's part of the task is seen to stand: its own share, or the whole where only steps were set."""
        if self._only_by_steps(self.events, unit):
            return self._whole(self.events)
        return self.share(self.events, self.task.id, unit)

    def _only_by_steps(self, events: list[TaskEvent], unit: str) -> bool:
        """Whether steps were set since the whole was, and this unit's share was not."""
        since = events[_last(events, self._sets_whole) + 1 :]
        by_steps = any(self._step_set(events, step.id) for step in self.task.steps)
        return by_steps and not any(self._sets_share(event, self.task.id, unit) for event in since)

    # What is asked of it.

    @cached_property
    def status(self) -> str:
        return "closed" if self._closed(self.events) else self._whole(self.events)[0]

    @cached_property
    def percent(self) -> float:
        return self._whole(self.events)[1]

    @property
    def finished(self) -> bool:
        return self.status in ("done", "closed", "dropped")

    @property
    def finished_on(self) -> date | None:
        """The day from which it has been finished without a break."""
        found = None
        for end in range(1, len(self.events) + 1):
            finished = self._whole(self.events[:end])[0] in ("done", "dropped")
            found = (found or self.events[end - 1].on) if finished else None
        return found

    def due(self, node: str) -> date | None:
        """Rule 5: the last deferral's, else the node's own; a task's else its section's, else the plan's."""
        deferrals = [event.due for event in self.events if isinstance(event, Defer) and event.task == node]
        if deferrals:
            return deferrals[-1]
        if node == self.task.id:
            return self.task.due or self.section.due or self.plan.head.due
        return next(step.due for step in self.task.steps if step.id == node)

    def late(self) -> list[tuple[str, date, int]]:
        """Every date missed on the day, as (node, date, days)."""
        if self.finished:
            return []
        found: list[tuple[str, date]] = []
        whole = self.due(self.task.id)
        if whole and not self.task.ongoing:
            found.append((self.task.id, whole))
        found += [(self.task.id, point) for point in self.unmet(self.task.id)]
        for step in self.task.steps:
            if self.step(self.events, step.id)[0] in ("done", "dropped"):
                continue
            due = self.due(step.id)
            if due:
                found.append((step.id, due))
            found += [(step.id, point) for point in self.unmet(step.id)]
        return [(node, due, (self.day - due).days) for node, due in found if due < self.day]

    def unmet(self, node: str) -> list[date]:
        """Rule 6: the last day of each month (week, quarter) of the period in which nothing was said of the node."""
        work = next(work for work in (self.task, *self.task.steps) if work.id == node)
        if work.every is None:
            return []
        start = self.task.start or self.section.start or self.plan.head.start
        end = self.due(node) or self.due(self.task.id)
        assert end
        spans: dict[tuple[int, ...], list[date]] = {}
        each = start
        while each <= end:
            name = {
                "month": (each.year, each.month),
                "week": each.isocalendar()[:2],
                "quarter": (each.year, (each.month - 1) // 3),
            }[work.every]
            spans.setdefault(name, []).append(each)
            each += timedelta(days=1)
        said = {event.on for event in self.events if isinstance(event, Progress) and event.task == node}
        return [days[-1] for days in spans.values() if not said & set(days)]

    def scheduled(self) -> float:
        """序时进度: the share of the days from its start to its due in force that have passed, both ends counted."""
        start = self.task.start or self.section.start or self.plan.head.start
        end = self.due(self.task.id)
        assert end
        days = [start + timedelta(days=at) for at in range((end - start).days + 1)]
        passed = [each for each in days if each <= self.day]
        return 100 * len(passed) / len(days) if days else (100 if self.day >= end else 0)

    def light(self) -> str | None:
        """Red, yellow or green, by the plan's thresholds."""
        if self.finished:
            return None
        behind = round(self.scheduled() - self.percent, 6)
        if self.late() or behind > 30:
            return "red"
        return "yellow" if behind >= 10 or self.status == "blocked" or self._due_soon() else "green"

    def _due_soon(self) -> bool:
        dates = [] if self.task.ongoing else [self.due(self.task.id)]
        dates += self.unmet(self.task.id)
        for step in self.task.steps:
            if self.step(self.events, step.id)[0] not in ("done", "dropped"):
                dates += [self.due(step.id), *self.unmet(step.id)]
        return any(due and 0 <= (due - self.day).days <= 7 for due in dates)


def _last(events: list[TaskEvent], fits: object) -> int:
    """The place of the last event that fits, -1 for none."""
    assert callable(fits)
    return max((at for at, event in enumerate(events) if fits(event)), default=-1)


def _after(event: TaskEvent, before: At, reached: float) -> At:
    """What a report that sets a node makes of where it stood."""
    resumed = before[1] if before[1] < 100 else reached
    if isinstance(event, Reject):
        return "doing", resumed
    assert isinstance(event, Progress)
    status = event.status or ("done" if event.percent == 100 else "doing")
    if status == "done":
        return "done", 100
    if event.percent is not None:
        return status, event.percent
    return ("todo", 0) if status == "todo" else (status, resumed)


def _made_of(parts: list[At]) -> At:
    """Rule 3: the mean of the parts that are not dropped; done when all are, blocked if any is, else doing."""
    kept = [part for part in parts if part[0] != "dropped"]
    if not kept:
        return "dropped", 0
    percent = sum(part[1] for part in kept) / len(kept)
    statuses = {part[0] for part in kept}
    if statuses == {"done"}:
        return "done", percent
    return ("blocked" if "blocked" in statuses else "doing"), percent
