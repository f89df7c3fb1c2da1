"""The samples of docs/ are what the program writes, and say that they are a demonstration."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.slow
def test_the_samples_are_what_the_program_writes_now() -> None:
    check = [sys.executable, str(DOCS / "samples.py"), "--check"]
    ran = subprocess.run(check, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr


def test_they_are_marked_and_the_manual_shows_them() -> None:
    assert "<h1>【演示】" in (DOCS / "demo-week5.html").read_text(encoding="utf-8")
    manual = (DOCS / "guide.zh.md").read_text(encoding="utf-8")
    for name in ("demo-week5.html", "demo-week5.docx", "page.png", "word.png", "report.svg"):
        assert f"]({name})" in manual and (DOCS / name).stat().st_size < 300_000
