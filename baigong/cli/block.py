"""`baigong block`: work is held up."""

from __future__ import annotations

from baigong.changes.progress import ProgressReport
from baigong.cli.record import reporting

HELP = """记为受阻，原因用 --note 说明。"""

command = reporting(HELP, ProgressReport(status="blocked"))
