"""Files that cannot be read or written, whatever they hold."""

from __future__ import annotations

from pathlib import Path

from baigong.errors.base import DataError, OutOfReachError, RequestError
from baigong.words import as_typed


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


class BadFileNameError(RequestError):
    """No file can have that name."""

    def __init__(self, path: Path) -> None:
        """Repeat it."""
        super().__init__(f"“{path}”不能是文件名", "请核对路径")
        self.path = path


class NoSuchUserError(RequestError):
    """A path begins with ~ and the name of a user whom the machine does not have."""

    def __init__(self, user: str) -> None:
        """Name the user, with the ~."""
        super().__init__(f"没有 {user} 这个用户", "请写出文件的路径")
        self.user = user


class FileMissingError(RequestError):
    """There is no file at a path."""

    def __init__(self, path: Path) -> None:
        """Name the file, and the command that makes a ledger."""
        super().__init__(f"找不到文件 {path}", f"请核对路径；新建台账用 {as_typed('init')}")
        self.path = path


class RulesMissingError(RequestError):
    """There is no file of rules of 考核 at a path."""

    def __init__(self, path: Path) -> None:
        """Name the file, and the command that writes a model of one."""
        super().__init__(f"找不到考核办法 {path}", f"请核对路径；样本用 {as_typed('units --rules-example')} 输出")
        self.path = path


class LinkBrokenError(OutOfReachError):
    """A symbolic link leads nowhere, as to a share that is not mounted."""

    def __init__(self, path: Path) -> None:
        """Name the link."""
        super().__init__(f"{path} 是符号链接，所指的文件不在", "请核对链接，或看共享盘是否已挂上")
        self.path = path


class LinkLoopError(DataError):
    """Symbolic links lead to each other."""

    def __init__(self, path: Path) -> None:
        """Name the link."""
        super().__init__(path, None, "是循环的符号链接", "请指明真正的文件")


class FileIsFolderError(DataError):
    """A folder stands where a file is to be read."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        super().__init__(path, None, "是文件夹，不是文件", "请指明其中的一个文件")


class FileIsDeviceError(DataError):
    """A pipe or a device stands where a file is to be read."""

    def __init__(self, path: Path) -> None:
        """Name it."""
        super().__init__(path, None, "不是普通文件", "请指明一个文件，而不是文件夹、管道或设备")


class FileTooLargeError(DataError):
    """A file has more bytes than the bound."""

    def __init__(self, path: Path, limit: int) -> None:
        """Give the bound in bytes."""
        super().__init__(path, None, f"文件超过 {limit // 1024 // 1024} MB 的上限", "请核对是否选错了文件")
        self.limit = limit


class UnreadableFileError(OutOfReachError):
    """The system refuses to read a file."""

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file, and the reason in Chinese."""
        super().__init__(f"读不了 {path}：{reason}", "请核对文件权限或磁盘")
        self.path, self.reason = path, reason


class UnwritableFileError(OutOfReachError):
    """The system refuses to write a file; it is as it was."""

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file, and the reason in Chinese."""
        super().__init__(f"写不进 {path}：{reason}，什么也没有写入", "请核对权限和磁盘空间后重试")
        self.path, self.reason = path, reason


class FileBusyError(OutOfReachError):
    """Another program writes to a file without the lock."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"{path} 正被别的程序改写，什么也没有写入", "请等它写完后重试")
        self.path = path


class TooManyCopiesError(OutOfReachError):
    """A file has as many old copies beside it as are kept."""

    def __init__(self, path: Path, count: int) -> None:
        """Count them."""
        super().__init__(f"{path} 的旧文件已有 {count} 份，什么也没有写入", "请把 .old 文件移到别处后重试")
        self.path, self.count = path, count


# Files named as evidence.


class NoEvidenceNamedError(RequestError):
    """Evidence is an empty text."""

    def __init__(self) -> None:
        """Say what evidence is."""
        super().__init__("佐证是空的", "请写文件路径或文号")


class EvidenceMissingError(RequestError):
    """Evidence looks like the name of a file, and there is none."""

    def __init__(self, typed: str) -> None:
        """Repeat the name, and show how a document is cited."""
        super().__init__(f"找不到佐证文件 {typed}", "请核对路径；文号请照原样写，例如 青扶〔2019〕5号")
        self.typed = typed


class EvidenceNotAFileError(RequestError):
    """Evidence is a folder, a pipe or a device."""

    def __init__(self, typed: str) -> None:
        """Repeat the name."""
        super().__init__(f"佐证 {typed} 不是普通文件", "请指明一个文件")
        self.typed = typed


class EvidenceTooLargeToKeepError(RequestError):
    """A file is too large to be copied into the ledger."""

    def __init__(self, file: str, limit: int) -> None:
        """Name the file, and the bound in bytes."""
        super().__init__(
            f"佐证 {file} 超过 {limit // 1024**2} MB，没有抄存，什么也没有记录",
            "去掉 --keep 只记它的位置和校验码，或选其中有用的部分",
        )
        self.file, self.limit = file, limit


class EvidenceChangedError(RequestError):
    """A file of evidence is not what was measured."""

    def __init__(self, file: str) -> None:
        """Name the file."""
        super().__init__(f"佐证 {file} 的内容变了，没有抄存", "请等它写完再办")
        self.file = file


class EvidenceLinkError(RequestError):
    """A symbolic link stands where evidence is to be kept."""

    def __init__(self, path: Path) -> None:
        """Name the path."""
        super().__init__(f"{path} 是符号链接，佐证没有抄存，什么也没有记录", "请移走这个链接再办")
        self.path = path
