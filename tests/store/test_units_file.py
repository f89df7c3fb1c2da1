"""`units.yaml`: read with every fault at its line; a unit is added at its end and nothing else moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.errors import DataError
from baigong.model.units import Unit, UnitsFile
from baigong.store.units_file import add_unit, dump_units, load_units, new_directory, read_units
from tests.support.builders import plan, section, task

GOOD = """\
# 名录，由人维护
units:
- name: 省甲厅
  aliases: [省甲管理厅]
  leader: ''
- name: 各县区政府   # 单位组
  members: [东县政府, 西县政府]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "units.yaml"


def test_the_directory_is_read(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    one, two = load_units(path).units
    assert (one.name, one.aliases, one.is_group) == ("省甲厅", ("省甲管理厅",), False)
    assert (two.members, two.is_group) == (("东县政府", "西县政府"), True)


@pytest.mark.parametrize("content", [None, "", "# 只有注释\n"])
def test_a_directory_that_is_missing_or_empty_is_empty(path: Path, content: str | None) -> None:
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert load_units(path) == UnitsFile()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("name: 省甲厅", "name: ''", 3, "units[1].name: 不能为空"),
        ("name: 省甲厅", "name: 各县区政府", 6, "units[2]: 名称“各县区政府”与“各县区政府”重复"),
        ("[东县政府, 西县政府]", "[]\n- name: 省甲厅", 8, "units[3]: 名称“省甲厅”与“省甲厅”重复"),
        ("[省甲管理厅]", "[各县区政府]", 6, "units[2]: 名称“各县区政府”与“省甲厅”重复"),
        ("[省甲管理厅]", "省甲管理厅", 4, "应当是列表"),
        ("[省甲管理厅]", "[省甲管理厅，甲厅]", 4, "units[1].aliases[1]: “省甲管理厅，甲厅”像是几个单位"),
        ("东县政府, 西县政府", "东县政府、西县政府", 7, "units[2].members[1]: “东县政府、西县政府”像是几个单位"),
        ("leader:", "laeder:", 5, "不认识的键"),
        ("  leader:", "\tleader:", 5, "制表符"),
        ("units:", "unit:", 2, "unit: 不认识的键"),
        ("- name: 省甲厅", "- 省甲厅", 4, "不是合格的 YAML"),
    ],
)
def test_a_fault_is_told_with_its_line(path: Path, old: str, new: str, line: int, message: str) -> None:
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    found: list[DataError] = []
    assert read_units(path, found) is None
    assert any(fault.line == line and message in fault.message and fault.hint for fault in found), found
    with pytest.raises(DataError) as raised:
        load_units(path)
    assert raised.value.message == found[0].message


def test_of_several_faults_the_first_is_told_and_the_check_has_them_all(path: Path) -> None:
    path.write_text("units:\n- name: ''\n- name: 省甲厅\n  laeder: 张三\n", encoding="utf-8")
    found: list[DataError] = []
    assert read_units(path, found) is None
    assert [fault.line for fault in found] == [2, 4]
    with pytest.raises(DataError) as raised:
        load_units(path)
    assert raised.value.line == 2


def test_a_new_directory_has_every_name_of_the_plan_once_in_its_order() -> None:
    made = plan(
        section(
            task(lead=["省丙局"], units=["省甲厅", "各县区政府"], support=["省丁局"]),
            lead=["省甲厅"],
            units=["省乙委", "有关企业"],
            support=["各有关部门"],
        )
    )
    directory = new_directory(made)
    assert [unit.name for unit in directory.units] == [
        *("省甲厅", "省乙委", "有关企业", "各有关部门", "省丙局", "各县区政府", "省丁局")
    ]
    # A group has members, none of whom the plan names; a unit has none to name.
    assert {unit.name for unit in directory.units if unit.members == ()} == {"有关企业", "各有关部门", "各县区政府"}
    assert {unit.name for unit in directory.units if unit.members is None} == {"省甲厅", "省乙委", "省丙局", "省丁局"}


def test_a_directory_is_written_as_people_write_it_and_read_again(path: Path) -> None:
    made = UnitsFile(
        units=(
            Unit(name="省甲厅", aliases=("甲厅", "省甲管理厅"), leader="张三", contact="0971-1: 二"),
            Unit(name="各县区政府", members=()),
            Unit(name="- 丁: 局", members=("东县政府",)),
        )
    )
    text = dump_units(made)
    head, _, body = text.partition("units:\n")
    assert all(line.startswith("# ") for line in head.splitlines()) and "members 单位组的成员" in head
    assert body == (
        "- name: 省甲厅\n  aliases: [甲厅, 省甲管理厅]\n  leader: 张三\n  contact: '0971-1: 二'\n"
        "- name: 各县区政府\n  members: []\n"
        "- name: '- 丁: 局'\n  members: [东县政府]\n"
    )
    path.write_text(text, encoding="utf-8")
    assert load_units(path) == made


def test_a_directory_of_nobody_is_written_and_grows(path: Path) -> None:
    path.write_text(dump_units(UnitsFile()), encoding="utf-8")
    assert path.read_text(encoding="utf-8").endswith("\nunits: []\n")
    add_unit(path, "省丁局")
    assert path.read_text(encoding="utf-8").endswith("\nunits:\n- name: 省丁局\n")


def test_a_unit_is_added_at_the_end_and_every_line_stays_as_it_is(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    add_unit(path, "省丁局")
    assert path.read_text(encoding="utf-8").startswith(GOOD)
    assert load_units(path).units[-1] == Unit(name="省丁局")
    assert len(load_units(path).units) == 3


@pytest.mark.parametrize(
    "content",
    [None, "", "# 只有注释\n", "# 空\nunits: []\n", GOOD.rstrip("\n"), GOOD.replace("\n", "\r\n")],
)
def test_a_unit_is_added_to_whatever_is_there(path: Path, content: str | None) -> None:
    if content is not None:
        path.write_bytes(content.encode())
    before = load_units(path).units
    add_unit(path, "省丁局: “试点”")
    assert load_units(path).units == (*before, Unit(name="省丁局: “试点”"))


def test_a_unit_is_added_to_a_list_that_is_indented(path: Path) -> None:
    path.write_text("units:\n  - name: 省甲厅\n", encoding="utf-8")
    add_unit(path, "省丁局")
    assert path.read_text(encoding="utf-8") == "units:\n  - name: 省甲厅\n  - name: 省丁局\n"


@pytest.mark.parametrize("content", ["units: [{name: 省甲厅}]\n", "units:\n      - name: 省甲厅\n"])
def test_where_it_cannot_be_added_nothing_is_written(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        add_unit(path, "省丁局")
    assert "没能把“省丁局”加在末尾" in raised.value.message
    assert "- name: 省丁局" in raised.value.hint
    assert path.read_text(encoding="utf-8") == content


def test_a_unit_that_is_there_already_is_not_added_again(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    for known in ("省甲厅", "省甲管理厅"):
        with pytest.raises(DataError, match="已有单位"):
            add_unit(path, known)
    assert path.read_text(encoding="utf-8") == GOOD
