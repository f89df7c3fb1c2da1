"""What the sheet of proposals says before it is filled in."""

from __future__ import annotations

from datetime import datetime

from baigong.calendar import week
from baigong.workbook.division import DivisionEntry, make_division
from baigong.workbook.form import Row
from tests.support.builders import BEIJING, assigned, day, plan, state, task

PLAN = plan(task())


def rows(*entries: DivisionEntry) -> tuple[Row, ...]:
    moment = datetime(2019, 2, 1, tzinfo=BEIJING)
    return make_division(PLAN, week(PLAN.head.start, 5), entries, day("02-01"), moment).rows


def test_a_proposal_stands_with_its_grounds_and_the_drop_down_has_all_units_best_first() -> None:
    (row,) = rows(DivisionEntry(state(PLAN), ("省乙委",), 0.8, "职责涉及台账", ("省乙委", "省甲厅")))
    assert (row.cells["proposed"], row.cells["grounds"]) == ("省乙委", "职责涉及台账")
    assert row.cells["units"] == "省甲厅、省乙委"
    assert row.cells["probability"] and row.choices == {"lead": ("省乙委", "省甲厅")}
    assert row.open == {"lead", "note"}
    assert (row.base.proposed, row.base.lead) == ("省乙委", ())


def test_without_a_proposal_it_says_so_and_claims_no_probability() -> None:
    (row,) = rows(DivisionEntry(state(PLAN), (), 0.2, "", ("省甲厅",)))
    assert row.cells["proposed"] == "不明显" and "probability" not in row.cells


def test_a_lead_that_stands_is_shown_and_kept_as_what_the_row_was_made_from() -> None:
    (row,) = rows(DivisionEntry(state(PLAN, assigned("1.1", lead=("省甲厅",))), (), 0.2, "", ()))
    assert row.cells["now"] == "省甲厅" and row.base.lead == ("省甲厅",)
