"""Whom to call, over several plans."""

from __future__ import annotations

from baigong.reports.contacts import contact_rows
from tests.support.builders import day, ledger, plan, said, task

ONE = ledger(plan(task("1.1"), task("1.2")), said("1.1", "done", on="01-10"))
OTHER = ledger(plan(task("1.1", units=("省甲厅",))), said("1.1", percent=5, unit="省甲厅", on="01-20"))


def test_a_unit_has_one_row_with_what_it_owes_in_all_plans_and_its_last_report() -> None:
    rows = {row.unit: row for row in contact_rows([ONE, OTHER], day("02-01"))}
    assert list(rows) == ["省甲厅", "省乙委"]
    assert (rows["省甲厅"].leader, rows["省甲厅"].open, rows["省甲厅"].last_report) == ("张三", 2, day("01-20"))
    assert (rows["省乙委"].leader, rows["省乙委"].open, rows["省乙委"].last_report) == ("", 1, None)


def test_only_the_units_asked_for_and_only_what_was_reported_by_the_day() -> None:
    (row,) = contact_rows([OTHER], day("01-19"), ("省甲厅",))
    assert row.last_report is None
    assert contact_rows([OTHER], day("01-19"), ("省乙委",)) == []
