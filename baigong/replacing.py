"""A plan parsed again over a ledger: what differs, and which records would lose the task they are about. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from baigong.ledger import Ledger
from baigong.model.events import Event, TaskEvent
from baigong.model.plan import Plan
from baigong.parse.compare import Difference, carry_ids


@dataclass(frozen=True)
class Replacement:
    """The plan to write, with the ids of tasks whose words did not change; the difference; the records left behind."""

    plan: Plan
    old: Plan
    difference: Difference
    orphans: tuple[TaskEvent, ...]


def replace_plan(old: Plan, new: Plan, events: Iterable[Event]) -> Replacement:
    """Put `new` in the place of `old`, keeping ids and what people set by hand in its head (the lights)."""
    recorded = tuple(events)
    plan, difference = carry_ids(old, new) if recorded else (new, carry_ids(old, new)[1])
    head = plan.plan.model_copy(update={"lights": old.plan.lights})
    plan = plan.model_copy(update={"plan": head})
    before, after = _steps(old), _steps(plan)
    kept = Ledger(plan, recorded).nodes
    orphans = tuple(
        event
        for event in Ledger(old, recorded).in_force
        # A step's number under which other words stand now is no longer the step that was reported on.
        if event.task not in kept or before.get(event.task) != after.get(event.task)
    )
    return Replacement(plan, old, difference, orphans)


def _steps(plan: Plan) -> dict[str, str]:
    return {step.id: step.text for _, task in plan.tasks for step in task.steps}
