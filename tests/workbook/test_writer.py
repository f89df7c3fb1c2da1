"""What goes out in a form: cells locked and open, drop-downs, a page of A4, hidden sheets."""

from __future__ import annotations

import pytest

from baigong.workbook.layout import META
from tests.support.form import blank
from tests.support.sheets import (
    TITLES,
    Sheet,
)


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(blank())


def test_each_task_and_step_stands_once_with_what_the_ledger_holds(sheet: Sheet) -> None:
    assert sheet.ids == ["1.1", "1.1.1", "1.1.2", "1.2", "1.10", "1.3"]
    values = {title: sheet.cell("1.1", title).value for title in sheet.columns}
    assert values["任务"] == "完成全部村级台账的核对工作。"
    assert values["角色"] == "责任"
    assert values["上次进度"] == "推进中 40%"
    assert values["最近一次报告"] == "1月20日 推进中 40%；已核对三个乡镇"
    assert values["还有几天"] == 58
    assert values["状态"] is None and values["进度"] is None
    assert sheet.cell("1.2", "上次进度").value == "未报"


def test_ids_are_texts_and_words_are_no_formulas(sheet: Sheet) -> None:
    assert [sheet.cell(id, "编号").data_type for id in sheet.ids] == ["s"] * 6
    assert sheet.cell("1.10", "编号").number_format == "@"
    assert sheet.cell("1.3", "任务").data_type == "s"
    assert b"<f>" not in blank()


def test_only_open_cells_can_be_edited(sheet: Sheet) -> None:
    assert sheet.sheet.protection.sheet and sheet.book.security.lockStructure
    unlocked = {
        (sheet.sheet.cell(cell.row, 1).value, sheet.sheet.cell(TITLES, cell.column).value)
        for line in sheet.sheet.iter_rows(min_row=TITLES + 1)
        for cell in line
        if not cell.protection.locked
    }
    always = {"状态", "进展情况", "存在问题", "下一步措施", "佐证"}
    assert {title for id, title in unlocked if id == "1.1"} == always | {"进度"}
    assert {title for id, title in unlocked if id == "1.2"} == always | {"进度", "目标实际值"}
    assert {title for id, title in unlocked if id == "1.10"} == always, "a task that goes on has no percent"
    assert [one.coordinate for one in sheet.sheet[3] if not one.protection.locked] == ["H3", "K3"]


def test_the_hidden_sheet_is_hidden_and_protected(sheet: Sheet) -> None:
    hidden = sheet.book[META]
    assert hidden.sheet_state == "veryHidden" and hidden.protection.sheet
    assert [one.title for one in sheet.book.worksheets if one.sheet_state == "visible"] == ["填报", "填报说明"]


def test_it_is_a_page_of_a4_with_its_titles_on_each(sheet: Sheet) -> None:
    page = sheet.sheet
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.page_setup.fitToWidth == 1 and page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$4:$4" and page.freeze_panes == "C5"


def test_drop_downs_and_bounds_cover_every_row(sheet: Sheet) -> None:
    rules = {rule.type: rule for rule in sheet.sheet.data_validations.dataValidation}
    assert rules["list"].formula1 == '"未启动,推进中,受阻,已完成"'
    assert str(rules["list"].sqref) == "I5:I10"
    assert (rules["decimal"].formula1, rules["decimal"].formula2) == ("0", "100")


# What comes back.
