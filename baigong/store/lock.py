"""The lock of a ledger: one writer at a time, a bounded wait, and the name of whoever holds it."""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from baigong.errors import OutOfReachError
from baigong.store.files import writing_failed
from baigong.store.interface import Waiting, silent

PATIENCE = 2.0
"""Seconds after which a command says that it waits."""
WAIT = 30.0
"""Seconds that a command waits for another to finish writing."""


@contextmanager
def hold(path: Path, waiting: Waiting = silent) -> Iterator[None]:
    """Hold the lock file `path`; the operating system lets go of it when the process ends, however it ends.

    `waiting` is told once that another holds it, and who, when that takes over two seconds.

    Raises:
        OutOfReachError: when another holds it for longer than the wait, with who that is; or when the
            folder cannot be written.
    """
    lock = FileLock(path)
    try:
        _refuse_odd(path)
        _acquire(lock, path, waiting)
    except Timeout:
        raise OutOfReachError(f"台账正被占用（{_holder(path)}）", "请等对方完成后重试") from None
    except OSError as error:
        raise writing_failed(path, error) from None
    try:
        _sign(path)
        yield
    finally:
        _unsign(path)
        lock.release()


def _acquire(lock: FileLock, path: Path, waiting: Waiting) -> None:
    """Take the lock; where that takes a while, say whom we wait for."""
    wait = _wait()
    try:
        lock.acquire(timeout=min(wait, PATIENCE))
    except Timeout:
        if wait <= PATIENCE:
            raise
        waiting(f"台账正被占用（{_holder(path)}），正在等待，最多 {wait:.0f} 秒")
        lock.acquire(timeout=wait - PATIENCE)


def _wait() -> float:
    try:
        return max(0.0, float(os.environ["BAIGONG_LOCK_WAIT"]))
    except (KeyError, ValueError):
        return WAIT


def _refuse_odd(path: Path) -> None:
    """Refuse a link, a pipe or a folder in the place of the lock: signing it would write to, or wait for, another."""
    with contextlib.suppress(FileNotFoundError):
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            raise OSError(errno.ELOOP if stat.S_ISLNK(mode) else errno.EINVAL, "")


def _sign(path: Path) -> None:
    # Only a courtesy to whoever waits: it says whom to ask. That it cannot be written stops nobody.
    with contextlib.suppress(OSError):
        said = f"{user()}，进程 {os.getpid()}，自 {datetime.now():%H:%M:%S} 起"
        path.write_text(said, encoding="utf-8", errors="replace")


def _unsign(path: Path) -> None:
    # Whoever waits next must not be sent to one who is long done.
    with contextlib.suppress(OSError):
        path.write_text("", encoding="utf-8")


def _holder(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            return stream.read(80).strip() or "占用者未留名"
    except OSError:
        return "占用者未留名"


def user() -> str:
    """Give the name of whoever runs the command, as the machine knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未署名"
