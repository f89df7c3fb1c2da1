"""Plan and events to the state of every task on a day: pure, no files, no clock.

The same ledger and the same day give the same answer for ever, so any past week can be reported again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from baigong.calendar import checkpoints, scheduled
from baigong.ledger.directory import Directory
from baigong.ledger.lights import judge
from baigong.ledger.replay import PartReplay, TaskReplay
from baigong.ledger.standing import Roles
from baigong.ledger.task_state import Checkpoint, Late, StepState, TaskState
from baigong.model.events import Assign, Event, Relink, Retract, TaskEvent, order
from baigong.model.plan import Plan, Section, Step, Task
from baigong.model.units import UnitsFile
from baigong.words import FINISHED, Every


class Ledger:
    """A plan, the events recorded on it, and the directory of units."""

    def __init__(self, plan: Plan, events: Iterable[Event] = (), units: UnitsFile | None = None) -> None:
        """Put the events in the order in which they count, whatever their order in the file."""
        self.plan = plan
        self.events: tuple[Event, ...] = tuple(sorted(events, key=order))
        assigned = [name for event in self.events if isinstance(event, Assign) for name in _assigned(event)]
        self.directory = Directory(units or UnitsFile(), plan, assigned)
        self._days: dict[date, tuple[TaskState, ...]] = {}
        self._courses: dict[date, dict[str, TaskReplay]] = {}

    @cached_property
    def nodes(self) -> dict[str, str]:
        """The id of every task and step, to the id of its task."""
        return {node.id: task.id for task in self.plan.tasks for node in task.nodes}

    @cached_property
    def retracted(self) -> frozenset[str]:
        """The ids of all events that a retraction in force undoes; a retraction can itself be retracted."""
        return frozenset(_undone({event.id: event for event in self.events if isinstance(event, Retract)}))

    @cached_property
    def task_ids(self) -> dict[str, str]:
        """The id of every event about a task or step, to the id under which it stands now (see `Relink`)."""
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
        return tuple(
            event if self.task_ids[event.id] == event.task else _under(event, self.task_ids[event.id])
            for event in self._reports
            if self.task_ids[event.id] in self.nodes
        )

    @property
    def _reports(self) -> Iterator[TaskEvent]:
        """The events about tasks and steps that nobody took back."""
        about = (event for event in self.events if not isinstance(event, (Retract, Relink)))
        return (event for event in about if event.id not in self.retracted)

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
        return tuple(event for course in self._course(day).values() for event in course.ignored)

    def on(self, day: date) -> tuple[TaskState, ...]:
        """Give the state of every task at the end of `day`, in the order of the plan."""
        if day not in self._days:
            courses = self._course(day)
            self._days[day] = tuple(
                self._state(section, task, courses[task.id], day)
                for section in self.plan.sections
                for task in section.tasks
            )
        return self._days[day]

    def task(self, id: str, day: date) -> TaskState:
        """Give the state of one task, by the id of the task or of one of its steps."""
        wanted = self.nodes[id]
        return next(state for state in self.on(day) if state.id == wanted)

    def _course(self, day: date) -> dict[str, TaskReplay]:
        if day in self._courses:
            return self._courses[day]
        courses = {}
        for section in self.plan.sections:
            for task in section.tasks:
                roles = Roles.of(task if task.names_units else section)
                steps = {step.id: PartReplay(step.id) for step in task.steps}
                courses[task.id] = TaskReplay(PartReplay(task.id, steps=steps), roles, self._members)
        for event in self.in_force:
            if event.on <= day:
                courses[self.nodes[event.task]].take(event)
        self._courses[day] = courses
        return courses

    def _members(self, name: str) -> tuple[str, ...]:
        return self.directory.expand((name,))

    def _state(self, section: Section, task: Task, course: TaskReplay, day: date) -> TaskState:
        start = task.start or section.start or self.plan.head.start
        original = task.due or section.due or self.plan.head.due
        due = _deferred(course, task.id) or original
        status = course.status
        standing = course.node.standing
        points = self._checkpoints(task.id, task.every, start, due, course)
        steps = tuple(self._step(step, course, start, due) for step in task.steps)
        late = () if status in FINISHED else tuple(_late(task, steps, points, due, day))
        upcoming = () if status in FINISHED else tuple(_upcoming(task, steps, points, due, day))
        next_due = min(upcoming, default=None)
        progress = scheduled(start, due, day)
        shown = None
        if status not in FINISHED:
            shown = judge(
                overdue=bool(late),
                blocked=status == "blocked",
                behind=progress - standing.percent,
                days_left=(next_due - day).days if next_due else None,
                rule=self.plan.head.lights,
            )
        return TaskState(
            section=section,
            task=task,
            day=day,
            standing=standing,
            status=status,
            start=start,
            due=due,
            original_due=original,
            basis=task.basis or section.basis or self.plan.head.basis,
            by_steps=course.node.by_steps,
            roles=course.roles,
            document=course.document,
            units=course.node.units,
            shares={unit: course.node.seen(unit) for unit in course.node.units},
            steps=steps,
            checkpoints=points,
            scheduled=progress,
            light=shown,
            late=late,
            next_due=next_due,
            finished_on=course.finished_on,
            finished_by=dict(course.finished_by),
            deferrals=course.deferrals,
            assigned=tuple(course.assigned),
            rejections=tuple(course.rejections),
            reports=tuple(course.reports),
            closed=course.closed,
            actual=dict(course.actual),
        )

    def _step(self, step: Step, course: TaskReplay, start: date, due: date) -> StepState:
        node = course.node.steps[step.id]
        own_due = _deferred(course, step.id) or step.due
        points = self._checkpoints(step.id, step.every, start, own_due or due, course)
        return StepState(step, node.standing, own_due, points, {unit: node.share(unit) for unit in node.units})

    def _checkpoints(
        self, id: str, every: Every | None, start: date, due: date, course: TaskReplay
    ) -> tuple[Checkpoint, ...]:
        if every is None:
            return ()
        reported = [event.on for event in course.reports if event.task == id]
        issued = self.plan.head.issued or start
        return tuple(
            Checkpoint(span.start, span.due, any(span.start <= on <= span.end for on in reported))
            for span in checkpoints(every, start, due)
            # Nobody could report on a checkpoint that had passed before the plan was issued.
            if span.due >= issued
        )


def _undone(retractions: dict[str, Retract]) -> set[str]:
    """Weigh each retraction after all those that name it; by the clock it may be the older, where two machines met."""
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


def _assigned(event: Assign) -> tuple[str, ...]:
    return (*(event.lead or ()), *(event.responsible or ()), *(event.support or ()))


def _deferred(course: TaskReplay, id: str) -> date | None:
    deferrals = course.deferrals.get(id)
    return deferrals[-1].due if deferrals else None


def _late(
    task: Task, steps: tuple[StepState, ...], points: tuple[Checkpoint, ...], due: date, day: date
) -> Iterable[Late]:
    if due < day and not task.ongoing:
        yield Late(task.id, due, (day - due).days)
    yield from _missed(task.id, task.every, points, day)
    for state in steps:
        if state.standing.finished:
            continue
        if state.due and state.due < day:
            yield Late(state.step.id, state.due, (day - state.due).days)
        yield from _missed(state.step.id, state.step.every, state.checkpoints, day)


def _missed(id: str, every: Every | None, points: tuple[Checkpoint, ...], day: date) -> Iterable[Late]:
    return (Late(id, point.due, (day - point.due).days, every) for point in points if point.due < day and not point.met)


def _upcoming(
    task: Task, steps: tuple[StepState, ...], points: tuple[Checkpoint, ...], due: date, day: date
) -> Iterable[date]:
    if not task.ongoing and due >= day:
        yield due
    yield from (point.due for point in points if point.due >= day and not point.met)
    for state in steps:
        if not state.standing.finished:
            if state.due and state.due >= day:
                yield state.due
            yield from (point.due for point in state.checkpoints if point.due >= day and not point.met)
