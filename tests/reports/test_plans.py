"""The plans of a folder as rows."""

from __future__ import annotations

from baigong.reports.plans import broken_row, plan_row
from tests.support.builders import closed, day, ledger, plan, said, task


def test_a_plan_stands_as_on_the_day_with_the_day_of_its_last_record() -> None:
    known = ledger(
        plan(task("1.1"), task("1.2"), title="方案"),
        said("1.1", "done", on="01-10"),
        closed("1.1", on="01-12"),
        said("1.2", percent=5, on="03-01"),
    )
    row = plan_row("百日攻坚", known, day("02-01"), False)
    assert (row.plan, row.title, row.tasks, row.done, row.red, row.last_record) == (
        *("百日攻坚", "方案", 2, 1, 1),
        day("01-12"),
    )
    assert plan_row("百日攻坚", ledger(plan(task())), day("02-01"), True).last_record is None


def test_a_plan_that_cannot_be_read_says_why() -> None:
    row = broken_row("百日攻坚", "缩进不对", archived=False)
    assert (row.fault, row.tasks, row.start) == ("缩进不对", 0, None)
