"""Whether a target is met: floors, ceilings and exact numbers."""

from __future__ import annotations

import pytest

from baigong.ledger.targets import result_of, target_results
from baigong.model.plan import Target
from baigong.words import Bound
from tests.support.builders import (
    said,
    state,
    task,
)


@pytest.mark.parametrize(
    ("bound", "value", "actual", "met", "reached"),
    [
        ("at_least", 12, 12, True, 100),
        ("at_least", 12, 9, False, 75),
        ("at_least", 0, 1, True, None),
        ("at_most", 3.5, 6, False, None),
        ("at_most", 45, 45, True, None),
        ("at_most", 45, 58, False, None),
        ("at_most", 45, 30, True, None),
        ("exactly", 5, 5, True, None),
        ("exactly", 5, 6, False, None),
        ("exactly", 5, 4, False, None),
        (None, 5, 6, None, None),
        ("at_least", 5, None, None, None),
    ],
)
def test_a_target_is_met_by_its_direction(
    bound: Bound | None, value: float, actual: float | None, met: bool | None, reached: float | None
) -> None:
    found = result_of(Target(text="目标", value=value, bound=bound), actual)
    assert (found.met, found.reached) == (met, reached)


def test_each_target_of_a_task_has_the_value_last_reported_of_it() -> None:
    floor, ceiling = (
        Target(text="12个村", value=12, bound="at_least"),
        Target(text="3户以内", value=3, bound="at_most"),
    )
    results = list(target_results(state(task(targets=(floor, ceiling)), said("1.1", actual={"12个村": 6.0}))))
    assert [(one.target, one.actual, one.met, one.reached) for one in results] == [
        (floor, 6.0, False, 50),
        (ceiling, None, None, None),
    ]
