"""A derived index of a ledger in files: its validated plan and where each event stands, for a quick look at a part.

The files are the only truth. Each part of the index is kept with the fingerprint of the file that it was made from, and
is used only while the file still has that content. It may be deleted at any time; whatever is wrong with it, the ledger
is read without it, and nothing is said.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

from baigong.model.events import Assign, Defer, Event, Relink, Retract
from baigong.model.fit import DoubtError
from baigong.model.plain_data import plain, restored
from baigong.model.plan import Plan, Section, Task
from baigong.model.units import UnitsFile
from baigong.store.chain import line_hash
from baigong.store.fingerprint import Fingerprint
from baigong.store.journal_lines import FileContents, filled_rows

_Value = TypeVar("_Value")
_TOGETHER = 1000
"""How many rows are written at a time."""
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


class UnusableError(Exception):
    """The index cannot answer: the files themselves are to be read."""


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
        return self._answer(lambda base: _plan(base, Fingerprint.of(content)))

    def units(self, content: bytes) -> UnitsFile | None:
        """Give the directory that was made of just this content; None where it is not known."""
        return self._answer(lambda base: _units(base, Fingerprint.of(content)))

    def keep_plan(self, content: bytes, plan: Plan) -> None:
        """Keep a plan with the content that it was made of."""
        self._write(lambda base: _keep_plan(base, Fingerprint.of(content), plan))

    def keep_units(self, content: bytes, units: UnitsFile) -> None:
        """Keep a directory with the content that it was made of."""
        value = {"print": astuple(Fingerprint.of(content)), "units": plain(units)}
        self._write(lambda base: put(base, "units", value))

    def known_of_journal(self, content: bytes) -> int:
        """Give the length of the beginning of this content that was found to be whole lines with an event each."""
        return self._answer(lambda base: _known_of(get(base, "journal"), content)) or 0

    def keep_journal(self, content: bytes, contents: FileContents) -> None:
        """Keep where each event of a journal stands."""
        known = self._answer(lambda base: fingerprint(get(base, "journal")))
        if known is None or not known.same(Fingerprint.of(content[: known.size])):
            self._write(lambda base: _keep_journal(base, content, contents))

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


def put(base: sqlite3.Connection, name: str, value: Any) -> None:
    """Keep plain data under a name."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    base.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", (name, text, _mark(text)))


def get(base: sqlite3.Connection, name: str) -> Any:
    """Give the plain data kept under a name.

    Raises:
        UnusableError: there is none, or it is damaged.
    """
    row = base.execute("SELECT value, mark FROM parts WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise UnusableError
    return _loaded(*row)


def _loaded(text: str, mark: int) -> Any:
    if _mark(text) != mark:
        raise UnusableError
    return json.loads(text)


def _mark(text: str) -> int:
    return zlib.crc32(text.encode())


def fingerprint(value: dict[str, Any]) -> Fingerprint:
    """Give the fingerprint that is kept with plain data."""
    blocks, size, dates, looked = value["print"]
    return Fingerprint(tuple(blocks), size, tuple(dates), looked)


def tasks_at(
    base: sqlite3.Connection, sections: list[dict[str, Any]], places: Iterable[int] | None
) -> Iterator[Section]:
    """Give the sections of a plan with those of their tasks that stand at these places, or with all."""
    query = "SELECT places.section, value, mark FROM tasks JOIN places USING (at) "
    if places is None:
        rows: Iterable[Any] = base.execute(query + "ORDER BY at")
    else:
        rows = (row for at in sorted(places) for row in base.execute(query + "WHERE at = ?", (at,)))
    tasks: dict[int, list[Task]] = {}
    for section, text, mark in rows:
        tasks.setdefault(section, []).append(restored(Task, _loaded(text, mark)))
    for number, data in enumerate(sections):
        yield _with_tasks(restored(Section, data), tuple(tasks.get(number, ())))


def _with_tasks(section: Section, tasks: tuple[Task, ...]) -> Section:
    return section.model_copy(update={"tasks": tasks}) if tasks else section


def plan_of_rows(base: sqlite3.Connection, head: dict[str, Any], places: Iterable[int] | None = None) -> Plan:
    """Give the plan, with the tasks at these places only where any are named."""
    plan = restored(Plan, {"plan": head["plan"], "former": head["former"], "sections": []})
    return plan.model_copy(update={"sections": tuple(tasks_at(base, head["sections"], places))})


def _plan(base: sqlite3.Connection, content: Fingerprint) -> Plan:
    head = get(base, "plan")
    if not fingerprint(head).same(content):
        raise UnusableError
    plan = plan_of_rows(base, head)
    if sum(len(section.tasks) for section in plan.sections) != head["tasks"]:
        raise UnusableError
    return plan


def _units(base: sqlite3.Connection, content: Fingerprint) -> UnitsFile:
    value = get(base, "units")
    if not fingerprint(value).same(content):
        raise UnusableError
    return restored(UnitsFile, value["units"])


def _keep_plan(base: sqlite3.Connection, content: Fingerprint, plan: Plan) -> None:
    for table in ("tasks", "places", "nodes", "names", "finished"):
        base.execute(f"DELETE FROM {table}")
    sections = []
    at = 0
    for number, section in enumerate(plan.sections):
        sections.append(plain(section.model_copy(update={"tasks": ()})))
        for task in section.tasks:
            text = json.dumps(plain(task), ensure_ascii=False, separators=(",", ":"))
            base.execute("INSERT INTO tasks VALUES (?, ?, ?)", (at, text, _mark(text)))
            place = (at, number, task.names_units, _earliest(plan, section, task).isoformat())
            base.execute("INSERT INTO places VALUES (?, ?, ?, ?)", place)
            base.executemany("INSERT INTO nodes VALUES (?, ?)", ((node.id, at) for node in task.nodes))
            base.executemany("INSERT INTO names VALUES (?, ?)", ((name, at) for name in task.all_units))
            at += 1
    head = {
        "print": astuple(content),
        "plan": plain(plan.head),
        "former": plain(plan.former),
        "sections": sections,
        "tasks": at,
        "clauses": plan.clauses,
    }
    put(base, "plan", head)


def _earliest(plan: Plan, section: Section, task: Task) -> date:
    """Give the first day after which something of a task may be late."""
    dues = [section.due_of(task, plan.head), *(step.due for step in task.steps if step.due)]
    return min([*dues, *([section.start_of(task, plan.head)] if any(node.every for node in task.nodes) else [])])


def _keep_journal(base: sqlite3.Connection, content: bytes, contents: FileContents) -> None:
    for table in ("events", "assigned", "deferred", "finished"):
        base.execute(f"DELETE FROM {table}")
    simple = not (contents.torn or contents.warnings)
    keep_events(base, content, 0, contents.events, {"simple": simple}, Fingerprint.of(content))


def keep_events(
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


def _known_of(journal: dict[str, Any], content: bytes) -> int:
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
