"""Small inputs that were read wrongly once: each made here by script, a few lines of our own, and what is right."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from baigong.model.plan import Task
from baigong.parse import ParsedPlan, parse_document

HEAD = ("北原市2019年春季攻坚方案", "北政办〔2019〕2号", "2019年1月7日")


def parse(data: bytes) -> ParsedPlan:
    return parse_document(None, data=data)


def text(*lines: str, head: tuple[str, ...] = HEAD) -> ParsedPlan:
    return parse("\n".join((*head, *lines)).encode())


def tasks(parsed: ParsedPlan) -> list[Task]:
    return list(parsed.plan.tasks)


# --- text -------------------------------------------------------------------------------------------------------


def test_days_before_festivals_of_a_plan_over_two_years() -> None:
    parsed = text(
        "自2024年11月1日至2025年2月28日开展行动。",
        "一、抓供暖。元旦前备足燃煤，春节前检修管网，第一季度完成回访。（市住建局负责）",
        head=("北原市今冬明春供暖保障方案", "2024年10月25日"),
    )
    steps = tasks(parsed)[0].steps
    assert [step.due for step in steps] == [date(2024, 12, 31), date(2025, 1, 28), date(2025, 2, 28)]
    assert all(step.basis in step.text for step in steps)


@pytest.mark.parametrize(
    ("words", "due", "doubt"),
    [
        ("2019.5.31前完成验收", date(2019, 5, 31), ""),
        ("2019-06-30前完成总结", date(2019, 6, 30), ""),
        ("2019年2月29日前完成评估", date(2019, 2, 28), "没有“2019年2月29日”这一天"),
        ("本月底前完成整改", date(2019, 1, 31), ""),
        ("除夕前清欠到位", date(2019, 2, 4), ""),
        ("收到通知之日起30日内落实到位", date(2019, 2, 6), "从收到之日算起"),
    ],
)
def test_dates_in_running_text(words: str, due: date, doubt: str) -> None:
    parsed = text(f"一、抓落实。{words}。（市财政局负责）")
    assert tasks(parsed)[0].due == due
    whys = [item.why for item in parsed.doubts if item.item == "1"]
    assert all(doubt in why for why in whys)
    assert bool(doubt) == bool(whys)


def test_ceilings_are_met_from_below() -> None:
    parsed = text(
        "一、稳就业。失业率控制在3.5%以内。（市人社局负责）", "二、抓脱贫。发生率降至1%以下。（市扶贫局负责）"
    )
    assert [task.targets[0].bound for task in parsed.plan.tasks] == ["at_most", "at_most"]


# --- Word -------------------------------------------------------------------------------------------------------


def word(*paragraphs: str) -> ParsedPlan:
    """A document whose last paragraphs are given as the XML inside <w:p>."""
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    for inner in paragraphs:
        document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w', 'm')} {_MORE}>{inner}</w:p>"))
    buffer = io.BytesIO()
    document.save(buffer)
    return parse(buffer.getvalue())


_MORE = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
UNITS = "<w:r><w:t>（责任单位：市应急局）</w:t></w:r>"


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def test_non_breaking_hyphens_are_hyphens() -> None:
    parsed = word(
        run("一、抓示范。建成5")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run("10个示范村，新建2019")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run("2020学年校舍。")
        + UNITS
    )
    assert "5-10个示范村" in tasks(parsed)[0].text
    assert "2019-2020学年" in tasks(parsed)[0].text


@pytest.mark.parametrize(("property_", "why"), [("<w:vanish/>", "隐藏"), ("<w:strike/>", "划去")])
def test_hidden_and_struck_out_words_are_left_out_and_doubted(property_: str, why: str) -> None:
    parsed = word(run("一、抓可研。") + run("3月底前", property_) + run("2月底前完成可研。") + UNITS)
    (task,) = tasks(parsed)
    assert (task.due, "3月" in task.text) == (date(2019, 2, 28), False)
    assert any(why in doubt.why for doubt in parsed.doubts)
    assert not any(why in doubt.why for doubt in word(run("一、抓可研。2月底前完成。") + UNITS).doubts)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a" w:date="2019-01-05T00:00:00Z"/></w:rPr></w:pPr>'
    parsed = word(mark + run("一、抓项目。2月底前完成可研"), run("并报市发展改革委。") + UNITS)
    (task,) = tasks(parsed)
    assert (task.text, task.due) == ("抓项目。2月底前完成可研并报市发展改革委。", date(2019, 2, 28))


def test_equations_symbols_and_ruby() -> None:
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>gǎ hǎi</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>尕海</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    math = "<m:oMath><m:r><m:t>7.5%</m:t></m:r></m:oMath>"
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    parsed = word(
        run("一、抓投资。在") + ruby + run("投资增长") + math + run("以上，完成率") + symbol + run("90%。") + UNITS
    )
    (task,) = tasks(parsed)
    assert task.text == "抓投资。在尕海投资增长7.5%以上，完成率≥90%。"
    assert [(target.value, target.bound) for target in task.targets] == [(7.5, "at_least"), (90, "at_least")]


def test_the_words_of_a_text_box_are_tasks_or_doubted() -> None:
    inner = f"<w:p>{run('二、抓安全。3月底前完成检查。（责任单位：市公安局）')}</w:p>"
    box = (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    parsed = word(run("一、抓项目。2月底前完成可研。") + UNITS + box)
    assert any("完成检查" in task.text for task in parsed.plan.tasks) or any(
        "完成检查" in d.text for d in parsed.doubts
    )


# --- Excel ------------------------------------------------------------------------------------------------------


def sheet(*rows: tuple[Any, ...], header: tuple[str, ...] = ("序号", "工作任务", "责任单位", "完成时限")) -> Any:
    book = openpyxl.Workbook()
    book.active.append(("北原市2019年任务清单",))
    book.active.append(header)
    for row in rows:
        book.active.append(row)
    return book


def excel(book: Any) -> ParsedPlan:
    buffer = io.BytesIO()
    book.save(buffer)
    return parse(buffer.getvalue())


def test_big_numbers_are_written_out() -> None:
    header = ("序号", "工作任务", "目标值（万元）", "责任单位")
    parsed = excel(sheet((1, "完成投资", 12345678, "市甲局"), (2, "完成招商", 1234567.5, "市乙局"), header=header))
    assert [task.targets[0].text for task in parsed.plan.tasks] == ["12345678万元", "1234567.5万元"]


def test_numbers_formatted_with_two_places_keep_their_noughts() -> None:
    book = sheet(
        (3.8, "甲事", "市甲局", ""),
        (3.9, "乙事", "市乙局", ""),
        (3.1, "丙事", "市丙局", ""),
        (3.11, "丁事", "市丁局", ""),
    )
    for row in range(3, 7):
        book.active.cell(row, 1).number_format = "0.00" if row > 4 else "0.0"
    assert [task.id for task in excel(book).plan.tasks] == ["3.8", "3.9", "3.10", "3.11"]


def test_a_formula_without_a_value_is_doubted_by_its_cell() -> None:
    parsed = excel(
        sheet((1, '=CONCATENATE("甲","事")', "市甲局", ""), (2, "乙事", "=D9", "2019年3月"), (3, "丙事", "市丙局", ""))
    )
    whys = [doubt.why for doubt in parsed.doubts]
    assert any("B3" in why for why in whys)
    assert any("C4" in why for why in whys)


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        (datetime(2019, 2, 28), date(2019, 2, 28)),
        ("2019/4/30", date(2019, 4, 30)),
        ("20190531", date(2019, 5, 31)),
        ("2019年Q2", date(2019, 6, 30)),
        (43677, date(2019, 7, 31)),
        ("2019年13月", None),
    ],
)
def test_dates_in_a_cell(cell: object, due: date | None) -> None:
    parsed = excel(sheet((1, "完成甲事", "市甲局", cell), (2, "完成乙事", "市乙局", "2019年3月")))
    assert tasks(parsed)[0].due == due
    assert any("2019年13月" in doubt.why for doubt in parsed.doubts) == (due is None)


def test_hidden_rows_rows_without_units_and_columns_not_taken_are_doubted() -> None:
    header = ("序号", "工作任务", "责任单位", "完成时限", "填报说明")
    book = sheet(
        (1, "甲事", "市甲局", "2019年2月", "按周"),
        (2, "乙事", "", "2019年3月", ""),
        (3, "丙事", "市丙局", "", ""),
        header=header,
    )
    book.active.row_dimensions[5].hidden = True
    whys = [doubt.why for doubt in excel(book).doubts]
    assert any("第 5 行是隐藏的" in why for why in whys)
    assert any("没有责任单位" in why for why in whys)
    assert any("填报说明" in why for why in whys)
    plain = sheet((1, "甲事", "市甲局", "2019年2月"), (2, "乙事", "市乙局", "2019年3月"))
    assert not [doubt for doubt in excel(plain).doubts if doubt.gravity > 1]
