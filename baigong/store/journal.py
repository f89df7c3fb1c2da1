"""The journal as a file: `progress.jsonl`.

Append-only, one event a line, safe to merge as a union of lines. A recording is one write under a lock,
flushed to disk before it counts; when it cannot be, the file is as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from baigong.errors import DataError, OutOfReachError
from baigong.model.events import EVENT, Event
from baigong.store.chain import line_hash, link
from baigong.store.files import append_flushed, present, read_bytes, write_whole, writing_failed
from baigong.store.interface import JournalContents, Waiting, silent
from baigong.store.lock import hold

MAX_BYTES = 256 * 1024 * 1024
BOM = b"\xef\xbb\xbf"
_FULL = "什么也没有写入；请把旧方案的台账归档，另建新台账"


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


class FileJournal:
    """`progress.jsonl` beside the plan, with its lock file and the file where torn lines are set aside."""

    def __init__(self, path: Path, waiting: Waiting = silent) -> None:
        """Name the file; it need not exist yet. `waiting` is told when another's lock is waited for."""
        self.path = path
        self.waiting = waiting
        self.aside = path.with_name(path.name + ".aside")

    def read(self) -> FileContents:
        """Give every event; a torn last line is given apart.

        Raises:
            DataError: a line that is no event, with `file:line`; or one id with two meanings.
        """
        read = parse(self.path, self.content())
        if read.torn:
            # Perhaps another process is writing that line this moment: once it lets go, it is whole.
            # Where no lock can be had (a read-only folder) what was read must do.
            with suppress(OutOfReachError), self._locked():
                read = parse(self.path, self.content())
        return read

    def record(self, decide: Callable[[JournalContents], Sequence[Event]]) -> list[Event]:
        """Add the events that `decide` makes of what is there: all in one write, flushed, or none.

        Each gets as `prev` the hash of the line before it, as `after` its id. A torn last line, from a crash of
        the machine, is copied to `progress.jsonl.aside` first.

        Raises:
            OutOfReachError: locked for too long, read-only, disk full; the file is then as it was.
            DataError: the journal has a broken line.
        """
        with self._locked():
            content = self.content()
            read = parse(self.path, content)
            events = list(decide(read))
            if not events:
                return []
            if read.torn:
                content = self._cut_off(content, read.torn)
            linked, data = _link(events, content)
            if len(content) + len(data) > MAX_BYTES:
                # One more line and nobody could read any of them.
                raise DataError(self.path, None, f"记录文件已近 {MAX_BYTES // 1024 // 1024} MB 的上限", _FULL)
            append_flushed(self.path, data, len(content))
            return linked

    def repair(self) -> int:
        """Move every line that is no event to the file for such lines; give how many. What is an event stays as it is.

        Raises:
            OutOfReachError: locked, or not to be written; nothing is then moved.
        """
        with self._locked():
            content = self.content()
            good: list[bytes] = []
            bad: list[bytes] = []
            for row in content.removeprefix(BOM).split(b"\n"):
                (bad if row.strip() and not _is_event(row) else good).append(row)
            if not bad:
                return 0
            self._put_aside(b"\n".join(bad))
            kept = b"\n".join(good)
            write_whole(self.path, kept if not kept or kept.endswith(b"\n") else kept + b"\n", journal=True)
            return len(bad)

    @contextmanager
    def locked(self) -> Iterator[FileContents]:
        """Hold the lock, so that nothing is recorded meanwhile, and give every event.

        Raises:
            OutOfReachError: locked for too long.
            DataError: the journal has a broken line.
        """
        with self._locked():
            yield parse(self.path, self.content())

    def content(self) -> bytes:
        """Give the bytes of the journal, none when there is no file yet.

        Raises:
            BaigongError: it cannot be read, or is no ordinary file.
        """
        return read_bytes(self.path, MAX_BYTES) if present(self.path) else b""

    def set_aside(self) -> bytes:
        """Give the bytes of the file where torn and bad lines were set aside."""
        return read_bytes(self.aside, MAX_BYTES) if present(self.aside) else b""

    @contextmanager
    def _locked(self) -> Iterator[None]:
        # Beside the file itself, not beside a link to it: two ledgers may share one journal.
        real = Path(os.path.realpath(self.path))
        with hold(real.with_name(real.name + ".lock"), self.waiting):
            yield

    def _cut_off(self, content: bytes, torn: bytes) -> bytes:
        """Copy the torn end of the journal to the file for such lines, flushed, and only then cut it off."""
        self._put_aside(torn)
        kept = content[: len(content) - len(torn)]
        try:
            with self.path.open("r+b") as stream:
                stream.truncate(len(kept))
                os.fsync(stream.fileno())
        except OSError as error:
            raise writing_failed(self.path, error) from None
        return kept

    def _put_aside(self, lines: bytes) -> None:
        append_flushed(self.aside, lines + b"\n")


def _link(events: Sequence[Event], content: bytes) -> tuple[list[Event], bytes]:
    """Link events to the last line of `content`; give them, and the bytes to append."""
    before = last_line(content)
    linked, lines = link(events, *((line_hash(before), EVENT.validate_json(before).id) if before else ("", "")))
    start = b"" if not content or content.endswith(b"\n") else b"\n"
    return linked, start + b"".join(line + b"\n" for line in lines)


def last_hash(content: bytes) -> str:
    """Give the hash of the last line that holds anything, or "" when there is none."""
    line = last_line(content)
    return line_hash(line) if line else ""


def last_line(content: bytes) -> bytes:
    """Give the last line that holds anything, without the space around it, or b"" when there is none."""
    rows = content.removeprefix(BOM).split(b"\n")
    return next((line for row in reversed(rows) if (line := row.strip())), b"")


def parse(path: Path, content: bytes) -> FileContents:
    """Read the lines of a journal; one event given twice, as a merge may do, counts once.

    A last line cut short by a crash (without its end, or with zero bytes in it) is torn, and given apart;
    anywhere else it is an error. Windows line ends, blank lines and a byte order mark are taken as they come.

    Raises:
        DataError: `file:line` of a line that is no event, or that gives a known id another meaning.
    """
    events: dict[str, Event] = {}
    lines: dict[str, int] = {}
    body = content.removeprefix(BOM)
    rows = body.split(b"\n")
    last = max((number for number, row in enumerate(rows) if row.strip()), default=0)
    for number, row in enumerate(rows, 1):
        line = row.strip()
        if not line:
            continue
        try:
            event = EVENT.validate_json(line)
        except ValidationError as error:
            if number == last + 1 and _is_torn(row, number == len(rows), error):
                torn = b"\n".join(rows[last:])
                return FileContents(tuple(events.values()), (_torn_warning(path),), torn, lines, path)
            raise _broken(path, number, line, error) from None
        known = events.get(event.id)
        if known is None:
            events[event.id] = event
            lines[event.id] = number
        elif known.model_copy(update={"prev": event.prev, "after": event.after}) != event:
            raise DataError(
                path,
                number,
                f"编号 {event.id} 与第 {lines[event.id]} 行相同而内容不同",
                "有人改动过记录，请核对并只留一行",
            )
    return FileContents(tuple(events.values()), (), b"", lines, path)


def _torn_warning(path: Path) -> str:
    return f"{path}: 最后一行不完整（可能写到一半断电），未计入；下次记录时会移到 {path.name}.aside"


def _is_event(row: bytes) -> bool:
    try:
        EVENT.validate_json(row.strip())
    except ValidationError:
        return False
    return True


def _is_torn(row: bytes, unended: bool, error: ValidationError) -> bool:
    return error.errors()[0]["type"] == "json_invalid" and (unended or b"\0" in row)


def _broken(path: Path, number: int, line: bytes, error: ValidationError) -> DataError:
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
        return DataError(
            path, number, "是 git 合并冲突的标记", "两边的记录都要留下，只删去 <<<<<<<、=======、>>>>>>> 三种行"
        )
    details = error.errors()[0]
    if details["type"] == "json_invalid":
        what = "不是一条完整的记录"
    elif details["type"] in ("union_tag_invalid", "union_tag_not_found"):
        what = "记录的种类（kind）不认识"
    else:
        where = ".".join(str(part) for part in details["loc"][1:])
        what = f"记录的“{where}”缺失或不合规定"
    return DataError(path, number, what, "请从备份中恢复这一行；baigong check --repair 可把坏行移到旁边的文件")
