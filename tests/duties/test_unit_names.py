"""The names by which a text can name a unit."""

from __future__ import annotations

import pytest

from baigong.duties.unit_names import bare_stem, core, is_generic, is_local, name_parts, weighted_names
from baigong.model.units import Unit


def test_a_government_is_named_by_its_place_and_by_the_place_in_short_each_weighing_less() -> None:
    weights = dict(weighted_names(Unit(name="西宁市政府", aliases=("西宁市人民政府",))))
    assert list(weights) == ["西宁市政府", "西宁市人民政府", "西宁市", "西宁"]
    assert weights["西宁市政府"] == weights["西宁市人民政府"] > weights["西宁市"] > weights["西宁"]


def test_a_department_is_named_by_its_names_alone() -> None:
    assert [name for name, _ in weighted_names(Unit(name="省水利厅"))] == ["省水利厅"]


def test_all_units_concerned_are_named_in_several_ways() -> None:
    names = [name for name, _ in weighted_names(Unit(name="各有关部门和单位"))]
    assert {"各有关部门", "各部门", "各单位"} <= set(names)


@pytest.mark.parametrize(
    ("name", "left"), [("省砂石办", ("砂石",)), ("某县环湖赛指挥部", ("某县环湖赛",)), ("省委办", ()), ("局", ())]
)
def test_a_name_of_no_kind_is_known_by_what_is_neither_level_nor_form(name: str, left: tuple[str, ...]) -> None:
    assert core(name) == left


def test_a_stem_loses_its_form_unless_nothing_would_be_left() -> None:
    assert (bare_stem("税务局"), bare_stem("农办"), bare_stem("供销")) == ("税务", "农办", "供销")


def test_who_is_concerned_and_who_is_local_is_told_by_the_name() -> None:
    assert is_generic("各有关部门") and is_generic("其他相关单位") and not is_generic("省水利厅")
    assert is_local("省水利厅") and is_local("县医院") and not is_local("人民银行")


def test_the_parts_of_a_name_are_its_pairs_of_characters_those_side_by_side_weighing_more() -> None:
    assert set(name_parts("水文中心")) == {"水文"}
    parts = name_parts("节约用水办公室")
    assert parts["用水"] > parts["节水"] > 0
    assert "管理" not in name_parts("河湖管理处")
    assert name_parts("局") == name_parts("") == {}
