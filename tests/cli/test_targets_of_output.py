"""A file that is there: asked about, replaced with --force, and never replaced unasked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from baigong.cli.app import run


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A file of an earlier report that the office has edited."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-03")
    assert run(["init"]) == 0
    capsys.readouterr()
    (tmp_path / "周报.md").write_text("改过的", encoding="utf-8")
    return tmp_path / "周报.md"


def test_nobody_to_ask_nothing_replaced(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "-o", "周报.md"]) == 1
    assert "周报.md 已经有了，没有写入；要覆盖请加 --force" in capsys.readouterr().err
    assert report.read_text(encoding="utf-8") == "改过的"


def test_force_replaces(report: Path) -> None:
    assert run(["report", "-o", "周报.md", "--force"]) == 0
    assert "督查周报" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("\n", 1)])
def test_a_person_is_asked(report: Path, answer: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.StringIO(answer)
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", typed)
    assert run(["report", "-o", "周报.md"]) == code
    assert (report.read_text(encoding="utf-8") == "改过的") == bool(code)


def test_an_empty_file_is_no_loss(report: Path) -> None:
    report.write_bytes(b"")
    assert run(["report", "-o", "周报.md"]) == 0
