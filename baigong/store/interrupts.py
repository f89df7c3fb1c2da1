"""Ctrl-C, switched off from the write of a recording to the release of its lock.

Else a completed recording would be reported as interrupted, and repeated.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast


class Interrupts:
    """Whether Ctrl-C still ends the command."""

    before: object = None

    def refuse(self) -> None:
        """Ignore Ctrl-C from now on."""
        with suppress(ValueError):  # only the main thread is interrupted
            self.before = signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def interruptible() -> Iterator[Interrupts]:
    """Let the body refuse interruptions until its end."""
    interrupts = Interrupts()
    try:
        yield interrupts
    finally:
        if interrupts.before is not None:
            signal.signal(signal.SIGINT, cast("signal.Handlers", interrupts.before))
