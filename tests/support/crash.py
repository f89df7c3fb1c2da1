"""Crashes made to order: a process that kills itself at its n-th call on the disk, or half way through a write."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

CALLS = ("open", "write", "fsync", "ftruncate", "replace", "rename", "unlink", "fchown", "close")
"""The calls through which the store reaches the disk."""


class Steps:
    """Counts the calls on the disk, and does something at the n-th, before it or in its midst."""

    def __init__(self, at: int, torn: bool = False) -> None:
        """Die at call number `at`, from 0; when `torn`, a write first writes half of what it should."""
        self.at = at
        self.torn = torn
        self.count = 0

    def install(self) -> None:
        """Put the counting in the place of the calls, in this process, for good."""
        for name in CALLS:
            setattr(os, name, self._counting(name, getattr(os, name)))

    def _counting(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if self.count == self.at:
                if name == "write" and self.torn:
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            self.count += 1
            return real(*arguments, **more)

        return call
