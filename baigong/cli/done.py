"""`baigong done`: a task, a step or a unit's share is done."""

from __future__ import annotations

from baigong.changes.progress import ProgressReport
from baigong.cli.record import reporting

HELP = """记为已完成。

任务、举措，或（--unit）一个单位承担的份额。"""

command = reporting(HELP, ProgressReport(status="done"))
