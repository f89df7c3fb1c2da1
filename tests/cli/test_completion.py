"""What Tab offers, as a shell asks for it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from baigong.cli.app import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ledger")
    assert run(["init", str(made)]) == 0
    return made


def offered(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Press Tab behind `line` in bash."""
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    monkeypatch.setenv("_BAIGONG_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", shlex.join(words) if words[-1] else line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    with pytest.raises(SystemExit):
        run([])
    monkeypatch.delenv("_BAIGONG_COMPLETE")
    return capsys.readouterr().out.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("baigong li", ["list"]),
        ("baigong re", ["report", "reopen", "reject", "relink", "remind"]),
        ("baigong list --du", ["--due-within"]),
        ("baigong show 2.8", ["2.8"]),
        ("baigong show 1.8.", ["1.8.1", "1.8.2", "1.8.3", "1.8.4", "1.8.5", "1.8.6"]),
        ("baigong list --status 推", ["推进中"]),
        ("baigong list --status do", ["doing", "done"]),
        ("baigong list --sort 落", ["落后多少"]),
        ("baigong list --format j", ["json"]),
        ("baigong list --section 改革", ["7"]),
        # What the command accepts: an alias, a distinctive part.
        ("baigong list --unit 省发改", ["省发改委"]),
        ("baigong list --unit 财政", ["省财政厅"]),
        ("baigong assign 3.2 --lead 财政", ["省财政厅"]),
    ],
)
def test_offers(
    line: str, expected: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert offered(line, monkeypatch, capsys) == expected


@pytest.mark.parametrize("line", ["baigong -f {} show 2.8", "baigong show -f {} 2.8", "baigong --file={} show 2.8"])
def test_behind_the_place_of_a_ledger_its_own_are_offered(
    line: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered(line.format(folder), monkeypatch, capsys) == ["2.8"]


def test_several_that_hold_a_part_do_not_take_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    names = offered("baigong list --unit 管理局", monkeypatch, capsys)
    assert len(names) > 2
    assert "管理局" in names


def test_without_a_ledger_nothing_is_offered_and_nothing_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("baigong show 3.", monkeypatch, capsys) == []
    assert capsys.readouterr().err == ""
