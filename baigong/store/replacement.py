"""Files replaced whole: a temporary file beside them, flushed, renamed over; and old copies kept beside them."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
from pathlib import Path
from typing import Literal

from baigong.errors import (
    BadFileNameError,
    LedgerFileError,
    NotOrdinaryFileError,
    NotWritableError,
    TooManyCopiesError,
)
from baigong.store.files import writing_failed
from baigong.store.folder import Folder, open_folder, open_place

JOURNAL = "progress.jsonl"


def refuse_other_names(path: Path) -> None:
    """Refuse to replace a file with several hard links: the other names would keep the old content.

    Raises:
        NotOrdinaryFileError: it has.
    """
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_nlink > 1:
            raise NotOrdinaryFileError(path, "另有硬链接，换掉它会使别处的同一文件停在旧样子")


Over = Literal["result", "plan", "units", "journal"]
"""What a replaced file may hold: nothing of a ledger (`result`), or the named part of one."""
_HELD: dict[Over, str] = {"journal": "台账的记录文件", "plan": "台账的任务文件", "units": "台账的单位名录"}


def refuse_ledger(path: Path, over: Over = "result") -> None:
    """Refuse a file that holds another part of a ledger than `over`, whatever its name, before anything is asked.

    Raises:
        RequestError: it does.
    """
    if over != "journal" and is_journal_name(path.name):
        raise LedgerFileError(path, _HELD["journal"])
    try:
        with open_place(path, follow=True) as (folder, name):
            _refuse_held(path, folder, name, over)
    except (OSError, ValueError):
        # Writing tells what is wrong with the place.
        return


def _refuse_held(path: Path, folder: Folder, name: str, over: Over) -> None:
    if over != "journal" and is_journal_name(name):
        raise LedgerFileError(path, _HELD["journal"])
    there = folder.look(name)
    held = _held(folder, name) if there is not None and stat.S_ISREG(there.st_mode) else None
    if held not in (None, over):
        raise LedgerFileError(path, _HELD[held or over])


def write_whole(
    path: Path, content: bytes, over: Over = "result", *, follow: bool = True, one_of_many: bool = False
) -> None:
    """Replace a file: written beside it, flushed to disk, renamed over it, so that it is never half there.

    The new file has the old one's mode and, where that can be had, its owner. With `follow` a link of one's own leads
    to the file that is replaced, so that a ledger kept elsewhere stays there; without, the link itself is replaced.
    A file with another part of a ledger than `over` is never replaced, whatever its name. With `one_of_many` the names
    of the folder, of which there may be thousands, are left to `flush_names` behind the last of the files.

    Raises:
        RequestError: it holds records, a plan or a directory, or is no ordinary file (a device, a pipe, a folder).
        OutOfReachError: when it cannot be written, or another user's link is on the way; the file is then as it was.
    """
    try:
        with open_place(path, follow=follow, make=True) as (folder, name):
            if over != "journal" and is_journal_name(path.name):
                raise LedgerFileError(path, _HELD["journal"])
            before = _before(path, folder, name)
            _refuse_held(path, folder, name, over)
            _replace(folder, name, content, before)
            if not one_of_many:
                folder.flush()
    except OSError as error:
        raise writing_failed(path, error) from None
    except ValueError:
        raise BadFileNameError(path) from None


def flush_names(path: Path) -> None:
    """Flush the names of the files in a folder to disk, after several were written there.

    Raises:
        OutOfReachError: it cannot be opened.
    """
    try:
        with open_folder(path) as folder:
            folder.flush()
    except OSError as error:
        raise writing_failed(path, error) from None


def is_journal_name(name: str) -> bool:
    """Whether this is the name of a journal, its lock file or its aside file."""
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
    """Say which part of a ledger a file holds, by its content: a name or a link may hide it."""
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
