"""Files that cannot be read or written, whatever they hold."""

from __future__ import annotations

from pathlib import Path

from baigong.errors.base import OutOfReachError, RequestError


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


class EvidenceTooLargeError(RequestError):
    """A file is too large to be measured as evidence."""

    def __init__(self, typed: str, limit: int) -> None:
        """Name the file, and the bound in bytes."""
        super().__init__(f"佐证 {typed} 超过 {limit // 1024**3} GB 的上限", "请选其中有用的部分，或写它的文号、存放处")
        self.typed, self.limit = typed, limit


class ClockError(OutOfReachError):
    """The machine's clock, or its time zone, gives no day that a ledger knows."""

    def __init__(self, what: str) -> None:
        """Say what is wrong with it."""
        super().__init__(what, "请校准本机的时钟和时区（TZ）后重试")
