"""A progress bar on standard error, only if that is a terminal."""

from __future__ import annotations

import sys

import pytest

from baigong.render import progress as module
from baigong.render.progress import progress


def test_in_a_pipe_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("读取") as advance:
        advance(0.5)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("patience", "drawn"), [(-1.0, True), (60.0, False)])
def test_on_a_terminal_it_appears_only_when_the_work_takes_long(
    patience: float, drawn: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(module, "PATIENCE", patience)
    with progress("读取") as advance:
        advance(0.5)
    assert ("读取" in capsys.readouterr().err) is drawn
