"""Every session in tests/transcripts plays as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.transcript import Terminal, play

FOLDER = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(path, Terminal(tmp_path, monkeypatch))
