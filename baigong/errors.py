"""Every error a user can meet: what is wrong, how to mend it, and the exit code it ends with.

The command line catches `BaigongError` once and prints `message` and `hint` in one line on stderr.
"""

from __future__ import annotations

from pathlib import Path


class BaigongError(Exception):
    """What is wrong, in one Chinese sentence, and a hint that says how to mend it.

    Exit codes: 1 the data or the request is wrong; 2 usage; 3 the ledger is locked or out of reach.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep `message` (what and where) apart from `hint` (how to mend it)."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class RequestError(BaigongError):
    """The request cannot be met: no such task, an impossible date, a task in the wrong state."""


class DataError(BaigongError):
    """A file of the ledger says something wrong; the message begins with `file:line`."""

    def __init__(self, path: Path | str, line: int | None, message: str, hint: str = "") -> None:
        """Name the file and, where known, its line, counted from 1."""
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {message}", hint)
        self.path = path
        self.line = line


class DocumentError(BaigongError):
    """A document cannot be read as a plan: empty, binary, encrypted, or with no responsibility clause."""


class UsageError(BaigongError):
    """The command line itself is wrong: an unknown option, a missing argument."""

    exit_code = 2


class OutOfReachError(BaigongError):
    """The ledger cannot be reached or written: locked by another, read-only, disk full."""

    exit_code = 3


class UnknownStoreKindError(RequestError):
    """A ledger's address is of a kind that this version cannot open."""

    def __init__(self, kind: str) -> None:
        """Name the kind of store."""
        super().__init__(f"这个版本还不能把台账放在 {kind} 里", "请用 -f 指明 tasks.yaml 文件或它所在的文件夹")
        self.kind = kind
