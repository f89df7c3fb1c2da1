"""A unit's part of a task on a day: what it said of it, whether it answers for it and still owes it something."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.ledger import Ledger
from baigong.ledger.own_reports import is_from
from baigong.ledger.query import part_of
from baigong.ledger.standing import Standing
from baigong.ledger.task_state import Late, TaskState
from baigong.model.events import Progress
from baigong.words import Light, Role


@dataclass(frozen=True)
class Share:
    """One unit's part of one task.

    `word` is what the unit said of it itself, None where it said nothing (未报); `standing` is where the part stands
    all the same. Light and lateness are the task's, while the unit owes it something.
    """

    state: TaskState
    unit: str
    role: Role
    via: str
    standing: Standing
    word: Standing | None
    answerable: bool
    finished_on: date | None
    ledger: Ledger = field(repr=False, compare=False)

    @property
    def last(self) -> Progress | None:
        """The unit's own last report on the task or a step of it."""
        return last_report(self.ledger, self.state, self.unit)

    @property
    def office(self) -> Progress | None:
        """The last report on the task or a step of it that was recorded in no unit's name."""
        return self.state.last_of_office

    @property
    def open(self) -> bool:
        """Whether the unit still has something to do."""
        if self.answerable:
            return self.unit in self.state.chased
        return self.state.open and not self.standing.finished

    @property
    def dropped(self) -> bool:
        """Whether the task or the unit's part of it was dropped, and so counts nowhere."""
        return self.state.status == "dropped" or self.standing.status == "dropped"

    @property
    def light(self) -> Light | None:
        """The task's light, None when the unit has done its part."""
        return self.state.light if self.open else None

    @property
    def late(self) -> tuple[Late, ...]:
        """What is late of the task, nothing when the unit has done its part."""
        return self.state.late if self.open else ()

    @property
    def behind(self) -> float:
        """Points that the task is behind 序时进度; negative when ahead."""
        return self.state.behind

    @property
    def overdue_days(self) -> int:
        """Days since the task's own date, 0 when that has not passed."""
        return self.state.overdue_days if self.open else 0

    @property
    def finished_late(self) -> bool:
        """Whether the unit finished its part after the due date in force."""
        return self.finished_on is not None and self.state.measured and self.finished_on > self.state.due


def units_of(ledger: Ledger, day: date) -> tuple[str, ...]:
    """List every unit that takes part in a task on `day`, groups by their members, in the order of the plan."""
    return tuple(dict.fromkeys(unit for state in ledger.on(day) for unit in state.units))


def shares_of(ledger: Ledger, unit: str, day: date) -> list[Share]:
    """Give a unit's part in each task in which it has one."""
    shares = []
    for state in ledger.with_unit(unit, day):
        part = part_of(state, unit, ledger.directory)
        if part:
            shares.append(
                Share(
                    state=state,
                    unit=unit,
                    role=part.role,
                    via=part.via,
                    standing=state.shares[unit],
                    word=state.words.get(unit),
                    answerable=unit in state.answering,
                    finished_on=state.finished_by.get(unit),
                    ledger=ledger,
                )
            )
    return shares


def last_report(ledger: Ledger, state: TaskState, unit: str) -> Progress | None:
    """Give a unit's own last report on a task or a step of it."""
    return next((event for event in reversed(state.reports) if is_from(event, unit, ledger.directory)), None)
