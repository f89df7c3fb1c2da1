"""Tables whose cells were pasted one a line."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.errors import DocumentError
from tests.support.plans import parse

HEAD = "清溪县2024年民生实事分解表\n2024年2月20日\n"


def page(*cells: str) -> str:
    return HEAD + "\n\n".join(cells) + "\n"


def test_the_cells_are_rows_again_and_a_surplus_line_is_one_more_unit() -> None:
    plan = parse(
        page("序号", "民生实事", "责任单位", "完成时限")
        + page("1", "新建桥梁2座。", "县交通局", "县财政局", "10月底前").removeprefix(HEAD)
        + page("2", "改造危房120户。", "县住建局", "年底前", "分享到：").removeprefix(HEAD)
    ).plan
    assert [(task.id, task.text, task.units, task.due) for task in plan.tasks] == [
        ("1", "新建桥梁2座。", ("县交通局", "县财政局"), date(2024, 10, 31)),
        ("2", "改造危房120户。", ("县住建局",), date(2024, 12, 31)),
    ]


def test_lead_and_support_are_told_apart_only_where_every_cell_is_there() -> None:
    head = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")
    rows = ("1", "建成水厂3座", "县水利局", "县财政局", "6月底", "2", "更换管网18公里", "县住建局", "9月底")
    parsed = parse(page(*head, *rows))
    first, second = parsed.plan.tasks
    assert (first.lead, first.support, first.due) == (("县水利局",), ("县财政局",), date(2024, 6, 30))
    assert (second.lead, second.due) == (("县住建局",), date(2024, 9, 30))
    assert [doubt.line for doubt in parsed.doubts if "散成一行一格" in doubt.why] == [23]


@pytest.mark.parametrize(
    "cells",
    [
        # Not numbered from 1; one row only; no column of units.
        ("序号", "民生实事", "责任单位", "7", "新建桥梁2座。", "县交通局"),
        ("序号", "民生实事", "责任单位", "1", "新建桥梁2座。", "县交通局"),
        ("序号", "姓名", "职务", "1", "张某", "组长", "2", "李某", "副组长"),
    ],
)
def test_lines_that_only_look_so_are_no_table(cells: tuple[str, ...]) -> None:
    with pytest.raises(DocumentError):
        parse(page(*cells))


def test_a_last_row_ends_with_units_that_have_their_members_in_brackets() -> None:
    page_of_rows = page(
        *("序号", "民生实事", "责任单位", "1", "新建桥梁2座。", "县交通局"),
        *("2", "改造危房120户。", "县住建局（县房管中心、县征收中心）", "县财政局和县民政局", "分享到："),
    )
    units = [task.units for task in parse(page_of_rows).plan.tasks]
    assert units == [("县交通局",), ("县住建局（县房管中心、县征收中心）", "县财政局", "县民政局")]
