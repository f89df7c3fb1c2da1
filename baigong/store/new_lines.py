"""New events as the lines that go behind those of a journal: later than all, and linked to the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from baigong.model.events import EVENT, Event, next_moment
from baigong.store.chain import line_hash, link
from baigong.store.journal_lines import last_line


def after_all(known: Sequence[Event], events: Sequence[Event]) -> list[Event]:
    """Make new events later than all recorded ones: the journal's clock never runs back."""
    last = max((event.at for event in known), default=None)
    return [after(event, last) for event in events]


def after(event: Event, last: datetime | None) -> Event:
    """Make an event later than a moment."""
    return event if last is None or event.at > last else event.model_copy(update={"at": next_moment(last)})


def naming_plan(events: Sequence[Event], plan: str) -> list[Event]:
    """Give the first events of a journal, of which the very first keeps the name of the plan's file."""
    return [*(event.model_copy(update={"plan": plan}) for event in events[:1]), *events[1:]]


def new_journal(events: Sequence[Event], plan: str) -> bytes:
    """Give the bytes of a new journal of these events, of the plan with this file name."""
    return link_behind(naming_plan(events, plan), b"")[1]


def link_behind(events: Sequence[Event], content: bytes) -> tuple[list[Event], bytes]:
    """Link events to the last line of `content`; give them, and the bytes to append."""
    before = last_line(content)
    linked, lines = link(events, *((line_hash(before), EVENT.validate_json(before).id) if before else ("", "")))
    start = b"" if not content or content.endswith(b"\n") else b"\n"
    return linked, start + b"".join(line + b"\n" for line in lines)
