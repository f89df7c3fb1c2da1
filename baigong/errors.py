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


class LinkRefusedError(OutOfReachError):
    """Something would be written through a symbolic link that the user did not make."""

    def __init__(self, path: Path, link: Path | None = None) -> None:
        """Name the file to be written and, where it is another, the part of its path that is the link."""
        where = f"{path} 是" if link is None or link.name == path.name else f"{path} 途经的 {link} 是"
        whose = "符号链接" if link is None else "别人建的符号链接"
        super().__init__(f"{where}{whose}，什么也没有写入", "请核对是谁建的；确要写在那里，请写真正的路径，或删去链接")
        self.path = path
        self.link = link


class NotOrdinaryFileError(OutOfReachError):
    """A pipe, a device, a folder or a file with other names stands where a file of the ledger is to be written."""

    def __init__(self, path: Path, what: str = "不是普通文件") -> None:
        """Name the file, and what is wrong with it."""
        super().__init__(f"{path} {what}，什么也没有写入", "请核对是谁放的，移走后重试")
        self.path = path


class FileSwappedError(OutOfReachError):
    """Another program put another file in the place of one while it was written to."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"{path} 正被别的程序换成另一个文件，这次没有记下", "请等它写完后重试")
        self.path = path


class LedgerFileError(RequestError):
    """A result would replace a file of a ledger."""

    def __init__(self, path: Path, what: str) -> None:
        """Name the file, and what it holds."""
        super().__init__(f"{path} 是{what}，不能覆盖", "请换一个文件名")
        self.path = path
        self.what = what


class LedgerBusyError(OutOfReachError):
    """Another process holds the ledger's lock for longer than the wait."""

    def __init__(self, holder: str) -> None:
        """Say who holds it, in the words that the holder left."""
        super().__init__(f"台账正被占用（{holder}）", "请等对方完成后重试")
        self.holder = holder
