"""Excel: a task table made here with openpyxl, its header on row 3, its cells merged."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from baigong.errors import DocumentError
from baigong.parse import ParsedPlan, parse_document

HEADER = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限", "备注")


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parse(book: Any) -> ParsedPlan:
    return parse_document(None, data=saved(book), start=None, due=None, split="auto")


def task_table() -> Any:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "西河县2023年重点工作任务清单"
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "列第一位的牵头单位为总牵头"
    sheet.merge_cells("A2:F2")
    rows: list[tuple[Any, ...]] = [
        HEADER,
        (1, "新建农贸市场3个", "县商务局\n县住建局", "县市场监管局、各乡镇人民政府", "2023年9月底前", ""),
        (2, "完成老旧小区改造15处", None, "县财政局", datetime(2023, 11, 30), ""),
        (3, "开展义诊活动", "县卫健局", None, "长期坚持", ""),
        HEADER,
        (4, "巡查河道", "县水务局", "/", "每月", ""),
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("C4:C5")
    return book


def test_a_header_on_row_three() -> None:
    parsed = parse(task_table())
    plan = parsed.plan
    assert plan.head.title == "西河县2023年重点工作任务清单"
    tasks = list(plan.tasks)
    assert [task.id for task in tasks] == ["1", "2", "3", "4"]
    assert tasks[0].lead == ("县商务局", "县住建局")
    assert tasks[0].support == ("县市场监管局", "各乡镇人民政府")
    assert tasks[1].lead == ("县商务局", "县住建局")
    assert [str(task.due) for task in tasks[:2]] == ["2023-09-30", "2023-11-30"]
    assert tasks[2].ongoing
    assert tasks[3].every == "month"
    assert tasks[3].support == ()
    assert [target.unit for target in tasks[0].targets] == ["个"]


def test_rows_without_units_are_doubted_with_their_line() -> None:
    book = task_table()
    book.active.append((5, "修订规章", None, None, None, None))
    doubts = parse(book).doubts
    assert [(doubt.line, doubt.why) for doubt in doubts if "责任单位" in doubt.why] == [(9, "这一行没有责任单位")]


def test_a_header_of_two_rows() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("2023年任务分工表", None, None, None),
        ("类别", "主要任务", "责任分工", None),
        (None, None, "牵头部门", "责任部门"),
        ("产业", "做强化工园区", "市工信局", "市发改委"),
        ("产业", "引进项目20个", "市商务局", "各县区政府"),
        ("民生", "新增就业1万人", "市人社局", "市财政局"),
    ):
        sheet.append(row)
    for area in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
        sheet.merge_cells(area)
    plan = parse(book).plan
    assert [(section.title, len(section.tasks)) for section in plan.sections] == [("产业", 2), ("民生", 1)]
    assert [task.id for task in plan.tasks] == ["1.1", "1.2", "2.1"]
    assert plan.sections[0].tasks[1].units == ("各县区政府",)


def test_hidden_sheets_are_not_read() -> None:
    book = task_table()
    hidden = book.create_sheet("旧表")
    hidden.append(HEADER)
    hidden.append((9, "旧任务", "县审计局", "", "", ""))
    hidden.sheet_state = "hidden"
    assert len(list(parse(book).plan.tasks)) == 4


def test_no_header_names_the_headers_sought() -> None:
    book = openpyxl.Workbook()
    for row in (("姓名", "年龄", "住址"), ("张三", 30, "东街"), ("李四", 40, "西街")):
        book.active.append(row)
    with pytest.raises(DocumentError) as caught:
        parse(book)
    assert "表头" in caught.value.message
    assert "牵头单位" in caught.value.hint


def test_columns_named_twice_the_lower_name_says_more() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["2021年任务清单"],
        ["序号", "任务", "举措", "责任单位", "", "完成时间"],
        ["", "", "", "牵头单位", "配合单位", ""],
        [1, "压减", "将环节压减至1个。", "省市场监管局", "省公安厅", "年底前"],
    ):
        sheet.append(row)
    sheet.merge_cells("D2:E2")
    (task,) = parse(book).plan.tasks
    assert (task.lead, task.support, str(task.due)) == (("省市场监管局",), ("省公安厅",), "2021-12-31")


def test_a_standard_says_what_to_do_where_the_item_only_names_a_thing() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["2022年创建任务分解表"],
        ["项目", "工作标准", "责任单位"],
        ["市容市貌", "清除乱贴乱画，城区保洁到位。", "县城管局"],
        ["集贸市场", "改造县城农贸市场2个。", "县商务局"],
    ):
        book.active.append(row)
    assert [task.text for task in parse(book).plan.tasks] == [
        "清除乱贴乱画，城区保洁到位。",
        "改造县城农贸市场2个。",
    ]


def test_a_row_of_a_chapter_s_number_and_name_is_a_title() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["2022年实事项目责任清单"],
        ["序号", "项目名称", "建设内容及规模", "责任单位", "完成时限"],
        ["一", "教育（2项）", "", "", ""],
        [1, "学位建设", "新建学校3所", "市教育局", "12月底"],
        [2, "营养改善", "惠及学生10万人", "市教育局", "全年"],
        ["二", "交通", "", "", ""],
        [3, "农村公路", "改造公路200公里", "市交通局", "立行立改，长期坚持"],
    ):
        book.active.append(row)
    plan = parse(book).plan
    assert [(section.title, [task.text for task in section.tasks]) for section in plan.sections] == [
        ("教育（2项）", ["新建学校3所", "惠及学生10万人"]),
        ("交通", ["改造公路200公里"]),
    ]
    assert plan.sections[1].tasks[0].ongoing


def test_the_line_above_the_table_of_a_later_sheet_is_that_tables_title() -> None:
    book = openpyxl.Workbook()
    for at, (title, work) in enumerate((("2022年度重点工作清单", "修水厂3座"), ("重点项目清单", "修泵站5座"))):
        sheet = book.active if at == 0 else book.create_sheet()
        for row in ((title,), ("工作任务", "责任单位"), (work, "县水利局"), ("办好其他事", "县住建局")):
            sheet.append(row)
    plan = parse(book).plan
    assert (plan.head.title, str(plan.head.due)) == ("2022年度重点工作清单", "2022-12-31")
    assert [section.title for section in plan.sections] == ["2022年度重点工作清单", "重点项目清单"]
