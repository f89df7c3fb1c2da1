from __future__ import annotations

from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.store.audit import audit
from baigong.store.journal import FileJournal


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert run(["init", str(folder), "--demo"]) == 0
    return folder


def test_it_makes_a_ledger_that_passes_every_check(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-f", str(demo), "check"]) == 0
    assert "没有错误" in capsys.readouterr().out
    journal = FileJournal(demo / "data" / "progress.jsonl")
    events = journal.read().events
    assert len(events) > 400
    assert events[0].plan == "tasks.yaml"
    assert not [
        finding for finding in audit(journal.content(), b"", ()) if "改动" in str(finding) and ":1:" in str(finding)
    ]


def test_all_that_is_shown_of_it_is_marked(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (
        ["report", "--week", "5"],
        ["report", "--week", "5", "--unit", "省水利厅"],
        ["list"],
        ["show", "3.2"],
        ["log"],
        ["overdue"],
        ["overdue", "--within", "7"],
        ["units", "--week", "5"],
        ["remind"],
        ["remind", "--unit", "省财政厅"],
    )
    for line in lines:
        assert run(["-f", str(demo), "--as-of", "2019-02-20", *line]) == 0
        assert "【演示】" in capsys.readouterr().out, line


def test_it_goes_with_no_document_and_over_no_ledger(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(demo), "--demo"]) == 1
    assert "没有覆盖" in capsys.readouterr().err
    assert run(["init", str(demo / "other"), "--demo", "--from", "x.docx"]) == 2
    assert "--from、--demo 只能用一个" in capsys.readouterr().err


def test_an_init_that_was_cut_short_is_finished_by_the_next(demo: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in ("units.yaml", "progress.jsonl"):
        (data / name).write_bytes((demo / "data" / name).read_bytes())
    assert run(["init", str(tmp_path), "--demo"]) == 0
    assert (data / "tasks.yaml").read_bytes() == (demo / "data" / "tasks.yaml").read_bytes()


def test_another_journal_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "progress.jsonl").write_text("", encoding="utf-8")
    assert run(["init", str(tmp_path), "--demo"]) == 1
    assert "progress.jsonl" in capsys.readouterr().err
