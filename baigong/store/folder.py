"""A folder held open by its descriptor: no other file or link can be swapped in under a name that is in use.

Several users may write to one folder, and one of them may mean harm. A path is walked part by part: a symbolic link is
followed only where this user or root made it, and a file is opened without following any.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from baigong.errors import LinkRefusedError

MAX_LINKS = 40
"""How many links a path may lead through, as for the operating system."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_WALKING = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_LINK = getattr(os, "O_PATH", None)
# Opening a pipe that nobody writes to (or reads from) must not hang.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
# The errors of file systems that cannot flush a folder (Windows: no permission) and need not.
_CANNOT_FLUSH_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES)


class Folder:
    """A folder that was opened; names in it are plain names, without a separator."""

    def __init__(self, path: Path, descriptor: int) -> None:
        """Take a descriptor that the caller closes; `path` is only for messages."""
        self.path = path
        self.descriptor = descriptor

    def open(self, name: str, flags: int, mode: int = 0o666) -> int:
        """Open a file without following a link and without waiting for a pipe; give its descriptor.

        Raises:
            LinkRefusedError: a link stands there.
        """
        try:
            return os.open(name, flags | _NO_FOLLOW | _NO_WAITING | os.O_CLOEXEC, mode, dir_fd=self.descriptor)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EMLINK):
                raise LinkRefusedError(self.path / name) from None
            raise

    def look(self, name: str) -> os.stat_result | None:
        """Say what stands at a name, a link itself and not what it leads to; None where nothing does."""
        try:
            return os.stat(name, dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def replace(self, old: str, new: str) -> None:
        """Rename a file over another."""
        os.replace(old, new, src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)

    def remove(self, name: str) -> None:
        """Remove a file."""
        os.unlink(name, dir_fd=self.descriptor)

    def flush(self) -> None:
        """Flush the folder's own list of names to disk, so that a new file survives a crash of the machine."""
        try:
            descriptor = os.open(".", os.O_RDONLY | os.O_CLOEXEC, dir_fd=self.descriptor)
            try:
                os.fsync(descriptor)
            finally:
                with suppress(OSError):
                    os.close(descriptor)
        except OSError as error:
            if error.errno not in _CANNOT_FLUSH_FOLDERS:
                raise

    def shared(self) -> bool:
        """Say whether others than its owner may put files into it."""
        return bool(os.fstat(self.descriptor).st_mode & (stat.S_IWGRP | stat.S_IWOTH))


@contextmanager
def open_folder(path: Path, *, make: bool = False) -> Iterator[Folder]:
    """Open a folder, following only links of one's own or of root; `make` it, and those above it, where missing.

    Raises:
        LinkRefusedError: another user's link is on the way.
        OSError: it is not there, or may not be entered.
    """
    descriptor, _, _ = _walk(path, make=make, last_is_folder=True)
    try:
        yield Folder(path, descriptor)
    finally:
        with suppress(OSError):  # what was flushed is safe, whatever closing says
            os.close(descriptor)


@contextmanager
def open_place(path: Path, *, follow: bool, make: bool = False) -> Iterator[tuple[Folder, str]]:
    """Open the folder in which the file of a path stands, and give its name there.

    With `follow`, a last part that is a link of one's own or of root leads to the folder and the name of its target;
    without, the name is the link's own.

    Raises:
        LinkRefusedError: another user's link is on the way.
        OSError: the folder is not there, or may not be entered.
    """
    if not follow:
        with open_folder(path.parent, make=make) as folder:
            yield folder, path.name
        return
    descriptor, name, _ = _walk(path, make=make, last_is_folder=False)
    try:
        yield Folder(path.parent, descriptor), name
    finally:
        with suppress(OSError):  # what was flushed is safe, whatever closing says
            os.close(descriptor)


def real_path(path: Path) -> Path:
    """Give the path of the file that `path` leads to, through links of one's own or of root only.

    Raises:
        LinkRefusedError: another user's link is on the way.
    """
    try:
        descriptor, _, real = _walk(path, make=False, last_is_folder=False)
    except OSError:  # whoever opens it says why
        return path
    os.close(descriptor)
    return real


def _walk(path: Path, *, make: bool, last_is_folder: bool) -> tuple[int, str, Path]:
    """Walk a path part by part; give the descriptor of the folder reached, the name in it, and the path without links.

    Of a folder the name is "".
    """
    text = os.fspath(path)
    if "\0" in text:
        raise ValueError(text)
    current = os.open("/" if path.is_absolute() else ".", _WALKING)
    parts = deque(part for part in path.parts if part != path.anchor)
    links = 0
    walked = Path(path.anchor)
    try:
        while parts:
            part = parts.popleft()
            if not parts and not last_is_folder:
                target = _target(current, part, path)
                if target is None:
                    return current, part, walked / part
            else:
                below, target = _enter(current, part, path, make)
                if below is not None:
                    os.close(current)
                    current = below
                    walked /= part
                    continue
            links += 1
            if links > MAX_LINKS:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            led = Path(target or "")
            if led.is_absolute():
                os.close(current)
                current = os.open("/", _WALKING)
                walked = Path("/")
            parts.extendleft(reversed([part for part in led.parts if part != led.anchor]))
        if last_is_folder:
            return current, "", walked
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    except BaseException:
        os.close(current)
        raise


def _enter(current: int, part: str, path: Path, make: bool) -> tuple[int | None, str | None]:
    """Open the folder `part` below `current`, or give where it leads to when it is a link that may be followed."""
    for again in (True, False):
        try:
            return os.open(part, _WALKING | _NO_FOLLOW, dir_fd=current), None
        except FileNotFoundError:
            if not make or not again:
                raise
            with suppress(FileExistsError):
                os.mkdir(part, dir_fd=current)
        except OSError as error:
            target = _target(current, part, path) if error.errno in (errno.ELOOP, errno.ENOTDIR) else None
            if target is None:
                raise
            return None, target
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _target(current: int, part: str, path: Path) -> str | None:
    """Give the target of a link; None if `part` is no link.

    Raises:
        LinkRefusedError: another user made it.
    """
    link = _link(current, part)
    if link is None:
        return None
    status, target = link
    # A link that has a second name may have been brought here by another user.
    if status.st_uid not in (0, os.geteuid()) or status.st_nlink > 1:
        raise LinkRefusedError(path, Path(part))
    return target


def _link(current: int, part: str) -> tuple[os.stat_result, str] | None:
    """Give the status and the target of a link, both of the same link; None if there is none."""
    if _LINK is None:
        try:
            status = os.stat(part, dir_fd=current, follow_symlinks=False)
        except FileNotFoundError:
            return None
        return (status, os.readlink(part, dir_fd=current)) if stat.S_ISLNK(status.st_mode) else None
    try:
        descriptor = os.open(part, _LINK | _NO_FOLLOW | os.O_CLOEXEC, dir_fd=current)
    except FileNotFoundError:
        return None
    try:
        status = os.fstat(descriptor)
        return (status, os.readlink("", dir_fd=descriptor)) if stat.S_ISLNK(status.st_mode) else None
    finally:
        os.close(descriptor)
