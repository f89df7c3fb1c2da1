"""Files read within bounds; errors of the operating system in Chinese."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from baigong.errors import (
    BadFileNameError,
    BaigongError,
    FileIsDeviceError,
    FileIsFolderError,
    FileMissingError,
    FileTooLargeError,
    LinkBrokenError,
    LinkLoopError,
    UnreadableFileError,
    UnwritableFileError,
)

MAX_FILE_SIZE = 64 * 1024 * 1024
"""The largest file of a ledger that is read; a plan of 99 tasks takes 38 KB, one of 100,000 as many times as much."""


# Opening a pipe that nobody writes to (or reads from) must not hang.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)


def read_bytes(path: Path, limit: int = MAX_FILE_SIZE) -> bytes:
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


def read_end(path: Path, most: int) -> tuple[int, bytes]:
    """Give the size of a regular file and its last `most` bytes, all of them where there are fewer.

    Raises:
        BaigongError: as for `read_bytes`.
    """
    with opened(path) as (stream, size):
        stream.seek(max(0, size - most))
        return size, stream.read(most)


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
    """Whether anything exists at `path`, a dangling link included; an unknown answer is an error, not an absence.

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
    # /proc has no such name and makes none, though the folder is there.
    unmade = error.errno == errno.ENOENT and path.absolute().parent.is_dir()
    return UnwritableFileError(path, "该处不能新建文件" if unmade else why(error))


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
