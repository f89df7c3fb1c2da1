"""Long results go through a pager on a terminal, and only there; the reader can turn it off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from baigong.cli import pager
from baigong.cli.app import run

ROOT = Path(__file__).parents[2]
LONG = "".join(f"第{line}行\n" for line in range(100))


@pytest.fixture(autouse=True)
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((80, 24)))
    monkeypatch.delenv(pager.OFF, raising=False)


def test_what_is_long_goes_through_the_pager(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAGER", f"sh -c \"cat > '{tmp_path}/页 1'\"")
    pager.put(LONG)
    assert (tmp_path / "页 1").read_text(encoding="utf-8") == LONG
    assert capfd.readouterr().out == "", "the pager has the screen"


@pytest.mark.parametrize(("text", "command"), [("一行\n", "false"), (LONG, ""), (LONG, "没有这个程序"), (LONG, "'")])
def test_what_is_short_or_has_no_pager_goes_straight_to_the_screen(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str, command: str
) -> None:
    monkeypatch.setenv("PAGER", command)
    pager.put(text)
    assert capfd.readouterr().out == text


def test_the_reader_can_turn_it_off(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "false")
    monkeypatch.setenv(pager.OFF, "")
    pager.put(LONG)
    assert capfd.readouterr().out == LONG


@pytest.mark.parametrize(
    ("typed", "off"),
    [
        (["--no-pager", "report"], True),
        (["report", "--week", "5", "--no-pager"], True),
        (["report"], False),
        (["show", "--", "--no-pager"], False),
    ],
)
def test_it_is_turned_off_before_the_command_or_behind_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: list[str], off: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    run(["-f", str(ROOT), *typed])
    assert (pager.OFF in os.environ) == off
