"""Names of units: what looks like one, and where words between names separate them."""

from __future__ import annotations

import pytest

from baigong.parse.responsibility.names import (
    is_generic,
    is_name,
    is_person,
    is_personal_name,
    join_listed,
    join_places,
    role_mark,
    shared_ending,
    split_names,
)


@pytest.mark.parametrize(
    "name",
    [
        "省水利厅",
        "各市州政府",
        "有关部门",
        "省市场监管局（省知识产权局）",
        "人民银行西宁中心支行",
        "服务商",
        "城投公司",
    ],
)
def test_a_name_ends_as_offices_do(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "words", ["推进厂办", "应当报告部门", "抓好落实", "2019年", "省水利厅：省财政厅", "甲" * 46 + "局"]
)
def test_what_acts_or_goes_on_is_no_name(words: str) -> None:
    assert not is_name(words)


def test_an_office_that_a_person_holds_is_no_unit() -> None:
    assert is_person("分管副市长") and is_person("县委书记") and not is_person("县委办公室")


@pytest.mark.parametrize(("words", "generic"), [("有关部门", True), ("10个省直有关部门", True), ("省水利厅", False)])
def test_the_kind_of_a_list_is_no_name(words: str, generic: bool) -> None:
    assert is_generic(words) is generic


@pytest.mark.parametrize(
    ("words", "names", "open_ended"),
    [
        ("省水利厅和省财政厅", ["省水利厅", "省财政厅"], False),
        ("省发展和改革委", ["省发展和改革委"], False),
        ("省水利厅等有关部门", ["省水利厅"], True),
        ("省水利厅等部门及各市州政府", ["省水利厅", "各市州政府"], True),
        ("等10个单位", [], True),
    ],
)
def test_names_are_cut_where_a_word_stands_between_two(words: str, names: list[str], open_ended: bool) -> None:
    assert split_names(words) == (names, open_ended)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("市甲局（牵头）", "lead"),
        ("市甲局（配合）", "support"),
        ("市甲局（责任单位）", "units"),
        ("市甲局（市乙局）", None),
    ],
)
def test_a_role_in_brackets_behind_a_name_is_taken_off(name: str, role: str | None) -> None:
    assert role_mark(name) == (name if role is None else "市甲局", role)


@pytest.mark.parametrize(
    ("name", "ending"), [("建设公司", "公司"), ("城西供水分公司", "供水分公司"), ("县公安局", "局"), ("各乡镇", "")]
)
def test_the_ending_that_short_names_before_leave_off(name: str, ending: str) -> None:
    assert shared_ending(name) == ending


def test_places_that_share_their_last_word_are_one_group() -> None:
    names = ["省水利厅", "各市（州）"]
    assert join_places(names, "县政府") is True
    assert names == ["省水利厅", "各市（州）、县政府"]
    assert join_places(["省水利厅"], "省财政厅") is False


def test_places_listed_before_the_word_they_share_are_joined() -> None:
    names = ["省水利厅", "济南"]
    assert join_listed(names, "青岛等市人民政府") == ["济南"]
    assert names == ["省水利厅", "济南、青岛等市人民政府"]
    assert join_listed(["济南"], "省财政厅") is None


@pytest.mark.parametrize(
    ("name", "person"),
    [("王某", True), ("李建国", True), ("张某某", True), ("高新区", False), ("金融办", False), ("财政局", False)],
)
def test_a_persons_own_name_is_no_unit(name: str, person: bool) -> None:
    assert is_personal_name(name) is person
