"""What Word, Excel, PDF and web pages write that is no word of the plan, or that no reader may lose."""

from __future__ import annotations

import io
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from baigong.parse import ParsedPlan
from tests.support.readings import read, when, who, whys
from tests.support.word import item, numbered, saved

KIND = "files of Word, Excel and the web"

_HEAD = ("云溪县2023年供水保障工作方案", "云政办〔2023〕7号", "2023年3月10日")
_UNITS = "（责任单位：县水利局）"
_LAST = "2.修管网。（责任单位：县住建局）"


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def word(inner: str) -> ParsedPlan:
    document = docx.Document()
    for line in (*_HEAD, "一、任务"):
        document.add_paragraph(line)
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w', 'm')}>{inner}</w:p>"))
    document.add_paragraph(_LAST)
    return read(saved(document))


# What is shown, what the task says, and whether something is doubted.
EXAMPLES = [
    (run("1.建成5") + "<w:r><w:noBreakHyphen/></w:r>" + run("10座水厂。"), "建成5-10座水厂。", ""),
    (run("1.修水厂。") + run("5月底前", "<w:vanish/>") + run("6月底前完成。"), "修水厂。6月底前完成。", "隐藏"),
    (run("1.修水厂。") + run("5月底前", "<w:strike/>") + run("6月底前完成。"), "修水厂。6月底前完成。", "划去"),
    (run("1.修水厂。") + run("5月底前", "<w:dstrike/>") + run("6月底前完成。"), "修水厂。6月底前完成。", "划去"),
    (
        '<w:ins w:id="1" w:author="甲">' + run("1.修水厂。") + "</w:ins>" + run("6月底前完成。"),
        "修水厂。6月底前完成。",
        "",
    ),
    (
        run("1.修水厂。")
        + '<w:del w:id="2" w:author="甲"><w:r><w:delText>5月底前完成。</w:delText></w:r></w:del>'
        + run("6月底前完成。"),
        "修水厂。6月底前完成。",
        "",
    ),
    (run("1.普及率增长") + "<m:oMath><m:r><m:t>7.5%</m:t></m:r></m:oMath>" + run("。"), "普及率增长7.5%。", ""),
    (run("1.普及率") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("95%。"), "普及率≥95%。", ""),
    (
        run("1.修") + "<w:sdt><w:sdtContent>" + run("石河水厂") + "</w:sdtContent></w:sdt>" + run("。"),
        "修石河水厂。",
        "",
    ),
]
OPPOSITES = [
    (run("1.修水厂。6月底前完成。", "<w:b/>"), "修水厂。6月底前完成。", ""),
    (run("1.修水厂。") + run("6月底前完成。", "<w:u w:val='single'/>"), "修水厂。6月底前完成。", ""),
    (run("1.修水厂。") + run("6月底前完成。", "<w:strike w:val='0'/>"), "修水厂。6月底前完成。", ""),
]


@pytest.mark.parametrize(("inner", "text", "why"), EXAMPLES + OPPOSITES)
def test_what_word_shows_is_what_the_task_says(inner: str, text: str, why: str) -> None:
    parsed = word(inner + run(_UNITS))
    assert next(parsed.plan.tasks).text == text
    assert (why in whys(parsed)) if why else ("隐藏" not in whys(parsed) and "划去" not in whys(parsed))


def test_numbers_that_word_writes_touch_no_words() -> None:
    document = docx.Document()
    for line in _HEAD:
        document.add_paragraph(line)
    number = numbered(document)
    for level, text in [
        (0, "任务"),
        (1, f"2月底前完成选址。{_UNITS}"),
        (1, f"3座水厂年内建成。{_UNITS}"),
        (0, "保障"),
        (1, f"4月底前拨付。{_UNITS}"),
    ]:
        item(document, text, level, number)
    plan = read(saved(document)).plan
    assert [task.id for task in plan.tasks] == ["1.1", "1.2", "2.1"]
    assert when(plan) == ["2023-02-28", "2023-12-31", "2023-04-30"]


def excel(*rows: tuple[Any, ...], hidden: int = 0, header: tuple[str, ...] = ()) -> ParsedPlan:
    book = openpyxl.Workbook()
    book.active.append((_HEAD[0],))
    book.active.append(header or ("序号", "工作任务", "责任单位", "完成时限"))
    for row in rows:
        book.active.append(row)
    if hidden:
        book.active.row_dimensions[hidden].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return read(buffer.getvalue())


_ROW = (2, "修管网", "县住建局", "2023年9月")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((1, "修水厂", "", "2023年6月"), "没有责任单位"),
        ((1, '=CONCATENATE("修","水厂")', "县水利局", "2023年6月"), "B3"),
        ((1, "修水厂", "=D9", "2023年6月"), "C3"),
        ((1, "修水厂", "县水利局", "2023年13月"), "2023年13月"),
    ],
)
def test_what_a_sheet_leaves_open_is_doubted_by_its_place(row: tuple[Any, ...], why: str) -> None:
    assert why in whys(excel(row, _ROW))


@pytest.mark.parametrize("column", ["进展说明", "投资额", "涉及乡镇", "填报说明"])
def test_a_column_that_is_not_taken_is_doubted_by_its_name(column: str) -> None:
    header = ("序号", "工作任务", "责任单位", "完成时限", column)
    parsed = excel((1, "修水厂", "县水利局", "2023年6月", "待定"), (*_ROW, "另行安排"), header=header)
    assert f"“{column}”" in whys(parsed)
    assert f"“{column}”" not in whys(excel((1, "修水厂", "县水利局", "2023年6月", ""), (*_ROW, ""), header=header))


def test_a_hidden_row_is_doubted_and_a_row_like_all_is_not() -> None:
    rows = ((1, "修水厂", "县水利局", "2023年6月"), _ROW)
    assert "第 4 行是隐藏的" in whys(excel(*rows, hidden=4))
    assert not [doubt for doubt in excel(*rows).doubts if doubt.gravity > 1]


@pytest.mark.parametrize(
    ("cell", "time"),
    [("2023年Q2", "2023-06-30"), ("20230531", "2023-05-31"), ("2023/4/30", "2023-04-30"), (45077, "2023-05-31")],
)
def test_a_date_however_it_is_typed(cell: object, time: str) -> None:
    assert when(excel((1, "修水厂", "县水利局", cell), _ROW).plan)[0] == time


@pytest.mark.parametrize("separator", ["<br>", "</p><p>", "", "　　"])
def test_a_web_page_with_its_body_in_one_line_names_the_item_and_not_the_line(separator: str) -> None:
    body = separator.join(
        (
            *_HEAD,
            "一、任务",
            "1.修水厂，2023年2月29日前完成。（县水利局负责）",
            "2.修管网。（县住建局负责）",
            "3.查水质。（县卫健局负责）",
        )
    )
    if separator == "　　":
        body = body.replace("云政办", "<br>云政办").replace("2023年3月10日", "<br>2023年3月10日<br>")
    parsed = read(f"<html><head><title>{_HEAD[0]}</title></head><body><p>{body}</p></body></html>".encode())
    if separator:
        assert who(parsed.plan) == ["/县水利局/", "/县住建局/", "/县卫健局/"]
        assert [doubt.item in ("1", "1.1") for doubt in parsed.doubts if "这一天" in doubt.why] == [True]
    else:
        assert len(who(parsed.plan)) == 3
