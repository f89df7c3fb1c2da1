"""Long results go through a pager on a terminal, and only there; the reader can turn it off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from baigong.cli import pager

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
