"""What every error has: a message in one Chinese sentence, a hint that says how to mend it, and an exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Self


def sentence(message: str, hint: str) -> str:
    """Join a message and its hint: with ；, unless the message ends in a mark of its own."""
    return message + ("；" if hint and not message.endswith(("？", "！", "。")) else "") + hint


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

    def with_advice(self, advice: str) -> Self:
        """Add one more piece of advice, and give the error."""
        self.hint = f"{self.hint}；{advice}" if self.hint else advice
        return self

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error come whole out of another process: `args` are not what its class is made with."""
        return _copy, (type(self), self.args, self.__dict__)


def _copy(kind: type[BaigongError], args: tuple[object, ...], fields: dict[str, object]) -> BaigongError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


class RequestError(BaigongError):
    """The request cannot be met: no such task, an impossible date, a task in the wrong state."""


class UsageError(BaigongError):
    """The command line itself is wrong: an unknown option, a missing argument."""

    exit_code = 2


class OutOfReachError(BaigongError):
    """The ledger cannot be reached or written: locked by another, read-only, disk full."""

    exit_code = 3


class DataError(BaigongError):
    """A file of the ledger says something wrong; the message begins with `file:line`."""

    def __init__(self, path: Path | str, line: int | None, message: str, hint: str = "") -> None:
        """Name the file and, where known, its line, counted from 1."""
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {message}", hint)
        self.path = path
        self.line = line
        self.fault = message
        """The message without the place."""
