"""A form is written, filled in by people, and read: what they do to it, and what cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest

from baigong.errors import WorkbookError
from baigong.workbook.answer import Answer, AnswerRow
from baigong.workbook.layout import META, VERSION
from baigong.workbook.reader import read_answer
from tests.support.form import FIRST, NAME, blank
from tests.support.sheets import (
    TITLES,
    Sheet,
    column_deleted,
    columns_hidden,
    columns_moved,
    columns_renamed,
    numbers_lost,
    others_deleted,
    repacked,
    rows_inserted,
    sorted_backwards,
)


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(blank())


def read(source: Sheet | bytes) -> Answer:
    return read_answer(NAME, source.data if isinstance(source, Sheet) else source)


def row(answer: Answer, id: str) -> AnswerRow:
    assert not answer.faults, answer.faults
    return next(one for one in answer.rows if one.id == id)


def test_a_blank_form_says_nothing(sheet: Sheet) -> None:
    answer = read(sheet)
    assert (answer.rows, answer.faults, answer.blank) == ((), (), 6)
    assert (answer.meta.unit, answer.meta.week, answer.meta.version) == ("省甲厅", 5, VERSION)


def test_what_was_filled_in_is_read(sheet: Sheet) -> None:
    cells = {
        "状态": "推进中",
        "进度": 60,
        "进展情况": "已核对五个乡镇",
        "存在问题": "人手不足",
        "下一步措施": "3月底前完成",
        "佐证": "甲发〔2019〕1号；照片",
    }
    answer = read(sheet.fill({"1.1": cells, "1.2": {"目标实际值": 8}}))
    assert (answer.filler, answer.phone) == ("张三", "8812345")
    first = row(answer, "1.1")
    assert (first.status, first.percent, first.note) == ("doing", 60, "已核对五个乡镇")
    assert (first.problem, first.next) == ("人手不足", "3月底前完成")
    assert first.evidence == ("甲发〔2019〕1号", "照片")
    assert first.base is not None and (first.base.status, first.base.percent) == ("doing", 40)
    assert row(answer, "1.2").actual == "8"


@pytest.mark.parametrize(
    "change",
    [
        sorted_backwards,
        others_deleted,
        rows_inserted,
        columns_hidden,
        columns_moved,
        column_deleted,
        columns_renamed,
        numbers_lost,
    ],
)
def test_whatever_people_do_to_the_table_the_answers_stay(sheet: Sheet, change: Callable[[Sheet], None]) -> None:
    sheet.fill({"1.1": {"状态": "推进中", "进度": "六成", "进展情况": "已核对五个乡镇"}, "1.2": {"进度": "５０％"}})
    change(sheet)
    answer = read(sheet)
    first, second = row(answer, "1.1"), row(answer, "1.2")
    assert (first.status, first.percent, first.note) == ("doing", 60, "已核对五个乡镇")
    assert second.percent == 50
    assert len(answer.rows) == 2


def test_a_merged_answer_is_that_of_each_of_its_rows(sheet: Sheet) -> None:
    sheet.fill({"1.1.1": {"进展情况": "都已完成核对", "进度": 50}, "1.1.2": {"进度": 60}})
    at = sheet.columns["进展情况"]
    top = sheet.row("1.1.1")
    sheet.sheet.merge_cells(start_row=top, end_row=top + 1, start_column=at, end_column=at)
    answer = read(sheet)
    assert [(one.id, one.note, one.percent) for one in answer.rows] == [
        ("1.1.1", "都已完成核对", 50),
        ("1.1.2", "都已完成核对", 60),
    ]


def test_remarks_in_columns_of_their_own_are_kept_in_the_note(sheet: Sheet) -> None:
    sheet.fill({"1.1": {"进展情况": "已核对"}})
    at = sheet.sheet.max_column + 1
    sheet.sheet.cell(TITLES, at).value = "处室意见"
    sheet.sheet.cell(sheet.row("1.1"), at).value = "建议延期"
    sheet.sheet.cell(sheet.row("1.2"), at + 1).value = "请核"
    answer = read(sheet)
    assert row(answer, "1.1").note == "已核对；处室意见：建议延期"
    assert row(answer, "1.2").note == "请核"


def test_the_saved_value_of_a_formula_counts(sheet: Sheet) -> None:
    number = sheet.row("1.1")
    place = f"J{number}"
    sheet.fill({"1.1": {"进度": 12345}})
    data = repacked(sheet.data, FIRST, lambda xml: xml.replace(b"<v>12345</v>", b"<f>30*2</f><v>60</v>"))
    assert row(read(data), "1.1").percent == 60
    without = repacked(sheet.data, FIRST, lambda xml: xml.replace(b"<v>12345</v>", b"<f>30*2</f>"))
    [fault] = read(without).faults
    assert fault.where == f"{NAME} · 填报 · {place}"
    assert "公式" in fault.message


def test_programs_and_other_files_named_in_formulas_are_refused_by_their_cell(sheet: Sheet) -> None:
    for formula in (b"cmd|' /C calc'!A0", b"[1]Sheet1!A1"):
        filled = Sheet(blank()).fill({"1.1": {"进度": 12345}}).data
        data = repacked(
            filled,
            FIRST,
            lambda xml, formula=formula: xml.replace(b"<v>12345</v>", b"<f>" + formula + b"</f><v>60</v>"),
        )
        [fault] = read(data).faults
        assert "别的程序或别的文件" in fault.message and fault.where.endswith("填报 · J5")


@pytest.mark.parametrize(
    ("title", "value", "message", "accepted"),
    [
        ("进度", "-5", "进度 -5 超出范围", "请填 0 到 100 之间的数，例如 60"),
        ("进度", 150, "进度 150 超出范围", "请填 0 到 100 之间的数，例如 60"),
        ("进度", "差不多了", "进度“差不多了”看不懂", "请填 0 到 100 之间的数，例如 60"),
        ("状态", "快了", "状态“快了”看不懂", "请填 未启动、推进中、受阻、已完成"),
    ],
)
def test_what_cannot_be_accepted_is_named_by_its_cell(
    sheet: Sheet, title: str, value: object, message: str, accepted: str
) -> None:
    sheet.fill({"1.2": {title: value}, "1.1": {"进度": 60}})
    answer = read(sheet)
    [fault] = answer.faults
    letter = {"状态": "I", "进度": "J"}[title]
    assert fault.where == f"{NAME} · 填报 · {letter}8"
    assert (fault.message, fault.accepted) == (message, accepted)
    assert [one.id for one in answer.rows] == ["1.1"], "the other rows are read all the same"


def test_a_note_of_forty_thousand_characters_is_refused(sheet: Sheet) -> None:
    sheet.fill({"1.1": {"进展情况": "NOTE"}})
    data = repacked(sheet.data, FIRST, lambda xml: xml.replace(b">NOTE<", b">" + "长".encode() * 40_000 + b"<"))
    [fault] = read(data).faults
    assert fault.message == "有 40000 字，太长"


def test_a_number_sorted_away_from_its_words_is_noticed(sheet: Sheet) -> None:
    sheet.fill({"1.1": {"进度": 60}})
    sheet.cell("1.1", "任务").value = "新建10个站点。"
    [fault] = read(sheet).faults
    assert fault.message == "编号 1.1 与这一行的任务对不上（这段文字是 1.2 的）"


def test_a_row_that_stands_twice_counts_once_or_not_at_all(sheet: Sheet) -> None:
    sheet.fill({"1.1": {"进度": 60}})
    last = sheet.sheet.max_row + 1
    for at in range(1, 17):
        sheet.sheet.cell(last, at).value = sheet.sheet.cell(5, at).value
    assert [one.id for one in read(sheet).rows] == ["1.1"]
    sheet.sheet.cell(last, sheet.columns["进度"]).value = 70
    answer = read(sheet)
    assert answer.rows == ()
    assert "两行" in answer.faults[0].message


def test_a_row_without_a_number_is_no_answer_but_a_fault(sheet: Sheet) -> None:
    sheet.sheet.cell(30, sheet.columns["进展情况"]).value = "另外做了一件事"
    [fault] = read(sheet).faults
    assert fault.place == "填报 · 第30行"


@pytest.mark.slow
def test_a_million_empty_rows_are_read_in_no_time(sheet: Sheet) -> None:
    sheet.fill({"1.1": {"进度": 60}})
    rows = b"".join(b'<row r="%d" ht="15"/>' % number for number in range(2000, 1_048_577))
    data = repacked(sheet.data, FIRST, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
    assert row(read(data), "1.1").percent == 60


# What is no form of this ledger at all.


def other_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "年龄"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def copied() -> bytes:
    sheet = Sheet(blank())
    sheet.book.remove(sheet.book[META])
    return sheet.data


def later() -> bytes:
    sheet = Sheet(blank())
    cell = sheet.book[META]["B1"]
    cell.value = str(cell.value).replace(f'"version": {VERSION}', f'"version": {VERSION + 1}')
    return sheet.data


def of_another_unit() -> bytes:
    sheet = Sheet(blank())
    sheet.sheet["B3"].value = "省乙委"
    return sheet.data


def bomb() -> bytes:
    return repacked(blank(), "xl/media/x.bin", lambda _: b"\0" * 70_000_000)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (other_workbook, "不是报送表"),
        (copied, "缺少发出时的信息"),
        (later, "更新版本"),
        (of_another_unit, "表头写的是省乙委"),
        (bomb, "压缩炸弹"),
        (lambda: b"", "打不开"),
        (lambda: b"PK\x03\x04 not a package", "打不开"),
        (lambda: blank()[:3000], "打不开"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls 格式"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ],
)
def test_what_is_no_form_is_refused_with_advice(data: Callable[[], bytes], why: str) -> None:
    with pytest.raises(WorkbookError, match=why) as error:
        read(data())
    assert error.value.hint


def test_macros_and_links_to_other_files_are_not_looked_at(sheet: Sheet) -> None:
    sheet.fill({"1.1": {"进度": 60}})
    data = repacked(sheet.data, "xl/vbaProject.bin", lambda _: b"macro")
    data = repacked(data, "xl/externalLinks/externalLink1.xml", lambda _: b"<broken")
    assert row(read(data), "1.1").percent == 60


def test_what_the_hidden_sheet_says_is_not_trusted(sheet: Sheet) -> None:
    for text in ("", "{", "[]", "[" * 10_000, '{"kind": "progress"}', "null"):
        sheet.book[META]["B1"].value = text
        with pytest.raises(WorkbookError):
            read(sheet)
