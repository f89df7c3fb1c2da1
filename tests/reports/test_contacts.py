"""Whom to call, over several plans."""

from __future__ import annotations

from baigong.ledger.ledger import Ledger
from baigong.reports.contacts import contact_rows
from baigong.reports.reminders import joint_reminders
from tests.support.builders import UNITS, day, plan, said, section, task


def test_a_unit_has_the_open_tasks_and_the_last_report_of_all_plans() -> None:
    one = Ledger(plan(section(task("1.1"))), (said("1.1", "doing", 5, on="01-10", unit="省甲厅"),), UNITS)
    other = Ledger(
        plan(section(task("1.1", units=("省甲厅",)), task("1.2", "核清底数。", units=("省甲厅",)))),
        (said("1.1", "done", on="01-20", unit="省甲厅"), said("1.2", "doing", 5, on="03-01", unit="省甲厅")),
        UNITS,
    )
    rows = {row.unit: row for row in contact_rows((one, other), day("02-01"))}
    assert (rows["省甲厅"].open, rows["省甲厅"].last_report, rows["省甲厅"].leader) == (2, day("01-20"), "张三")
    assert rows["省乙委"].last_report is None
    assert [row.unit for row in contact_rows((one, other), day("02-01"), ("省乙委",))] == ["省乙委"]


def test_the_letter_and_the_list_of_contacts_name_the_same_person_whichever_plan_knows_it() -> None:
    of = plan(section(task("1.1", units=("省甲厅",), due="01-10")))
    ledgers = {"甲": Ledger(of), "乙": Ledger(of, (), UNITS)}
    (row,) = contact_rows(ledgers.values(), day("02-01"))
    (letter,) = joint_reminders(ledgers, day("02-01"))
    assert row.leader == letter.leader == "张三"
    assert (row.contact, row.phone, row.email) == (letter.contact, letter.phone, letter.email)
