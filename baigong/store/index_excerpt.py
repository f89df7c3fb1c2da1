"""A part of a ledger, looked up in its index: only what is selected is read from the files."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

from baigong.errors import BaigongError
from baigong.model.events import EVENT, Event, restored_events
from baigong.model.fit import DoubtError
from baigong.model.plain_data import restored
from baigong.model.units import UnitsFile
from baigong.store.files import read_bytes
from baigong.store.fingerprint import Fingerprint, unchanged
from baigong.store.index import Index
from baigong.store.index_finished import finished_key, finished_places, keep_finished
from baigong.store.index_journal import moment_of, write_events
from baigong.store.index_parts import UnusableError, fingerprint, get, put
from baigong.store.index_plan import plan_of_rows
from baigong.store.interface import Excerpt, Selection, Surroundings
from baigong.store.journal import MAX_JOURNAL_SIZE
from baigong.store.journal_lines import FileContents, filled_rows
from baigong.store.locate import LedgerPaths

_TOGETHER = 500
"""How many values one question to SQLite holds at most."""


def excerpt_of(index: Index, paths: LedgerPaths, selection: Selection, heads: Sequence[str]) -> Excerpt | None:
    """Give a part of a ledger; None where its index does not hold what the files do, or only the whole can tell.

    `heads` are the hashes of the lines that should be in the journal. Where the last of them is not its last line, the
    whole ledger is looked at, and says so.
    """
    try:
        catch_up(index, paths)
        with index.open() as base:
            head, journal = get(base, "plan"), get(base, "journal")
            if not journal["simple"] or journal.get("clear_of") != head["print"][0]:
                raise UnusableError
            if heads and list(heads) != [journal["end"]]:
                raise UnusableError
            units = restored(UnitsFile, get(base, "units")["units"]) if paths.units.exists() else UnitsFile()
            around = _surroundings(index, base, head, journal, paths.journal)
            key = finished_key(head, get(base, "units") if paths.units.exists() else None)
            places = _places(base, head, selection, around, units) - finished_places(base, key, selection.late_on)
            plan = plan_of_rows(base, head, places)
            rows = _event_rows(base, places)
    except (UnusableError, BaigongError):
        return None
    events = _events(paths.journal, rows)
    if events is None or sum(len(section.tasks) for section in plan.sections) != len(places):
        return None
    keep = partial(keep_finished, index, {**key, "journal": journal["print"][:2]})
    return Excerpt(plan, units, FileContents(events, path=paths.journal), around, keep)


def catch_up(index: Index, paths: LedgerPaths) -> None:
    """Bring an index up to date with a journal that has grown.

    Raises:
        UnusableError: a file is not what the index was made from.
        BaigongError: a file cannot be read.
    """
    with index.open() as base:
        parts = {name: get(base, name) for name in ("plan", "journal", *(["units"] if paths.units.exists() else []))}
    files = {"plan": paths.plan, "units": paths.units, "journal": paths.journal}
    known = {name: fingerprint(part) for name, part in parts.items()}
    now = {name: _unchanged(files[name], known[name]) for name in parts}
    journal, grown = parts["journal"], now["journal"].dates[2:3] > (now["journal"].size,)
    clear = journal.get("clear_of") == parts["plan"]["print"][0]
    if grown or not clear or any(now[name].dates != known[name].dates for name in parts):
        with index.open(write=True) as base:
            if any(get(base, name)["print"][:2] != part["print"][:2] for name, part in parts.items()):
                return  # another process was quicker
            for name, part in parts.items():
                put(base, name, {**part, "print": astuple(now[name])})
            if grown:
                _take_tail(base, paths.journal, journal, now["journal"])
            _note_strays(base, parts["plan"]["print"][0])


def _unchanged(path: Path, known: Fingerprint) -> Fingerprint:
    if not known.size and not os.path.lexists(path):
        return known
    now = unchanged(path, known)
    if now is None:
        raise UnusableError
    return now


def _take_tail(base: sqlite3.Connection, path: Path, journal: dict[str, Any], known: Fingerprint) -> None:
    with path.open("rb") as stream:
        stream.seek(known.before())
        end = stream.read(known.dates[2] - known.before())
    content = known.grown(end)
    lines = end[known.size - known.before() :]
    if content is None or not lines.endswith(b"\n") or content.size != known.dates[2]:
        raise UnusableError
    events = [EVENT.validate_json(lines[row.start : row.end].strip()) for row in filled_rows(lines)]
    content = Fingerprint(content.blocks, content.size, known.dates, known.looked)
    write_events(base, lines, known.size, events, journal, content)


def _note_strays(base: sqlite3.Connection, plan: Any) -> None:
    """Note that every event is about what the plan holds, if so."""
    query = "SELECT 1 FROM events LEFT JOIN nodes ON nodes.id = events.node WHERE nodes.id IS NULL LIMIT 1"
    if not base.execute(query).fetchone():
        put(base, "journal", {**get(base, "journal"), "clear_of": plan})


def _surroundings(index: Index, base: sqlite3.Connection, head: Any, journal: Any, journal_path: Path) -> Surroundings:
    clauses = tuple(tuple(names) for names in head["clauses"])
    assigned = dict.fromkeys(name for (name,) in base.execute("SELECT name FROM assigned ORDER BY place, rowid"))
    last = moment_of(journal["last"]) if journal["last"] else None

    def ids_like(beginning: str) -> Sequence[str]:
        end = beginning + "\U0010ffff"
        with suppress(UnusableError), index.open() as again:
            return [id for (id,) in again.execute("SELECT id FROM events WHERE id BETWEEN ? AND ?", (beginning, end))]

        # Somebody took the index away meanwhile. Without the journal too, no other id is known: nothing fails for that.
        pattern = f'"id":"({re.escape(beginning)}[^"]*)"'.encode()
        with suppress(BaigongError):
            return [id.decode() for id in re.findall(pattern, read_bytes(journal_path, MAX_JOURNAL_SIZE))]
        return []

    return Surroundings(clauses, tuple(assigned), last, ids_like)


def _places(
    base: sqlite3.Connection, head: Any, selection: Selection, around: Surroundings, units: UnitsFile
) -> set[int]:
    places: set[int] | None = None
    if selection.ids is not None:
        rows = _rows_of(base, "SELECT id, at FROM nodes WHERE id IN", selection.ids)
        if {id for id, _ in rows} != set(selection.ids):
            raise UnusableError
        places = {at for _, at in rows}
    if selection.names is not None:
        names = selection.names(around, units)
        named = _of_names(base, head, names)
        places = named if places is None else places & named
    if selection.late_on is not None:
        query = "SELECT at FROM places WHERE early < ?"
        day = (selection.late_on.isoformat(),)
        deferred = "SELECT at FROM deferred JOIN nodes ON id = node WHERE due < ?"
        late = {at for (at,) in (*base.execute(query, day), *base.execute(deferred, day))}
        places = late if places is None else places & late
    if places is None:
        raise UnusableError
    return places


def _of_names(base: sqlite3.Connection, head: Any, names: Collection[str]) -> set[int]:
    """Give the places of the tasks whose own clause, section or assignments hold any of these names."""
    wanted = set(names)
    rows = _rows_of(base, "SELECT at FROM names WHERE name IN", names)
    rows += _rows_of(base, "SELECT at FROM assigned JOIN nodes ON id = node WHERE name IN", names)
    sections = [
        number
        for number, section in enumerate(head["sections"])
        if wanted.intersection((*section.get("lead", ()), *section.get("units", ()), *section.get("support", ())))
    ]
    rows += _rows_of(base, "SELECT at FROM places WHERE own = 0 AND section IN", sections)
    return {at for (at,) in rows}


def _rows_of(base: sqlite3.Connection, query: str, values: Collection[Any]) -> list[Any]:
    """Ask for the rows of many values, some at a time."""
    every = list(values)
    rows: list[Any] = []
    for start in range(0, len(every), _TOGETHER):
        some = every[start : start + _TOGETHER]
        rows += base.execute(f"{query} ({','.join('?' * len(some))})", some).fetchall()
    return rows


def _event_rows(base: sqlite3.Connection, places: Collection[int]) -> list[tuple[int, str, str, int, int]]:
    query = (
        "SELECT number, events.id, node, start, length FROM nodes JOIN events ON events.node = nodes.id"
        " WHERE nodes.at IN"
    )
    return sorted(_rows_of(base, query, places))


def _events(path: Path, rows: Sequence[tuple[int, str, str, int, int]]) -> tuple[Event, ...] | None:
    """Read the events of these rows from the journal; None where anything else stands there."""
    if not rows:
        return ()
    with suppress(OSError, DoubtError):
        with path.open("rb") as stream:
            file = stream.fileno()
            lines = [os.pread(file, length, start) for *_, start, length in rows]
        events = restored_events(lines)
        if all(_is_of(event, id, node) for event, (_, id, node, *_) in zip(events, rows, strict=True)):
            return tuple(events)
    return None


def _is_of(event: Event, id: str, node: str) -> bool:
    """Whether an event has this id, and is about this task or step."""
    return event.id == id and getattr(event, "task", node) == node
