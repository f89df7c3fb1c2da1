"""One row a leader: the tasks of all plans that he answers for, those of nobody last."""

from __future__ import annotations

from baigong.ledger.ledger import Ledger
from baigong.reports.leaders import leader_rows
from baigong.reports.period import calendar_week
from tests.support.builders import UNITS, day, plan, said, section, task


def test_each_task_counts_for_its_leaders_and_none_is_lost() -> None:
    one = Ledger(
        plan(section(task("1.1", units=("省丙局",)), task("1.2", "建成冷库。"))), (said("1.2", "done"),), UNITS
    )
    other = Ledger(plan(section(task("1.1", leader="张三", due="01-15"))), (), UNITS)
    rows = leader_rows((one, other), calendar_week(day("02-01")))
    assert [(row.leader, row.tasks, row.done, row.overdue) for row in rows] == [("张三", 2, 1, 1), ("", 1, 0, 0)]
    assert rows[0].units == ("省甲厅", "省乙委")
