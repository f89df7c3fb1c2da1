"""The rows of a journal in an index: where each event stands, and what task or step it is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import Any

from baigong.model.events import Assign, Defer, Event, Relink, Retract
from baigong.store.chain import line_hash
from baigong.store.fingerprint import Fingerprint
from baigong.store.index_parts import fingerprint, put
from baigong.store.journal_lines import FileContents, filled_rows

_TOGETHER = 1000
"""How many rows are written at a time."""


def write_journal(base: sqlite3.Connection, content: bytes, contents: FileContents) -> None:
    """Write the rows of a whole journal in the place of those before."""
    for table in ("events", "assigned", "deferred", "finished"):
        base.execute(f"DELETE FROM {table}")
    simple = not (contents.torn or contents.warnings)
    write_events(base, content, 0, contents.events, {"simple": simple}, Fingerprint.of(content))


def write_events(
    base: sqlite3.Connection,
    lines: bytes,
    offset: int,
    events: Sequence[Event],
    journal: dict[str, Any],
    content: Fingerprint,
) -> None:
    """Add the events of lines that begin at `offset` of a journal, and keep what is known of it as a whole.

    A journal is simple when its lines are events and nothing else, each id once, and what each retraction undoes is
    known: only then a part of it is a ledger of its own.
    """
    last, number, end = journal.get("last", 0), journal.get("lines", 0), b""
    simple: bool = journal["simple"]
    nodes: set[str] = set()
    rows = _EventRows(base)
    for place, event in zip_longest(filled_rows(lines), events):
        if place is None or event is None:
            simple = False
            break
        number += 1
        if isinstance(event, Retract):
            rows.write()  # what it retracts may be among them
        node = _node(base, event)
        line = lines[place.start : place.end]
        if not node or f'"id":"{event.id}"'.encode() not in line:
            simple = False
        nodes.add(node)
        rows.add((number, event.id, node, offset + place.start, place.end - place.start))
        last, end = max(last, _moment(event.at)), line.strip()
        if isinstance(event, Defer):
            base.execute("INSERT INTO deferred VALUES (?, ?)", (event.due.isoformat(), node))
        elif isinstance(event, Assign):
            order = f"{event.on} {_moment(event.at):020} {event.id}"
            base.executemany("INSERT INTO assigned VALUES (?, ?, ?)", ((order, name, node) for name in event.units))
            # A name that is new may be meant by others, of any task.
            base.execute("DELETE FROM finished")
    rows.write()
    query = "DELETE FROM finished WHERE at IN (SELECT at FROM nodes WHERE id = ?)"
    base.executemany(query, ((node,) for node in nodes))
    known = {
        "last": last,
        "lines": number,
        "simple": simple and rows.every_id_once,
        "end": line_hash(end) if end else journal.get("end", ""),
        "print": astuple(content),
    }
    put(base, "journal", journal | known)


class _EventRows:
    """The rows of events on their way into an index, some at a time: those of all lines would take much room."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._rows: list[tuple[int, str, str, int, int]] = []
        self.every_id_once = True

    def add(self, row: tuple[int, str, str, int, int]) -> None:
        """Take one more."""
        self._rows.append(row)
        if len(self._rows) >= _TOGETHER:
            self.write()

    def write(self) -> None:
        """Write those taken since the last time."""
        kept = self._base.executemany("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?)", self._rows).rowcount
        self.every_id_once &= max(kept, 0) == len(self._rows)
        self._rows.clear()


def known_of(journal: dict[str, Any], content: bytes) -> int:
    """Give the length of the beginning of a content that was found to be whole lines with an event each."""
    known = fingerprint(journal)
    beginning = content[: known.size]
    whole = bool(journal["simple"]) and beginning.endswith(b"\n") and known.same(Fingerprint.of(beginning))
    return known.size if whole else 0


def _node(base: sqlite3.Connection, event: Event) -> str:
    """Give the task or step that an event, or what it retracts in the end, is about; "" where none is known."""
    if isinstance(event, Retract):
        return _node_of(base, event.event)
    return "" if isinstance(event, Relink) else event.task


def _node_of(base: sqlite3.Connection, id: str) -> str:
    row = base.execute("SELECT node FROM events WHERE id = ?", (id,)).fetchone()
    return row[0] if row else ""


_FIRST = datetime(1, 1, 1, tzinfo=UTC)


def _moment(at: datetime) -> int:
    """Give a moment as microseconds: whatever their offsets, these are in order."""
    between = at - _FIRST
    return (between.days * 86_400 + between.seconds) * 1_000_000 + between.microseconds


def moment_of(number: int) -> datetime:
    """Give the moment of a number of microseconds."""
    return _FIRST + timedelta(microseconds=number)
