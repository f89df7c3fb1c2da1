"""Standard output and error when they are closed, full, or of another encoding: said once, never a traceback."""

from __future__ import annotations

import contextlib
import io
import os
import sys


def prepare() -> None:
    """Make both streams take whatever is said to them: where one is closed, its words go nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure:
            # A terminal of another encoding shows what it can.
            reconfigure(errors="replace")


def abandon() -> None:
    """Let go of what standard output could not take, so that Python does not try again, and complain, at its end."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Write a line to standard error, where there is anyone to read it."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(message + "\n")
        sys.stderr.flush()
