"""What every change shares: its author, what it changes in words, and the events that say so. Pure; writes nothing."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from baigong.calendar import LAST_DAY
from baigong.errors import TaskClosedError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event


@dataclass(frozen=True)
class Author:
    """Who records, at what moment, and of which day it is true."""

    by: str
    at: datetime
    on: date


@dataclass(frozen=True)
class Change:
    """What a recording changes of one task, step or share, in words."""

    id: str
    unit: str
    words: str
    event: Event


@dataclass(frozen=True)
class Recording:
    """What is to be written, what it changes, and the ids of which it was so already.

    `questions` are to be agreed to before it is written; `advice` is for those of which it was so already.
    """

    changes: tuple[Change, ...]
    already: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """The events to write."""
        return tuple(change.event for change in self.changes)


def stamp(author: Author) -> dict[str, Any]:
    """Give the fields that every new event has: its id, its author, the moment and the day."""
    return {"id": new_id(), "at": author.at, "on": author.on, "by": author.by}


def new_id() -> str:
    """Make the id of an event: short enough to be typed, random enough never to meet another."""
    return secrets.token_hex(5)


def gather(ids: Sequence[str], one: Callable[[str], Change | None]) -> Recording:
    """Make a recording of what `one` makes of each id; None says that it is so already."""
    made = [(id, one(id)) for id in ids]
    changes = [change for _, change in made if change is not None]
    # Events of one moment count in the order of their ids: so that is the order in which they were named.
    names = sorted(change.event.id for change in changes)
    ordered = tuple(
        replace(change, event=change.event.model_copy(update={"id": name}))
        for change, name in zip(changes, names, strict=True)
    )
    return Recording(ordered, tuple(id for id, change in made if change is None))


def refuse_frozen(ledger: Ledger, id: str) -> None:
    """Refuse any report on a task that was closed, on whatever day.

    Raises:
        TaskClosedError: naming the day of the close.
    """
    state = ledger.task(id, LAST_DAY)
    if state.closed:
        raise TaskClosedError(state.id, state.closed.on, state.closed.id)
