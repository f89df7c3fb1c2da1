"""What an index knows to be finished: tasks that need not be replayed to tell what is late.

Whether a task is finished is worked out by the replay alone. Its answer is kept with all that it depends on: the plan,
the directory, the records and the program; a new record on a task takes the answer away.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import baigong
from baigong.store.index import Index
from baigong.store.index_parts import UnusableError, get, put

WORTH = 20
"""The fewest tasks that are worth a writing: as many are replayed in the same time."""


def finished_key(head: dict[str, Any], units: dict[str, Any] | None) -> dict[str, Any]:
    """Give what the answers depend on besides the records: of the plan and the directory as they are kept."""
    return {"plan": head["print"][:2], "units": units["print"][:2] if units else None, "program": _program()}


def finished_places(base: sqlite3.Connection, key: dict[str, Any], day: date | None) -> set[int]:
    """Give the places of the tasks that are known to be finished on a day; none where no day is named."""
    if day is None:
        return set()
    with suppress(UnusableError):
        if get(base, "finished") == key:
            return {at for (at,) in base.execute("SELECT at FROM finished WHERE since <= ?", (day.isoformat(),))}
    return set()


def keep_finished(index: Index, seen: dict[str, Any], ids: Collection[str], day: date) -> None:
    """Keep that tasks are finished from a day on, where plan, directory and journal still are those `seen`."""
    if len(ids) < WORTH:
        return
    with suppress(UnusableError), index.open(write=True) as base:
        units = get(base, "units") if seen["units"] else None
        key = finished_key(get(base, "plan"), units)
        if {**key, "journal": get(base, "journal")["print"][:2]} != seen:
            return
        known = base.execute("SELECT value FROM parts WHERE name = 'finished'").fetchone()
        if known is None or get(base, "finished") != key:
            base.execute("DELETE FROM finished")
            put(base, "finished", key)
        query = (
            "INSERT INTO finished SELECT at, ? FROM nodes WHERE id = ?"
            " ON CONFLICT (at) DO UPDATE SET since = min(since, excluded.since)"
        )
        base.executemany(query, ((day.isoformat(), id) for id in ids))


_RULES = ("calendar", "ledger", "model")
"""The folders of what the state of a task follows from."""


@cache
def _program() -> list[Any]:
    """Give what tells this program from another that may work out the states of tasks in another way."""
    package = Path(baigong.__file__).parent
    entries = (entry for folder in _RULES for entry in os.scandir(package / folder) if entry.name.endswith(".py"))
    files = sorted((entry.path, entry.stat()) for entry in entries)
    return [baigong.__version__, *([path, status.st_size, status.st_mtime_ns] for path, status in files)]
