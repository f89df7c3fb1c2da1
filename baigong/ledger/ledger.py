"""Plan and events to the state of every task on a day: pure, no files, no clock.

The same ledger and the same day give the same answer for ever, so any past week can be reported again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property

from baigong.ledger.checkpoints import only_meets
from baigong.ledger.directory import Directory
from baigong.ledger.replay import TaskReplay
from baigong.ledger.standing import finishes
from baigong.ledger.task_entry import TaskEntry
from baigong.ledger.task_state import TaskState
from baigong.model.events import Assign, Event, Progress, Relink, Retract, TaskEvent, order
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.store.interface import Surroundings


class Ledger:
    """A plan, the events recorded on it, and the directory of units."""

    def __init__(
        self,
        plan: Plan,
        events: Iterable[Event] = (),
        units: UnitsFile | None = None,
        around: Surroundings | None = None,
    ) -> None:
        """Put the events in the order in which they count, whatever their order in the file.

        Where plan and events are a part of a ledger (see `Excerpt`), `around` is what must be known of the whole.
        """
        self.plan = plan
        self.events: tuple[Event, ...] = tuple(sorted(events, key=order))
        assigned = [name for event in self.events if isinstance(event, Assign) for name in event.units]
        if around is None:
            self.directory = Directory(units or UnitsFile(), plan, assigned)
        else:
            self.directory = Directory(units or UnitsFile(), plan, (*around.assigned, *assigned), around.clauses)
        self._around = around
        self._units = units
        self._states: dict[tuple[str, date], TaskState] = {}
        self._replays: dict[str, tuple[date, int, TaskReplay]] = {}
        """The last replay of each task: up to which day, and how many of its events it has taken in."""
        self._days: dict[date, tuple[TaskState, ...]] = {}
        self._of_units: dict[date, dict[str, list[TaskState]]] = {}

    @cached_property
    def nodes(self) -> dict[str, str]:
        """The id of every task and step, to the id of its task."""
        return {node.id: task.id for task in self.plan.tasks for node in task.nodes}

    @property
    def last(self) -> datetime | None:
        """The latest moment of recording."""
        moments = [event.at for event in self.events]
        if self._around and self._around.last:
            moments.append(self._around.last)
        return max(moments, default=None)

    def ids_like(self, beginning: str) -> list[str]:
        """Give the ids of all events that begin so."""
        ids = [event.id for event in self.events if event.id.startswith(beginning)]
        return list(dict.fromkeys((*ids, *self._around.ids_like(beginning)))) if self._around else ids

    @cached_property
    def retracted(self) -> frozenset[str]:
        """The ids of all events that a retraction in force undoes; a retraction can itself be retracted."""
        return frozenset(_undone({event.id: event for event in self.events if isinstance(event, Retract)}))

    @cached_property
    def task_ids(self) -> dict[str, str]:
        """The id of every event about a task or step, to the id under which it stands now (see `Relink`)."""
        if not any(isinstance(event, Relink) for event in self.events):
            return {event.id: event.task for event in self.events if not isinstance(event, Retract | Relink)}
        ids: dict[str, str] = {}
        for event in sorted(self.events, key=lambda event: (event.at, event.id)):
            if isinstance(event, Relink):
                if event.id not in self.retracted:
                    ids.update(_moved(ids, event, self.nodes))
            elif not isinstance(event, Retract):
                ids[event.id] = event.task
        return ids

    @cached_property
    def in_force(self) -> tuple[TaskEvent, ...]:
        """The events that count, each under the id where it stands now.

        Retracted ones are left out, as are those about what the plan does not have, retractions and relinks.
        """
        ids, nodes = self.task_ids, self.nodes
        return tuple(
            event if ids[event.id] == event.task else _under(event, ids[event.id])
            for event in self._reports
            if ids[event.id] in nodes
        )

    @property
    def _reports(self) -> Iterator[TaskEvent]:
        """The events about tasks and steps that nobody took back."""
        retracted = self.retracted
        about = (event for event in self.events if not isinstance(event, (Retract, Relink)))
        return (event for event in about if event.id not in retracted) if retracted else about

    @cached_property
    def _by_id(self) -> dict[str, Event]:
        return {event.id: event for event in self.events}

    def subject(self, event: Event) -> TaskEvent | Relink | None:
        """Give the event itself or, of a retraction, what it takes away or brings back in the end.

        None where retractions lead to nothing, or in a circle.
        """
        seen: set[str] = set()
        while isinstance(event, Retract):
            if event.event not in self._by_id or event.id in seen:
                return None
            seen.add(event.id)
            event = self._by_id[event.event]
        return event

    @cached_property
    def strays(self) -> tuple[TaskEvent, ...]:
        """The events about a task or step that the plan does not have, less those taken back."""
        return tuple(event for event in self._reports if self.task_ids[event.id] not in self.nodes)

    def ignored(self, day: date) -> tuple[Event, ...]:
        """The events that the state of their task did not admit (a close of what was not done)."""
        courses = (self._entries[task.id].replay(self._events_of[task.id], day) for task in self.plan.tasks)
        return tuple(event for course in courses for event in course.ignored)

    def on(self, day: date) -> tuple[TaskState, ...]:
        """Give the state of every task at the end of `day`, in the order of the plan."""
        if day not in self._days:
            self._days[day] = tuple(self.task(task.id, day) for task in self.plan.tasks)
        return self._days[day]

    def finished_for_good(self, day: date) -> list[str]:
        """Give the tasks that are finished on a day and on every later one, until another event on them is recorded."""
        return [
            state.id
            for state in self.on(day)
            if not state.open and all(event.on <= day for event in self._events_of[state.id])
        ]

    def with_unit(self, unit: str, day: date) -> Sequence[TaskState]:
        """Give the states of the tasks in which a unit takes part, itself or through a group, at the end of `day`."""
        if day not in self._of_units:
            index = self._of_units[day] = defaultdict(list)
            for state in self.on(day):
                for name in state.shares:
                    index[name].append(state)
        return self._of_units[day].get(unit, ())

    def reports_by(self, unit: str) -> list[Progress]:
        """Give the reports in force that a unit made itself (see `own_reports.is_from`), in the order of `in_force`."""
        own = {
            at: event for name in self.directory.expand((unit,)) for at, event in self._reports_of_units.get(name, ())
        }
        return [own[at] for at in sorted(own)]

    def reports_without_unit(self, ids: Iterable[str]) -> list[Progress]:
        """Give the reports in force on these tasks that were recorded in no unit's name, in the order of `in_force`."""
        reports = {at: event for id in ids for at, event in self._reports_without_unit.get(id, ())}
        return [reports[at] for at in sorted(reports)]

    @cached_property
    def _reports_of_units(self) -> dict[str, list[tuple[int, Progress]]]:
        index: dict[str, list[tuple[int, Progress]]] = defaultdict(list)
        for at, event in enumerate(self.in_force):
            if isinstance(event, Progress):
                for name in self.directory.expand((event.unit or event.by,)):
                    index[name].append((at, event))
        return index

    @cached_property
    def _reports_without_unit(self) -> dict[str, list[tuple[int, Progress]]]:
        index: dict[str, list[tuple[int, Progress]]] = defaultdict(list)
        for at, event in enumerate(self.in_force):
            if isinstance(event, Progress) and not event.unit:
                index[self.nodes[event.task]].append((at, event))
        return index

    def task(self, id: str, day: date) -> TaskState:
        """Give the state of one task, by the id of the task or of one of its steps."""
        wanted = self.nodes[id]
        key = wanted, day
        if key not in self._states:
            self._states[key] = self._entries[wanted].state_of(self._replay(wanted, day), day)
        return self._states[key]

    def _replay(self, id: str, day: date) -> TaskReplay:
        """Replay a task up to `day`, from where its last replay ended if no later: a trend asks week by week."""
        until, taken, course = self._replays.get(id, (date.min, 0, None))
        if course is None or until > day:
            taken, course = 0, self._entries[id].untouched()
        for event in self._events_of[id][taken:]:
            if event.on > day:
                break
            course.take(event)
            taken += 1
        course.settle(day)
        self._replays[id] = (day, taken, course)
        return course

    def records_of(self, id: str, day: date) -> list[TaskEvent]:
        """Give the events in force on a task and its steps up to `day`, in the order in which they count."""
        return [event for event in self._events_of[id] if event.on <= day]

    def meets_checkpoint(self, event: Progress) -> bool:
        """Whether a report said `done` of something that recurs, and so met a checkpoint and finished nothing."""
        id = self.task_ids.get(event.id, event.task)
        if id not in self.nodes or not finishes(event) or not self._entries[self.nodes[id]].recurs(id):
            return False
        return only_meets(event, self.task(id, event.on).checkpoints_of(id).spans)

    def task_with(self, event: TaskEvent, day: date) -> TaskState:
        """Give the state of the task that a new event is about, as it would be with it; only that task is replayed."""
        wanted = self.nodes[event.task]
        return self._entries[wanted].state(sorted((*self._events_of[wanted], event), key=order), day)

    def with_events(self, events: Iterable[Event]) -> Ledger:
        """Give the ledger as it would be with these events besides."""
        return Ledger(self.plan, (*self.events, *events), self._units, self._around)

    def of_tasks(self, ids: Collection[str]) -> Ledger:
        """Give the ledger with only these tasks, and all records; names mean in it what they mean in the whole."""
        sections = tuple(
            section.model_copy(update={"tasks": tuple(task for task in section.tasks if task.id in ids)})
            for section in self.plan.sections
        )
        around = self._around or Surroundings(self.plan.clauses, (), self.last, self.ids_like)
        return Ledger(self.plan.model_copy(update={"sections": sections}), self.events, self._units, around)

    def without(self, ids: Collection[str]) -> Ledger:
        """Give the ledger as it was before these events."""
        return Ledger(self.plan, (event for event in self.events if event.id not in ids), self._units, self._around)

    def touched(self, other: Ledger) -> tuple[str, ...]:
        """Give the tasks whose records are not those that they have in `other`, a ledger of the same plan."""
        return tuple(id for id, events in self._events_of.items() if events != other._events_of[id])

    @cached_property
    def _entries(self) -> dict[str, TaskEntry]:
        head = self.plan.head
        return {
            task.id: TaskEntry(head, section, task, self._members)
            for section in self.plan.sections
            for task in section.tasks
        }

    @cached_property
    def _events_of(self) -> dict[str, list[TaskEvent]]:
        events: dict[str, list[TaskEvent]] = {task.id: [] for task in self.plan.tasks}
        nodes = self.nodes
        for event in self.in_force:
            events[nodes[event.task]].append(event)
        return events

    def _members(self, name: str) -> tuple[str, ...]:
        return self.directory.expand_one(name)


def _undone(retractions: dict[str, Retract]) -> set[str]:
    """Resolve retractions in dependency order: after a merge, timestamps may contradict it."""
    gone: set[str] = set()
    naming = Counter(retraction.event for retraction in retractions.values())
    ready = [id for id in retractions if not naming[id]]
    while ready:
        retraction = retractions[ready.pop()]
        if retraction.id not in gone:
            gone.add(retraction.event)
        naming[retraction.event] -= 1
        if retraction.event in retractions and not naming[retraction.event]:
            ready.append(retraction.event)
    # Retractions that go round in a circle are never ready, and undo nothing.
    return gone


def _moved(ids: dict[str, str], event: Relink, nodes: dict[str, str]) -> dict[str, str]:
    """Give the new ids of what stood under `event.old`; the records of its steps go with it where there is room."""
    moved = {}
    for about, id in ids.items():
        if id == event.old:
            moved[about] = event.task
        elif id.startswith(f"{event.old}.") and id not in nodes:
            step = event.task + id.removeprefix(event.old)
            if step in nodes:
                moved[about] = step
    return moved


def _under(event: TaskEvent, id: str) -> TaskEvent:
    return event.model_copy(update={"task": id})
