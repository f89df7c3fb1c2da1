"""The state of a task in the few words that tests compare."""

from __future__ import annotations

from datetime import date

from baigong.ledger.task_state import TaskState
from baigong.model.events import Event
from baigong.model.plan import Plan
from tests.support.builders import plan, state, task


def late(of: TaskState) -> list[tuple[str, date, int]]:
    """What is late: its id, its date, by how many days."""
    return [(one.id, one.due, one.days) for one in of.late]


def lights(*events: Event, on: str, what: Plan | None = None) -> str | None:
    """The light of a plain task, or of the first of a plan, on a day."""
    return state(what or plan(task()), *events, on=on).light


def points(of: TaskState) -> list[tuple[str, bool]]:
    """The checkpoints of a task, or of its first step, and whether each is met."""
    return [(f"{point.due:%m-%d}", point.met) for point in (of.checkpoints or of.steps[0].checkpoints)]


def stands(of: TaskState) -> tuple[str, float]:
    """Status and percent."""
    return of.status, round(of.percent, 6)


def steps(of: TaskState) -> list[tuple[str, float]]:
    """Status and percent of each step."""
    return [(step.standing.status, step.standing.percent) for step in of.steps]


def shares(of: TaskState) -> dict[str, tuple[str, float]]:
    """Status and percent of each unit's part."""
    return {unit: (share.status, share.percent) for unit, share in of.shares.items()}
