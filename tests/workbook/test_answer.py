"""A workbook that came back: where its faults stand, and what they ask for."""

from __future__ import annotations

from pathlib import Path

from baigong.errors import NotAFormError, RowWithoutIdError, VastFileError
from baigong.workbook.answer import AnswerRow, Fault


def test_a_fault_is_placed_by_file_sheet_and_cell() -> None:
    assert Fault("甲.xlsx", NotAFormError()).where == "甲.xlsx"
    assert Fault("甲.xlsx", RowWithoutIdError(), "填报 · F12").where == "甲.xlsx · 填报 · F12"


def test_it_says_what_is_wrong_without_the_file_and_what_is_accepted() -> None:
    fault = Fault("甲.xlsx", RowWithoutIdError())
    assert fault.message == "这一行没有编号，不知道说的是哪一项" and "例如 3.2" in fault.accepted
    assert "甲.xlsx" not in Fault("甲.xlsx", VastFileError(Path("甲.xlsx"))).message


def test_a_row_stands_where_its_number_does() -> None:
    assert AnswerRow("1.1", None, {"id": "A5", "status": "I5"}).place == "A5"
    assert AnswerRow("1.1", None, {}).place == ""
