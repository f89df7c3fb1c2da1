"""The journal of a plan in a database: inserts only, in one order, each event once whatever breaks."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from psycopg import errors as states
from pydantic import ValidationError

from baigong.deferred import dataclass
from baigong.errors import (
    BaigongError,
    ConnectionLostError,
    LedgerBusyError,
    NotEntitledError,
    RefusedByServerError,
    RequestError,
    ServerUnreachableError,
    UncertainRecordingError,
    UnsoundEventError,
    UnstorableTextError,
)
from baigong.model.events import EVENT, Event
from baigong.store.interface import Adoption, JournalContents, Waiting, silent
from baigong.store.interrupts import interruptible
from baigong.store.postgres.member import Member, refuse_unentitled
from baigong.store.postgres.server import Server

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")
_TOGETHER = 100
"""How many events of another copy are taken in within one transaction."""

_PAUSES = (0.2, 1.0, 3.0)
"""Seconds before each new try after a connection broke off."""
# What the server says itself, and what links the lines of a file.
_OMITTED = {"id", "at", "by", "prev", "after", "plan"}

# The parts of an event are put together here: the server would take four times as long for it.
_EVENTS = "SELECT document::text, id, at, author FROM baigong.event WHERE plan = %s"
_OWN_TASKS = "SELECT task FROM baigong.part WHERE plan = %s AND unit = %s AND current"
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_BEGINNING = datetime.min.replace(tzinfo=UTC)
_INSERT = "INSERT INTO baigong.event (plan, id, document) VALUES (%s, %s, %s::jsonb)"


@dataclass(frozen=True)
class PlanPlace:
    """Where a plan is kept: the server, its number there, and who is asking."""

    server: Server
    number: int
    member: Member


class DatabaseJournal:
    """The events of one plan in a database; `place` is looked up when it is first needed."""

    def __init__(self, place: Callable[[], PlanPlace], waiting: Waiting = silent) -> None:
        """Name the plan; `waiting` is told when another's lock is waited for."""
        self._place = place
        self.waiting = waiting
        self._known = JournalContents()

    def read(self, *, wait: bool = True) -> JournalContents:  # noqa: ARG002  # a database never shows half a record
        """Give every event that the role may see; only those since the last reading are sent.

        Events are committed in the order of their moments, since each is stamped under the plan's lock. What a unit may
        see changes with assignments, so all of it is sent again.

        Raises:
            OutOfReachError: the server cannot be reached.
        """
        place = self._place()
        if place.member.kind == "unit":
            query = f"{_EVENTS} AND task = ANY(ARRAY({_OWN_TASKS})) ORDER BY at, id"
            return _contents(place.server.rows(query, (place.number, place.number, place.member.unit)))
        known = self._known
        last = known.events[-1].at if known.events else _BEGINNING
        rows = place.server.rows(f"{_EVENTS} AND at > %s ORDER BY at, id", (place.number, last))
        new = _contents(rows)
        self._known = JournalContents((*known.events, *new.events), new.warnings or known.warnings)
        return self._known

    def record(self, decide: Callable[[JournalContents], Sequence[Event]]) -> list[Event]:
        """Add the events that `decide` makes of what is there, all or none; give them with the server's `at` and `by`.

        Raises:
            OutOfReachError: the server cannot be reached, or is locked for too long.
            RequestError: the role may not record this.
        """
        return self.record_on(self.read, decide) or []

    def record_on(
        self, look: Callable[[], _Part | None], decide: Callable[[_Part], Sequence[Event]]
    ) -> list[Event] | None:
        """Record as `record` does, deciding on what `look` gives under the lock; None, and nothing done, if it is None.

        Where the connection breaks off it is made again, and what the server has already is not added twice.

        Raises:
            UncertainRecordingError: it broke off while the server confirmed, and could not be made again.
            BaigongError: as for `record`.
        """
        attempted: list[Event] = []
        return self._retried(
            lambda: self._record(look, decide, attempted),
            lambda: UncertainRecordingError(self._place().server.name) if attempted else None,
        )

    def _retried(self, work: Callable[[], _Result], uncertain: Callable[[], BaigongError | None]) -> _Result:
        """Do `work` again where the connection breaks off; `uncertain` may give another error for the last failure."""
        lost: BaigongError | None = None
        for pause in (*_PAUSES, None):
            try:
                return work()
            except (ConnectionLostError, ServerUnreachableError) as error:
                if isinstance(error, ServerUnreachableError) and lost is None:
                    raise
                lost = error
            if pause is not None:
                time.sleep(pause)
        raise uncertain() or lost or ConnectionLostError(self._place().server.name)

    def adopt(self, events: Sequence[Event]) -> Adoption:
        """Take in events of another copy, less those that are there, some at a time; those of one moment share one.

        What the role may not record is refused event by event.

        Raises:
            OutOfReachError: the server cannot be reached; what was taken in by then stays.
        """
        taken: list[Event] = []
        refused: list[tuple[Event, BaigongError]] = []
        for start in range(0, len(events), _TOGETHER):
            some = events[start : start + _TOGETHER]
            known = self.known(self._place(), [event.id for event in some])
            new = [event for event in some if event.id not in known]
            errors = dict(self._retried(partial(self._adopt, new), lambda: None)) if new else {}
            refused += [(event, errors[event.id]) for event in new if event.id in errors]
            taken += [event for event in new if event.id not in errors]
        return Adoption(tuple(taken), tuple(refused))

    def _adopt(self, events: Sequence[Event]) -> list[tuple[str, BaigongError]]:
        """Insert events in one transaction; give the ids of those that are refused, with the reason."""
        place = self._place()
        server = place.server
        refused: list[tuple[str, BaigongError]] = []
        before = None
        with server.transaction():
            self.hold(place)
            known = self.known(place, [event.id for event in events])
            for event in events:
                if event.id in known:
                    continue
                if event.at != before:
                    server.rows("SELECT baigong.tick(%s)", (place.number,))
                before = event.at
                server.rows("SAVEPOINT one")
                try:
                    self._insert(place, [event])
                except RequestError as error:
                    server.rows("ROLLBACK TO SAVEPOINT one")
                    refused.append((event.id, error))
        return refused

    @contextmanager
    def locked(self) -> Iterator[JournalContents]:
        """Hold the plan's lock, in a transaction that the body is part of, and give every event."""
        place = self._place()
        with place.server.transaction():
            self.hold(place)
            yield self.read()

    def hold(self, place: PlanPlace) -> None:
        """Take the plan's lock until the transaction ends; say so if it must be waited for.

        Raises:
            LedgerBusyError: another holds it for too long.
            NotEntitledError: a reader asks for it.
        """
        if place.member.kind == "reader":
            raise NotEntitledError(place.member.title, "记录", "只有 --reader 授权；要记录请管理员改授")
        server = place.server
        server.rows("SAVEPOINT free")
        try:
            server.rows("SELECT baigong.hold(%s, false)", (place.number,))
        except LedgerBusyError:
            server.rows("ROLLBACK TO SAVEPOINT free")
            self.waiting("别人正在这个方案里记录，稍候")
            server.rows("SELECT baigong.hold(%s, true)", (place.number,))

    def add(self, place: PlanPlace, events: Sequence[Event]) -> list[Event]:
        """Insert events in the transaction that is open, at one moment, and give them as the server has them."""
        self._insert(place, events)
        return self.of_ids(place, [event.id for event in events])

    def _insert(self, place: PlanPlace, events: Sequence[Event]) -> None:
        documents = [document_of(event) for event in events]
        refuse_unentitled(place.member, events)
        with entitlement(place.member):
            for event, document in zip(events, documents, strict=True):
                place.server.rows(_INSERT, (place.number, event.id, document))

    def of_ids(self, place: PlanPlace, ids: Sequence[str]) -> list[Event]:
        """Give those events of these ids that are there, in the order of the ids."""
        rows = place.server.rows(f"{_EVENTS} AND id = ANY(%s)", (place.number, list(ids)))
        by_id = {event.id: event for event in _contents(rows).events}
        return [by_id[id] for id in ids if id in by_id]

    def known(self, place: PlanPlace, ids: Sequence[str]) -> frozenset[str]:
        """Give those of these ids that are taken, whether or not the role may see their events."""
        return frozenset(id for (id,) in place.server.rows("SELECT baigong.known(%s, %s)", (place.number, list(ids))))

    def _record(
        self, look: Callable[[], _Part | None], decide: Callable[[_Part], Sequence[Event]], attempted: list[Event]
    ) -> list[Event] | None:
        place = self._place()
        with interruptible() as interrupts:
            with place.server.transaction():
                self.hold(place)
                if attempted:
                    # The server may have committed before the connection broke off.
                    there = self.of_ids(place, [event.id for event in attempted])
                    if there:
                        return there
                    attempted.clear()
                part = look()
                events = list(decide(part)) if part is not None else []
                if not events:
                    return [] if part is not None else None
                written = self.add(place, events)
                interrupts.refuse()
                attempted[:] = events
            return written


def events_of_tasks(place: PlanPlace, tasks: Sequence[str]) -> JournalContents:
    """Give the events about these tasks and their steps, and the retractions of such events."""
    query = f"{_EVENTS} AND task = ANY(%s) ORDER BY at, id"
    return _contents(place.server.rows(query, (place.number, list(tasks))))


def document_of(event: Event) -> str:
    """Give the JSON of an event, less what the server says itself.

    Raises:
        UnstorableTextError: it holds NUL, which PostgreSQL's texts cannot, or half a character.
    """
    data = {key: value for key, value in event.model_dump().items() if key not in _OMITTED}
    text = json.dumps(data | {"kind": event.kind}, ensure_ascii=False)
    if _NUL.search(text):
        raise UnstorableTextError(event.id, "空字符（NUL）")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UnstorableTextError(event.id, "残缺的字符") from None
    return text


@contextmanager
def entitlement(member: Member) -> Iterator[None]:
    """Translate the server's refusals of what a role wants to write."""
    try:
        yield
    except RefusedByServerError as error:
        raise _refusal(member, error.reason) from None
    except (states.CheckViolation, states.ForeignKeyViolation, states.UniqueViolation):
        raise UnsoundEventError from None


def _refusal(member: Member, reason: str) -> NotEntitledError:
    if reason == "coordinator":
        return NotEntitledError(member.title, "这样做", "要有统筹（--coordinator）的授权")
    if reason == "self":
        return NotEntitledError(member.title, "收回库的所有者授权", "表是它建的，它总是统筹单位")
    if reason == "owner":
        return NotEntitledError(member.title, "增减统筹单位", "请库的所有者办")
    if reason == "role" or member.kind == "reader":
        return NotEntitledError(member.title, "记录", "只有 --reader 授权；要记录请管理员改授")
    return NotEntitledError(member.title, "填报这项任务", "它不是本单位承担的；要填报须先由统筹单位 assign 分工")


def _contents(rows: Iterable[tuple[Any, ...]]) -> JournalContents:
    events: list[Event] = []
    unreadable = 0
    for document, id, at, author in rows:
        stamp = json.dumps({"id": id, "at": at.isoformat(), "by": author}, ensure_ascii=False)
        try:
            events.append(EVENT.validate_json(f"{stamp[:-1]}, {document[1:]}".encode()))
        except ValidationError:
            # One such event must not keep everybody from the ledger.
            unreadable += 1
    warnings = (f"有 {unreadable} 条记录这个版本读不出来，未计入",) if unreadable else ()
    return JournalContents(tuple(events), warnings)
