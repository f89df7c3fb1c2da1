"""Documents read in one call, and what tests compare of the plans."""

from __future__ import annotations

from baigong.model.plan import Plan, Section, Task
from baigong.parse import ParsedPlan, parse_document


def parse(text: str, split: str = "auto") -> ParsedPlan:
    return parse_document(None, data=text.encode(), split=split)  # type: ignore[arg-type]


def tasks(plan: Plan) -> dict[str, Task]:
    return {task.id: task for task in plan.tasks}


def roles(task: Task | Section) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return task.lead, task.units, task.support
