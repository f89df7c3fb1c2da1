"""Who kept the ledger in a period."""

from __future__ import annotations

from baigong.ledger.ledger import Ledger
from baigong.reports.keepers import KeeperRow, joint_keepers, keeper_rows
from baigong.reports.period import week_period
from tests.support.builders import day, deferred, plan, retracted, said, section, task

WEEK = week_period(day("01-01"), day("02-03"), 5)
EVENTS = (
    said("1.1", percent=20, on="01-29", by="李四"),
    said("1.2", percent=20, on="01-29", by="王五"),
    deferred("1.2", "03-01", on="01-30", by="王五"),
    said("1.1", percent=10, on="01-10", by="张三"),
)
TAKEN_BACK = retracted(EVENTS[0].id, on="01-31", by="赵六")
LEDGER = Ledger(plan(section(task("1.1"), task("1.2"))), (*EVENTS, TAKEN_BACK))


def test_the_authors_of_the_period_stand_there_the_busiest_first() -> None:
    assert keeper_rows(LEDGER, WEEK, {"1.1", "1.2"}) == [
        KeeperRow("王五", 2),
        KeeperRow("李四", 1),
        KeeperRow("赵六", 1),
    ]


def test_a_report_of_some_tasks_counts_their_records_alone_and_who_took_one_back() -> None:
    assert keeper_rows(LEDGER, WEEK, {"1.1"}) == [KeeperRow("李四", 1), KeeperRow("赵六", 1)]


def test_the_authors_of_several_plans_are_added_up() -> None:
    assert joint_keepers([[KeeperRow("李四", 1)], [KeeperRow("王五", 2), KeeperRow("李四", 4)]]) == [
        KeeperRow("李四", 5),
        KeeperRow("王五", 2),
    ]
