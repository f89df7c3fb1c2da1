"""Whether a target is met: floors, ceilings and exact numbers."""

from __future__ import annotations

from collections.abc import Iterator

from baigong.deferred import dataclass
from baigong.ledger.task_state import TaskState
from baigong.model.plan import Target


@dataclass(frozen=True)
class TargetResult:
    """A target and the value reached: None for one not reported. `met` is None where nobody can tell.

    `reached` is the share reached in percent, only where that makes sense: of a floor above zero.
    """

    target: Target
    actual: float | None
    met: bool | None
    reached: float | None


def target_results(state: TaskState) -> Iterator[TargetResult]:
    """Give the result of each target of a task."""
    return (result_of(target, state.actual.get(target.text)) for target in state.task.targets)


def result_of(target: Target, actual: float | None) -> TargetResult:
    """Compare a value with a target; one without `bound` is reported and not judged."""
    if actual is None or target.bound is None:
        return TargetResult(target, actual, None, None)
    if target.bound == "at_least":
        met = actual >= target.value
        return TargetResult(target, actual, met, 100 * actual / target.value if target.value > 0 else None)
    met = actual <= target.value if target.bound == "at_most" else abs(actual - target.value) < 1e-9
    return TargetResult(target, actual, met, None)
