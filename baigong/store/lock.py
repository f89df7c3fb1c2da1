"""The lock of a ledger: one writer at a time, a bounded wait, the name of the holder, and the journal's last line.

The lock file is opened in its folder's own descriptor, without following links, and everything that is written to it
goes through the descriptor that is locked: whatever is put in its place meanwhile is not touched. It holds who has the
lock and, below, the hash of the line that stood last in the journal when it was last let go: a head kept apart from
the journal, by which the audit sees that lines were cut off.
"""

from __future__ import annotations

import fcntl
import getpass
import math
import os
import random
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from baigong.errors import LedgerBusyError, LinkRefusedError, NotOrdinaryFileError
from baigong.store.files import writing_failed
from baigong.store.folder import Folder, open_folder
from baigong.store.interface import Waiting, silent

PATIENCE = 2.0
"""Seconds after which a command says that it waits."""
WAIT = 30.0
"""Seconds that a command waits for another to finish writing."""
HEADS = 6
"""How many hashes of lines that should be in the journal are kept."""

_SIZE = 512
_NAME = 40
_PAUSE = 0.01
_NOBODY = "占用者未留名"
_HEAD = re.compile(rb"^head ([0-9a-f]{32})$", re.MULTILINE)
# An empty file, or one of ours; any other file is locked but not written to.
_OURS = re.compile(r"([^\n]*，进程 \d+，自 [\d:]{8} 起)?\n?(head [0-9a-f]{32}\n)*\s*".encode())


class Lock:
    """A lock that is held, and the hashes of the journal's lines that are kept in it."""

    def __init__(self, descriptor: int, writable: bool) -> None:
        """Take the locked descriptor; sign it where it may be written."""
        self._descriptor = descriptor
        content = os.pread(descriptor, _SIZE + 1, 0)
        self._ours = writable and len(content) <= _SIZE and bool(_OURS.fullmatch(content))
        self.heads = read_heads(content)
        self._write(f"{user()[:_NAME]}，进程 {os.getpid()}，自 {datetime.now():%H:%M:%S} 起")

    def keep(self, heads: tuple[str, ...]) -> None:
        """Keep these hashes in the file after release; the last one is that of the journal's last line."""
        self.heads = heads[-HEADS:]

    def unsign(self) -> None:
        """Remove the holder's name, so that nobody who waits next is referred to a process that has ended."""
        self._write("")

    def _write(self, holder: str) -> None:
        # A courtesy to whoever waits and a help to the audit: a failed write stops nobody.
        if not self._ours:
            return
        with suppress(OSError):
            content = holder.encode("utf-8", "replace") + b"".join(b"\nhead " + head.encode() for head in self.heads)
            content += b"\n" if self.heads else b""
            # One write of one length: a reader without the lock sees the one or the other.
            os.pwrite(self._descriptor, content.ljust(_SIZE if self.heads else 0), 0)
            if not self.heads:
                os.ftruncate(self._descriptor, len(content))


def read_heads(content: bytes) -> tuple[str, ...]:
    """Give the hashes of lines that a lock file says should be in the journal, the last written last."""
    return tuple(head.decode() for head in _HEAD.findall(content[:_SIZE].rstrip()))


@contextmanager
def hold(path: Path, waiting: Waiting = silent, wait: float | None = None) -> Iterator[Lock]:
    """Hold the lock file `path`; the operating system releases it when the process ends, however it ends.

    `waiting` is told once that another holds it, and who, when that takes over two seconds; after `wait` seconds
    (BAIGONG_LOCK_WAIT, or 30) it gives up.

    Raises:
        LedgerBusyError: another holds it for longer than the wait, with who that is.
        OutOfReachError: the folder cannot be written, or no ordinary file stands there.
    """
    try:
        with open_folder(path.parent) as folder:
            descriptor, writable = _acquire(folder, path.name, waiting, lock_wait() if wait is None else wait)
    except OSError as error:
        raise writing_failed(path, error) from None
    lock = Lock(descriptor, writable)
    try:
        yield lock
    finally:
        lock.unsign()
        with suppress(OSError):  # closing lets go; what is recorded is recorded, whatever it says
            os.close(descriptor)


@contextmanager
def hold_file(path: Path) -> Iterator[None]:
    """Lock a journal itself too: its lock file may be removed, and the journal may have a second name.

    Raises:
        LedgerBusyError: another holds it for longer than the wait.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:  # missing or unreadable: the next step reports it
        yield
        return
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode) and not _attempt_until(descriptor, lock_wait()):
            raise LedgerBusyError(_NOBODY)
        yield
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _attempt_until(descriptor: int, wait: float) -> bool:
    """Try for `wait` seconds to lock a file; say whether that succeeded."""
    end = time.monotonic() + wait
    while not _attempt(descriptor):
        if time.monotonic() >= end:
            return False
        time.sleep(_PAUSE)
    return True


def _acquire(folder: Folder, name: str, waiting: Waiting, wait: float) -> tuple[int, bool]:
    """Open and lock the file; where that takes a while, say whom we wait for."""
    begin = time.monotonic()
    told = wait <= PATIENCE
    while True:
        descriptor, writable = _open(folder, name)
        try:
            while not _attempt(descriptor):
                waited = time.monotonic() - begin
                if waited >= wait:
                    raise LedgerBusyError(_holder(descriptor))
                if not told and waited >= PATIENCE:
                    told = True
                    waiting(f"台账正被占用（{_holder(descriptor)}），正在等待，最多 {wait:.0f} 秒")
                # Not all at once: many may wait.
                time.sleep(min(_PAUSE * (0.5 + random.random()), max(0.0, wait - waited)))
            there = folder.look(name)
            own = os.fstat(descriptor)
            if there is not None and (there.st_dev, there.st_ino) == (own.st_dev, own.st_ino):
                return descriptor, writable
        except BaseException:
            os.close(descriptor)
            raise
        # Somebody removed the file, or put another in its place, while we waited for it.
        os.close(descriptor)
        if time.monotonic() - begin > wait + PATIENCE:
            raise NotOrdinaryFileError(folder.path / name, "不断被别的程序换掉")


def _open(folder: Folder, name: str) -> tuple[int, bool]:
    """Open the lock file, or make it; say whether it may be written.

    Raises:
        OutOfReachError: a link, a pipe, a folder or a file of several names stands there.
    """
    descriptor, writable = _descriptor(folder, name)
    status = os.fstat(descriptor)
    problem = ""
    if not stat.S_ISREG(status.st_mode):
        problem = "不是普通文件"
    elif status.st_nlink > 1:
        problem = "另有硬链接"
    if problem:
        os.close(descriptor)
        raise NotOrdinaryFileError(folder.path / name, problem)
    return descriptor, writable


def _descriptor(folder: Folder, name: str) -> tuple[int, bool]:
    there = folder.look(name)
    if there is not None and stat.S_ISLNK(there.st_mode):
        raise LinkRefusedError(folder.path / name)
    if there is not None and not stat.S_ISREG(there.st_mode):
        raise NotOrdinaryFileError(folder.path / name)
    for _ in range(100):
        try:
            return folder.open(name, os.O_RDWR), True
        except PermissionError:
            # Another user's lock can be held without being signed.
            return folder.open(name, os.O_RDONLY), False
        except FileNotFoundError:
            pass
        # Not os.O_CREAT alone: in a folder of several users Linux refuses that on a file of another's.
        with suppress(FileExistsError):
            descriptor = folder.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            if folder.shared():
                # Whoever may write to the folder may lock it, whatever this user gives to new files.
                mode = os.fstat(folder.descriptor).st_mode & (stat.S_IRWXG | stat.S_IRWXO) & 0o066
                with suppress(OSError):
                    os.fchmod(descriptor, 0o600 | mode)
            return descriptor, True
    raise NotOrdinaryFileError(folder.path / name, "不断被别的程序换掉")


def _attempt(descriptor: int) -> bool:
    """Try once to lock a file."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def lock_wait() -> float:
    """Give the seconds that a recording waits for another: BAIGONG_LOCK_WAIT where that is a number, else 30."""
    try:
        wait = float(os.environ["BAIGONG_LOCK_WAIT"])
    except (KeyError, ValueError):
        return WAIT
    return WAIT if math.isnan(wait) else max(0.0, wait)


def _holder(descriptor: int) -> str:
    with suppress(OSError):
        name = os.pread(descriptor, _SIZE, 0).decode("utf-8", "replace").partition("\n")[0].strip()
        return name[:80] or _NOBODY
    return _NOBODY


def user() -> str:
    """Give the name of whoever runs the command, as the machine knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未署名"
