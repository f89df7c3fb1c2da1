"""Standard output and error that are closed, full or of another encoding: one message, no traceback."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator

from baigong.words import as_typed

_closed: set[int] = set()
"""The standard streams that were closed when the command began."""


def prepare() -> None:
    """Make both streams writable: a closed one is replaced by the null device."""
    for standard in range(3):
        # Else the next opened file, the journal, would get the descriptor of the closed stream.
        try:
            os.fstat(standard)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
            _closed.add(standard)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure:
            # A terminal of another encoding shows what it can.
            reconfigure(errors="replace")


@contextlib.contextmanager
def recorded() -> Iterator[None]:
    """Print the result of a recording: if printing fails, the recording has succeeded all the same."""
    try:
        yield
        sys.stdout.flush()
        if 1 in _closed:
            complain(f"注意：已记录，不必重办；标准输出是关闭的，结果没有显示，可用 {as_typed('log')} 查看")
    except (Exception, KeyboardInterrupt) as error:
        from baigong.store.files import why

        abandon()
        reason = f"：{why(error)}" if isinstance(error, OSError) else ""
        complain(f"注意：已记录，不必重办；但结果没有全部输出{reason}，可用 {as_typed('log')} 查看")


def abandon() -> None:
    """Discard unwritten output, so that Python does not try again, and complain, at exit."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Write a line to standard error, if it is open."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(message + "\n")
        sys.stderr.flush()
