"""The lines of a journal's file: read as events, sorted for a repair, and what is said of those that are neither."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from baigong.errors import BrokenRecordError, ClashingEventError, DataError, MergeMarkerError
from baigong.model.events import EVENT, Event
from baigong.store.chain import line_hash
from baigong.store.interface import JournalContents
from baigong.words import as_typed

BOM = b"\xef\xbb\xbf"
VOID = b"\x18"
"""Ends the rest of a write that was cut short, in a file that can only be appended to; JSON never holds it."""
_ALWAYS = ("id", "prev", "at", "on", "by", "kind")


@dataclass(frozen=True)
class FileContents(JournalContents):
    """What a journal's file holds: its events in the order of the file, and the torn last line, if any."""

    torn: bytes = b""
    lines: dict[str, int] = field(default_factory=dict)
    """The line, from 1, on which each event's id stands first."""
    path: Path = Path("progress.jsonl")

    def place(self, id: str) -> str:
        """Say in which file, on which line, an event stands."""
        return f"{self.path}:{self.lines[id]}"


def parse(path: Path, content: bytes) -> FileContents:
    """Read the lines of a journal; one event given twice, as a merge may do, counts once.

    A last line cut short by a crash (without its end, or with zero bytes in it) is torn, and given apart;
    anywhere else it is an error. Windows line ends, blank lines and a byte order mark are taken as they come.

    Raises:
        DataError: `file:line` of a line that is no event, or that gives a known id another meaning.
    """
    events: dict[str, Event] = {}
    lines: dict[str, int] = {}
    void: list[int] = []
    body = content.removeprefix(BOM)
    rows = body.split(b"\n")
    last = max((number for number, row in enumerate(rows) if row.strip()), default=0)
    for number, row in enumerate(rows, 1):
        line = row.strip()
        if not line:
            continue
        if is_void(line):
            void.append(number)
            continue
        try:
            event = EVENT.validate_json(line)
        except ValidationError as error:
            if number == last + 1 and _is_torn(row, number == len(rows), error):
                torn = b"\n".join(rows[last:])
                return FileContents(
                    tuple(events.values()), (*_void(path, void), _torn_warning(path)), torn, lines, path
                )
            raise _broken(path, number, line, error) from None
        known = events.get(event.id)
        if known is None:
            events[event.id] = event
            lines[event.id] = number
        elif not same_event(known, event):
            raise ClashingEventError(path, number, event.id, lines[event.id])
    return FileContents(tuple(events.values()), tuple(_void(path, void)), b"", lines, path)


def last_line(content: bytes) -> bytes:
    """Give the last line that holds anything and is not void, without the space around it; b"" when there is none."""
    rows = content.removeprefix(BOM).split(b"\n")
    return next((line for row in reversed(rows) if (line := row.strip()) and not is_void(line)), b"")


@dataclass
class SortedLines:
    """The lines of a journal: those that stay, those that are no event, and events that bear the id of another."""

    good: list[bytes] = field(default_factory=list)
    bad: list[bytes] = field(default_factory=list)
    doubled: list[tuple[bytes, Event]] = field(default_factory=list)
    newer: int = 0


def sort_lines(content: bytes) -> SortedLines:
    """Sort the lines of a journal into what stays and what a repair moves."""
    lines = SortedLines()
    known: dict[str, Event] = {}
    for row in content.removeprefix(BOM).split(b"\n"):
        line = row.strip()
        if not line or is_void(line):
            lines.good.append(row)
            continue
        try:
            event = EVENT.validate_json(line)
        except ValidationError as error:
            newer = is_newer(line, error)
            lines.newer += newer
            (lines.good if newer else lines.bad).append(row)
            continue
        first = known.setdefault(event.id, event)
        if same_event(first, event):
            lines.good.append(row)
        else:
            lines.doubled.append((line, event))
    return lines


def plan_of_journal(path: Path) -> str:
    """Give the name of the plan's file that a journal says it belongs to, in its first event; "" where it says none."""
    try:
        with path.open("rb") as stream:
            data = json.loads(stream.readline(_FIRST).removeprefix(BOM))
    except (OSError, ValueError, RecursionError):
        return ""
    plan = data.get("plan") if isinstance(data, dict) else None
    # A name that leads elsewhere is none.
    return plan if isinstance(plan, str) and plan == Path(plan).name else ""


_FIRST = 100_000


def same_event(one: Event, other: Event) -> bool:
    """Say whether two events are one: a merge may give it twice, after another line."""
    return one.model_copy(update={"prev": other.prev, "after": other.after, "plan": other.plan}) == other


def is_newer(line: bytes, error: ValidationError) -> bool:
    """Say whether a line that is no event here seems to be one of a newer version: a kind or a key unknown here."""
    if not {details["type"] for details in error.errors()} <= {"union_tag_invalid", "extra_forbidden"}:
        return False
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and all(isinstance(data.get(name), str) for name in _ALWAYS)


def is_void(line: bytes) -> bool:
    """Say whether a line is the rest of a write that was cut short, marked so where it could not be cut off."""
    return line.endswith(VOID)


def missing_heads(heads: Sequence[str], content: bytes) -> tuple[str, ...]:
    """Give those hashes of which no line of the journal is the line."""
    last = last_line(content)
    if not heads or (last and list(heads) == [line_hash(last)]):
        return ()
    there = {line_hash(line) for row in content.removeprefix(BOM).split(b"\n") if (line := row.strip())}
    return tuple(head for head in heads if head not in there)


def _void(path: Path, numbers: Sequence[int]) -> Iterator[str]:
    for number in numbers:
        yield f"{path}:{number}: 这一行写到一半断电，已作废，内容在 {path.name}.aside"


def _torn_warning(path: Path) -> str:
    return f"{path}: 最后一行不完整（可能写到一半断电），未计入；下次记录时会移到 {path.name}.aside"


def missing_warning(path: Path) -> str:
    """Say that a line is gone that was the journal's last when it was written."""
    what = "记录文件里少了上次写入的记录，可能被旧的副本覆盖，或被删去"
    return f"{path}: {what}；请与备份或别处的同一台账核对，详见 {as_typed('check --audit')}"


def _is_torn(row: bytes, unended: bool, error: ValidationError) -> bool:
    return error.errors()[0]["type"] == "json_invalid" and (unended or b"\0" in row)


def _broken(path: Path, number: int, line: bytes, error: ValidationError) -> DataError:
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
        return MergeMarkerError(path, number)
    details = error.errors()[0]
    if details["type"] == "json_invalid":
        return BrokenRecordError(path, number, "cut")
    if details["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return BrokenRecordError(path, number, "kind")
    return BrokenRecordError(path, number, "field", ".".join(str(part) for part in details["loc"][1:]))
