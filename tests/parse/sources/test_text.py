"""Plain text and Markdown: encodings, line ends, drawn tables."""

from __future__ import annotations

import codecs

import pytest

from baigong.errors import DocumentError
from baigong.parse import parse_document
from baigong.parse.sources.text import decode

PLAN = (
    "东江市2024年工作要点\r\n一、重点任务\r\n１．清理河道１２条。（市水务局负责）\r\n"
    "２．补植行道树\u3000５００株。（市园林局\u200b负责）\r\n"
)


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(),
        codecs.BOM_UTF8 + PLAN.encode(),
        PLAN.encode("gb18030"),
        PLAN.replace("\u200b", "").encode("gbk"),
        PLAN.encode("utf-16"),
        PLAN.replace("\r\n", "\n").encode(),
        PLAN.replace("\r\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 with BOM", "gb18030", "gbk", "utf-16", "unix", "old mac"],
)
def test_encodings_and_line_ends_give_the_same_plan(data: bytes) -> None:
    plan = parse_document(None, data=data).plan
    assert [(task.text, task.units) for task in plan.tasks] == [
        ("清理河道12条。", ("市水务局",)),
        ("补植行道树500株。", ("市园林局",)),
    ]


def test_a_table_in_markdown() -> None:
    text = """# 东江市2024年工作要点

## 一、重点任务

| 序号 | 任务 | 责任单位 | 完成时限 |
| ---- | :--- | -------- | -------- |
| 1 | 清理河道12条 | 市水务局、市城管局 | 6月底前 |
| 2 | 补植**行道树** | 市园林局 | 年底前 |
"""
    plan = parse_document(None, data=text.encode()).plan
    assert plan.head.title == "东江市2024年工作要点"
    assert [(task.id, task.units, str(task.due)) for task in plan.tasks] == [
        ("1", ("市水务局", "市城管局"), "2024-06-30"),
        ("2", ("市园林局",), "2024-12-31"),
    ]
    assert plan.sections[0].title == "重点任务"
    assert [task.text for task in plan.tasks] == ["清理河道12条", "补植行道树"]


def test_rows_copied_from_a_sheet() -> None:
    text = (
        "东江市2024年任务表\n任务\t牵头单位\t配合单位\n清理河道\t市水务局\t市城管局\n补植行道树\t市园林局\t市财政局\n"
    )
    plan = parse_document(None, data=text.encode()).plan
    assert [(task.lead, task.support) for task in plan.tasks] == [
        (("市水务局",), ("市城管局",)),
        (("市园林局",), ("市财政局",)),
    ]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(DocumentError, match="二进制"):
        decode(bytes(range(256)))


def test_a_chapter_on_a_line_of_its_own_stands_within_a_table_copied_from_a_sheet() -> None:
    text = (
        "东湖学院2024年要点任务表\n2024年3月1日\n序号\t工作要点\t牵头单位\t完成时间\n一、教学\n"
        "1\t修订培养方案\t教务处\t6月\n"
        "二、科研\n2\t建设实验室\t科研处\n\t\t附件：表格说明\n"
    )
    plan = parse_document(None, data=text.encode()).plan
    assert [(section.title, [task.units + task.lead for task in section.tasks]) for section in plan.sections] == [
        ("教学", [("教务处",)]),
        ("科研", [("科研处",)]),
    ]


def test_rows_with_bars_between_their_cells_alone() -> None:
    text = (
        "东江市2024年实事计划\n2024年3月1日\n序号 | 实事项目 | 工作举措 | 责任单位 |\n"
        "1 | 新建学校 | 新建小学2所 | 教育局 |\n"
        "2 | 新建公园 | 建成公园3座 | 园林局 |\n"
    )
    assert [task.units for task in parse_document(None, data=text.encode()).plan.tasks] == [("教育局",), ("园林局",)]


def test_a_bar_within_a_cell_of_a_row_copied_from_a_sheet_divides_nothing() -> None:
    text = "东江市2024年任务表\n序号\t任务\t责任单位\n1\t建设A|B双系统\t市水务局\n2\t补植行道树\t市园林局\n"
    tasks = parse_document(None, data=text.encode()).plan.tasks
    assert [(task.text, task.units) for task in tasks] == [
        ("建设A|B双系统", ("市水务局",)),
        ("补植行道树", ("市园林局",)),
    ]
