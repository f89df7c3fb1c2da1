"""A unit's part of a task on a day: how far it is, whether it answers for the task, and its own light.

A unit whose share is finished is not held to what the others have left undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baigong.ledger.directory import Directory
from baigong.ledger.ledger import Ledger
from baigong.ledger.lights import judge
from baigong.ledger.query import part_of
from baigong.ledger.standing import Standing
from baigong.ledger.task_state import Late, TaskState
from baigong.model.events import Progress
from baigong.model.plan import LightRule
from baigong.words import Light, Role


@dataclass(frozen=True)
class Share:
    """One unit's part of one task. `behind` are points behind 序时进度; `last` is the unit's own last report."""

    state: TaskState
    unit: str
    role: Role
    via: str
    standing: Standing
    accountable: bool
    light: Light | None
    late: tuple[Late, ...]
    finished_on: date | None
    last: Progress | None

    @property
    def open(self) -> bool:
        """Whether the unit still has something to do."""
        return self.state.open and not self.standing.finished

    @property
    def behind(self) -> float:
        """Points behind 序时进度; negative when ahead."""
        return self.state.scheduled - self.standing.percent

    @property
    def overdue_days(self) -> int:
        """Days since the earliest date missed, 0 when none is."""
        return max((late.days for late in self.late), default=0)

    @property
    def finished_late(self) -> bool:
        """Whether the unit finished its part after the due date in force."""
        return self.finished_on is not None and self.finished_on > self.state.due


def units_of(ledger: Ledger, day: date) -> tuple[str, ...]:
    """List every unit that takes part in a task on `day`, groups by their members, in the order of the plan."""
    return tuple(dict.fromkeys(unit for state in ledger.on(day) for unit in state.units))


def shares_of(ledger: Ledger, unit: str, day: date) -> list[Share]:
    """Give a unit's part in each task in which it has one."""
    rule = ledger.plan.head.lights
    found = []
    for state in ledger.on(day):
        part = part_of(state, unit, ledger.directory)
        if part and unit in state.shares:
            found.append(_share(state, unit, part.role, part.via, ledger.directory, rule))
    return found


def _share(state: TaskState, unit: str, role: Role, via: str, directory: Directory, rule: LightRule) -> Share:
    standing = state.shares[unit]
    is_open = state.open and not standing.finished
    late = state.late if is_open else ()
    shown: Light | None = None
    if is_open:
        shown = judge(
            overdue=bool(late),
            blocked=standing.status == "blocked",
            behind=state.scheduled - standing.percent,
            days_left=(state.next_due - state.day).days if state.next_due else None,
            rule=rule,
        )
    own = [event for event in state.reports if event.unit and unit in directory.members(event.unit)]
    return Share(
        state=state,
        unit=unit,
        role=role,
        via=via,
        standing=standing,
        accountable=unit in directory.expand(state.accountable),
        light=shown,
        late=late,
        finished_on=state.finished_by.get(unit),
        last=own[-1] if own else None,
    )
