"""Every format of every result holds what an office may put into it: one task, a note of pages, a unit like a path."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import html

from baigong.cli.app import run
from baigong.pages.brief import LONGEST

NOTE = "逐村逐户核对台账，" * 555 + "已经完。"
UNIT = "省甲厅/..\\办公室:*?"
PLAN = f"""plan:
  title: 关于核对台账的方案
  start: 2019-01-01
  due: 2019-03-31
sections:
- id: '1'
  title: 抓台账
  units: ['{UNIT}']
  tasks:
  - id: '1.1'
    text: 完成台账的核对工作。
"""


@pytest.fixture
def one_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A plan with one task, and a unit that wrote five thousand letters about it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-03-27")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tasks.yaml").write_text(PLAN, encoding="utf-8")
    assert len(NOTE) > 4990
    assert run(["progress", "1.1", "20", "--unit", UNIT, "--note", NOTE, "--problem", NOTE]) == 0
    capsys.readouterr()
    return tmp_path


def text_of(file: Path) -> str:
    content = file.read_bytes()
    if file.suffix == ".docx":
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if file.suffix == ".xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    text = content.decode("utf-8-sig")
    return str(html.fromstring(text).text_content()) if file.suffix == ".html" else text


@pytest.mark.parametrize("ending", ["md", "json", "docx", "html"])
def test_a_report_on_one_task_holds_a_note_of_five_thousand_letters(one_task: Path, ending: str) -> None:
    assert run(["report", "-o", f"r.{ending}"]) == 0
    assert text_of(one_task / f"r.{ending}").count(NOTE) >= 2


@pytest.mark.parametrize("ending", ["csv", "tsv", "md", "docx", "xlsx", "html"])
def test_so_does_a_listing(one_task: Path, ending: str) -> None:
    assert run(["list", "--columns", "id,latest,problem", "-o", f"l.{ending}"]) == 0
    assert text_of(one_task / f"l.{ending}").count(NOTE) >= 2


@pytest.mark.parametrize("options", [["-o", "x.xlsx"], ["-o", "x.ics"], ["--format", "taskwarrior", "-o", "x.json"]])
def test_the_whole_ledger_is_exported_all_the_same(one_task: Path, options: list[str]) -> None:
    assert run(["export", *options]) == 0
    file = one_task / options[-1]
    text = re.sub(r"\r?\n ", "", text_of(file)) if file.suffix == ".ics" else text_of(file)
    assert "完成台账的核对工作" in text


def test_a_message_stays_one(one_task: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in (["report", "--brief"], ["remind", "--brief"]):
        assert run(line) == 0
        message = capsys.readouterr().out.rstrip("\n")
        assert 0 < len(message) <= LONGEST


@pytest.mark.parametrize("format", ["md", "docx"])
def test_a_unit_whose_name_is_no_file_name_gets_its_letter_in_the_folder(one_task: Path, format: str) -> None:
    assert run(["remind", "-o", "督办单", "--format", format]) == 0
    (letter,) = (one_task / "督办单").iterdir()
    assert letter.suffix == f".{format}" and not set(letter.name) & set('/\\:*?"<>|')
    assert "省甲厅/" in text_of(letter).replace("\\\\", "\\")
    assert sorted(path.name for path in one_task.iterdir()) == ["data", "督办单"]


def test_a_name_that_is_no_target_is_refused_and_nothing_is_written(
    one_task: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (one_task / "夹").mkdir()
    for target, words in (
        ("r.pdf", ".docx"),
        ("r", ".docx"),
        ("没有/r.docx", "没有"),
        ("夹", ""),
        ("/proc/r.docx", "/proc"),
        ("data/tasks.yaml", ""),
    ):
        assert run(["report", "-o", target]) in (1, 2, 3)
        said = capsys.readouterr().err
        assert said.startswith("错误：") and words in said and "Traceback" not in said
    assert sorted(path.name for path in one_task.iterdir()) == ["data", "夹"]
    assert not [*(one_task / "夹").iterdir()]


def test_the_files_of_an_office_open_as_zip_archives_without_a_fault(one_task: Path) -> None:
    for line in (["report", "-o", "r.docx"], ["show", "1.1", "-o", "s.docx"], ["export", "-o", "x.xlsx"]):
        assert run(line) == 0
        with zipfile.ZipFile(one_task / line[-1]) as parts:
            assert parts.testzip() is None


def test_the_json_of_a_report_on_one_task_is_whole(one_task: Path) -> None:
    assert run(["report", "-o", "r.json"]) == 0
    report = json.loads((one_task / "r.json").read_text(encoding="utf-8"))
    assert report["totals"]["tasks"] == 1 and report["notes"][0]["note"] == NOTE
