"""Reading within bounds and writing without loss: one flushed write at the end, or temporary file, flush, rename."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from baigong.errors import BaigongError, DataError, OutOfReachError, RequestError

MAX_BYTES = 32 * 1024 * 1024
"""The largest file of a ledger that is read; a plan of 99 tasks takes about 60 KB."""

JOURNAL = "progress.jsonl"
JOURNAL_FILES = frozenset({JOURNAL, f"{JOURNAL}.aside", f"{JOURNAL}.lock"})
"""What holds records; nothing but the journal itself ever writes to a file of such a name."""

# Opening a pipe that nobody writes to (or reads from) must not hang.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
# What a file system answers that cannot flush a folder (Windows: no permission): it then has no need to, or no way.
_CANNOT_FLUSH_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES)


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises:
        RequestError: when it is missing.
        OutOfReachError: when it may not be read.
        DataError: when it is a folder, a pipe or a device, or larger than the bound.
    """
    with opened(path) as (stream, size):
        if size > limit:
            raise too_large(path, limit)
        content = stream.read(limit + 1)
    if len(content) > limit:  # it has grown meanwhile
        raise too_large(path, limit)
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
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise _not_regular(path)
            yield stream, found.st_size
    except OSError as error:
        raise reading_failed(path, error) from None
    except ValueError:
        raise RequestError(f"“{path}”不能是文件名", "请核对路径") from None


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


def too_large(path: Path, limit: int) -> BaigongError:
    """Say that a file is over the bound, in MB."""
    return DataError(path, None, f"文件超过 {limit // 1024 // 1024} MB 的上限", "请核对是否选错了文件")


def _not_regular(path: Path) -> DataError:
    return DataError(path, None, "不是普通文件", "请指明一个文件，而不是文件夹、管道或设备")


def reading_failed(path: Path, error: OSError) -> BaigongError:
    """Say in Chinese why a file cannot be read."""
    if isinstance(error, IsADirectoryError):
        return DataError(path, None, "是文件夹，不是文件", "请指明其中的一个文件")
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return OutOfReachError(f"{path} 是符号链接，所指的文件不在", "请核对链接，或看共享盘是否已挂上")
        return RequestError(f"找不到文件 {path}", "请核对路径；新建台账用 baigong init")
    if error.errno == errno.ELOOP:
        return DataError(path, None, "是循环的符号链接", "请指明真正的文件")
    return OutOfReachError(f"读不了 {path}：{why(error)}", "请核对文件权限或磁盘")


def writing_failed(path: Path, error: OSError) -> BaigongError:
    """Say in Chinese why a file cannot be written, and that nothing was."""
    return OutOfReachError(f"写不进 {path}：{why(error)}，什么也没有写入", "请核对权限和磁盘空间后重试")


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


def append_flushed(path: Path, data: bytes, size: int | None = None) -> None:
    """Append `data` in one write and flush it to disk; on any failure the file is cut back to what it was.

    `size` is how long the file was when its content was looked at: should it be of another length now,
    someone writes to it without the lock, and nothing is appended.

    Raises:
        OutOfReachError: when it cannot be written; the file is then as it was.
    """
    created = not present(path)
    try:
        with open(path, "ab", buffering=0, opener=_without_waiting) as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise _not_regular(path)
            if size is not None and found.st_size != size:
                raise OutOfReachError(f"{path} 正被别的程序改写，什么也没有写入", "请等它写完后重试")
            try:
                _write_all(stream.fileno(), data)
                os.fsync(stream.fileno())
                if created:
                    flush_folder(path.resolve().parent)
            except BaseException:
                # Where the disk refuses even this, what was cut short reads as a torn last line.
                with contextlib.suppress(OSError):
                    os.ftruncate(stream.fileno(), found.st_size)
                    os.fsync(stream.fileno())
                if created:
                    with contextlib.suppress(OSError):
                        path.unlink()
                raise
    except OSError as error:
        raise writing_failed(path, error) from None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAITING, 0o666)


def _write_all(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    while written < len(data):
        # The disk took a part: asking for the rest makes it say why.
        written += os.write(descriptor, data[written:])


def write_whole(path: Path, content: bytes, *, journal: bool = False) -> None:
    """Replace a file: written beside it, flushed to disk, renamed over it, so that it is never half there.

    The new file has the old one's mode and, where that can be had, its owner. Only the journal's own
    repair (`journal`) may replace a journal: no report's `-o` can.

    Raises:
        RequestError: it is where records are kept, or no ordinary file (a device, a pipe, a folder).
        OutOfReachError: when it cannot be written; the old file is then as it was.
    """
    try:
        # A link is written through, so that a ledger kept elsewhere stays there.
        target = Path(os.path.realpath(path))
        if not journal and {path.name.lower(), target.name.lower()} & JOURNAL_FILES:
            raise RequestError(f"{path} 是台账的记录文件，不能覆盖", "请换一个文件名")
        before = _before(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content, before)
    except OSError as error:
        raise writing_failed(path, error) from None
    except ValueError:
        raise RequestError(f"“{path}”不能是文件名", "请核对路径") from None


def _before(path: Path) -> os.stat_result | None:
    """Give what a file was before it is replaced; refuse what must not be replaced."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        # Renaming over /dev/null would put a file in the place of the device.
        raise RequestError(f"{path} 不是普通文件，不能写入", "请换一个文件名；要打印到屏幕就不写 -o")
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "")
    return found


def _replace(target: Path, content: bytes, before: os.stat_result | None) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            if before and hasattr(os, "fchown"):
                # A file mended by root stays its user's.
                with contextlib.suppress(OSError):
                    os.fchown(stream.fileno(), before.st_uid, before.st_gid)
            temporary.chmod(stat.S_IMODE(before.st_mode) if before else 0o666 & ~_umask())
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Flush a folder's own list of names to disk, so that a new file survives a crash of the machine."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH_FOLDERS:
            raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
