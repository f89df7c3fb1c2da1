"""What may become of the derived index of a ledger; no answer of any command may change for it.

`BAIGONG_TEST_INDEX` names one of these for a whole run of the tests: each opening of a ledger then finds its index so.

    BAIGONG_TEST_INDEX=corrupt python -m pytest tests/cli tests/changes tests/test_*.py

Tests of stores ask the index itself, and are not for such a run.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from baigong.store import index_place
from baigong.store.index import Index
from baigong.store.index_parts import UnusableError

_PAGE = 4096
_kept: dict[str, bytes] = {}


def corrupt(file: Path) -> None:
    """Overwrite every fourth page, the first one spared."""
    content = bytearray(file.read_bytes())
    for start in range(_PAGE, len(content), 4 * _PAGE):
        content[start : start + 200] = os.urandom(200)
    file.write_bytes(content)


def garbage(file: Path) -> None:
    """Let it be no database."""
    file.write_bytes(b"no database" * 1000)


def emptied(file: Path) -> None:
    """Let it hold nothing."""
    file.write_bytes(b"")


def stale(file: Path) -> None:
    """Put it back as it was when it was first written."""
    content = file.read_bytes()
    if content:
        file.write_bytes(_kept.setdefault(str(file), content))


def started_again(file: Path) -> None:
    """Let the machine have been started again since."""
    with closing(sqlite3.connect(file)) as base:
        base.execute("CREATE TABLE IF NOT EXISTS parts (name TEXT PRIMARY KEY, value TEXT, mark INTEGER) WITHOUT ROWID")
        base.execute("INSERT OR REPLACE INTO parts VALUES ('start', 'earlier', 0)")
        base.commit()


def other_version(file: Path) -> None:
    """Let a version with another layout have written an index of its own beside it."""
    file.with_name(file.name.replace(f"-{index_place.FORMAT}.", f"-{index_place.FORMAT + 1}.")).write_bytes(b"another")


DAMAGES: dict[str, Callable[[Path], None]] = {
    damage.__name__: damage for damage in (corrupt, garbage, emptied, stale, started_again, other_version)
}
UNWRITABLE = "unwritable"
"""An index that can be written a few times, and then only be read."""
_TIMES = 3


def damage_every_index(patch: pytest.MonkeyPatch, name: str) -> None:
    """Let whoever opens a ledger from now on find its index damaged so."""
    if name == UNWRITABLE:
        _let_it_be_read_only(patch)
        return
    damage = DAMAGES[name]
    place = index_place.index_place

    def damaged(ledger: Path) -> Path | None:
        file = place(ledger)
        if file:
            damage(file)
        return file

    patch.setattr("baigong.store.file_store.index_place", damaged)


def _let_it_be_read_only(patch: pytest.MonkeyPatch) -> None:
    written: dict[Path, int] = {}
    really = Index.open

    @contextmanager
    def opened(index: Index, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        if write:
            written[index._file] = written.get(index._file, 0) + 1
            if written[index._file] > _TIMES:
                raise UnusableError
        with really(index, write=write) as base:
            yield base

    patch.setattr(Index, "open", opened)
