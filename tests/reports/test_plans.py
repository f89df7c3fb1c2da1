"""The plans of a folder as rows."""

from __future__ import annotations

from baigong.ledger.ledger import Ledger
from baigong.reports.period import calendar_week
from baigong.reports.plans import broken_row, plan_row, plans_report
from tests.support.builders import day, plan, said, section, task


def test_a_plan_has_its_figures_of_the_day() -> None:
    events = (said("1.1", "done", on="01-20"), said("1.2", "doing", 5, on="03-01"))
    ledger = Ledger(plan(section(task("1.1"), task("1.2", "建成冷库。", due="01-15"))), events)
    row = plan_row("百日攻坚", ledger, day("02-01"), archived=False)
    assert (row.tasks, row.done, row.red, row.overdue, row.last_record) == (2, 1, 1, 1, day("01-20"))


def test_a_plan_that_cannot_be_read_has_the_reason() -> None:
    row = broken_row("领导交办", "文件是空的", archived=True)
    assert (row.plan, row.tasks, row.fault, row.archived) == ("领导交办", 0, "文件是空的", True)


def test_the_report_of_a_unit_has_a_section_for_each_plan_in_which_it_has_a_task() -> None:
    ledgers = {
        "百日攻坚": Ledger(plan(section(task("1.1", units=("省甲厅",)), task("1.2", units=("省乙委",))))),
        "领导交办": Ledger(plan(section(task("1.1", "报送情况。", units=("省乙委",))))),
    }
    week = calendar_week(day("02-01"))
    assert [each.plan for each in plans_report(ledgers, week, "省甲厅").plans] == ["百日攻坚"]
    both = plans_report(ledgers, week, "省乙委")
    assert [each.plan for each in both.plans] == ["百日攻坚", "领导交办"] and both.totals.tasks == 2
    assert [(row.unit, row.tasks) for row in both.units] == [("省乙委", 2)]
    assert len(plans_report(ledgers, week, "省丙局").plans) == 2, "nobody is left without a report"
