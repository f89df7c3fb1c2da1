"""The lines of a journal's file: read as events, sorted for a repair, and the warnings about the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from baigong.errors import (
    BrokenRecordError,
    ClashingEventError,
    DataError,
    LineTooLongError,
    MergeMarkerError,
    TooManyBadLinesError,
)
from baigong.model.events import EVENT, Event, restored_events
from baigong.model.fit import DoubtError
from baigong.store.chain import line_hash
from baigong.store.interface import JournalContents
from baigong.words import as_typed

if TYPE_CHECKING:
    from pydantic import ValidationError

BOM = b"\xef\xbb\xbf"
VOID = b"\x18"
"""Ends the rest of a write that was cut short, in a file that can only be appended to; JSON never holds it."""
MAX_LINE = 1024 * 1024
"""The longest line that is read as an event, in bytes: a hundred times as long as any."""
MAX_BAD = 100_000
"""The most lines that are no event with which a file is still taken for a journal."""
MANY = 200_000
"""The events of a journal that are kept before all of its lines were looked at: they take ten times their room."""
_TOGETHER = 1000
"""How many lines are restored at a time."""
_STEP = 65_536
_ENDING = 1024
"""The most bytes of space and line ends around an event."""
_LINE = re.compile(rb"[^\n]+")
_FILLED = re.compile(rb"\S")
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


def parse(path: Path, content: bytes, known: int = 0) -> FileContents:
    """Read the lines of a journal; one event given twice, as a merge may do, counts once.

    A last line cut short by a crash (without its end, or with zero bytes in it) is torn, and given apart;
    anywhere else it is an error. Windows line ends, blank lines and a byte order mark are taken as they come.
    The first `known` bytes were found before to be whole lines with an event each, and are not validated again.

    Raises:
        DataError: `file:line` of a line that is no event, or that gives a known id another meaning.
    """
    events: dict[str, Event] = {}
    lines: dict[str, int] = {}
    place = (0, 1)
    with suppress(DoubtError):
        before = {event.id: (number, event) for number, event in _restored(content, known)}
        place = known, content.count(b"\n", 0, known) + 1
        events = {id: event for id, (_, event) in before.items()}
        lines = {id: number for id, (number, _) in before.items()}
    rows = _EventLines(path, content, place)
    for number, event in _with_the_rest(rows):
        first = events.get(event.id)
        if first is None:
            events[event.id] = event
            lines[event.id] = number
        elif not same_event(first, event):
            raise ClashingEventError(path, number, event.id, lines[event.id])
    warnings = (*_void(path, rows.void), *((_torn_warning(path),) if rows.torn else ()))
    return FileContents(tuple(events.values()), warnings, rows.torn, lines, path)


def _restored(content: bytes, end: int) -> Iterator[tuple[int, Event]]:
    """Give the events before `end`, of which it is known that all lines are events, each once.

    Raises:
        DoubtError: one is not written as this program writes it.
    """
    rows = filled_rows(content, end=end)
    while some := list(islice(rows, _TOGETHER)):
        numbers = (row.number for row in some)
        yield from zip(numbers, restored_events([content[row.start : row.end] for row in some]), strict=True)


def _with_the_rest(rows: _EventLines) -> Iterator[tuple[int, Event]]:
    """Give all events, those behind the first `MANY` only once it is known that no line is broken."""
    every = iter(rows)
    yield from islice(every, MANY)
    place = rows.place
    for _ in every:
        pass
    if place != rows.place:
        yield from _EventLines(rows.path, rows.content, place)


class _EventLines:
    """The events of a journal with their lines, one after another; once all are given, what is void and torn."""

    def __init__(self, path: Path, content: bytes, place: tuple[int, int] = (0, 1)) -> None:
        self.path = path
        self.content = content
        self.place = place
        """Where the next line begins, and its number."""
        self.void: list[int] = []
        self.torn = b""

    def __iter__(self) -> Iterator[tuple[int, Event]]:
        """Give each event with the number of its line.

        Raises:
            DataError: a line is no event.
        """
        for row in filled_rows(self.content, *self.place):
            self.place = row.end, row.number
            # A line too long to be an event is not copied.
            line = self.content[max(row.start, row.end - MAX_LINE - _ENDING) : row.end].strip()
            if is_void(line):
                self.void.append(row.number)
                continue
            try:
                if row.end - row.start > MAX_LINE + _ENDING or len(line) > MAX_LINE:
                    raise LineTooLongError(self.path, row.number, MAX_LINE)
                event = EVENT.validate_json(line)
            except (ValueError, LineTooLongError) as failure:
                # The only ValueError of a validation; importing its class takes longer than reading a journal.
                error = cast("ValidationError | LineTooLongError", failure)
                cut_short = row.end == len(self.content) or self.content.find(b"\0", row.start, row.end) >= 0
                if cut_short and _is_invalid(error) and not _FILLED.search(self.content, row.end):
                    self.torn = self.content[row.start :]
                    # The error holds this frame, and with it a journal of any size, until a cycle is collected.
                    del error
                    return
                raise _broken(self.path, row.number, line, error) from None
            yield row.number, event


class FilledRow(NamedTuple):
    """A line that holds anything: its number from 1, and where it begins and ends in the content."""

    number: int
    start: int
    end: int


def filled_rows(content: bytes, start: int = 0, number: int = 1, end: int | None = None) -> Iterator[FilledRow]:
    """Give the lines that hold anything from `start`, in the line of that number, to `end`: a list takes much room."""
    before = max(start, len(BOM) if content.startswith(BOM) else 0)
    for match in _LINE.finditer(content, before, len(content) if end is None else end):
        number += content.count(b"\n", before, match.start())
        before = match.start()
        if _FILLED.search(content, match.start(), match.end()):
            yield FilledRow(number, match.start(), match.end())


def last_line(content: bytes) -> bytes:
    """Give the last line that holds anything and is not void, without the space around it; b"" when there is none."""
    end = len(content)
    while end > 0:
        if not content[max(0, end - _STEP) : end].strip():
            end -= _STEP
            continue
        start = content.rfind(b"\n", 0, end) + 1
        line = content[start:end].removeprefix(b"" if start else BOM).strip()
        if line and not is_void(line):
            return line
        end = start - 1
    return b""


@dataclass
class SortedLines:
    """The lines of a journal: those that stay, those that are no event, and events that bear the id of another.

    `good` are pieces of the content, line ends and blank lines included.
    """

    good: list[bytes] = field(default_factory=list)
    bad: list[bytes] = field(default_factory=list)
    doubled: list[tuple[bytes, Event]] = field(default_factory=list)
    newer: int = 0


def sort_lines(path: Path, content: bytes) -> SortedLines:
    """Sort the lines of a journal into what stays and what a repair moves.

    Raises:
        DataError: there are more bad lines than any accident leaves; nothing is said of the rest.
    """
    lines = SortedLines()
    known: dict[str, Event] = {}
    begin = len(BOM) if content.startswith(BOM) else 0
    for place in filled_rows(content):
        end = min(place.end + 1, len(content))
        if _stays(lines, known, content[place.start : place.end]):
            lines.good.append(content[begin:end])
        else:
            lines.good.append(content[begin : place.start])
            if len(lines.bad) > MAX_BAD:
                raise TooManyBadLinesError(path, MAX_BAD)
        begin = end
    lines.good.append(content[begin:])
    return lines


def _stays(lines: SortedLines, known: dict[str, Event], row: bytes) -> bool:
    """Whether a line stays where it is; one that does not is added to those of its kind."""
    from pydantic import ValidationError

    line = row.strip()
    if is_void(line):
        return True
    try:
        event = EVENT.validate_json(line)
    except ValidationError as error:
        newer = is_newer(line, error)
        lines.newer += newer
        lines.bad += [] if newer else [row]
        return newer
    if same_event(known.setdefault(event.id, event), event):
        return True
    lines.doubled.append((line, event))
    return False


def plan_of_journal(path: Path) -> str:
    """Give the name of the plan's file that a journal says it belongs to, in its first event; "" where it says none."""
    try:
        with path.open("rb") as stream:
            data = json.loads(stream.readline(_FIRST).removeprefix(BOM))
    except (OSError, ValueError, RecursionError):
        return ""
    plan = data.get("plan") if isinstance(data, dict) else None
    # A path is not a name.
    return plan if isinstance(plan, str) and plan == Path(plan).name else ""


_FIRST = 100_000


def same_event(one: Event, other: Event) -> bool:
    """Whether two events are one: a merge may repeat it behind another line."""
    return one.model_copy(update={"prev": other.prev, "after": other.after, "plan": other.plan}) == other


def is_newer(line: bytes, error: ValidationError) -> bool:
    """Whether an invalid line looks like an event of a newer version: an unknown kind or key."""
    if not {details["type"] for details in error.errors(include_input=False, include_url=False)} <= {
        "union_tag_invalid",
        "extra_forbidden",
    }:
        return False
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and all(isinstance(data.get(name), str) for name in _ALWAYS)


def is_void(line: bytes) -> bool:
    """Whether a line is the marked rest of an incomplete write, in a file that can only be appended to."""
    return line.endswith(VOID)


def missing_heads(heads: Sequence[str], content: bytes) -> tuple[str, ...]:
    """Give the hashes that no line of the journal has."""
    last = last_line(content)
    if not heads or (last and list(heads) == [line_hash(last)]):
        return ()
    gone = set(heads)
    for row in filled_rows(content):
        gone.discard(line_hash(content[row.start : row.end].strip()))
        if not gone:
            break
    return tuple(head for head in heads if head in gone)


def _void(path: Path, numbers: Sequence[int]) -> Iterator[str]:
    for number in numbers:
        yield f"{path}:{number}: 这一行写到一半断电，已作废，内容在 {path.name}.aside"


def _torn_warning(path: Path) -> str:
    return f"{path}: 最后一行不完整（可能写到一半断电），未计入；下次记录时会移到 {path.name}.aside"


def missing_warning(path: Path) -> str:
    """Warn that a line which once stood last is missing."""
    what = "记录文件里少了上次写入的记录，可能被旧的副本覆盖，或被删去"
    return f"{path}: {what}；请与备份或别处的同一台账核对，详见 {as_typed('check --audit')}"


def _is_invalid(error: ValidationError | LineTooLongError) -> bool:
    """Whether a line is no JSON, or too long to be looked at."""
    return isinstance(error, LineTooLongError) or _kind(error) == "json_invalid"


def _kind(error: ValidationError) -> str:
    return str(error.errors(include_input=False, include_url=False)[0]["type"])


def _broken(path: Path, number: int, line: bytes, error: ValidationError | LineTooLongError) -> DataError:
    if isinstance(error, LineTooLongError):
        return error
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
        return MergeMarkerError(path, number)
    details = error.errors(include_input=False, include_url=False)[0]
    if details["type"] == "json_invalid":
        return BrokenRecordError(path, number, "cut")
    if details["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return BrokenRecordError(path, number, "kind")
    return BrokenRecordError(path, number, "field", ".".join(str(part) for part in details["loc"][1:]))
