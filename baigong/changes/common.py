"""The parts every change shares: author, the change in words, and its events. Pure; writes nothing."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from baigong import words
from baigong.calendar import LAST_DAY
from baigong.deferred import dataclass
from baigong.errors import TaskClosedError
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Event, next_moment
from baigong.words import as_typed


@dataclass(frozen=True)
class Author:
    """Who records, the moment of recording, and the day the record is true of."""

    by: str
    at: datetime
    on: date


@dataclass(frozen=True)
class Change:
    """The change to one task, step or share, in words, with its event."""

    id: str
    unit: str
    words: str
    event: Event


@dataclass(frozen=True)
class Recording:
    """The changes to write, and the ids that needed none because it was recorded already.

    `questions` must be confirmed before writing; `advice` is for the ids recorded already.
    """

    changes: tuple[Change, ...]
    already: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """The events to write."""
        return tuple(change.event for change in self.changes)


def moment(ledger: Ledger, now: datetime) -> datetime:
    """Give the moment of a new recording: later than every event's, even if the clock runs behind."""
    last = ledger.last
    return now if last is None or now > last else next_moment(last)


def stamp(author: Author) -> dict[str, Any]:
    """Give the fields that every new event has: its id, its author, the moment and the day."""
    return {"id": new_id(), "at": author.at, "on": author.on, "by": author.by}


def new_id() -> str:
    """Make the id of an event: 64 random bits; a million events collide with a probability of one in ten million.

    A unique beginning is enough to name it. It begins with a letter, so that no spreadsheet takes it for a number.
    """
    return secrets.choice("abcdef") + secrets.token_hex(8)[1:]


def brief_id(ledger: Ledger, id: str) -> str:
    """Give the beginning of an event's id that is enough to name it, eight letters at least."""
    others = [other for other in ledger.ids_like(id[:_BRIEF]) if other != id]
    length = next((n for n in range(_BRIEF, len(id)) if not any(o.startswith(id[:n]) for o in others)), len(id))
    return id[:length]


_BRIEF = 8


def undo_command(ledger: Ledger, id: str) -> str:
    """Give the command that takes an event back, as the user would type it."""
    return as_typed(f"undo {brief_id(ledger, id)}")


def gather(ids: Sequence[str], one: Callable[[str], Change | None]) -> Recording:
    """Make a recording from the change that `one` gives for each id; None means recorded already."""
    decisions = [(id, one(id)) for id in ids]
    changes = [change for _, change in decisions if change is not None]
    # Events of one moment count in the order of their ids, so the ids are sorted into the order of the request.
    names = sorted(change.event.id for change in changes)
    ordered = tuple(
        replace(change, event=change.event.model_copy(update={"id": name}))
        for change, name in zip(changes, names, strict=True)
    )
    return Recording(ordered, tuple(id for id, change in decisions if change is None))


def role_changes(before: TaskState, after: TaskState) -> list[str]:
    """Say how the roles of a task, and the leader who answers for it, changed; empty if they did not."""
    pairs = zip(before.roles.by_role, after.roles.by_role, strict=True)
    changes = [f"{words.ROLE[role]} {_names(old)} → {_names(new)}" for (role, old), (_, new) in pairs if old != new]
    if before.leader != after.leader:
        changes.append(f"分管领导 {before.leader or '无'} → {after.leader or '无'}")
    return changes


def _names(names: tuple[str, ...]) -> str:
    if not names:
        return "无"
    return "、".join(names) if len(names) <= 3 else f"{names[0]}等{len(names)}家"


def refuse_frozen(ledger: Ledger, id: str) -> None:
    """Refuse any report on a closed task, whatever the day.

    Raises:
        TaskClosedError: naming the day of the close.
    """
    state = ledger.task(id, LAST_DAY)
    if state.closed:
        raise TaskClosedError(state.id, state.closed.on, undo_command(ledger, state.closed.id))
