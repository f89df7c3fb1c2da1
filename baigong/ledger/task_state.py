"""What there is to say of a task on a day: where it stands, what is due, what is late, who does it."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from baigong.deferred import dataclass
from baigong.ledger.checkpoints import Checkpoint, Checkpoints
from baigong.ledger.lights import Judgement
from baigong.ledger.standing import Roles, Standing
from baigong.model.events import Assign, Close, Defer, Progress, Reject
from baigong.model.plan import Section, Step, Task
from baigong.words import FINISHED, Every, Light, Status

__all__ = ["Checkpoint", "Checkpoints", "Late", "Latest", "Problem", "StepState", "TaskState"]


@dataclass(frozen=True, slots=True)
class Late:
    """One thing that is late, by its own date: the task itself, a step of it, or a checkpoint (then `every` is set)."""

    id: str
    due: date
    days: int
    every: Every | None = None


@dataclass(frozen=True)
class Latest:
    """The last report on a task that has words: about which task or step, when, by whom, 进展 and 下一步措施."""

    id: str
    on: date
    unit: str
    by: str
    note: str
    next: str


@dataclass(frozen=True)
class Problem:
    """存在问题 that stands: about which task or step, since when, who reported it, and its words."""

    id: str
    on: date
    unit: str
    by: str
    text: str


@dataclass(frozen=True)
class StepState:
    """A step on a day: its due date in force (None: the task's), and its checkpoints when it recurs.

    `reported` says that it had a word of its own since its task was last set as a whole.
    """

    step: Step
    standing: Standing
    due: date | None
    checkpoints: Checkpoints
    reported: bool
    shares: dict[str, Standing]
    words: dict[str, Standing]


@dataclass(frozen=True)
class TaskState:
    """Everything there is to say of a task on `day`. Percent and scheduled are 0 to 100; days are calendar days.

    `shares` say where each unit's part stands, reported or not; `words` what units said of their parts themselves:
    a unit that is not among them is 未报. `start` is the day from which it is scheduled (rule 8). `troubles` are the
    reports whose 存在问题 still stands, in order.
    """

    section: Section
    task: Task
    day: date
    standing: Standing
    status: Status
    start: date
    due: date
    original_due: date
    basis: str
    by_steps: bool
    roles: Roles
    document: Roles
    units: tuple[str, ...]
    answering: tuple[str, ...]
    shares: dict[str, Standing]
    words: dict[str, Standing]
    steps: tuple[StepState, ...]
    checkpoints: Checkpoints
    scheduled: float
    judgement: Judgement | None
    late: tuple[Late, ...]
    next_due: date | None
    finished_on: date | None
    finished_by: dict[str, date]
    deferrals: dict[str, list[Defer]]
    assigned: tuple[Assign, ...]
    rejections: tuple[Reject, ...]
    reports: tuple[Progress, ...]
    troubles: tuple[Progress, ...]
    closed: Close | None
    actual: dict[str, float]
    leader: str

    @property
    def id(self) -> str:
        """The id by which the task is cited."""
        return self.task.id

    @property
    def percent(self) -> float:
        """How much is done, 0 to 100."""
        return self.standing.percent

    def checkpoints_of(self, id: str) -> Checkpoints:
        """Give the checkpoints of the task or of the step with that id."""
        return next((step.checkpoints for step in self.steps if step.step.id == id), self.checkpoints)

    @property
    def open(self) -> bool:
        """Whether it is still to be finished."""
        return self.status not in FINISHED

    @property
    def measured(self) -> bool:
        """Whether percent and 序时进度 mean anything: an ongoing task is judged by its reports alone (rule 5)."""
        return not self.task.ongoing

    @property
    def light(self) -> Light | None:
        """Its light, None when it is finished."""
        return self.judgement.light if self.judgement else None

    @property
    def reason(self) -> str:
        """Why its light is what it is, in words; "" when it is finished."""
        return self.judgement.reason if self.judgement else ""

    @property
    def behind(self) -> float:
        """Points behind 序时进度; negative when ahead, 0 for an ongoing task."""
        return self.scheduled - self.percent if self.measured else 0.0

    @property
    def overdue_days(self) -> int:
        """Days since its own due date in force passed, else 0; a late step is a row of its own (rule 7)."""
        return next((late.days for late in self.late if late.id == self.id and late.every is None), 0)

    @property
    def finished_late(self) -> bool:
        """Whether it was finished after its due date in force."""
        return self.finished_on is not None and self.status != "dropped" and self.finished_on > self.due

    @property
    def answerable(self) -> tuple[str, ...]:
        """The names that answer for it: its leads or, where nobody leads, those responsible; never support."""
        return self.roles.answerable

    @cached_property
    def chased(self) -> tuple[str, ...]:
        """The units that still owe it something: the answerable ones that have not finished their part.

        Where all say that they have and the task is open all the same, it is all of them whose part is not dropped.
        """
        if not self.open:
            return ()
        kept = tuple(unit for unit in self.answering if self.shares[unit].status != "dropped")
        return tuple(unit for unit in kept if not self.shares[unit].finished) or kept

    @property
    def latest(self) -> Latest | None:
        """The last report on it, or on a step of it, that has words."""
        told = (event for event in reversed(self.reports) if event.note or event.problem or event.next)
        last = next(told, None)
        return Latest(last.task, last.on, last.unit, last.by, last.note, last.next) if last else None

    @property
    def problem(self) -> Problem | None:
        """The last reported 存在问题 of those that stand; without any, the words with which a task was blocked."""
        last = self.troubles[-1] if self.troubles else None
        if last is None and self.status == "blocked":
            told = (event for event in reversed(self.reports) if event.note or event.problem)
            last = next((event for event in told if event.problem or event.status == "blocked"), None)
        return Problem(last.task, last.on, last.unit, last.by, last.problem or last.note) if last else None

    @property
    def last_of_office(self) -> Progress | None:
        """The last record on it, or on a step of it, that was made in no unit's name."""
        return next((event for event in reversed(self.reports) if not event.unit), None)

    @property
    def open_ended(self) -> bool:
        """Whether the document's list of units ends in 等."""
        return self.section.clause_of(self.task).open_ended
