"""Word: a plan made here with python-docx, with automatic numbers and a table with merged cells."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from baigong.errors import DocumentError
from baigong.parse import parse_document
from tests.support.word import item, numbered, saved


def plan_with_numbers() -> Any:
    document = docx.Document()
    for line in ("东江市人民政府办公室关于印发东江市2024年河道整治", "工作方案的通知", "东政办发〔2024〕12号"):
        document.add_paragraph(line)
    document.add_paragraph("各县区人民政府，市直有关单位：")
    document.add_paragraph("东江市人民政府办公室")
    document.add_paragraph("2024年3月5日")
    document.add_paragraph("东江市2024年河道整治工作方案")
    number = numbered(document)
    item(document, "总体要求", 0, number)
    document.add_paragraph("坚持问题导向，全面整治。")
    item(document, "重点任务", 0, number)
    item(document, "清理河面漂浮物。", 1, number)
    item(document, "清理主城区12条河道的漂浮物。（市水务局牵头，市城管局配合）", 2, number)
    item(document, "建立保洁台账，6月底前完成。（市水务局负责）", 2, number)
    item(document, "拆除违章建筑。", 1, number)
    item(document, "拆除河道管理范围内的违章建筑。（责任单位：市住建局、各县区人民政府）", 2, number)
    return document


def test_automatic_numbers_make_the_outline() -> None:
    parsed = parse_document(None, data=saved(plan_with_numbers()), start=None, due=None, split="auto")
    plan = parsed.plan
    assert plan.head.title == "东江市2024年河道整治工作方案"
    assert plan.head.number == "东政办发〔2024〕12号"
    assert [(section.id, section.title) for section in plan.sections] == [
        ("1", "清理河面漂浮物"),
        ("2", "拆除违章建筑"),
    ]
    assert [task.id for task in plan.tasks] == ["1.1", "1.2", "2.1"]
    first = plan.sections[0].tasks[0]
    assert (first.lead, first.support) == (("市水务局",), ("市城管局",))
    assert first.targets[0].value == 12
    assert str(plan.sections[0].tasks[1].due) == "2024-06-30"
    assert plan.sections[1].tasks[0].units == ("市住建局", "各县区人民政府")


def test_a_table_with_merged_cells() -> None:
    document = docx.Document()
    document.add_paragraph("东江市2024年重点工作任务分解表")
    table = document.add_table(rows=5, cols=5)
    rows = [
        ("序号", "工作任务", "具体措施", "牵头单位", "配合单位"),
        ("1", "整治河道", "清理漂浮物12处。", "市水务局", "市城管局、市财政局"),
        ("2", "", "拆除违章建筑。", "", "市住建局"),
        ("一、民生", "", "", "", ""),
        ("3", "办好教育", "新建幼儿园2所。", "市教育局", "市财政局"),
    ]
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
    for column in (1, 3):
        table.cell(1, column).merge(table.cell(2, column))
    table.cell(3, 0).merge(table.cell(3, 4))
    plan = parse_document(None, data=saved(document), start=None, due=None, split="auto").plan
    tasks = {task.id: task for task in plan.tasks}
    assert list(tasks) == ["1", "2", "3"]
    assert tasks["2"].lead == ("市水务局",)
    assert tasks["2"].support == ("市住建局",)
    assert (tasks["2"].title, tasks["2"].text) == ("整治河道", "拆除违章建筑。")
    assert [section.title for section in plan.sections] == ["东江市2024年重点工作任务分解表", "民生"]


def test_deleted_words_and_text_boxes_are_not_read() -> None:
    document = docx.Document()
    document.add_paragraph("东江市2024年工作方案")
    paragraph = document.add_paragraph("1.整治河道。")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>旧字</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>（市水务局负责）</w:t></w:r></w:ins>"))
    plan = parse_document(None, data=saved(document), start=None, due=None, split="auto").plan
    task = plan.sections[0].tasks[0]
    assert (task.text, task.units) == ("整治河道。", ("市水务局",))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 no zip at all", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "旧版 .doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ],
)
def test_what_cannot_be_opened(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(None, data=data, start=None, due=None, split="auto")
    assert words in caught.value.message
    assert caught.value.hint


def test_a_zip_bomb_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (220 * 1024 * 1024))
    with pytest.raises(DocumentError, match="压缩炸弹"):
        parse_document(None, data=buffer.getvalue(), start=None, due=None, split="auto")


def test_a_page_that_calls_itself_word(tmp_path: Path) -> None:
    file = tmp_path / "方案.docx"
    file.write_text("<html><body><p>一、整治。（市水务局负责）</p></body></html>", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        parse_document(file, start=None, due=None, split="auto")
    assert "网页" in caught.value.message
    assert ".html" in caught.value.hint


def test_a_damaged_document_inside_a_sound_package() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", b"<not xml")
    with pytest.raises(DocumentError, match="损坏"):
        parse_document(None, data=buffer.getvalue(), start=None, due=None, split="auto")


def test_the_namespace_of_word_is_what_the_reader_expects() -> None:
    assert qn("w:p").startswith("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}")
