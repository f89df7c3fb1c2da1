"""`baigong drop`: it will not be done."""

from __future__ import annotations

from baigong.changes.progress import ProgressReport
from baigong.cli.record import reporting

HELP = """记为已取消，不再计入进度。

原因用 --note 说明。"""

command = reporting(HELP, ProgressReport(status="dropped"))
