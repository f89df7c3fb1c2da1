"""Whether a file still has the content that was read before: by its bytes, or by its dates where these can tell."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import replace
from pathlib import Path

from baigong.deferred import dataclass
from baigong.store.files import opened

ALWAYS_READ = 16 * 1024 * 1024
"""A file of up to as many bytes is always compared by its content: reading it takes no time worth saving."""
RESOLUTION = 2_000_000_000
"""Nanoseconds within which two changes may bear the same date (FAT keeps dates to two seconds)."""
BLOCK = 1024 * 1024
"""Bytes that are hashed together, so that a file that grows is not hashed from its beginning."""


@dataclass(frozen=True)
class Fingerprint:
    """A file as it was: the hashes of its blocks, its length in bytes, its dates, and when these were looked at.

    `dates` are device, number, length, and the moments of the last change of content and of status; empty where they
    were not looked at. All moments are in nanoseconds.
    """

    blocks: tuple[str, ...] = ()
    size: int = 0
    dates: tuple[int, ...] = ()
    looked: int = 0

    @classmethod
    def of(cls, content: bytes) -> Fingerprint:
        """Give the fingerprint of a content."""
        return cls(tuple(_hash(content[at : at + BLOCK]) for at in range(0, len(content), BLOCK)), len(content))

    def same(self, other: Fingerprint) -> bool:
        """Whether both are of the same content."""
        return self.size == other.size and self.blocks == other.blocks

    def before(self) -> int:
        """Give the length of the content before its last block that is not full."""
        return self.size - self.size % BLOCK

    def grown(self, end: bytes) -> Fingerprint | None:
        """Give the fingerprint of a content that has grown; `end` is all of it from `before` on.

        None where the content before the growth is no longer what it was.
        """
        full, part = self.before() // BLOCK, self.size % BLOCK
        if part and _hash(end[:part]) != self.blocks[-1]:
            return None
        last = Fingerprint.of(end)
        return Fingerprint((*self.blocks[:full], *last.blocks), self.before() + len(end))


def _hash(block: bytes) -> str:
    return hashlib.blake2b(block, digest_size=16).hexdigest()


def unchanged(path: Path, known: Fingerprint) -> Fingerprint | None:
    """Give the fingerprint of a file whose content begins with what is known of it; None where it does not.

    The file may be longer by now: the dates are of the whole, `dates[2]` is its length, all else is of the beginning.

    Raises:
        BaigongError: the file cannot be read.
    """
    looked = time.time_ns()
    with opened(path) as (stream, size):
        status = os.fstat(stream.fileno())
        dates = (status.st_dev, status.st_ino, size, status.st_mtime_ns, status.st_ctime_ns)
        # A date as old as the look itself may hide a later change that bears the same.
        settled = max(status.st_mtime_ns, status.st_ctime_ns) + RESOLUTION < known.looked
        if size > ALWAYS_READ and settled and dates == known.dates and size == known.size:
            return known
        if size < known.size:
            return None
        for at, block in enumerate(known.blocks):
            if _hash(stream.read(min(BLOCK, known.size - at * BLOCK))) != block:
                return None
    return replace(known, dates=dates, looked=looked)
