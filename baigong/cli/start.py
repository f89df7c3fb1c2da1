"""`baigong start`: work has begun."""

from __future__ import annotations

from baigong.changes.progress import ProgressReport
from baigong.cli.record import reporting

HELP = """记为推进中（开始办理）。"""

command = reporting(HELP, ProgressReport(status="doing"))
