"""One task of a plan: its events replayed up to a day, and the state they leave it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.checkpoints import Recurrence
from baigong.ledger.deadlines import (
    SHORT,
    late_parts,
    name_late_part,
    scheduled_share,
    silent_periods,
    soonest,
    upcoming,
)
from baigong.ledger.lights import Facts, Judgement, judge
from baigong.ledger.part_replay import PartReplay
from baigong.ledger.replay import TaskReplay
from baigong.ledger.standing import Roles
from baigong.ledger.task_state import Late, StepState, TaskState
from baigong.model.events import TaskEvent
from baigong.model.plan import PlanHead, Section, Step, Task, Work
from baigong.words import FINISHED


@dataclass(frozen=True)
class TaskEntry:
    """A task where it stands in the plan; `members` gives the units that a name stands for."""

    head: PlanHead
    section: Section
    task: Task
    members: Callable[[str], tuple[str, ...]]

    @property
    def start(self) -> date:
        """The day from which its periods are counted."""
        return self.section.start_of(self.task, self.head)

    @property
    def begin(self) -> date:
        """The day from which it is scheduled (rule 8)."""
        start = self.start
        return self.task.start or max(start, self.head.issued or start, self.task.added or start)

    @property
    def due(self) -> date:
        """The due date that the document gives it."""
        return self.section.due_of(self.task, self.head)

    def recurs(self, id: str) -> bool:
        """Whether the task, or its step, with this id has checkpoints."""
        return not self.task.ongoing and any(node.every and node.id == id for node in self.task.nodes)

    def replay(self, events: Iterable[TaskEvent], day: date) -> TaskReplay:
        """Take in its events up to `day`, in the order in which they count."""
        course = self.untouched()
        for event in events:
            if event.on <= day:
                course.take(event)
        course.settle(day)
        return course

    def untouched(self) -> TaskReplay:
        """Give it as the plan has it, before any event."""
        task = self.task
        return TaskReplay(
            self._part(task, {step.id: self._part(step, {}) for step in task.steps}),
            Roles.of(self.section.clause_of(task)),
            self.members,
            frozenset(step.id for step in task.steps if step.due),
            leader=task.leader or self.section.leader,
        )

    def _part(self, work: Work, steps: dict[str, PartReplay]) -> PartReplay:
        recurs = work.every and not self.task.ongoing
        rule = Recurrence(work.every, work.every_day, self.start, self.begin) if work.every and recurs else None
        return PartReplay(work.id, self.due if work is self.task else work.due or self.due, rule, steps=steps)

    def state(self, events: Iterable[TaskEvent], day: date) -> TaskState:
        """Give its state at the end of `day`."""
        return self.state_of(self.replay(events, day), day)

    def state_of(self, course: TaskReplay, day: date) -> TaskState:
        """Give the state in which a replay up to `day` leaves it; the replay may go on afterwards."""
        task, head, section = self.task, self.head, self.section
        node, due, begin = course.node, course.node.due, self.begin
        is_open = course.status not in FINISHED
        steps = tuple(_step_state(step, course) for step in task.steps)
        points = node.checkpoints
        late = tuple(late_parts(task, steps, points, due, day)) if is_open else ()
        ahead = tuple(upcoming(task, steps, points, due, day)) if is_open else ()
        progress = scheduled_share(points, begin, due, day, head.issued)
        return TaskState(
            section=section,
            task=task,
            day=day,
            standing=node.standing,
            status=course.status,
            start=begin,
            due=due,
            original_due=self.due,
            basis=task.basis or section.basis or head.basis,
            by_steps=node.basis == "steps" and not node.spans,
            roles=course.roles,
            document=course.document,
            units=course.units,
            answering=node.answerable,
            shares=node.shares(course.units),
            words={unit: node.word(unit) for unit in node.words if unit in course.units},
            steps=steps,
            checkpoints=points,
            scheduled=progress,
            judgement=self._judge(course, steps, late, begin, progress, day) if is_open else None,
            late=late,
            next_due=min(ahead, default=None),
            finished_on=course.finished_on,
            finished_by=dict(course.finished_by),
            deferrals={id: list(dues) for id, dues in course.deferrals.items()},
            assigned=tuple(course.assigned),
            rejections=tuple(course.rejections),
            reports=tuple(course.reports),
            troubles=tuple(course.troubles.values()),
            closed=course.closed,
            actual=dict(course.actual),
            leader=course.leader,
        )

    def _judge(
        self,
        course: TaskReplay,
        steps: tuple[StepState, ...],
        late: tuple[Late, ...],
        begin: date,
        progress: float,
        day: date,
    ) -> Judgement:
        task, head = self.task, self.head
        node, due = course.node, course.node.due
        facts = Facts(
            overdue_days=next((one.days for one in late if one.id == task.id and one.every is None), 0),
            late_part=name_late_part(task.id, late),
            behind=None if task.ongoing else progress - node.standing.percent,
            days_left=soonest(task, steps, node.checkpoints, due, day, head.lights.soon),
            blocked=course.status == "blocked",
            short=(due - begin).days + 1 < SHORT,
            silent=silent_periods(task, course, max(begin, head.issued or begin), day, head.rhythm),
            rhythm=task.every or head.rhythm,
        )
        return judge(facts, head.lights)


def _step_state(step: Step, course: TaskReplay) -> StepState:
    node = course.node.steps[step.id]
    return StepState(
        step=step,
        standing=node.standing,
        due=node.due if course.has_own_due(step.id) else None,
        checkpoints=node.checkpoints,
        reported=node.reported,
        shares=node.shares(course.units),
        words={unit: node.word(unit) for unit in node.words if unit in course.units},
    )
