"""What the journal `data/progress.jsonl` holds: one event a line, never edited, never deleted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from baigong.model.base import LARGEST, Day, Frozen, Number, Rule
from baigong.model.fit import DoubtError, checked
from baigong.model.plain_data import restored
from baigong.words import Reported

if TYPE_CHECKING:
    from baigong.model.twins import Validator

Filled = Annotated[str, Rule(filled=True)]


class Evidence(Frozen):
    """A file that proves a record: path relative to the ledger's folder, size in bytes, SHA-256 in hex."""

    file: Filled
    size: Annotated[int, Rule(least=0, most=LARGEST)]
    sha256: Annotated[str, Rule(pattern=r"[0-9a-f]{64}")]


class EventFields(Frozen):
    """What every event says: `on` is the day it is true of, `at` the moment it was recorded, `by` its author.

    `prev` is the hash of the line that was last in the journal when this one was written, empty for the first;
    `after` is that line's id, so that a line that was changed can be told from one that was removed. The first event of
    a journal keeps the name of the plan's file that the journal belongs to.
    """

    id: Filled
    prev: str = ""
    after: str = ""
    at: datetime
    on: Day
    by: str = ""
    note: str = ""
    evidence: tuple[Evidence | str, ...] = ()
    plan: str = ""


_NO_VALUES: dict[str, float] = {}


class Progress(EventFields):
    """A report on a task or step (`task`), or on one unit's share of it (`unit`).

    `status` and `percent` (0 to 100) set the state; with neither it is a note. `note` is 进展, `problem` 存在问题,
    `next` 下一步措施. `actual` maps a target's words to the value reached. A `final` done finishes a recurring task or
    step before its last checkpoint. `reopen` says whether doing or todo without a percent opens what is finished.
    """

    kind: Literal["progress"] = "progress"
    task: Filled
    unit: str = ""
    status: Reported | None = None
    percent: Annotated[float, Rule(least=0, most=100)] | None = None
    actual: dict[str, Number] = _NO_VALUES
    problem: str = ""
    next: str = ""
    final: bool = False
    reopen: bool | None = None


class Defer(EventFields):
    """A new due date, with its reason."""

    kind: Literal["defer"] = "defer"
    task: Filled
    due: Day
    reason: Filled


class Assign(EventFields):
    """Who does it from now on; a role left out (None) stays as it was."""

    kind: Literal["assign"] = "assign"
    task: Filled
    lead: tuple[Filled, ...] | None = None
    responsible: tuple[Filled, ...] | None = None
    support: tuple[Filled, ...] | None = None
    leader: str | None = None
    reason: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that it names, in whatever role."""
        return (*(self.lead or ()), *(self.responsible or ()), *(self.support or ()))


class Close(EventFields):
    """销号: verified and struck off; `verifier` is who checked it."""

    kind: Literal["close"] = "close"
    task: Filled
    verifier: str = ""


class Reject(EventFields):
    """Verification failed: the task goes back to doing."""

    kind: Literal["reject"] = "reject"
    task: Filled
    reason: Filled


class Relink(EventFields):
    """The records that stood under the id `old` until now stand under `task`: a revision renumbered or replaced it."""

    kind: Literal["relink"] = "relink"
    task: Filled
    old: Filled
    reason: str = ""


class Retract(EventFields):
    """Says that the event with id `event` was recorded by mistake; it counts on every day, the past included."""

    kind: Literal["retract"] = "retract"
    event: Filled


TaskEvent = Progress | Defer | Assign | Close | Reject
"""An event about a task or step, as against one about other events."""

Event = Progress | Defer | Assign | Close | Reject | Relink | Retract


_KINDS: dict[str, type[Event]] = {
    "progress": Progress,
    "defer": Defer,
    "assign": Assign,
    "close": Close,
    "reject": Reject,
    "relink": Relink,
    "retract": Retract,
}


class _Events:
    """Validates events: the first lines without Pydantic, whose import pays only for many."""

    FEW = 1_000
    """Lines that are read without Pydantic in the time that its import takes."""

    def __init__(self) -> None:
        self._read = 0

    @cached_property
    def _validator(self) -> Validator[Event]:
        from baigong.model.twins import union_validator

        return union_validator(tuple(_KINDS.values()), "kind")

    def validate_json(self, line: bytes) -> Event:
        """Read an event from its line.

        Raises:
            ValidationError: Pydantic's, with every fault and its place.
        """
        if self._read < self.FEW:
            self._read += 1
            try:
                return checked(restored_event(line))
            except DoubtError:
                self._read = self.FEW
        return self._validator.validate_json(line)


_DECODER = json.JSONDecoder()


def restored_event(line: bytes) -> Event:
    """Make an event of a line that was validated before.

    Raises:
        DoubtError: it is not written as `encode` writes it.
    """
    try:
        return _restored(_DECODER.decode(line.decode()))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DoubtError from None


def restored_events(lines: Sequence[bytes]) -> list[Event]:
    """Make events of lines that were validated before; all at once, which is faster.

    Raises:
        DoubtError: one is not written as `encode` writes it.
    """
    try:
        every = _DECODER.decode(f"[{b','.join(lines).decode()}]")
        if len(every) != len(lines):
            raise DoubtError
        return list(map(_restored, every))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DoubtError from None


def _restored(data: dict[str, Any]) -> Event:
    return restored(_KINDS[data["kind"]], data)


EVENT = _Events()

TOLERANCE = timedelta(minutes=1)
"""How far two clocks may differ unremarked."""


def next_moment(last: datetime) -> datetime:
    """Give the moment that follows the last one in a journal; at the end of time it is that end itself."""
    return min(last, _LAST_MOMENT) + timedelta(microseconds=1)


_LAST_MOMENT = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)


def order(event: Event) -> tuple[date, datetime, str]:
    """The order in which events count: by the day they are true of, then the moment of recording, then id."""
    return event.on, event.at, event.id
