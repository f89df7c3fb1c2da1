"""Long results on a terminal, screen by screen: BAIGONG_PAGER, else PAGER, else less where there is one."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

OFF = "BAIGONG_PAGER"
"""Set to nothing, as by `--no-pager`, this variable turns paging off."""


def put(text: str) -> None:
    """Write text to the terminal, through a pager if it has more lines than the screen."""
    command = _command()
    if not command or text.count("\n") < shutil.get_terminal_size().lines or not _paged(text, command):
        sys.stdout.write(text)


def _command() -> list[str]:
    setting = os.environ.get(OFF, os.environ.get("PAGER"))
    if setting is None:
        return ["less"] if shutil.which("less") else []
    try:
        return shlex.split(setting)
    except ValueError:
        return []


def _paged(text: str, command: list[str]) -> bool:
    """Run the pager; False where it cannot be run."""
    encoding = sys.stdout.encoding or "utf-8"
    # Pass colours, print short texts directly, and leave the text on the screen.
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} if encoding.lower().startswith("utf") else {"LESS": "FRX"}
    sys.stdout.flush()
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env={**environment, **os.environ})
    except OSError:
        return False
    try:
        pager.communicate(text.encode(encoding, "replace"))
    except KeyboardInterrupt:
        # Leave Ctrl-C to the pager, which ends by its own key.
        pager.wait()
    return True
