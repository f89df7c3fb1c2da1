"""Reading within bounds and writing without loss: one flushed write at the end, or temporary file, flush, rename."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from baigong.errors import (
    BadFileNameError,
    BaigongError,
    FileBusyError,
    FileIsDeviceError,
    FileIsFolderError,
    FileMissingError,
    FileSwappedError,
    FileTooLargeError,
    LedgerFileError,
    LinkBrokenError,
    LinkLoopError,
    NotOrdinaryFileError,
    NotWritableError,
    TooManyCopiesError,
    UnreadableFileError,
    UnwritableFileError,
)
from baigong.store.folder import Folder, open_place

MAX_BYTES = 32 * 1024 * 1024
"""The largest file of a ledger that is read; a plan of 99 tasks takes about 60 KB."""

JOURNAL = "progress.jsonl"

# Opening a pipe that nobody writes to (or reads from) must not hang.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises:
        RequestError: when it is missing.
        OutOfReachError: when it may not be read.
        DataError: when it is a folder, a pipe or a device, or larger than the bound.
    """
    with opened(path) as (stream, size):
        if size > limit:
            raise FileTooLargeError(path, limit)
        content = stream.read(limit + 1)
    if len(content) > limit:  # it has grown meanwhile
        raise FileTooLargeError(path, limit)
    return content


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Open a regular file for reading, and give its size in bytes as it was then; reading it may raise the same errors.

    Raises:
        RequestError: when it is missing.
        OutOfReachError: when it may not be read.
        DataError: when it is a folder, a pipe or a device.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FileIsDeviceError(path)
            yield stream, status.st_size
    except OSError as error:
        raise reading_failed(path, error) from None
    except ValueError:
        raise BadFileNameError(path) from None


def present(path: Path) -> bool:
    """Say whether anything stands at `path`, a dangling link included; what cannot be told is not taken for absent.

    Raises:
        OutOfReachError: the folder may not be looked into.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise reading_failed(path, error) from None
    except ValueError:
        return False
    return True


def reading_failed(path: Path, error: OSError) -> BaigongError:
    """Say in Chinese why a file cannot be read."""
    if isinstance(error, IsADirectoryError):
        return FileIsFolderError(path)
    if isinstance(error, FileNotFoundError):
        return LinkBrokenError(path) if path.is_symlink() else FileMissingError(path)
    if error.errno == errno.ELOOP:
        return LinkLoopError(path)
    return UnreadableFileError(path, why(error))


def writing_failed(path: Path, error: OSError) -> BaigongError:
    """Say in Chinese why a file cannot be written, and that nothing was."""
    return UnwritableFileError(path, why(error))


_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "文件夹是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "超过文件大小限制",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "所在文件夹不存在",
    errno.ENOTDIR: "路径中有一级不是文件夹",
    errno.EISDIR: "该处是文件夹",
    errno.EEXIST: "该处已有同名的文件",
    errno.EINVAL: "该处不是普通文件",
    errno.ENXIO: "该处不是普通文件",
    errno.ELOOP: "该处是符号链接，或链接成环",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ETXTBSY: "文件正被占用",
    errno.EBUSY: "文件正被占用",
    errno.EAGAIN: "文件正被占用",
    errno.ESTALE: "网络磁盘已断开",
    errno.ENOTCONN: "网络磁盘已断开",
    errno.EPIPE: "接收的一方已关闭",
    errno.EBADF: "输出已关闭",
}


def why(error: OSError) -> str:
    """Give the reason of an operating system's error in Chinese where it is a common one."""
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAITING, 0o666)


def append_flushed(
    path: Path, data: bytes, size: int | None = None, *, inode: int | None = None, follow: bool = False
) -> None:
    """Append `data` in one write and flush it to disk; on any failure the file is cut back to what it was.

    `size` is how long the file was when its content was looked at, and `inode` its number: should it be of another
    length, or another file, now, someone writes to it without the lock, and nothing is appended. With `follow` a link
    of one's own is followed.

    Raises:
        OutOfReachError: when it cannot be written; the file is then as it was.
    """
    try:
        with open_place(path, follow=follow) as (folder, name):
            descriptor, created = _open_to_append(folder, name)
            try:
                _append(folder, name, descriptor, data, (size, inode), created)
            finally:
                with contextlib.suppress(OSError):  # what was flushed is safe, whatever closing says
                    os.close(descriptor)
    except OSError as error:
        raise writing_failed(path, error) from None


def _open_to_append(folder: Folder, name: str) -> tuple[int, bool]:
    """Open a file at its end; say too whether it was made."""
    with contextlib.suppress(FileNotFoundError):
        return folder.open(name, os.O_WRONLY | os.O_APPEND), False
    # Not os.O_CREAT alone: in a folder of several users Linux refuses that on a file of another's.
    with contextlib.suppress(FileExistsError):
        return folder.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL), True
    return folder.open(name, os.O_WRONLY | os.O_APPEND), False


def _append(
    folder: Folder, name: str, descriptor: int, data: bytes, seen: tuple[int | None, int | None], created: bool
) -> None:
    before = os.fstat(descriptor)
    path = folder.path / name
    if not stat.S_ISREG(before.st_mode):
        raise FileIsDeviceError(path)
    if before.st_nlink > 1 and folder.shared():
        raise NotOrdinaryFileError(path, "另有硬链接，而别人也能写这个文件夹")
    size, inode = seen
    if (size is not None and before.st_size != size) or (inode is not None and before.st_ino != inode):
        raise FileBusyError(path)
    try:
        _write_all(descriptor, data)
        os.fsync(descriptor)
        if created:
            folder.flush()
        if not _stands(folder, name, before):
            raise FileSwappedError(path)
    except BaseException:
        # Where the disk refuses even this, what was cut short reads as a torn last line.
        with contextlib.suppress(OSError):
            _take_back(descriptor, before.st_size, len(data))
        if created and _stands(folder, name, before):
            with contextlib.suppress(OSError):
                folder.remove(name)
        raise


def _stands(folder: Folder, name: str, file: os.stat_result) -> bool:
    """Say whether a name still leads to the file that was opened by it."""
    try:
        now = folder.look(name)
    except OSError:
        return True  # what cannot be told is not taken for a swap
    return now is not None and (now.st_dev, now.st_ino) == (file.st_dev, file.st_ino)


def _take_back(descriptor: int, size: int, length: int) -> None:
    """Cut a file back to `size` where nobody has written behind what was added, `length` bytes at the most."""
    if os.fstat(descriptor).st_size <= size + length:
        os.ftruncate(descriptor, size)
        os.fsync(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    while written < len(data):
        # The disk took a part: asking for the rest makes it say why.
        written += os.write(descriptor, data[written:])


def cut_flushed(path: Path, size: int, before: int, inode: int | None) -> bool:
    """Cut a file of `before` bytes to `size` and flush it; say False of one that may only be appended to.

    Raises:
        OutOfReachError: it cannot be cut, or is no longer the file that was looked at.
    """
    try:
        with open_place(path, follow=True) as (folder, name):
            try:
                descriptor = folder.open(name, os.O_WRONLY)
            except PermissionError as error:
                if error.errno == errno.EPERM:  # the attribute "append only"; for want of rights it is EACCES
                    return False
                raise
            try:
                now = os.fstat(descriptor)
                if now.st_size != before or (inode is not None and now.st_ino != inode):
                    raise FileBusyError(path)
                os.ftruncate(descriptor, size)
                os.fsync(descriptor)
            finally:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
    except OSError as error:
        raise writing_failed(path, error) from None
    return True


def refuse_other_names(path: Path) -> None:
    """Refuse to put a new file in the place of one that has other names: those would keep the old one.

    Raises:
        NotOrdinaryFileError: it has.
    """
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_nlink > 1:
            raise NotOrdinaryFileError(path, "另有硬链接，换掉它会使别处的同一文件停在旧样子")


Over = Literal["result", "plan", "units", "journal"]
"""What a file that is replaced may hold: nothing of a ledger (a result is written), or that very part of one."""

_HELD: dict[Over, str] = {"journal": "台账的记录文件", "plan": "台账的任务文件", "units": "台账的单位名录"}


def write_whole(path: Path, content: bytes, over: Over = "result", *, follow: bool = True) -> None:
    """Replace a file: written beside it, flushed to disk, renamed over it, so that it is never half there.

    The new file has the old one's mode and, where that can be had, its owner. With `follow` a link of one's own leads
    to the file that is replaced, so that a ledger kept elsewhere stays there; without, the link itself is replaced.
    A file that holds another part of a ledger than `over` is never replaced, whatever it is called.

    Raises:
        RequestError: it holds records, a plan or a directory, or is no ordinary file (a device, a pipe, a folder).
        OutOfReachError: when it cannot be written, or another user's link is on the way; the file is then as it was.
    """
    try:
        with open_place(path, follow=follow, make=True) as (folder, name):
            if over != "journal" and (is_journal_name(path.name) or is_journal_name(name)):
                raise LedgerFileError(path, _HELD["journal"])
            before = _before(path, folder, name)
            if before is not None:
                held = _held(folder, name)
                if held not in (None, over):
                    raise LedgerFileError(path, _HELD[held or over])
            _replace(folder, name, content, before)
    except OSError as error:
        raise writing_failed(path, error) from None
    except ValueError:
        raise BadFileNameError(path) from None


def is_journal_name(name: str) -> bool:
    """Say whether records, or what was set aside of them, are kept under such a name."""
    plain = name.lower().removesuffix(".lock").removesuffix(".aside")
    return plain == JOURNAL or plain.endswith(f".{JOURNAL}")


def _before(path: Path, folder: Folder, name: str) -> os.stat_result | None:
    """Give what a file was before it is replaced; refuse what must not be replaced."""
    there = folder.look(name)
    if there is None or stat.S_ISLNK(there.st_mode):
        return None
    if not stat.S_ISREG(there.st_mode):
        # Renaming over /dev/null would put a file in the place of the device.
        raise NotWritableError(path)
    if not os.access(name, os.W_OK, dir_fd=folder.descriptor):
        raise PermissionError(errno.EACCES, "")
    return there


_SNIFFED = 1_000_000


def _held(folder: Folder, name: str) -> Over | None:
    """Say which part of a ledger a file holds, by its content: a name tells nothing, and a link hides it."""
    try:
        descriptor = folder.open(name, os.O_RDONLY)
    except PermissionError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        return holds(stream.read(_SNIFFED))


def holds(head: bytes) -> Over | None:
    """Say which part of a ledger the beginning of a file is of; None where of none."""
    if any(_RECORD.match(line) for line in head.split(b"\n")):
        return "journal"
    if re.search(rb"^plan:", head, re.MULTILINE) and re.search(rb"^sections:", head, re.MULTILINE):
        return "plan"
    return "units" if re.search(rb"^units:", head, re.MULTILINE) else None


_RECORD = re.compile(rb'\s*\{"id": ?"[^"]+", ?"prev": ?"')


def _replace(folder: Folder, name: str, content: bytes, before: os.stat_result | None) -> None:
    temporary, descriptor = _temporary(folder, name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            if before and hasattr(os, "fchown"):
                # A file mended by root stays its user's.
                with contextlib.suppress(OSError):
                    os.fchown(stream.fileno(), before.st_uid, before.st_gid)
            if before:
                os.fchmod(stream.fileno(), stat.S_IMODE(before.st_mode))
            os.fsync(stream.fileno())
        folder.replace(temporary, name)
    except BaseException:
        with contextlib.suppress(OSError):
            folder.remove(temporary)
        raise
    folder.flush()


def _temporary(folder: Folder, name: str) -> tuple[str, int]:
    """Make a file beside `name` that nobody else has made; give its name and descriptor."""
    while True:
        temporary = f".{name[:40]}.{secrets.token_hex(4)}.tmp"
        with contextlib.suppress(FileExistsError):
            return temporary, folder.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)


COPIES = 1000
"""How many old copies of one file are kept; nobody revises a plan so often."""


def keep_copy(path: Path, content: bytes) -> Path:
    """Keep the content that a file has before it is replaced, beside it: `.old`, then `.old.2`, `.old.3`…

    A copy that is there stays as it is; one that holds just this content is not written again.

    Raises:
        OutOfReachError: it cannot be written.
    """
    try:
        with open_place(path, follow=True) as (folder, name):
            for number in range(1, COPIES + 1):
                copy = f"{name}.old" if number == 1 else f"{name}.old.{number}"
                there = folder.look(copy)
                if there is None:
                    _keep(folder, copy, content)
                    return path.with_name(copy)
                if stat.S_ISREG(there.st_mode) and there.st_size == len(content) and _same(folder, copy, content):
                    return path.with_name(copy)
    except OSError as error:
        raise writing_failed(path, error) from None
    raise TooManyCopiesError(path, COPIES)


def _keep(folder: Folder, name: str, content: bytes) -> None:
    descriptor = folder.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            folder.remove(name)
        raise
    folder.flush()


def _same(folder: Folder, name: str, content: bytes) -> bool:
    with os.fdopen(folder.open(name, os.O_RDONLY), "rb") as stream:
        return stream.read(len(content) + 1) == content
