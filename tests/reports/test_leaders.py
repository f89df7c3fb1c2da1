"""分管领导 as rows."""

from __future__ import annotations

from baigong.reports.leaders import leader_rows
from baigong.reports.period import week_period
from tests.support.builders import day, ledger, plan, said, task

PERIOD = week_period(day("01-01"), day("02-01"), None)
PLAN = plan(
    task("1.1", leader="王五"), task("1.2", units=("省乙委",)), task("1.3", leader="王五"), task("1.4", leader="赵六")
)


def test_each_leader_has_the_figures_of_their_tasks_and_nobodys_come_last() -> None:
    known = ledger(PLAN, said("1.1", "done", on="01-10"), said("1.4", "dropped", on="01-10"))
    rows = leader_rows([known], PERIOD)
    assert [(row.leader, row.tasks, row.done, row.rate) for row in rows] == [("王五", 2, 1, 50), ("", 1, 0, 0)]
    assert rows[0].units == ("省甲厅", "省乙委")


def test_tasks_of_several_plans_count_together() -> None:
    (row,) = leader_rows([ledger(plan(task("1.1"))), ledger(plan(task("1.1")))], PERIOD)
    assert (row.leader, row.tasks) == ("张三", 2)
