"""Bare numbers that may be a section, slips of the comma, and numbers that the plan had before it was revised."""

from __future__ import annotations

import pytest

from baigong.errors import FormerIdError, SlipOfTheCommaError
from baigong.ledger.ids import read_ids
from baigong.model.plan import Former
from tests.support.builders import plan, section, task

PLAN = plan(
    section(task("3.1"), task("3.4"), id="3"), section(task("4.1"), id="4"), section(task("7"), id="5")
).model_copy(update={"former": (Former(id="2", text="原来的第二项任务"), Former(id="3.2", text="并入", became="3.4"))})


def test_a_bare_number_that_no_task_has_is_a_section_and_is_told_apart() -> None:
    assert read_ids(PLAN, ["3"]) == ("3.1", "3.4")
    assert read_ids(PLAN, ["3"]).sections == ("3",)
    assert read_ids(PLAN, ["3-4"]).sections == ("3", "4")
    for named in ("板块3", "3.1", "3.1-3.4", "7", "任务3.1"):
        assert read_ids(PLAN, [named]).sections == ()


@pytest.mark.parametrize("slip", ["3，4", "3,4", "3、4"])
def test_a_comma_for_a_stop_is_asked_about(slip: str) -> None:
    with pytest.raises(SlipOfTheCommaError) as raised:
        read_ids(PLAN, [slip])
    assert raised.value.id == "3.4"
    assert read_ids(PLAN, ["3.1，3.4"]) == ("3.1", "3.4")
    assert read_ids(PLAN, ["4，5"]) == ("4.1", "7")


def test_a_number_of_before_the_revision_is_refused_with_what_became_of_it() -> None:
    with pytest.raises(FormerIdError) as raised:
        read_ids(PLAN, ["2"])
    assert "修订后没有了" in raised.value.message
    with pytest.raises(FormerIdError) as raised:
        read_ids(PLAN, ["3.2"])
    assert "3.4" in raised.value.hint
