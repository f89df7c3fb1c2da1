"""The repair of a journal: what a repaired one holds, and what is moved out of it. Nothing is written here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from baigong.deferred import dataclass
from baigong.model.events import Event
from baigong.store.chain import encode
from baigong.store.journal_lines import missing_heads, sort_lines
from baigong.store.new_lines import link_behind


@dataclass(frozen=True)
class Repair:
    """What a repair did: how many lines it moved, the new ids it gave, how many lines it left to a newer version.

    `missing` is how many lines were known to be missing.
    """

    moved: int
    renamed: tuple[str, ...] = ()
    newer: int = 0
    missing: int = 0


@dataclass(frozen=True)
class RepairedJournal:
    """The bytes of a journal after its repair, those to be added to the aside file, and what to tell of it."""

    content: bytes
    aside: bytes
    told: Repair


def repair_of(path: Path, content: bytes, heads: Sequence[str]) -> RepairedJournal:
    """Move every invalid line of a journal aside, and rename the later of two events with one id.

    Where no line is moved, the content stays as it is. `heads` are the hashes of lines that should be there: those that
    are missing are noted beside the moved lines.
    """
    lines = sort_lines(path, content)
    missing = missing_heads(heads, content)
    moved = [*lines.bad, *(line for line, _ in lines.doubled)]
    notes = [b"missing " + head.encode() for head in missing]
    copies = [event.model_copy(update={"id": _new_id(event)}) for _, event in lines.doubled]
    if moved:
        content = b"".join(lines.good)
        if content and not content.endswith(b"\n"):
            content += b"\n"
    if copies:
        content += link_behind(copies, content)[1]
    told = Repair(len(lines.bad), tuple(event.id for event in copies), lines.newer, len(missing))
    return RepairedJournal(content, b"".join(line + b"\n" for line in (*moved, *notes)), told)


def _new_id(event: Event) -> str:
    """Give another id to an event that bears that of another one: the same whoever repairs a copy of the journal."""
    return hashlib.sha256(encode(event.model_copy(update={"prev": "", "after": ""}))).hexdigest()[:16]
