"""Evidence: files, measured when recorded so that a later change shows; and references to documents."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from baigong.deferred import dataclass
from baigong.errors import (
    BaigongError,
    EvidenceChangedError,
    EvidenceLinkError,
    EvidenceMissingError,
    EvidenceNotAFileError,
    EvidenceTooLargeError,
    EvidenceTooLargeToKeepError,
    NoEvidenceNamedError,
)
from baigong.model.events import Event, Evidence
from baigong.store.files import opened, read_bytes, reading_failed
from baigong.store.replacement import write_whole

MAX_EVIDENCE = 4 * 1024**3
"""The largest file that is measured, in bytes: larger than any document, and a minute's work."""
KEPT = "佐证"
"""The folder beside the plan where files of evidence are kept."""
MAX_KEPT = 128 * 1024**2
"""The largest file that is copied, in bytes."""
_BLOCK = 1_000_000  # bytes held at a time
# 青扶〔2019〕5号 is a reference; 照片/1.jpg and 台账.xlsx are files.
_LIKE_A_FILE = re.compile(r"[/\\]|\.[A-Za-z0-9]{1,5}$")


def read_evidence(
    references: Iterable[str], folder: Path, advance: Callable[[float], None] = lambda _done: None
) -> tuple[Evidence | str, ...]:
    """Make evidence of what the user named: a file is measured and kept relative to `folder`, else it is a reference.

    `advance` is told how much of each file is measured, 0 to 1.

    Raises:
        RequestError: it looks like a file and there is none, it is no ordinary file, or it is too large.
        OutOfReachError: the file may not be read.
    """
    return tuple(_one(text.strip(), folder, advance) for text in references)


def _one(text: str, folder: Path, advance: Callable[[float], None]) -> Evidence | str:
    if not text:
        raise NoEvidenceNamedError
    try:
        path = Path(text).expanduser()
        exists = path.exists()
    except PermissionError as error:
        # Without permission for the folder nobody knows whether the file exists.
        raise reading_failed(Path(text), error) from None
    except (OSError, RuntimeError):  # a name too long, or no such user in ~user: then it names no file
        exists = False
    if not exists:
        if _LIKE_A_FILE.search(text):
            raise EvidenceMissingError(text)
        return text
    if not path.is_file():
        raise EvidenceNotAFileError(text)
    # The size of a sparse file is no measure of what the disk holds, but it is what would be read.
    if path.stat().st_size > MAX_EVIDENCE:
        raise EvidenceTooLargeError(text, MAX_EVIDENCE)
    size, digest = measure(path, advance=advance)
    return Evidence(file=Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix(), size=size, sha256=digest)


def kept_evidence(evidence: Iterable[Evidence | str]) -> tuple[Evidence | str, ...]:
    """Give evidence under the names of its kept files: 佐证/ab12…/照片.jpg, under the beginning of its hash."""
    return tuple(item if isinstance(item, str) else item.model_copy(update={"file": _kept(item)}) for item in evidence)


def _kept(item: Evidence) -> str:
    return f"{KEPT}/{item.sha256[:16]}/{Path(item.file).name}"


def keep_files(evidence: Iterable[Evidence | str], base: Path) -> None:
    """Copy files into the ledger's folder for evidence, each whole or not at all; one that is there already stays.

    Raises:
        RequestError: a file is too large to be kept, has changed since it was measured, or a link is in the way.
        OutOfReachError: it cannot be read or written.
    """
    for item in evidence:
        if isinstance(item, str):
            continue
        source, target = base / item.file, base / _kept(item)
        if any(path.is_symlink() for path in (target, target.parent, target.parent.parent)):
            raise EvidenceLinkError(target)
        if target.is_file() and measure(target, item.size) == (item.size, item.sha256):
            continue
        write_whole(target, evidence_content(source, item), follow=False)


def evidence_content(path: Path, item: Evidence) -> bytes:
    """Give the bytes of a file of evidence, which are those that were recorded.

    Raises:
        RequestError: it is too large to be copied, or is not what was recorded.
        OutOfReachError: it cannot be read.
    """
    if item.size > MAX_KEPT:
        raise EvidenceTooLargeToKeepError(item.file, MAX_KEPT)
    content = read_bytes(path, MAX_KEPT)
    if hashlib.sha256(content).hexdigest() != item.sha256:
        raise EvidenceChangedError(item.file)
    return content


@dataclass(frozen=True)
class EvidenceFault:
    """Evidence of an event (its id) that is no longer what it was."""

    event: str
    file: str
    fault: Literal["missing", "changed"]


def evidence_faults(
    events: Iterable[Event], base: Path, advance: Callable[[float], None] = lambda _done: None
) -> Iterator[EvidenceFault]:
    """Measure every file of evidence, relative to `base`, and yield those that differ from the record."""
    for event in events:
        for item in event.evidence:
            if not isinstance(item, Evidence):
                continue
            try:
                now = measure(base / item.file, item.size, advance)
            except BaigongError:
                yield EvidenceFault(event.id, item.file, "missing")
                continue
            if now != (item.size, item.sha256):
                yield EvidenceFault(event.id, item.file, "changed")


def measure(
    path: Path, expected: int | None = None, advance: Callable[[float], None] = lambda _done: None
) -> tuple[int, str]:
    """Give a file's size in bytes and its SHA-256 in hex; the latter is "" when the size is not the one expected.

    Raises:
        BaigongError: it cannot be read, or is a pipe or a device, which might never end.
    """
    digest = hashlib.sha256()
    measured = 0
    with opened(path) as (stream, size):
        if expected is not None and size != expected:
            return size, ""
        # Read only the size at opening: a file that grows meanwhile would never end.
        while block := stream.read(min(_BLOCK, size - measured)):
            digest.update(block)
            measured += len(block)
            advance(measured / size)
    return measured, digest.hexdigest()
