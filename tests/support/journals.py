"""Journals, as the tests of stores write and read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from baigong.model.events import Event
from baigong.store.chain import encode
from baigong.store.interface import JournalContents, Store


def adding(*events: Event) -> Callable[[JournalContents], Sequence[Event]]:
    return lambda _read: events


def add(store: Store, *events: Event) -> list[Event]:
    """Record events whatever the journal holds; give them as they were written."""
    return store.journal.record(adding(*events))


def lines(*events: Event, end: bytes = b"\n") -> bytes:
    return b"".join(encode(event) + end for event in events)


def unchained(events: Sequence[Event]) -> list[Event]:
    return [event.model_copy(update={"prev": "", "after": ""}) for event in events]
