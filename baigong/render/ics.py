"""An agenda as an iCalendar file: one entry a day, with UIDs that stay, so that a second import updates the first."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time, timedelta, timezone

from icalendar import Calendar, Event

from baigong.pages.agenda import Agenda, Entry
from baigong.render.inert import inert
from baigong.render.interface import Result

CHINA = timezone(timedelta(hours=8))
"""The time of the days of a plan."""


def write(result: Result) -> bytes:
    """Write a result's agenda.

    Raises:
        ValueError: it has none; `formats.choose` never chooses this format then.
    """
    if result.agenda is None:
        raise ValueError("no agenda")
    agenda = result.agenda()
    calendar = Calendar()
    calendar.add("prodid", "-//baigong//baigong//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", inert(agenda.title))
    for entry in agenda.entries:
        calendar.add_component(_event(agenda, entry))
    content: bytes = calendar.to_ical()
    return content


def _event(agenda: Agenda, entry: Entry) -> Event:
    event = Event()
    event.add("uid", uid(agenda.name, entry.key))
    changed = entry.changed or datetime.combine(agenda.since, time(), CHINA)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("last-modified", changed.astimezone(UTC))
    event.add("sequence", entry.revision)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", inert(entry.title))
    event.add("description", "\n".join(map(inert, entry.details)))
    event.add("categories", [inert(entry.category)])
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    # A deadline takes no time of the day: nobody is busy because of it.
    event.add("transp", "TRANSPARENT")
    return event


def uid(name: str, key: str) -> str:
    """Make the UID of a thing: of the plan's number and the thing's own key alone, so that it never changes."""
    digest = hashlib.sha256(f"{name}\n{key}".encode()).hexdigest()
    return f"{digest[:32]}@baigong"
