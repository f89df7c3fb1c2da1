"""Reading within bounds and writing without loss: temporary file, flush, rename."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from baigong.errors import BaigongError, DataError, OutOfReachError, RequestError

MAX_BYTES = 32 * 1024 * 1024
"""The largest file of a ledger that is read; a plan of 99 tasks takes about 60 KB."""


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises:
        RequestError: when it is missing.
        OutOfReachError: when it may not be read.
        DataError: when it is a folder, a pipe or a device, or larger than the bound.
    """
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to must not hang.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            mode = os.fstat(stream.fileno())
            if not stat.S_ISREG(mode.st_mode):
                raise DataError(path, None, "不是普通文件", "请指明一个文件，而不是文件夹、管道或设备")
            if mode.st_size > limit:
                raise too_large(path, limit)
            content = stream.read(limit + 1)
    except OSError as error:
        raise reading_failed(path, error) from None
    if len(content) > limit:
        raise too_large(path, limit)
    return content


def too_large(path: Path, limit: int) -> BaigongError:
    """Say that a file is over the bound, in MB."""
    return DataError(path, None, f"文件超过 {limit // 1024 // 1024} MB 的上限", "请核对是否选错了文件")


def reading_failed(path: Path, error: OSError) -> BaigongError:
    """Say in Chinese why a file cannot be read."""
    if isinstance(error, IsADirectoryError):
        return DataError(path, None, "是文件夹，不是文件", "请指明其中的一个文件")
    if isinstance(error, FileNotFoundError):
        return RequestError(f"找不到文件 {path}", "请核对路径；新建台账用 baigong init")
    if error.errno == errno.ELOOP:
        return DataError(path, None, "是循环的符号链接", "请指明真正的文件")
    return OutOfReachError(f"读不了 {path}：{why(error)}", "请核对文件权限或磁盘")


def writing_failed(path: Path, error: OSError) -> BaigongError:
    """Say in Chinese why a file cannot be written, and that nothing was."""
    return OutOfReachError(f"写不进 {path}：{why(error)}，什么也没有写入", "请核对权限和磁盘空间后重试")


def why(error: OSError) -> str:
    """Give the reason of an operating system's error in Chinese where it is a common one."""
    reasons = {
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "文件夹是只读的",
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已用完",
        errno.EFBIG: "超过文件大小限制",
        errno.ENOENT: "所在文件夹不存在",
        errno.ENOTDIR: "路径中有一级不是文件夹",
        errno.EISDIR: "该处是文件夹",
        errno.ENAMETOOLONG: "文件名太长",
    }
    return reasons.get(error.errno or 0, error.strerror or type(error).__name__)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file: written beside it, flushed to disk, renamed over it, so that it is never half there.

    Raises:
        OutOfReachError: when it cannot be written; the old file is then as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A link is written through, so that a ledger kept elsewhere stays there.
        target = path.resolve()
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        flush_folder(target.parent)
    except (OSError, RuntimeError) as error:
        raise writing_failed(path, error if isinstance(error, OSError) else OSError(errno.ELOOP, "")) from None


def flush_folder(folder: Path) -> None:
    """Flush a folder's own list of names to disk, so that a new file survives a crash of the machine."""
    if os.name == "nt":  # Windows has no handle on a folder to flush
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
