"""The chain of hashes: an event as its line, the hash of a line, and new events linked to the last one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from baigong.model.events import Event

_HEAD = ("id", "prev", "after", "at", "on", "by", "kind")


def encode(event: Event) -> bytes:
    """Write an event as its line, without the line's end: compact JSON, who and when first, empty fields left out."""
    fields = event.model_dump()
    head = {"prev": event.prev, "by": event.by, "kind": event.kind} | fields
    ordered = {name: head[name] for name in _HEAD if name in head} | fields
    percent = ordered.get("percent")
    if isinstance(percent, float) and percent.is_integer():
        ordered["percent"] = int(percent)
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode()


def line_hash(line: bytes) -> str:
    """Give the hash that the next event keeps of this line: 32 hex digits of its SHA-256."""
    return hashlib.sha256(line).hexdigest()[:32]


def link(events: Sequence[Event], prev: str, after: str) -> tuple[list[Event], list[bytes]]:
    """Link events: each gets the hash and the id of the line before it, the first one `prev` and `after`.

    Gives the linked events and their lines, without the lines' ends.
    """
    linked: list[Event] = []
    lines: list[bytes] = []
    for event in events:
        linked.append(event.model_copy(update={"prev": prev, "after": after}))
        lines.append(encode(linked[-1]))
        prev, after = line_hash(lines[-1]), event.id
    return linked, lines
