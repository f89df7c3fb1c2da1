"""The whole ledger on a day: every task, record and score, or those of some units."""

from __future__ import annotations

from baigong.ledger.query import Query, select
from baigong.reports.export import LedgerExport, PlanPart, joint_export
from baigong.reports.period import week_period
from tests.support.builders import day, ledger, plan, said, section, task

PLAN = plan(task("1.1"), section(task("2.1"), id="2", units=("省丙局",)))
EVENTS = (said("1.1", percent=5), said("2.1", percent=9))


def exported(*units: str) -> LedgerExport:
    known = ledger(PLAN, *EVENTS)
    states = select(known.on(day("02-01")), Query(units=units), known.directory)
    return joint_export((PlanPart("", known, states),), week_period(day("01-01"), day("02-01"), None), units)


def test_all_of_a_ledger() -> None:
    whole = exported()
    assert [row.id for row in whole.tasks] == ["1.1", "2.1"]
    assert [row.id for row in whole.sections] == ["1", "2"]
    assert [row.task for row in whole.records] == ["1.1", "2.1"]
    assert {row.unit for row in whole.scores} == {"省甲厅", "省乙委", "省丙局"}


def test_what_concerns_one_unit() -> None:
    own = exported("省丙局")
    assert [row.id for row in own.tasks] == ["2.1"]
    assert [row.id for row in own.sections] == ["2"]
    assert [row.task for row in own.records] == ["2.1"]
    assert [row.unit for row in own.scores] == ["省丙局"]
