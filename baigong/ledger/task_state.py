"""What there is to say of a task on a day: where it stands, what is due, what is late, who does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baigong.ledger.standing import Roles, Standing
from baigong.model.events import Assign, Close, Defer, Progress, Reject
from baigong.model.plan import Section, Step, Task
from baigong.words import FINISHED, Every, Light, Status


@dataclass(frozen=True)
class Checkpoint:
    """One node of a recurring task or step: reported on between `start` and `due` (both included), or not yet."""

    start: date
    due: date
    met: bool


@dataclass(frozen=True)
class Late:
    """One thing that is late: the task itself, a step of it, or a checkpoint (then `every` is set)."""

    id: str
    due: date
    days: int
    every: Every | None = None


@dataclass(frozen=True)
class StepState:
    """A step on a day: its due date in force (None: the task's), and its checkpoints when it recurs."""

    step: Step
    standing: Standing
    due: date | None
    checkpoints: tuple[Checkpoint, ...]
    shares: dict[str, Standing]


@dataclass(frozen=True)
class TaskState:
    """Everything there is to say of a task on `day`. Percent and scheduled are 0 to 100; days are calendar days."""

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
    shares: dict[str, Standing]
    steps: tuple[StepState, ...]
    checkpoints: tuple[Checkpoint, ...]
    scheduled: float
    light: Light | None
    late: tuple[Late, ...]
    next_due: date | None
    finished_on: date | None
    finished_by: dict[str, date]
    deferrals: dict[str, list[Defer]]
    assigned: tuple[Assign, ...]
    rejections: tuple[Reject, ...]
    reports: tuple[Progress, ...]
    closed: Close | None
    actual: dict[str, float]

    @property
    def id(self) -> str:
        """The id by which the task is cited."""
        return self.task.id

    @property
    def percent(self) -> float:
        """How much is done, 0 to 100."""
        return self.standing.percent

    @property
    def open(self) -> bool:
        """Whether it is still to be finished."""
        return self.status not in FINISHED

    @property
    def behind(self) -> float:
        """Points behind 序时进度; negative when ahead."""
        return self.scheduled - self.percent

    @property
    def overdue_days(self) -> int:
        """Days since the earliest date it has missed, 0 when it is not overdue."""
        return max((late.days for late in self.late), default=0)

    @property
    def finished_late(self) -> bool:
        """Whether it was finished after its due date in force."""
        return self.finished_on is not None and self.status != "dropped" and self.finished_on > self.due

    @property
    def accountable(self) -> tuple[str, ...]:
        """The names that answer for the task: those who lead it once there are any, else those responsible."""
        return self.roles.lead or self.roles.responsible or self.roles.support

    @property
    def open_ended(self) -> bool:
        """Whether the document's list of units ends in 等."""
        return self.task.open_ended if self.task.names_units else self.section.open_ended
