"""Workbooks as a spreadsheet program reads them back: typed cells, no formula, a page that is set up."""

from __future__ import annotations

import io
from datetime import date
from types import SimpleNamespace as Row
from typing import Any

import pytest
from openpyxl import load_workbook

from baigong.pages.blocks import Chart, Column, Listing, Sheet, Table
from baigong.render.interface import Result
from baigong.render.xlsx import write

COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "编号"),
    Column("text", "任务", wide=True),
    Column("due", "时限"),
    Column("percent", "进度", lambda row: f"{row.percent}%", right=True),
    Column("days", "逾期", right=True),
    Column("light", "灯", tone=lambda row: "red"),
)


def row(**more: Any) -> Row:
    fields = {"id": "3.10", "text": "完成核对", "due": date(2019, 2, 1), "percent": 60, "days": 3, "light": "红"}
    return Row(**fields | more)


def sheet(*rows: Row, mark: str = "", footer: str = "") -> Any:
    content = write(Result(rows, Listing(COLUMNS, rows, footer, empty="没有任务"), mark=mark))
    return load_workbook(io.BytesIO(content)).active


def test_each_kind_of_value_stays_what_it_is() -> None:
    found = sheet(row(), footer="共 1 项")
    assert [cell.value for cell in found[1]] == ["编号", "任务", "时限", "进度", "逾期", "灯"]
    id, text, due, percent, days, light = found[2]
    assert (id.value, id.data_type, id.number_format) == ("3.10", "s", "@")
    assert text.alignment.wrap_text
    assert due.value.date() == date(2019, 2, 1)
    assert (percent.value, percent.number_format) == (0.6, "0%")
    assert (days.value, days.data_type) == (3, "n")
    assert (light.value, light.fill.fgColor.rgb) == ("红", "FFF4B6B6")
    assert found["A3"].value == "共 1 项"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
def test_no_text_is_a_formula(text: str) -> None:
    for cell in (sheet(row(text=text))["B2"], sheet(row(id=text))["A2"]):
        assert (cell.data_type, cell.value) == ("s", text)
        assert cell.quotePrefix, "nor is it one after it was edited"


def test_characters_that_no_workbook_holds_are_named() -> None:
    assert sheet(row(text="\x1b[31m红\x00"))["B2"].value == "‹U+001B›[31m红‹U+0000›"


def test_a_note_of_any_length_fits_its_cell() -> None:
    assert len(sheet(row(text="注" * 5000))["B2"].value) == 5000
    assert sheet(row(text="注" * 5000)).row_dimensions[2].height == 409
    cut = sheet(row(text="注" * 40_000))["B2"].value
    assert len(cut) == 32_000 and cut.endswith("…")


def test_filter_titles_and_page_are_ready() -> None:
    found = sheet(row(), row(), mark="【演示】")
    assert found["A1"].value == "【演示】"
    assert found.auto_filter.ref == "A2:F4"
    assert found.freeze_panes == "B3"
    assert found.print_title_rows == "$2:$2"
    assert (found.page_setup.orientation, found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.row_dimensions[3].height and found.column_dimensions["B"].width > 8


def test_an_empty_listing_says_so() -> None:
    assert sheet()["A2"].value == "没有任务"


def test_a_book_has_its_sheets_and_its_charts() -> None:
    listing = Listing(COLUMNS, [row(), row(id="3.11", percent=70)])
    sheets = (
        Sheet("任务", (Table(listing),), "台账"),
        Sheet(
            "图表",
            (Table(listing, Chart("进度", "id", ("percent",))), Table(listing, Chart("条", "id", ("percent",), "bar"))),
        ),
    )
    book = load_workbook(io.BytesIO(write(Result((), book=lambda: sheets))))
    assert book.sheetnames == ["任务", "图表"]
    assert book["任务"]["A1"].value == "台账"
    assert book["任务"]["A2"].value == "编号"
    charts = book["图表"]._charts
    assert [type(chart).__name__ for chart in charts] == ["LineChart", "BarChart"]
    assert charts[0].series[0].val.numRef.f == "'图表'!$D$2:$D$3"
    assert charts[1].anchor._from.row > charts[0].anchor._from.row + 16, "one does not lie on the other"
