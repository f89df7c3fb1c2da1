"""`baigong collect`: read, shown, asked once, recorded all or nothing."""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.model.events import Assign, Event, Progress
from baigong.store.journal import FileJournal
from tests.support.sheets import Sheet

UNITS = ("省水利厅", "省科技厅")


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose forms went out to two units, of which each test has a copy of its own."""
    folder = tmp_path_factory.mktemp("office")
    assert run(["init", str(folder)]) == 0
    units = [word for unit in UNITS for word in ("--unit", unit)]
    assert run(["-f", str(folder), "--as-of", "2019-02-03", "forms", "-o", str(folder / "表"), *units]) == 0
    return folder


@pytest.fixture
def office(handed_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-03")
    monkeypatch.setenv("BAIGONG_BY", "督查室")
    monkeypatch.setenv("COLUMNS", "200")
    shutil.copytree(handed_out, tmp_path, dirs_exist_ok=True)
    return tmp_path


def fill(office: Path, unit: str, answers: dict[str, dict[str, object]], name: str = "", filler: str = "张三") -> Path:
    path = office / "表" / f"{unit}-第5周.xlsx"
    sheet = Sheet(path).fill(answers, filler)
    if name:
        path.unlink()
        path = path.with_name(name)
    return sheet.save(path)


def events(office: Path) -> tuple[Event, ...]:
    return FileJournal(office / "data" / "progress.jsonl").read().events


class Keyboard:
    """A terminal at which one line is typed."""

    def __init__(self, line: str) -> None:
        self.line = line

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self.line


def test_everything_is_shown_asked_once_and_recorded(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(office, "省水利厅", {"3.2": {"状态": "推进中", "进度": "六成", "进展情况": "已核查"}, "3.10": {"进度": 5}})
    fill(office, "省科技厅", {"2.8": {"状态": "已完成"}}, filler="李四")
    monkeypatch.setattr(sys, "stdin", Keyboard("n\n"))
    assert run(["collect", "表"]) == 1
    out, err = capsys.readouterr()
    assert "读了 2 份：新记录 3 项，没有变化 0 项，冲突 0 处，问题 0 处" in out
    assert "未报 → 推进中 60%，记下进展" in out
    assert "还没有报的 46 个单位" in out
    assert err.count("将记录 3 项，确定吗？") == 1
    assert events(office) == ()
    monkeypatch.setattr(sys, "stdin", Keyboard("y\n"))
    assert run(["collect", "表"]) == 0
    recorded = [event for event in events(office) if isinstance(event, Progress)]
    assert {(event.task, event.unit, event.by, event.status, event.percent, event.note) for event in recorded} == {
        ("3.2", "省水利厅", "张三", "doing", 60, "已核查"),
        ("3.10", "省水利厅", "张三", "doing", 5, ""),
        ("2.8", "省科技厅", "李四", "done", 100, ""),
    }
    assert len({event.at for event in recorded}) == 1
    out = capsys.readouterr().out
    assert "已记录 3 项，来自 2 个单位" in out
    assert run(["collect", "表"]) == 0
    assert "没有新的内容，没有记录" in capsys.readouterr().out
    assert len(events(office)) == 3


def test_nobody_at_the_terminal_must_say_yes(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(office, "省水利厅", {"3.2": {"进度": 60}})
    assert run(["collect", "表"]) == 1
    assert "--yes" in capsys.readouterr().err
    assert events(office) == ()
    assert run(["collect", "表", "--yes"]) == 0
    assert len(events(office)) == 1


def test_a_dry_run_lists_everything_and_records_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = Sheet(office / "表" / "省水利厅-第5周.xlsx").ids[:40]
    fill(office, "省水利厅", {id: {"进度": 7} for id in ids})
    assert run(["collect", "表"]) == 1
    assert "另有 20 项没有列出" in capsys.readouterr().out
    assert run(["collect", "表", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert out.count("→ 推进中 7%") == 40
    assert "什么也没有记录" in out
    assert events(office) == ()


def test_one_bad_cell_stops_all_and_is_named(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(office, "省水利厅", {"3.2": {"进度": "差不多了"}, "3.4": {"进度": 30}})
    fill(office, "省科技厅", {"2.8": {"进度": 50}})
    assert run(["collect", "表", "--yes"]) == 1
    out, err = capsys.readouterr()
    assert "省水利厅-第5周.xlsx · 填报 · J10" in out
    assert "进度“差不多了”看不懂" in out and "请填 0 到 100 之间的数，例如 60" in out
    assert err == ("错误：有 1 处问题，什么也没有记录；改好后再收，或加 --skip-bad 略过有问题的\n")
    assert events(office) == ()
    assert run(["collect", "表", "--yes", "--skip-bad"]) == 0
    assert {event.task for event in events(office) if isinstance(event, Progress)} == {"3.4", "2.8"}


def test_a_folder_with_other_peoples_files(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import openpyxl

    folder = office / "表"
    fill(office, "省水利厅", {"3.2": {"进度": 60}}, name="水利厅报送(1) - 副本.xlsx")
    book = openpyxl.Workbook()
    book.active.append(["姓名", "年龄"])
    book.save(folder / "通讯录.xlsx")
    (folder / "照片.jpg").write_bytes(b"jpg")
    (folder / "~$省水利厅-第5周.xlsx").write_bytes(b"lock")
    (folder / ".~lock.x.xlsx#").write_bytes(b"lock")
    assert run(["collect", "表", "--yes"]) == 0
    out, err = capsys.readouterr()
    assert "通讯录.xlsx 不是报送表，没有读" in err
    assert "没有读的 1 个文件：照片.jpg" in out
    assert [event.task for event in events(office) if isinstance(event, Progress)] == ["3.2"]
    (folder / "省科技厅.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99)
    assert run(["collect", "表", "--yes"]) == 1
    assert "是 .xls 格式，读不了" in capsys.readouterr().out
    assert run(["collect", str(folder / "通讯录.xlsx")]) == 1


@pytest.mark.slow
def test_conflicts_are_decided_by_a_person(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(office, "省水利厅", {"3.2": {"进度": 60, "进展情况": "话"}, "3.4": {"进度": 30}})
    assert run(["progress", "3.2", "80"]) == 0
    assert run(["collect", "表", "--yes", "--skip-bad"]) == 1
    out, err = capsys.readouterr()
    assert "台账现为推进中 80%" in out and "冲突 1 处" in out
    assert "--ours" in err and "--theirs" in err
    assert len(events(office)) == 1
    assert run(["collect", "表", "--yes", "--ours", "--theirs"]) == 2
    assert run(["collect", "表", "--yes", "--ours"]) == 0
    own = [event for event in events(office)[1:] if isinstance(event, Progress)]
    assert {(event.task, event.percent, event.note) for event in own} == {("3.2", None, "话"), ("3.4", 30, "")}
    assert run(["collect", "表", "--yes", "--theirs"]) == 0
    last = events(office)[-1]
    assert isinstance(last, Progress) and (last.task, last.percent, last.note) == ("3.2", 60, "")
    assert run(["collect", "表", "--yes", "--theirs"]) == 0
    assert len(events(office)) == 4


def test_what_was_recorded_between_the_question_and_the_lock_stops_it(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(office, "省水利厅", {"3.2": {"进度": 60}})

    class Meanwhile(Keyboard):
        def readline(self) -> str:
            assert run(["progress", "3.2", "80"]) == 0
            return self.line

    monkeypatch.setattr(sys, "stdin", Meanwhile("y\n"))
    assert run(["collect", "表"]) == 1
    assert "台账刚刚另有记录" in capsys.readouterr().err
    assert len(events(office)) == 1


def test_who_answered_and_who_did_not_is_a_table(office: Path) -> None:
    fill(office, "省水利厅", {"3.2": {"进度": 60}})
    assert run(["collect", "表", "--yes", "--report", "催报.csv"]) == 0
    with (office / "催报.csv").open(encoding="utf-8-sig") as stream:
        rows = {row["单位"]: row for row in csv.DictReader(stream)}
    assert len(rows) == 48
    assert (rows["省水利厅"]["填报"], rows["省水利厅"]["填报人"], rows["省水利厅"]["新记"]) == ("已报", "张三", "1")
    assert rows["省科技厅"]["填报"] == "空表"
    assert rows["省财政厅"]["填报"] == "未报"
    # Once recorded, it has answered, whatever is collected later.
    (office / "表" / "省水利厅-第5周.xlsx").unlink()
    assert run(["collect", "表", "--report", "催报2.csv"]) == 0
    with (office / "催报2.csv").open(encoding="utf-8-sig") as stream:
        assert {row["单位"]: row["填报"] for row in csv.DictReader(stream)}["省水利厅"] == "已报"


def test_a_form_of_another_ledger_is_refused(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(office, "省水利厅", {"3.2": {"进度": 60}})
    plan = office / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8")
    text = text.replace("关于在全省开展“百日攻坚”专项行动的实施方案", "另一件事的方案").replace(
        "青政办〔2019〕4号", "青政办〔2019〕5号"
    )
    plan.write_text(text, encoding="utf-8")
    assert run(["collect", "表", "--yes"]) == 1
    assert "是另一份方案" in capsys.readouterr().out
    assert events(office) == ()


def test_nothing_to_collect(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "空").mkdir()
    assert run(["collect", "空"]) == 1
    assert "没有可收的报送表" in capsys.readouterr().err
    assert run(["collect", "没有.xlsx", "--yes"]) == 1
    assert "没有.xlsx" in capsys.readouterr().out


@pytest.mark.slow
def test_the_division_comes_back_the_same_way(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", "--divide", "-o", "分解"]) == 0
    path = office / "分解" / "任务分解.xlsx"
    sheet = Sheet(path)
    proposed = sheet.cell("1.5", "建议牵头").value
    sheet.fill({"1.5": {"牵头单位": "同意"}, "1.6": {"牵头单位": "省审计厅", "备注": "会议定的"}}, "王五").save(path)
    assert run(["collect", str(path), "--yes"]) == 0
    made = [event for event in events(office) if isinstance(event, Assign)]
    assert [(event.task, event.lead, event.by, event.reason, event.note) for event in made] == [
        ("1.5", (proposed,), "王五", "分解", ""),
        ("1.6", ("省审计厅",), "王五", "分解", "会议定的"),
    ]
    assert run(["collect", str(path), "--yes"]) == 0
    assert len(events(office)) == 2
    Sheet(path).fill({"1.7": {"牵头单位": "省水利厅"}, "1.8": {"牵头单位": "某某局"}}, "王五").save(path)
    assert run(["assign", "1.6", "--lead", "省财政厅", "--reason", "调整"]) == 0
    capsys.readouterr()
    assert run(["collect", str(path), "--yes"]) == 1
    out = capsys.readouterr().out
    assert "省水利厅不承担 1.7" in out and "没有单位“某某局”" in out
    assert "牵头：台账已定省财政厅" in out
