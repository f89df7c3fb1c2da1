"""`baigong reopen`: what was done or dropped is to be worked on again."""

from __future__ import annotations

from baigong.cli.record import reporting
from baigong.recording import Said

HELP = """重开已完成或已取消的事项。

任务或举措回到办结以前的进度。"""

command = reporting(HELP, Said(reopen=True))
