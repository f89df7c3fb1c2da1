"""Notes that hold for a whole table or document."""

from __future__ import annotations

import pytest

from tests.support.readings import read, who, whys

KIND = "notes on who leads, and on what all units owe"

EXAMPLES = [
    "注：主要责任单位第一个为牵头单位，其余为主要配合单位。",
    "说明：责任单位中排第一位的为牵头单位。",
    "备注：列首位的单位为牵头单位，其余单位为配合单位。",
    "注：第一责任单位为牵头单位。",
]
SUPPORTING = {EXAMPLES[0], EXAMPLES[2]}
OWED = [
    "注：以下均需各区县政府落实，不再列出。",
    "说明：以上任务均涉及各乡镇政府，不再逐一列出。",
    "备注：各项任务均需各开发区管委会落实，不再单独列出。",
]
OPPOSITES = ["说明：牵头单位要加强统筹。", "注：数据以2022年底为准。", "备注：排名第一的小区先行改造。"]
_TABLE = (
    "\n| 工作任务 | 责任单位 |\n| --- | --- |\n| 新建水厂3座 | 区水利局、区财政局 |\n"
    "| 更换管网18公里 | 区住建局、区发改局 |\n\n{}\n"
)


@pytest.mark.parametrize("note", EXAMPLES)
def test_the_first_unit_of_every_row_leads(note: str) -> None:
    rest = "//" if note in SUPPORTING else "/"
    expected = [f"{first}{rest}{other}" + ("" if rest == "//" else "/") for first, other in _PAIRS]
    assert who(read(_TABLE.format(note)).plan) == expected


_PAIRS = [("区水利局", "区财政局"), ("区住建局", "区发改局")]


@pytest.mark.parametrize("note", OWED)
def test_units_that_a_note_adds_are_doubted_and_not_lost(note: str) -> None:
    for body in (_TABLE.format(note), f"一、任务\n1.修水厂。（区水利局负责）\n2.修管网。（区住建局负责）\n{note}\n"):
        assert any(note[3:11] in doubt.text or "没有逐条" in doubt.why for doubt in read(body).doubts)


@pytest.mark.parametrize("note", OPPOSITES)
def test_other_notes_change_no_role(note: str) -> None:
    assert who(read(_TABLE.format(note)).plan) == [f"/{first} {other}/" for first, other in _PAIRS]


@pytest.mark.parametrize(
    "header", ["责任单位（排第一位的为牵头单位）", "责任单位（首位为牵头单位）", "责任部门（第一个为牵头部门）"]
)
def test_a_header_may_say_it_too(header: str) -> None:
    parsed = read(_TABLE.format("").replace("责任单位", header))
    assert who(parsed.plan) == [f"{first}/{other}/" for first, other in _PAIRS], whys(parsed)
