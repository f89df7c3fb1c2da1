"""Which units returned their forms: 已报, 空表, 有问题, 未报."""

from __future__ import annotations

import pytest

from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from baigong.reports.collection import UnitAnswer, unit_answers
from baigong.workbook.answer import Answer
from tests.support.answers import PLAN, UNIT, answer, decide
from tests.support.builders import UNITS, day, said


def answered(*answers: Answer, before: tuple[Event, ...] = ()) -> dict[str, UnitAnswer]:
    known = Ledger(PLAN, before, UNITS)
    rows = unit_answers(known, decide(list(answers), *before), day("02-03"))
    return {row.unit: row for row in rows}


def test_a_unit_that_reported_in_its_form_has_answered_and_one_that_sent_none_is_missing() -> None:
    rows = answered(answer({"1.1": {"percent": 30.0}}))
    assert (rows[UNIT].attendance, rows[UNIT].new, rows[UNIT].filler, rows[UNIT].files) == (
        "answered",
        1,
        "张三",
        ("甲.xlsx",),
    )
    assert (rows["省乙委"].attendance, rows["省乙委"].owes) == ("missing", True)
    assert rows[UNIT].rows == 4, "the tasks in which it has something to do"


@pytest.mark.parametrize(
    ("cells", "attendance", "owes"),
    [
        ({}, "blank", True),
        ({"1.2": {"actual": "很多"}}, "faulty", False),
        ({"1.1": {"percent": 30.0}, "1.2": {"actual": "很多"}}, "answered", False),
    ],
)
def test_an_empty_form_is_asked_for_again_and_a_faulty_one_is_told(
    cells: dict[str, dict[str, object]], attendance: str, owes: bool
) -> None:
    row = answered(answer(cells))[UNIT]
    assert (row.attendance, row.owes) == (attendance, owes)


@pytest.mark.parametrize(("on", "attendance"), [("01-28", "answered"), ("01-27", "missing")])
def test_a_report_of_ones_own_within_the_week_is_an_answer_too(on: str, attendance: str) -> None:
    rows = answered(answer({}), before=(said("2.1", percent=5, unit="省乙委", on=on),))
    assert rows["省乙委"].attendance == attendance


def test_without_a_form_nobody_has_been_asked() -> None:
    assert answered() == {}


def test_a_report_on_the_whole_in_ones_own_name_is_an_answer_as_it_is_on_the_scoreboard() -> None:
    rows = answered(answer({}), before=(said("2.1", percent=5, by="省乙委", on="01-29"),))
    assert rows["省乙委"].attendance == "answered"
