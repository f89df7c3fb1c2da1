"""What a store of ledgers must do, whatever holds it: files beside each other, or a database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from baigong.deferred import dataclass
from baigong.errors import BaigongError
from baigong.model.events import Event
from baigong.model.plan import Plan, Task
from baigong.model.units import UnitsFile

Waiting = Callable[[str], None]
"""Receives a sentence for the user: the command waits for a lock, and who holds it."""


def silent(_sentence: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class JournalContents:
    """Every event, in the order of the store; `warnings` name what it holds that is not counted."""

    events: tuple[Event, ...] = ()
    warnings: tuple[str, ...] = ()

    def place(self, id: str) -> str:
        """Say where an event stands, as a person would look for it."""
        return f"记录 {id}"


@dataclass(frozen=True)
class Adoption:
    """The events of another copy that a journal took in, and those that it may not take, each with the reason."""

    taken: tuple[Event, ...]
    refused: tuple[tuple[Event, BaigongError], ...] = ()


class Journal(Protocol):
    """Where events are kept."""

    def read(self, *, wait: bool = True) -> JournalContents:
        """Give every event. With `wait`, wait for the writer of an incomplete last line."""

    def record(self, decide: Callable[[JournalContents], Sequence[Event]]) -> list[Event]:
        """Under the lock: let `decide` see what is there and say what to add; add it, flushed, or raise."""

    def adopt(self, events: Sequence[Event]) -> Adoption:
        """Add the events of another copy of this journal that are not here yet; after an interruption, adopt again.

        Files keep the moments and authors that the events have. A server stamps its own, in the order given.
        """

    def locked(self) -> AbstractContextManager[JournalContents]:
        """Hold the lock, so that nothing is recorded meanwhile, and give every event."""


Clauses = tuple[tuple[str, ...], ...]
"""Every list of units that a plan holds, each once, in its order: those of its sections, then those of its tasks."""


@dataclass(frozen=True)
class Surroundings:
    """What must be known of a whole ledger to look at a part of it.

    `assigned` are the names that assignments gave, in the order in which they count; `last` is the latest moment of
    recording. `ids_like` gives the ids of all events that begin so.
    """

    clauses: Clauses
    assigned: tuple[str, ...]
    last: datetime | None
    ids_like: Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Selection:
    """The tasks that a command needs: those of `ids`, or those in which some names may take part; and of these only
    those of which something may be late on a day. A field that is None does not filter.

    `ids` are exact ids of tasks or steps. `names` is called with the names of the ledger, and gives those wanted.
    """

    ids: tuple[str, ...] | None = None
    names: Callable[[Surroundings, UnitsFile], Collection[str]] | None = None
    late_on: date | None = None


KeepFinished = Callable[[Collection[str], date], None]
"""Receives the ids of tasks that are finished from a day on until another event on them is recorded."""


def keep_nothing(_ids: Collection[str], _day: date) -> None:
    """Keep nothing."""


@dataclass(frozen=True)
class Excerpt:
    """A part of a ledger that is a ledger of its own: the plan with the selected tasks alone, and all their events.

    More tasks than were selected may be in it, but no task without all its events. Tasks that `keep_finished` is told
    of need not be selected again by a selection of what may be late.
    """

    plan: Plan
    units: UnitsFile
    contents: JournalContents
    around: Surroundings
    keep_finished: KeepFinished = keep_nothing


@dataclass(frozen=True)
class Identity:
    """Who a store knows to be asking: the author of what is recorded, and the unit that they may speak for.

    Files know nobody: then `author` is "", and what the user says counts. `unit` is "" where they speak for all.
    """

    author: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Inventory:
    """All that a store holds, with every fault of it; `plan` and `units` are None where a fault hides them."""

    plan: Plan | None
    units: UnitsFile | None
    contents: JournalContents
    faults: tuple[BaigongError, ...]


@dataclass(frozen=True)
class Addition:
    """A task to be put at the end of a section."""

    section: str
    task: Task


@dataclass(frozen=True)
class Edit:
    """New values of fields of a task or step; None takes a field away."""

    id: str
    values: Mapping[str, Any]


Amendment = Addition | Edit
"""A manual change of one task or step of the plan."""


@dataclass(frozen=True)
class PlanChange:
    """The plan before and after an amendment; `kept` names the copy of the old one, "" where none was needed."""

    before: Plan
    after: Plan
    kept: str = ""


class Store(Protocol):
    """One ledger: its plan, its directory of units, its journal."""

    @property
    def name(self) -> str:
        """What the user calls this ledger: the path of its plan, or its address without a password."""

    @property
    def journal(self) -> Journal:
        """The journal of this plan."""

    @property
    def evidence_base(self) -> Path:
        """The folder that paths of evidence are relative to."""

    def identity(self) -> Identity:
        """Say who is asking."""

    def warnings(self) -> tuple[str, ...]:
        """Say what a person should know of the ledger as a whole."""

    def replaced_ids(self) -> frozenset[str]:
        """Give the ids of tasks and steps that earlier plans had: their loss was reported at the replacement."""

    def plan(self) -> Plan:
        """Give the plan as it stands now; cheap when it has not changed since it was last given."""

    def whole_plan(self) -> Plan:
        """Give the plan with every task, those included in which the user has no part."""

    def units(self) -> UnitsFile:
        """Give the directory of units as it stands now; cheap when unchanged."""

    def add_unit(self, name: str) -> None:
        """Add a unit to the directory."""

    def amend(self, decide: Callable[[Plan, JournalContents], Amendment]) -> PlanChange:
        """Under the lock: let `decide` see what is there and say what to change; change just that, or raise."""

    def excerpt(self, selection: Selection) -> Excerpt | None:
        """Give a part of the ledger; None where only the whole can tell, and has to be read.

        It has no warnings: a ledger with anything to warn of is read as a whole.
        """

    def record_in(self, selection: Selection, decide: Callable[[Excerpt], Sequence[Event]]) -> list[Event] | None:
        """Record as the journal does, deciding on a part of the ledger; None, and nothing done, as for `excerpt`."""

    def inspect(self) -> Inventory:
        """Read everything and collect every fault."""


@dataclass(frozen=True)
class PlanStore:
    """The store of one plan, and its name in a folder of plans; "" for a ledger that stands alone."""

    name: str
    store: Store
    archived: bool = False
    """Whether the plan was put away: it is looked at only when it is named, and nothing may be recorded."""
