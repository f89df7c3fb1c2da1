"""Targets of tasks as rows: the value required, the value reached, and whether the target is met."""

from __future__ import annotations

from baigong.deferred import dataclass
from baigong.ledger.targets import target_results
from baigong.ledger.task_state import TaskState
from baigong.reports.tasks import number
from baigong.words import Bound


@dataclass(frozen=True)
class TargetRow:
    """A target of the task `id`: the value required, the value reached (None: not reported), and whether it is met.

    `met` is None if it cannot be decided. `reached` is the share in percent, where one can be computed.
    """

    id: str
    target: str
    value: float
    unit: str
    bound: Bound | None
    actual: float | None
    met: bool | None
    reached: float | None


def target_rows(state: TaskState) -> list[TargetRow]:
    """Give a row for each target of a task."""
    return [
        TargetRow(
            id=state.id,
            target=result.target.text,
            value=result.target.value,
            unit=result.target.unit,
            bound=result.target.bound,
            actual=result.actual,
            met=result.met,
            reached=number(result.reached) if result.reached is not None else None,
        )
        for result in target_results(state)
    ]
