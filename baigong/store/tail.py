"""The end of a file: appended to in one flushed write, or cut off; on any failure the file is as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from baigong.errors import (
    FileBusyError,
    FileIsDeviceError,
    FileSwappedError,
    NotOrdinaryFileError,
)
from baigong.store.files import writing_failed
from baigong.store.folder import Folder, open_place


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
        # If the disk refuses even this, the rest reads as a torn last line.
        with contextlib.suppress(OSError):
            _take_back(descriptor, before.st_size, len(data))
        if created and _stands(folder, name, before):
            with contextlib.suppress(OSError):
                folder.remove(name)
        raise


def _stands(folder: Folder, name: str, file: os.stat_result) -> bool:
    """Whether a name still leads to the opened file."""
    try:
        now = folder.look(name)
    except OSError:
        return True  # an unknown answer is no swap
    return now is not None and (now.st_dev, now.st_ino) == (file.st_dev, file.st_ino)


def _take_back(descriptor: int, size: int, length: int) -> None:
    """Cut a file back to `size`, unless somebody has written more than our `length` bytes behind it."""
    if os.fstat(descriptor).st_size <= size + length:
        os.ftruncate(descriptor, size)
        os.fsync(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    while written < len(data):
        # The disk took a part: writing the rest raises the reason.
        written += os.write(descriptor, data[written:])


def cut_flushed(path: Path, size: int, before: int, inode: int | None) -> bool:
    """Cut a file of `before` bytes to `size` and flush it; False if the file is append-only.

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
