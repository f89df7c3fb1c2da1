"""The plans of a folder as rows."""

from __future__ import annotations

from baigong.ledger.ledger import Ledger
from baigong.reports.plans import broken_row, plan_row
from tests.support.builders import day, plan, said, section, task


def test_a_plan_has_its_figures_of_the_day() -> None:
    events = (said("1.1", "done", on="01-20"), said("1.2", "doing", 5, on="03-01"))
    ledger = Ledger(plan(section(task("1.1"), task("1.2", "建成冷库。", due="01-15"))), events)
    row = plan_row("百日攻坚", ledger, day("02-01"), archived=False)
    assert (row.tasks, row.done, row.red, row.overdue, row.last_record) == (2, 1, 1, 1, day("01-20"))


def test_a_plan_that_cannot_be_read_has_the_reason() -> None:
    row = broken_row("领导交办", "文件是空的", archived=True)
    assert (row.plan, row.tasks, row.fault, row.archived) == ("领导交办", 0, "文件是空的", True)
