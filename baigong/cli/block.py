"""`baigong block`: work is held up."""

from __future__ import annotations

from baigong.cli.record import reporting
from baigong.recording import Said

HELP = """记为受阻，原因用 --note 说明。"""

command = reporting(HELP, Said(status="blocked"))
