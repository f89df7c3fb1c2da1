"""Which unit is meant: names, aliases, parts, groups, misspellings, and what is refused."""

from __future__ import annotations

import pytest

from baigong.errors import RequestError
from baigong.ledger.directory import Directory
from baigong.model.units import Unit, UnitsFile
from tests.support.builders import GROUP, MEMBERS, UNITS, plan, section, task

PLAN = plan(
    section(task(), task("1.2", lead=("市丁局",), units=("省财务厅",), support=("省戊办",)), units=["省甲厅", GROUP]),
    section(task("2.1"), id="2", units=["省甲管理厅", "省财产局"]),
)


@pytest.fixture
def directory() -> Directory:
    return Directory(UNITS, PLAN, ["省己委"])


def refusal(directory: Directory, given: str) -> RequestError:
    with pytest.raises(RequestError) as raised:
        directory.find(given)
    return raised.value


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("省甲厅", "省甲厅"),
        ("省甲管理厅", "省甲厅"),
        (" 省 甲 厅 ", "省甲厅"),
        ("各县（区）政府", GROUP),
        ("各县(区)政府", GROUP),
        ("东县政府", "东县政府"),
        ("东县", "东县政府"),
        ("甲管理", "省甲厅"),
        ("丁局", "市丁局"),
        ("财务厅", "省财务厅"),
        ("省己委", "省己委"),
    ],
)
def test_a_unit_is_found(directory: Directory, given: str, found: str) -> None:
    assert directory.find(given) == found


def test_several_that_fit_are_listed(directory: Directory) -> None:
    error = refusal(directory, "省财")
    assert "省财务厅" in error.message and "省财产局" in error.message
    assert "更完整" in error.hint


def test_one_character_is_not_enough_even_where_one_fits(directory: Directory) -> None:
    assert "省戊办" in refusal(directory, "戊").message


def test_a_long_list_of_candidates_is_cut_and_counted() -> None:
    many = Directory(UnitsFile(units=tuple(Unit(name=f"第{number:02}分局") for number in range(20))))
    message = refusal(many, "分局").message
    assert message.endswith("等20个")
    assert message.count("第") == 12


def test_a_misspelt_name_is_answered_with_the_nearest(directory: Directory) -> None:
    assert refusal(directory, "省财物厅").message == "没有单位“省财物厅”，是不是：省财务厅？"


def test_what_resembles_nothing_is_refused(directory: Directory) -> None:
    assert refusal(directory, "ＮＡＳＡ").message == "没有单位“ＮＡＳＡ”"
    assert "空" in refusal(directory, "　").message


def test_a_unit_of_the_plan_is_meant_before_one_of_the_directory_alone() -> None:
    units = UnitsFile(units=(Unit(name="省林草局"), Unit(name="市林草局")))
    assert Directory(units, plan(section(task(), units=["市林草局"]))).find("林草局") == "市林草局"
    assert "省林草局" in refusal(Directory(units), "林草局").message


def test_the_units_of_the_plan_are_each_named_once_by_their_own_names(directory: Directory) -> None:
    assert directory.in_plan == ("省甲厅", GROUP, "省财产局", "市丁局", "省财务厅", "省戊办", "省己委")


def test_a_group_stands_for_its_members(directory: Directory) -> None:
    assert directory.members(GROUP) == MEMBERS
    assert directory.members("省甲厅") == ("省甲厅",)
    assert directory.expand(["各县（区）政府", "省甲管理厅", MEMBERS[0]]) == (*MEMBERS, "省甲厅")
    assert directory.is_group(GROUP) and not directory.is_group("省甲厅") and not directory.is_group("无此单位")
    assert directory.groups_of(MEMBERS[2]) == (GROUP,)
    assert directory.groups_of(GROUP) == ()


def test_a_group_whose_members_are_not_known_stands_for_itself() -> None:
    empty = Directory(UnitsFile(units=(Unit(name="各园区管委会", members=()),)))
    assert empty.is_group("各园区管委会")
    assert empty.members("各园区管委会") == ("各园区管委会",)


def test_a_member_that_has_no_entry_of_its_own_is_a_unit(directory: Directory) -> None:
    assert set(MEMBERS) < set(directory.all_names)
    assert directory.find("南区") == "南区政府"


def test_who_leads_a_unit(directory: Directory) -> None:
    assert directory.leader("省甲厅") == "张三"
    assert directory.leader("省乙委") == ""
    assert directory.leader("无此单位") == ""


def test_a_unit_named_like_anothers_alias_keeps_its_own_name() -> None:
    units = UnitsFile(units=(Unit(name="甲局", aliases=("乙局",)), Unit(name="乙局")))
    assert Directory(units).find("乙局") == "乙局"
    assert Directory(units).canonical("乙局") == "乙局"


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("省甲厅", "省甲厅", True),
        ("省甲管理厅", "省甲厅", True),
        ("省甲厅", "省乙委", False),
        (GROUP, MEMBERS[0], True),
        (MEMBERS[0], GROUP, True),
        (MEMBERS[0], MEMBERS[1], False),
        ("没有的局", "没有的局", True),
    ],
)
def test_whether_two_names_have_a_unit_in_common(directory: Directory, one: str, other: str, common: bool) -> None:
    assert directory.overlap(one, other) is common
