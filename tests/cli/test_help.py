"""The help pages: what is declared of an option is what stands there, folded to the terminal."""

from __future__ import annotations

import pytest

from baigong.cli.app import run


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_of_help_is_wider_than_the_terminal(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(width))
    assert run(["progress", "--help"]) == 0
    out = capsys.readouterr().out
    assert all(cell_len(line) <= width for line in out.splitlines())
    assert "--note" in out and "参数" in out and "选项" in out


def test_a_required_argument_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    run(["show", "--help"])
    assert "（必填）" in capsys.readouterr().out
