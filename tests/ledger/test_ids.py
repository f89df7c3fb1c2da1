"""Numbers of tasks, steps and sections as people type them and paste them."""

from __future__ import annotations

import pytest

from baigong.errors import (
    BackwardRangeError,
    BaigongError,
    NotAnIdError,
    UnknownIdError,
    UnknownSectionError,
    UnknownStepError,
    UnknownTaskError,
)
from baigong.ledger.ids import find_section, read_ids
from baigong.model.plan import Plan
from tests.support.builders import plan, section, task

SECTIONS = [
    section(*(task(f"{at}.{n}") for n in range(1, 13)), id=str(at), title=f"板块之{at}", units=["省甲厅"])
    for at in range(1, 13)
]
PLAN = plan(*SECTIONS)
COUNTED = plan(section(*(task(str(n)) for n in range(1, 26)), units=["省甲厅"]))


@pytest.mark.parametrize(
    "pasted",
    [
        "3.2",
        "3.2\u200b",
        "\ufeff3.2",
        "3\u2060.2",
        "\u202a3.2\u202c",
        "3.2\u00ad",
        "３．２",
        "3。2",
        "3·2",
        "3.2。",
        "3.2、",
        "3.2；",
        "（3.2）",
        "(3.2)",
        "【3.2】",
        "〔3.2〕",
        "“3.2”",
        "任务3.2",
        "任务 3.2",
        "任务：3.2",
        "第3.2项",
        "第3.2项任务",
        "第3.2条",
        "3.2项",
        "编号3.2",
        "No.3.2",
        "#3.2",
        "\u3000 3.2\u00a0",
    ],
)
def test_one_number_with_what_stood_around_it(pasted: str) -> None:
    assert read_ids(PLAN, [pasted]) == ("3.2",)


@pytest.mark.parametrize(
    "pasted",
    ["3.2到3.5", "3.2至3.5", "3.2—3.5", "3.2 - 3.5", "3.2~5", "任务3.2至任务3.5", "第3.2项到第3.5项", "3.2‑3.5"],
)
def test_a_range(pasted: str) -> None:
    assert read_ids(PLAN, [pasted]) == ("3.2", "3.3", "3.4", "3.5")


@pytest.mark.parametrize(
    "pasted", ["3.2、3.3", "3.2，3.3", "3.2；3.3", "任务3.2、任务3.3", "（3.2）、（3.3）", "3.2\n3.3", "3.2, 3.3."]
)
def test_several(pasted: str) -> None:
    assert read_ids(PLAN, [pasted]) == ("3.2", "3.3")


@pytest.mark.parametrize(
    "pasted", ["11", "板块11", "板块十一", "第十一板块", "（十一）", "十一", "第11板块", "板块 11"]
)
def test_a_whole_section(pasted: str) -> None:
    assert read_ids(PLAN, [pasted])[0] == "11.1"
    assert find_section(PLAN, pasted) == "11"


def test_sections_from_one_to_another() -> None:
    assert len(read_ids(PLAN, ["板块二至四"])) == len(read_ids(PLAN, ["2-4"])) == 36


@pytest.mark.parametrize(
    ("pasted", "error", "message"),
    [
        ("3.2x\u200b", UnknownTaskError, "没有 3.2x：板块 3 的任务为 3.1–3.12"),
        ("3.13", UnknownTaskError, "没有 3.13：板块 3 的任务为 3.1–3.12"),
        ("3.2.1", UnknownStepError, "没有 3.2.1：任务 3.2 没有分举措"),
        ("13", UnknownIdError, "没有编号 13（板块有 1、2、3、4、5、6、7、8、9、10、11、12）"),
        ("abc\u2060", NotAnIdError, "看不懂编号“abc”"),
        ("\u200b\u200b", NotAnIdError, "看不懂编号：里面没有数字"),
        ("。。", NotAnIdError, "看不懂编号“。。”"),
        ("3.5到3.2", BackwardRangeError, "“3.5-3.2”的起点在终点之后"),
    ],
)
def test_what_is_refused_is_quoted_without_what_cannot_be_seen(
    pasted: str, error: type[BaigongError], message: str
) -> None:
    with pytest.raises(error) as raised:
        read_ids(PLAN, [pasted])
    assert raised.value.message == message


def test_two_numbers_that_were_meant_for_one_are_said_to_be() -> None:
    with pytest.raises(BackwardRangeError) as raised:
        read_ids(PLAN, ["3-2"])
    assert raised.value.hint == "任务请写成 3.2，板块区间请写成 2-3"


@pytest.mark.parametrize(
    ("given", "near"), [("99", ("23", "24", "25")), ("26", ("23", "24", "25")), ("0", ("1", "2", "3"))]
)
def test_where_tasks_are_counted_through_the_nearest_are_named(given: str, near: tuple[str, ...]) -> None:
    with pytest.raises(UnknownIdError) as raised:
        read_ids(COUNTED, [given])
    assert raised.value.near == near


@pytest.mark.parametrize("given", ["十三", "板块十三", "不存在"])
def test_a_section_that_is_none(given: str) -> None:
    with pytest.raises(UnknownSectionError):
        find_section(PLAN, given)


@pytest.mark.parametrize("id", ["3.2b", "第一批", "任务1"])
def test_a_number_that_the_plan_itself_writes_so_is_that_number(id: str) -> None:
    odd: Plan = plan(section(task(id), task("3.2"), units=["省甲厅"]))
    assert read_ids(odd, [id]) == (id,)


def test_a_range_of_tasks_without_points_is_no_range_of_sections() -> None:
    numbered = plan(section(*(task(str(at), f"核查第{at}件。") for at in range(1, 5))))
    cited = read_ids(numbered, ["1-3"])
    assert (tuple(cited), cited.sections) == (("1", "2", "3"), ())
