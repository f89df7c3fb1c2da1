"""Evidence that is kept, checked, listed and handed on; and whom to call."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from baigong.cli.app import run
from baigong.store import evidence
from baigong.store.plan_file import save_plan
from tests.support.builders import plan, section, task

Command = Callable[..., Any]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-10")
    monkeypatch.setenv("BAIGONG_BY", "李四")
    save_plan(
        tmp_path / "tasks.yaml",
        plan(
            section(
                task("1.1", leader="王副省长"),
                task("1.2", "建成冷库。", units=("省乙委",), due="02-01"),
                task("1.3", "核清底数。", units=("省乙委",)),
            )
        ),
    )
    (tmp_path / "units.yaml").write_text(
        "units:\n"
        "- {name: 省甲厅, leader: 张厅长, contact: 李工, phone: '6301234'}\n"
        "- {name: 省乙委, leader: 赵副省长}\n",
        encoding="utf-8",
    )
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / "照片.jpg").write_bytes(b"photo")
    return tmp_path


@pytest.fixture
def told(office: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def told(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(list(words)) == code
        output = capsys.readouterr()
        return output.err if code else output.out

    return told


def kept(office: Path) -> list[Path]:
    return sorted(path for path in (office / "佐证").rglob("*") if path.is_file())


def test_a_file_kept_outlives_the_one_that_was_named(told: Command, office: Path) -> None:
    told("done", "1.1", "--evidence", "收件/照片.jpg", "--keep")
    (copy,) = kept(office)
    assert copy.name == "照片.jpg" and copy.read_bytes() == b"photo"
    (office / "收件" / "照片.jpg").unlink()
    assert "没有错误" in told("check") and "提醒" not in told("check")
    copy.write_bytes(b"other")
    assert "照片.jpg" in told("check")
    copy.unlink()
    assert "照片.jpg" in told("check")


def test_nothing_is_kept_of_what_is_refused(told: Command, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told("close", "1.1", "--evidence", "收件/照片.jpg", "--keep", code=1)
    assert not (office / "佐证").exists()
    monkeypatch.setattr(evidence, "MAX_KEPT", 3)
    assert "没有抄存，什么也没有记录" in told("done", "1.1", "--evidence", "收件/照片.jpg", "--keep", code=1)
    assert not kept(office) and not (office / "progress.jsonl").exists()


def test_a_link_where_evidence_is_kept_is_not_followed(told: Command, office: Path) -> None:
    elsewhere = office / "别处"
    elsewhere.mkdir()
    (office / "佐证").symlink_to(elsewhere)
    assert "符号链接" in told("done", "1.1", "--evidence", "收件/照片.jpg", "--keep", code=1)
    assert not list(elsewhere.iterdir())


def test_what_is_done_without_evidence_is_listed(told: Command) -> None:
    told("done", "1.1", "--evidence", "青扶〔2019〕5号")
    told("done", "1.2")
    rows = json.loads(told("list", "--without-evidence", "--format", "json"))
    assert [row["id"] for row in rows] == ["1.2"]


def test_the_annex_has_a_list_and_the_files(told: Command, office: Path) -> None:
    told("done", "1.1", "--evidence", "收件/照片.jpg", "--evidence", "青扶〔2019〕5号", "--keep")
    (office / "说明.docx").write_bytes(b"text")
    told("done", "1.2", "--unit", "省乙委", "--evidence", "说明.docx")
    (office / "说明.docx").write_bytes(b"changed")
    assert "共 3 件，附文件 1 个；1 个文件没有附上" in told("export", "--evidence", "附件")
    assert (office / "附件" / "001-照片.jpg").read_bytes() == b"photo"
    sheet = load_workbook(office / "附件" / "佐证清单.xlsx").active
    assert sheet is not None
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "青扶〔2019〕5号" in words and any("内容变了" in word for word in words)


def test_contacts_say_when_each_unit_last_reported(told: Command) -> None:
    told("progress", "1.1", "30", "--unit", "省甲厅", "--on", "2月3日")
    rows = {row["unit"]: row for row in json.loads(told("contacts", "--format", "json"))}
    assert rows["省甲厅"] == {
        "unit": "省甲厅",
        "leader": "张厅长",
        "contact": "李工",
        "phone": "6301234",
        "email": "",
        "open": 1,
        "last_report": "2019-02-03",
    }
    assert rows["省乙委"]["last_report"] is None and rows["省乙委"]["open"] == 3
    assert "1 家没有联系人" in told("contacts")


def test_a_handover_finds_ones_own_records(told: Command) -> None:
    told("progress", "1.1", "30", "--note", "甲")
    told("progress", "1.2", "30", "--by", "王五", "--note", "乙")
    assert told("log", "--mine", "--format", "ids").count("\n") == 1
    assert "甲" in told("log", "--mine")
    told("log", "--mine", "--by", "王五", code=2)


def test_the_report_of_a_leader_has_the_tasks_that_he_answers_for(told: Command) -> None:
    report = json.loads(told("report", "--leader", "王", "--format", "json"))
    assert report["totals"]["tasks"] == 1 and report["leaders"] == ["王副省长"]
    # Where a task names nobody, the leader of its units answers for it.
    assert json.loads(told("report", "--leader", "赵", "--format", "json"))["totals"]["tasks"] == 2
    assert "赵副省长分管" in told("report", "--leader", "赵")
    assert [row["id"] for row in json.loads(told("overdue", "--leader", "赵", "--format", "json"))] == ["1.2"]
    rows = json.loads(told("units", "--by-leader", "--format", "json"))
    assert [(row["leader"], row["tasks"], row["overdue"]) for row in rows] == [("王副省长", 1, 0), ("赵副省长", 2, 1)]
    assert "台账里有" in told("report", "--leader", "钱", code=1)
