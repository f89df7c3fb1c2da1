"""Every session in tests/transcripts plays as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.transcript import Terminal, play

FOLDER = Path(__file__).parent / "transcripts"
LONG = 15
"""A session of more commands takes seconds, and is left out of the quick tests."""


def session(path: Path) -> Any:
    """A session under the name of its file."""
    commands = sum(line.startswith("$ ") for line in path.read_text(encoding="utf-8").splitlines())
    return pytest.param(path, id=path.stem, marks=[pytest.mark.slow] if commands > LONG else [])


@pytest.mark.parametrize("path", [session(path) for path in sorted(FOLDER.glob("*.txt"))])
def test_transcript(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(path, Terminal(tmp_path, monkeypatch))
