"""`baigong reopen`: what was done or dropped is to be worked on again."""

from __future__ import annotations

from baigong.changes.progress import ProgressReport
from baigong.cli.record import reporting

HELP = """重开已完成或已取消的事项。

任务或举措回到办结以前的进度。"""

command = reporting(HELP, ProgressReport(reopen=True))
