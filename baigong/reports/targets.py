"""Targets of tasks as rows: what was asked, what was reached."""

from __future__ import annotations

from dataclasses import dataclass

from baigong.ledger.task_state import TaskState
from baigong.reports.tasks import number


@dataclass(frozen=True)
class TargetRow:
    """A target of the task `id`: what is asked, the value reached (None: not reported), and that in percent."""

    id: str
    target: str
    value: float
    unit: str
    actual: float | None
    reached: float | None


def target_rows(state: TaskState) -> list[TargetRow]:
    """Give a row for each target of a task."""
    return [
        TargetRow(
            id=state.id,
            target=target.text,
            value=target.value,
            unit=target.unit,
            actual=(actual := state.actual.get(target.text)),
            reached=number(100 * actual / target.value) if actual is not None and target.value else None,
        )
        for target in state.task.targets
    ]
