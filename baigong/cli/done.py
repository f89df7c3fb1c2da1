"""`baigong done`: a task, a step or a unit's share is done."""

from __future__ import annotations

from baigong.cli.record import reporting
from baigong.recording import Said

HELP = """记为已完成。

任务、举措，或（--unit）一个单位承担的份额。"""

command = reporting(HELP, Said(status="done"))
