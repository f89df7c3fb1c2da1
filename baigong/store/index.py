"""A derived index of a ledger in files: its validated plan and where each event stands, for a quick look at a part.

The files are the only truth. Each part of the index is kept with the fingerprint of the file that it was made from, and
is used only while the file still has that content. It may be deleted at any time; whatever is wrong with it, the ledger
is read without it, and nothing is said.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import TypeVar

from baigong.model.fit import DoubtError
from baigong.model.plain_data import plain, restored
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.store.fingerprint import Fingerprint
from baigong.store.index_journal import known_of, write_journal
from baigong.store.index_parts import UnusableError, fingerprint, get, put
from baigong.store.index_plan import read_plan, write_plan
from baigong.store.journal_lines import FileContents

_Value = TypeVar("_Value")
_WAIT = 0.2
"""Seconds that are waited for another process that writes the index; then it is done without."""
_TABLES = """
CREATE TABLE IF NOT EXISTS parts (name TEXT PRIMARY KEY, value TEXT NOT NULL, mark INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tasks (at INTEGER PRIMARY KEY, value TEXT NOT NULL, mark INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS places (at INTEGER PRIMARY KEY, section INTEGER NOT NULL, own INTEGER NOT NULL, early TEXT);
CREATE INDEX IF NOT EXISTS places_early ON places (early);
CREATE INDEX IF NOT EXISTS places_section ON places (own, section);
CREATE TABLE IF NOT EXISTS nodes (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS nodes_at ON nodes (at);
CREATE TABLE IF NOT EXISTS names (name TEXT, at INTEGER, PRIMARY KEY (name, at)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events
  (number INTEGER PRIMARY KEY, id TEXT UNIQUE, node TEXT, start INTEGER, length INTEGER);
CREATE INDEX IF NOT EXISTS events_node ON events (node);
CREATE TABLE IF NOT EXISTS assigned (place TEXT, name TEXT, node TEXT);
CREATE TABLE IF NOT EXISTS deferred (due TEXT, node TEXT);
CREATE TABLE IF NOT EXISTS finished (at INTEGER PRIMARY KEY, since TEXT NOT NULL);
"""


class Index:
    """The index of one ledger, in a file that belongs to this user alone (see `index_place`)."""

    def __init__(self, file: Path) -> None:
        """Name the file; it is opened when it is asked."""
        self._file = file

    @contextmanager
    def open(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        """Open one transaction on the index.

        Raises:
            UnusableError: it is damaged, in use or cannot be written.
        """
        try:
            # The file is never made here: it would not be this user's alone.
            address = f"{self._file.as_uri()}?mode=rw"
            with closing(sqlite3.connect(address, timeout=_WAIT, isolation_level=None, uri=True)) as base:
                base.execute("PRAGMA synchronous = OFF" if _start_of_machine() else "PRAGMA synchronous = NORMAL")
                if write:
                    base.executescript(_TABLES)
                base.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                _refuse_former_start(base, write=write)
                yield base
                base.execute("COMMIT" if write else "ROLLBACK")
        except sqlite3.DatabaseError as error:
            self._drop_if_damaged(error)
            raise UnusableError from None
        except (sqlite3.Error, OSError, ValueError, KeyError, TypeError, DoubtError, RecursionError):
            raise UnusableError from None

    def _drop_if_damaged(self, error: sqlite3.DatabaseError) -> None:
        # Of an index in use, or one without tables yet, nothing is wrong.
        if not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                self._file.unlink()

    def plan(self, content: bytes) -> Plan | None:
        """Give the plan that was made of just this content; None where it is not known."""
        return self._answer(lambda base: read_plan(base, Fingerprint.of(content)))

    def units(self, content: bytes) -> UnitsFile | None:
        """Give the directory that was made of just this content; None where it is not known."""
        return self._answer(lambda base: _units(base, Fingerprint.of(content)))

    def keep_plan(self, content: bytes, plan: Plan) -> None:
        """Keep a plan with the content that it was made of."""
        self._write(lambda base: write_plan(base, Fingerprint.of(content), plan))

    def keep_units(self, content: bytes, units: UnitsFile) -> None:
        """Keep a directory with the content that it was made of."""
        value = {"print": astuple(Fingerprint.of(content)), "units": plain(units)}
        self._write(lambda base: put(base, "units", value))

    def known_of_journal(self, content: bytes) -> int:
        """Give the length of the beginning of this content that was found to be whole lines with an event each."""
        return self._answer(lambda base: known_of(get(base, "journal"), content)) or 0

    def keep_journal(self, content: bytes, contents: FileContents) -> None:
        """Keep where each event of a journal stands."""
        known = self._answer(lambda base: fingerprint(get(base, "journal")))
        if known is None or not known.same(Fingerprint.of(content[: known.size])):
            self._write(lambda base: write_journal(base, content, contents))

    def _answer(self, ask: Callable[[sqlite3.Connection], _Value]) -> _Value | None:
        with suppress(UnusableError), self.open() as base:
            return ask(base)
        return None

    def _write(self, change: Callable[[sqlite3.Connection], None]) -> None:
        with suppress(UnusableError), self.open(write=True) as base:
            change(base)


def _refuse_former_start(base: sqlite3.Connection, *, write: bool) -> None:
    """Refuse an index from before the machine's last start, or empty it when writing: it was not flushed to disk."""
    start = _start_of_machine()
    row = base.execute("SELECT value FROM parts WHERE name = 'start'").fetchone()
    if row is None or row[0] != start:
        if not write:
            raise UnusableError
        base.execute("DELETE FROM parts")
        base.execute("INSERT INTO parts VALUES ('start', ?, 0)", (start,))


@cache
def _start_of_machine() -> str:
    """Give the name of the machine's present start; "" where the system does not tell it."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return ""


def _units(base: sqlite3.Connection, content: Fingerprint) -> UnitsFile:
    value = get(base, "units")
    if not fingerprint(value).same(content):
        raise UnusableError
    return restored(UnitsFile, value["units"])
