"""Targets of tasks as rows."""

from __future__ import annotations

from baigong.model.plan import Target
from baigong.reports.targets import TargetRow, target_rows
from tests.support.builders import said, state, task


def test_a_row_says_what_is_required_what_was_reached_and_whether_that_meets_it() -> None:
    floor = Target(text="12个县", value=12, unit="个", bound="at_least")
    ceiling = Target(text="3户以内", value=3, bound="at_most")
    known = state(task(targets=(floor, ceiling)), said("1.1", actual={"12个县": 7.0}))
    assert target_rows(known) == [
        TargetRow("1.1", "12个县", 12, "个", "at_least", 7, False, 58.3),
        TargetRow("1.1", "3户以内", 3, "", "at_most", None, None, None),
    ]
