"""The shipped directory of units: every unit of the first plan, under one name, found by its other names."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from baigong.model.units import Unit, UnitsFile

DATA = Path(__file__).parents[1] / "data"
STATES = ("西宁市", "海东市", "海北州", "黄南州", "海南州", "果洛州", "玉树州", "海西州")


@pytest.fixture(scope="module")
def units() -> dict[str, Unit]:
    loaded = UnitsFile.model_validate(yaml.safe_load((DATA / "units.yaml").read_text(encoding="utf-8")))
    names = [unit.name for unit in loaded.units]
    assert len(names) == len(set(names))
    return {unit.name: unit for unit in loaded.units}


def names_in_the_plan() -> list[str]:
    """The names of the responsibility clauses, in order of first appearance."""
    plan = (DATA / "plan.txt").read_text(encoding="utf-8")
    clauses = re.findall(r"（责任单位：([^）]+)）", plan)
    names = (name.removesuffix("等") for clause in clauses for name in re.split("[、，]", clause))
    return list(dict.fromkeys(names))


def test_every_name_of_the_plan_is_a_unit_in_order_of_appearance(units: dict[str, Unit]) -> None:
    in_plan = names_in_the_plan()
    assert len(in_plan) == 39
    assert [name for name in units if name in in_plan] == in_plan


def test_the_two_groups_stand_for_units_that_the_directory_has(units: dict[str, Unit]) -> None:
    assert [unit.name for unit in units.values() if unit.is_group] == ["各市州政府", "各园区管委会"]
    assert units["各市州政府"].members == tuple(f"{state}政府" for state in STATES)
    for group in ("各市州政府", "各园区管委会"):
        for member in units[group].members or ():
            assert not units[member].is_group


def test_nothing_but_the_plan_and_the_members_of_its_groups(units: dict[str, Unit]) -> None:
    members = {member for unit in units.values() for member in unit.members or ()}
    assert set(units) == set(names_in_the_plan()) | members


def test_no_alias_leads_to_two_units(units: dict[str, Unit]) -> None:
    counts = Counter(name for unit in units.values() for name in (unit.name, *unit.aliases))
    assert [name for name, times in counts.items() if times > 1] == []


def test_aliases_are_the_provinces_so_that_they_never_capture_a_ministry_or_a_citys_bureau(
    units: dict[str, Unit],
) -> None:
    provincial = re.compile(r"省|青海|各|三江源|西宁|海东|柴达木|..(藏族|蒙古族藏族)?(自治)?州")
    for unit in units.values():
        for alias in unit.aliases:
            assert provincial.match(alias), f"{unit.name}: {alias}"


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("省发改委", "省发展改革委"),
        ("青海省发展和改革委员会", "省发展改革委"),
        ("省工信厅", "省工业和信息化厅"),
        ("省政府国资委", "省国资委"),
        ("省住建厅", "省住房城乡建设厅"),
        ("省人社厅", "省人力资源社会保障厅"),
        ("省文旅厅", "省文化和旅游厅"),
        ("省卫健委", "省卫生健康委"),
        ("省药监局", "省药品监管局"),
        ("省供销社", "省供销联社"),
        ("各市（州）人民政府", "各市州政府"),
        ("海西蒙古族藏族自治州人民政府", "海西州政府"),
    ],
)
def test_common_and_official_names_are_aliases(units: dict[str, Unit], alias: str, name: str) -> None:
    assert alias in units[name].aliases
