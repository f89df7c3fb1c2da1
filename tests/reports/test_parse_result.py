"""What a parse has read, in figures."""

from __future__ import annotations

from baigong.model.plan import Target
from baigong.parse.doubts import Doubt
from baigong.reports.parse_result import (
    count_units,
    dated_parts,
    doubt_causes,
    doubt_rows,
    parse_result_data,
    section_sizes,
)
from tests.support.builders import day, plan, section, step, task

PLAN = plan(
    section(
        task(
            "1.1",
            due="03-10",
            basis="3月10日前",
            targets=(Target(text="12个村", value=12),),
            documents=("实施方案",),
            steps=[step("1.1.1", every="month"), step("1.1.2")],
        ),
        task("1.2", lead=("省甲厅",), support=("省丙局",)),
    ),
    section(task("2.1", basis="尽快"), id="2", units=("省丙局",)),
)
DOUBTS = (
    Doubt(3, "甲", "没有单位", "第3行", gravity=4),
    Doubt(9, "乙", "没有单位", "第9行", gravity=4),
    Doubt(0, "丙", "看不清"),
)


def test_each_section_is_counted_and_a_name_once() -> None:
    first, second = section_sizes(PLAN)
    assert (first.tasks, first.steps, first.units, first.targets, first.documents) == (2, 2, 3, 1, 1)
    assert (second.tasks, second.units) == (1, 1)
    assert count_units(PLAN) == 3


def test_the_parts_that_state_a_time_themselves_are_listed() -> None:
    assert [(part.id, part.due, part.every, part.basis) for part in dated_parts(PLAN)] == [
        ("1.1", day("03-10"), None, "3月10日前"),
        ("1.1.1", None, "month", ""),
        ("2.1", None, None, "尽快"),
    ]


def test_doubts_of_one_cause_are_told_once_with_their_number() -> None:
    assert [row.why for row in doubt_rows(DOUBTS)] == ["没有单位", "没有单位", "看不清"]
    assert [(cause.count, cause.why, cause.text) for cause in doubt_causes(DOUBTS)] == [
        (2, "没有单位", "甲"),
        (1, "看不清", "丙"),
    ]


def test_as_data_it_is_the_plans_own_file_and_the_doubts() -> None:
    data = parse_result_data(PLAN, DOUBTS)
    assert list(data)[:2] == ["plan", "sections"]
    assert data["doubts"] == doubt_rows(DOUBTS)
