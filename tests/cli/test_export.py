"""`export` on a demonstration ledger: read back by the libraries and programs that its files are for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from baigong.cli.app import run

DAY, END = "2019-03-10", "2019-04-08"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert run(["init", str(folder), "--demo"]) == 0
    return folder


def export(demo: Path, file: Path, *more: str, day: str = DAY) -> Path:
    assert run(["-f", str(demo), "--as-of", day, "export", "-o", str(file), *more]) == 0
    return file


def listed(demo: Path, capsys: pytest.CaptureFixture[str], *line: str, day: str = DAY) -> Any:
    capsys.readouterr()
    assert run(["-f", str(demo), "--as-of", day, *line, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.slow
def test_the_workbook_holds_the_whole_ledger(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = load_workbook(export(demo, tmp_path / "台账.xlsx"))
    assert book.sheetnames == ["任务", "举措", "记录", "考核", "图表"]
    tasks = listed(demo, capsys, "list")
    titles = [cell.value for cell in book["任务"][3]]
    rows = [dict(zip(titles, values, strict=True)) for values in book["任务"].iter_rows(min_row=4, values_only=True)]
    assert [row["编号"] for row in rows[: len(tasks)]] == [task["id"] for task in tasks]
    for row, task in zip(rows, tasks, strict=False):
        assert row["任务"] == task["text"]
        assert (row["存在问题"] or "") == task["problem"] and (row["下一步"] or "") == task["next"]
        assert task["latest"] in (row["最新进展"] or "")
        assert row["进度"] == pytest.approx(task["percent"] / 100, abs=0.0051)
    assert "【演示】" in book["任务"]["A1"].value
    steps = [step["id"] for task in tasks for step in task["steps"]]
    assert [cell.value for cell in book["举措"]["A"][3:]] == steps
    log = listed(demo, capsys, "log")
    assert [cell.value for cell in book["记录"]["B"][3 : 3 + len(log)]] == [row["id"] for row in log]
    scores = listed(demo, capsys, "units")
    assert [cell.value for cell in book["考核"]["C"][3 : 3 + len(scores)]] == [row["unit"] for row in scores]
    report = listed(demo, capsys, "report")
    last = [row for row in book["图表"].iter_rows(min_row=4, values_only=True) if str(row[0]).startswith("第")][-1]
    assert last[2:4] == (report["totals"]["tasks"], report["totals"]["finished"])
    assert last[5] == pytest.approx(report["totals"]["percent"] / 100, abs=0.0051)


def events(file: Path) -> dict[str, Any]:
    return {str(event["uid"]): event for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}


def test_the_calendar_has_every_deadline_and_checkpoint_under_a_uid_that_stays(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "ledger"
    shutil.copytree(demo, ledger)
    before = events(export(ledger, tmp_path / "before.ics", day=END))
    tasks = listed(ledger, capsys, "list", day=END)
    summaries = Counter(str(event["summary"]).split("】")[-1].split(" ")[0] for event in before.values())
    assert {task["id"] for task in tasks} <= set(summaries)
    assert summaries["1.6.4"] == 3, "a checkpoint a month"
    dues = {str(event["summary"]).split("】")[-1].split(" ")[0]: event["dtstart"].dt for event in before.values()}
    assert all(dues[task["id"]] == date.fromisoformat(task["due"]) for task in tasks)
    put_off = next(task["id"] for task in tasks if task["status"] == "doing")
    line = ["-f", str(ledger), "--as-of", END, "defer", put_off, "--to", "2019-05-31", "--reason", "会期顺延"]
    assert run(line) == 0
    after = events(export(ledger, tmp_path / "after.ics", day=END))
    assert set(after) == set(before), "nothing is entered twice"
    changed = [uid for uid in after if after[uid]["dtstart"].dt != before[uid]["dtstart"].dt]
    assert changed and all(after[uid]["sequence"] > before[uid]["sequence"] for uid in changed)
    assert all(after[uid]["dtstamp"].dt > before[uid]["dtstamp"].dt for uid in changed)
    assert all(event["dtend"].dt - event["dtstart"].dt == timedelta(days=1) for event in after.values())


def test_a_unit_gets_the_dates_of_its_own_tasks(demo: Path, tmp_path: Path) -> None:
    whole, own = (
        events(export(demo, tmp_path / "a.ics")),
        events(export(demo, tmp_path / "b.ics", "--unit", "省科技厅")),
    )
    assert set(own) < set(whole)
    assert all("省科技厅" in str(event["description"]) for event in own.values())


def test_a_task_manager_takes_every_task(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not shutil.which("task"):
        pytest.skip("taskwarrior is not installed (apt-get install taskwarrior)")
    file = export(demo, tmp_path / "tasks.json", "--format", "taskwarrior")
    home = tmp_path / "home"
    home.mkdir()
    (home / ".taskrc").write_text(f"data.location={home}\nconfirmation=no\nverbose=nothing\n", encoding="utf-8")
    environment = {**os.environ, "HOME": str(home), "TASKRC": str(home / ".taskrc"), "LC_ALL": "C.UTF-8"}

    def task(*arguments: str) -> str:
        done = subprocess.run(["task", *arguments], env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    tasks = listed(demo, capsys, "list")
    for _ in range(2):
        task("import", str(file))
        held = json.loads(task("export"))
        assert len(held) == len(tasks), "a second import adds nothing"
    statuses = Counter(one["status"] for one in held)
    finished = sum(one["status"] in ("done", "closed") for one in tasks)
    assert (statuses["completed"], statuses["pending"]) == (finished, len(tasks) - finished)
    assert sum(one.get("priority") == "H" for one in held) == sum(one["light"] == "red" for one in tasks)
    assert {one["description"].split(" ")[0] for one in held} == {one["id"] for one in tasks}
    assert len([one for one in held if one.get("annotations")]) > 50


def test_what_cannot_be_exported_is_said(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more, message in (
        (["-o", str(tmp_path / "x.docx")], "文件名请以 .json、.xlsx、.ics 结尾"),
        ([], "没有写导出成什么"),
        (["--format", "csv"], "可用：json、xlsx、ics、taskwarrior"),
        (["--format", "xlsx"], "不能显示在屏幕上"),
    ):
        assert run(["-f", str(demo), "export", *more]) == 2
        assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
