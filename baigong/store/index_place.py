"""Where the derived index of a ledger lies: the user's cache folder, which nobody else may read or write."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

VARIABLE = "BAIGONG_CACHE"
OFF = "off"
FORMAT = 2
"""The layout of an index and the meaning of its rows; versions of the program with different ones share no file."""


def index_place(ledger: Path) -> Path | None:
    """Give the file of a ledger's index, made where it is missing; None where no safe one can be made.

    Both the folder and the file belong to this user alone: what lies in them is taken for validated.
    """
    if os.environ.get(VARIABLE, "").strip().lower() == OFF:
        return None
    # Whatever is wrong with a cache, the ledger is read without it.
    with suppress(OSError, ValueError, RuntimeError):
        folder = _cache_folder()
        name = hashlib.sha256(os.fsencode(os.path.realpath(ledger))).hexdigest()[:24]
        file = folder / f"{name}-{FORMAT}.sqlite"
        if _own(folder, directory=True) and _own(file, directory=False):
            return file
    return None


def _cache_folder() -> Path:
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The rule of XDG: a path that is not absolute is ignored.
    base = named if named.is_absolute() else Path.home() / ".cache"
    return base / "baigong"


def _own(path: Path, *, directory: bool) -> bool:
    """Whether a folder or file belongs to this user alone; it is made where nothing stands."""
    for _ in range(2):
        try:
            status = os.lstat(path)
        except FileNotFoundError:
            with suppress(FileExistsError):
                _make(path, directory=directory)
            continue
        kind = stat.S_ISDIR if directory else stat.S_ISREG
        return (
            kind(status.st_mode)
            and status.st_uid == os.geteuid()
            and not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
            and (directory or status.st_nlink == 1)
        )
    return False


def _make(path: Path, *, directory: bool) -> None:
    if directory:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.mkdir(mode=0o700)
    else:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
