"""What the columns of a task table hold, told by the words of its header."""

from __future__ import annotations

import pytest

from baigong.parse.sources.interface import SourceTable
from baigong.parse.structure.columns import column_kind, find_header, is_header


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("序号", "serial"),
        ("重点任务", "task"),
        ("工作目标", "goal"),
        ("类别", "group"),
        ("牵头单位", "lead"),
        ("责 任\n单 位", "units"),
        ("配合单位（部门）", "support"),
        ("督办单位", "oversee"),
        ("完成时限", "time"),
        ("责任领导", "leader"),
        ("分管校领导", "leader"),
        ("形象进度要求", "time"),
        ("节点目标", "time"),
        ("改革领域", "group"),
        ("完成标志", "goal"),
        ("工作目标及完成时限", "time"),
        ("计划竣工时间", "time"),
        ("计划开工时间", ""),
        ("考核指标", "task"),
        ("实事项目", "task"),
        ("工作举措及实施计划", "task"),
        ("实施情况", ""),
        ("进展情况", "note"),
        ("联系人", "person"),
        ("任务来源", "source"),
        ("2021年", "year"),
        ("备注", "note"),
        ("投资额", ""),
        ("", ""),
    ],
)
def test_a_column_is_known_by_its_header(words: str, kind: str) -> None:
    assert column_kind(words) == kind


def table(*rows: tuple[str, ...]) -> SourceTable:
    return SourceTable(tuple(range(1, len(rows) + 1)), rows)


def test_the_header_is_the_row_that_names_tasks_and_units_below_a_title() -> None:
    header = find_header(
        table(("任务清单", "任务清单", "任务清单"), ("序号", "工作任务", "责任单位"), ("1", "甲", "乙局"))
    )
    assert header is not None
    assert (header.row, header.columns, header.all_of("units")) == (1, ("serial", "task", "units"), [2])


@pytest.mark.parametrize("row", [("序号", "工作任务"), ("姓名", "责任单位"), ("甲", "乙")])
def test_a_row_that_names_no_tasks_or_no_units_is_none(row: tuple[str, ...]) -> None:
    assert find_header(table(row)) is None


def test_years_stand_with_their_columns() -> None:
    header = find_header(table(("工作任务", "2021年", "2022年", "责任单位")))
    assert header and header.years == ((1, 2021), (2, 2022))


def test_a_header_repeated_on_the_next_page_is_no_row() -> None:
    header = find_header(table(("序号", "工作任务", "责任单位")))
    assert header
    assert is_header(("序号", "工作任务", "责任单位"), header)
    assert not is_header(("1", "清理河道", "区水务局"), header)
