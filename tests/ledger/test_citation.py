"""Which plan of several is meant."""

from __future__ import annotations

import pytest

from baigong.errors import (
    IdOfNoPlanError,
    IdOfSeveralPlansError,
    IdsOfSeveralPlansError,
    NotAnIdError,
    RequestError,
    UnknownPlanError,
)
from baigong.ledger.citation import cite, find_plan, plan_of_ids
from tests.support.builders import plan, section, task

NAMES = ("百日攻坚", "领导交办", "领导批示")
PLANS = {
    "百日攻坚": plan(task("1.1"), task("1.2")),
    "领导交办": plan(section(task("1.1"), task("2.1"), id="1")),
}


def test_a_number_is_cited_with_its_plan_where_there_are_several() -> None:
    assert (cite("百日攻坚", "3.2"), cite("", "3.2")) == ("百日攻坚/3.2", "3.2")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("百日攻坚", "百日攻坚"), ("攻坚", "百日攻坚"), (" 百日 攻坚/", "百日攻坚"), ("交办", "领导交办")],
)
def test_a_plan_is_found_by_its_name_or_a_part_of_it(typed: str, name: str) -> None:
    assert find_plan(NAMES, typed) == name


@pytest.mark.parametrize("typed", ["领导", "没有", ""])
def test_a_name_of_several_or_of_none_is_refused(typed: str) -> None:
    with pytest.raises(UnknownPlanError):
        find_plan(NAMES, typed)


@pytest.mark.parametrize(
    ("typed", "name", "ids"),
    [
        (["百日攻坚/1.1"], "百日攻坚", ("1.1",)),
        (["百日攻坚／1.1、1.2"], "百日攻坚", ("1.1", "1.2")),
        (["1.2"], "百日攻坚", ("1.2",)),
        (["2.1"], "领导交办", ("2.1",)),
    ],
)
def test_numbers_belong_to_the_plan_they_name_or_to_the_only_one_that_has_them(
    typed: list[str], name: str, ids: tuple[str, ...]
) -> None:
    assert plan_of_ids(PLANS, typed) == (name, ids)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (["1.1"], IdOfSeveralPlansError),
        (["9.9"], IdOfNoPlanError),
        (["百日攻坚/1.1", "领导交办/2.1"], IdsOfSeveralPlansError),
        (["火星/1.1"], UnknownPlanError),
        (["没有编号"], NotAnIdError),
    ],
)
def test_what_is_of_several_plans_or_of_none_is_refused(typed: list[str], error: type[RequestError]) -> None:
    with pytest.raises(error):
        plan_of_ids(PLANS, typed)


def test_of_a_single_plan_a_number_needs_no_name_and_another_plans_is_refused() -> None:
    single = {"百日攻坚": PLANS["百日攻坚"]}
    assert plan_of_ids(single, ["9.9", "百日攻坚/1.1"]) == ("百日攻坚", ("9.9", "1.1"))
    with pytest.raises(UnknownPlanError):
        plan_of_ids(single, ["领导交办/1.1"])
