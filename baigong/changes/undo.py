"""Undo: the events it retracts, and the retractions it records. Pure; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.changes.common import Author, stamp, undo_command
from baigong.errors import AlreadyRetractedError, NothingToRetractError, RecordUnderCloseError, UnknownRecordError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Close, Event, Retract

_SHORTEST = 4


def retract(ledger: Ledger, event_id: str | None, note: str, author: Author) -> tuple[Sequence[Event], list[Retract]]:
    """Give the events to retract, and their retractions.

    Without an id this is the author's last recording: all events of one command, which share a moment.
    With an id it is that event alone; the id of a retraction restores everything that undo retracted.

    Raises:
        RequestError: there is nothing to retract, no such event, or it is retracted already.
    """
    together = _events_named(ledger, event_id) if event_id else _last(ledger, author.by)
    _refuse_under_close(ledger, together)
    retractions = [Retract(**stamp(author), note=note, event=event.id) for event in together]
    return together, retractions


def _events_named(ledger: Ledger, event_id: str) -> list[Event]:
    events = [event for event in ledger.events if event.id == event_id]
    if not events and len(event_id) >= _SHORTEST:
        events = [event for event in ledger.events if event.id.startswith(event_id)]
    if len(events) != 1:
        raise UnknownRecordError(event_id, several=bool(events))
    event = events[0]
    if event.id in ledger.retracted:
        naming = (other for other in ledger.events if isinstance(other, Retract) and other.event == event.id)
        by = next(other for other in naming if other.id not in ledger.retracted)
        raise AlreadyRetractedError(event.id, undo_command(ledger, by.id))
    if not isinstance(event, Retract):
        return [event]
    return [
        other
        for other in ledger.events
        if isinstance(other, Retract)
        and (other.at, other.by) == (event.at, event.by)
        and other.id not in ledger.retracted
    ]


def _last(ledger: Ledger, by: str) -> list[Event]:
    own = [
        event
        for event in ledger.events
        if event.by == by and event.id not in ledger.retracted and not isinstance(event, Retract)
    ]
    if not own:
        raise NothingToRetractError(by)
    last = max(own, key=lambda event: (event.at, event.id))
    return [event for event in own if event.at == last.at]


def _refuse_under_close(ledger: Ledger, events: Sequence[Event]) -> None:
    for event in events:
        about = ledger.subject(event)
        if about is None or isinstance(about, Close) or about.task not in ledger.nodes:
            continue
        state = ledger.task(about.task, type(event.on).max)
        if state.closed:
            raise RecordUnderCloseError(state.id, state.closed.on, undo_command(ledger, state.closed.id))
