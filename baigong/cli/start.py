"""`baigong start`: work has begun."""

from __future__ import annotations

from baigong.cli.record import reporting
from baigong.recording import Said

HELP = """记为推进中（开始办理）。"""

command = reporting(HELP, Said(status="doing"))
