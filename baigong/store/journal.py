"""The journal as a file: `progress.jsonl`.

Append-only, one event a line, safe to merge as a union of lines. A recording is one write under a lock,
flushed to disk before it counts; when it cannot be, the file is as it was.
"""

from __future__ import annotations

import hashlib
import os
import signal
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import cast

from baigong.errors import (
    ArchivedPlanError,
    BaigongError,
    JournalFullError,
    LedgerBusyError,
    LineTooLongError,
    OutOfReachError,
)
from baigong.model.events import EVENT, Event, next_moment
from baigong.store.chain import encode, line_hash, link
from baigong.store.files import present, read_bytes, read_end
from baigong.store.folder import real_path
from baigong.store.interface import Adoption, Excerpt, JournalContents, Waiting, silent
from baigong.store.journal_lines import (
    MAX_LINE,
    VOID,
    FileContents,
    last_line,
    missing_heads,
    missing_warning,
    parse,
    sort_lines,
)
from baigong.store.lock import Lock, hold, hold_file, read_heads
from baigong.store.replacement import ARCHIVED, refuse_other_names, write_whole
from baigong.store.tail import append_flushed, cut_flushed

MAX_BYTES = 256 * 1024 * 1024
_END = 2 * MAX_LINE
"""Bytes at the end of a journal that hold its last line."""
READER_WAIT = 0.5
"""Seconds that a reader waits for the writer of half a line."""


def _forget(_content: bytes, _contents: FileContents) -> None:
    """Keep nothing."""


class FileJournal:
    """A journal's file, with its lock file and the file where torn lines are set aside, both beside the real file.

    The path may be a link of the user's own, so that two ledgers share one journal.
    """

    def __init__(
        self,
        path: Path,
        waiting: Waiting = silent,
        plan: str = "",
        keep: Callable[[bytes, FileContents], None] = _forget,
    ) -> None:
        """Name the file; it need not exist yet. `waiting` is told when another's lock is waited for.

        `plan` is the name of the plan's file, which the first event of a new journal keeps. `keep` is called with what
        was read.
        """
        self.path = path
        self.waiting = waiting
        self.plan = plan
        self.keep = keep

    @property
    def aside(self) -> Path:
        """The file where torn and bad lines are set aside."""
        return self._beside(".aside")

    def read(self, *, wait: bool = True) -> FileContents:
        """Give every event, and a torn last line apart. With `wait`, wait for the writer of such a line.

        Raises:
            DataError: a line that is no event, with `file:line`; or one id with two meanings.
        """
        # Read the head before the journal, else a line recorded between the two would look lost.
        heads = self.heads()
        content = self.content()
        contents = parse(self.path, content)
        if contents.torn and wait:
            # Another process may be writing that line: once it releases the lock, the line is whole.
            content, contents = b"", FileContents()  # a journal is large: not held twice
            content, contents = self._settled()
        self.keep(content, contents)
        if missing_heads(heads[-1:], content):
            return replace(contents, warnings=(*contents.warnings, missing_warning(self.path)))
        return contents

    def _settled(self) -> tuple[bytes, FileContents]:
        """Read under the lock or, where it cannot be had (read-only folder, stuck writer), without it."""
        with ExitStack() as stack:
            with suppress(OutOfReachError):
                stack.enter_context(hold(self._beside(".lock"), wait=READER_WAIT))
            content = self.content()
            return content, parse(self.path, content)

    def record(self, decide: Callable[[JournalContents], Sequence[Event]]) -> list[Event]:
        """Add the events that `decide` makes of what is there: all in one write, flushed, or none.

        Each gets as `prev` the hash of the line before it, as `after` its id. A torn last line, from a crash of
        the machine, is copied to `progress.jsonl.aside` first.

        Raises:
            OutOfReachError: locked for too long, read-only, disk full; the file is then as it was.
            DataError: the journal has a broken line.
        """
        return self._record(lambda contents: _after_all(contents.events, decide(contents)))

    def adopt(self, events: Sequence[Event]) -> Adoption:
        """Add the events of another copy of this journal that are not there, with their own moments, all or none.

        Raises:
            BaigongError: as for `record`.
        """

        def missing(contents: JournalContents) -> list[Event]:
            known = {event.id for event in contents.events}
            return [event for event in events if event.id not in known]

        return Adoption(tuple(self._record(missing)))

    def _record(self, decide: Callable[[JournalContents], Sequence[Event]]) -> list[Event]:
        with interruptible() as interrupts, self._locked() as lock:
            file = _inode(self.path)
            content = self.content()
            contents = parse(self.path, content)
            # A line may have gone since this command, and the one before it, read the journal.
            gone = (missing_warning(self.path),) if missing_heads(lock.heads[-1:], content) else ()
            events = list(decide(replace(contents, warnings=gone)))
            if not events:
                return []
            if not content and self.plan:
                events = [events[0].model_copy(update={"plan": self.plan}), *events[1:]]
            if contents.torn:
                content = self._cut_off(content, contents.torn, file)
            linked, data = _link(events, content)
            self._refuse_too_much(len(content), data)
            interrupts.refuse()
            append_flushed(self.path, data, len(content), inode=file, follow=True)
            lock.keep((*missing_heads(lock.heads, content), line_hash(encode(linked[-1]))))
            return linked

    def record_in(
        self, look: Callable[[Sequence[str]], Excerpt | None], decide: Callable[[Excerpt], Sequence[Event]]
    ) -> list[Event] | None:
        """Record as `record` does, deciding on the part of the ledger that `look` gives under the lock.

        `look` is called with the hashes of the lines that should be in the journal. Where it gives none, or the end of
        the journal is not one whole line, nothing is done and None is given.

        Raises:
            OutOfReachError: locked for too long, read-only, disk full; the file is then as it was.
        """
        with interruptible() as interrupts, self._locked() as lock:
            file = _inode(self.path)
            part = look(lock.heads)
            size, end = read_end(self.path, _END) if part and present(self.path) else (0, b"")
            if part is None or not end.endswith(b"\n") or (lock.heads and list(lock.heads) != [_hash_of_last(end)]):
                return None
            last = part.around.last
            events = [_after(event, last) for event in decide(part)]
            if not events:
                return []
            linked, data = _link(events, end)
            self._refuse_too_much(size, data)
            interrupts.refuse()
            append_flushed(self.path, data, size, inode=file, follow=True)
            lock.keep((line_hash(encode(linked[-1])),))
            return linked

    def _refuse_too_much(self, size: int, data: bytes) -> None:
        if size + len(data) > MAX_BYTES:
            # One more line and nobody could read any of them.
            raise JournalFullError(self.path, MAX_BYTES)
        if any(len(line) > MAX_LINE for line in data.split(b"\n")):
            raise LineTooLongError(self.path, None, MAX_LINE)

    def repair(self) -> Repair:
        """Move every invalid line aside, and rename the later of two events with one id.

        What is an event stays as it is; so does what a newer version seems to have written. That lines are missing is
        noted beside the moved lines, and no longer told of by every command.

        Raises:
            OutOfReachError: locked, or not to be written; nothing is then moved.
        """
        with self._locked() as lock:
            content = self.content()
            lines = sort_lines(self.path, content)
            missing = missing_heads(lock.heads, content)
            moved = [*lines.bad, *(line for line, _ in lines.doubled)]
            notes = [b"missing " + head.encode() for head in missing]
            if moved:
                refuse_other_names(self.path)
            if moved or notes:
                append_flushed(self.aside, b"".join(line + b"\n" for line in (*moved, *notes)))
            renamed: list[Event] = []
            if moved:
                good = b"".join(lines.good)
                good = good if not good or good.endswith(b"\n") else good + b"\n"
                copies = [event.model_copy(update={"id": new_id(event)}) for _, event in lines.doubled]
                renamed, data = _link(copies, good) if copies else ([], b"")
                content = good + data
                write_whole(self.path, content, "journal")
            last = last_line(content)
            lock.keep((line_hash(last),) if last else ())
            return Repair(len(lines.bad), tuple(event.id for event in renamed), lines.newer, len(missing))

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
        """Give the bytes of the file where torn and bad lines were set aside.

        Raises:
            BaigongError: it cannot be read, or is kept where another user's link leads.
        """
        return read_bytes(self.aside, MAX_BYTES) if present(self.aside) else b""

    def heads(self) -> tuple[str, ...]:
        """Give the hashes of the lines that should be in the journal, kept apart from it."""
        with suppress(BaigongError):
            return read_heads(read_bytes(self._beside(".lock")))
        return ()

    def _beside(self, ending: str) -> Path:
        # Beside the file itself, not beside a link to it: two ledgers may share one journal.
        real = real_path(self.path)
        return real.with_name(real.name + ending)

    @contextmanager
    def _locked(self) -> Iterator[Lock]:
        archived = self.path.with_name(f"{Path(self.plan).stem}{ARCHIVED}")
        if self.plan and present(archived):
            raise ArchivedPlanError(archived.with_name(self.plan))
        real = real_path(self.path)
        with hold(real.with_name(real.name + ".lock"), self.waiting) as lock, _file_locked(real):
            yield lock

    def _cut_off(self, content: bytes, torn: bytes, file: int | None) -> bytes:
        """Copy the torn end of the journal to the file for such lines, flushed, and only then cut it off.

        A file that can only be appended to keeps it, marked as void.
        """
        append_flushed(self.aside, torn + b"\n")
        kept = content[: len(content) - len(torn)]
        if cut_flushed(self.path, len(kept), len(content), file):
            return kept
        append_flushed(self.path, VOID + b"\n", len(content), inode=file, follow=True)
        return content + VOID + b"\n"


def new_journal(events: Sequence[Event], plan: str) -> bytes:
    """Give the bytes of a new journal of these events, whose first keeps the name of the plan's file."""
    first = [event.model_copy(update={"plan": plan}) for event in events[:1]]
    return _link([*first, *events[1:]], b"")[1]


@dataclass(frozen=True)
class Repair:
    """What a repair did: how many lines it moved, the new ids it gave, how many lines it left to a newer version.

    `missing` is how many lines were known to be missing.
    """

    moved: int
    renamed: tuple[str, ...] = ()
    newer: int = 0
    missing: int = 0


def new_id(event: Event) -> str:
    """Give another id to an event that bears that of another one: the same whoever repairs a copy of the journal."""
    return hashlib.sha256(encode(event.model_copy(update={"prev": "", "after": ""}))).hexdigest()[:16]


def _after_all(known: Sequence[Event], events: Sequence[Event]) -> list[Event]:
    """Make new events later than all recorded ones: the journal's clock never runs back."""
    last = max((event.at for event in known), default=None)
    return [_after(event, last) for event in events]


def _after(event: Event, last: datetime | None) -> Event:
    """Make an event later than a moment."""
    return event if last is None or event.at > last else event.model_copy(update={"at": next_moment(last)})


def _hash_of_last(end: bytes) -> str:
    last = last_line(end)
    return line_hash(last) if last else ""


class _Interrupts:
    """Switches Ctrl-C off between the write and the release of the lock.

    Else a completed recording would be reported as interrupted, and repeated.
    """

    before: object = None

    def refuse(self) -> None:
        """Ignore Ctrl-C from now on."""
        with suppress(ValueError):  # only the main thread is interrupted
            self.before = signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def interruptible() -> Iterator[_Interrupts]:
    """Let the body refuse interruptions until its end."""
    interrupts = _Interrupts()
    try:
        yield interrupts
    finally:
        if interrupts.before is not None:
            signal.signal(signal.SIGINT, cast("signal.Handlers", interrupts.before))


@contextmanager
def _file_locked(path: Path) -> Iterator[None]:
    """Lock the journal itself too: its lock file may be removed, and the journal may have a second name."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:  # missing or unreadable: the next step reports it
        yield
        return
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode) and not hold_file(descriptor):
            raise LedgerBusyError("占用者未留名")
        yield
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _inode(path: Path) -> int | None:
    """Give the number of the file that a path leads to; None where there is none."""
    with suppress(OSError):
        return path.stat().st_ino
    return None


def _link(events: Sequence[Event], content: bytes) -> tuple[list[Event], bytes]:
    """Link events to the last line of `content`; give them, and the bytes to append."""
    before = last_line(content)
    linked, lines = link(events, *((line_hash(before), EVENT.validate_json(before).id) if before else ("", "")))
    start = b"" if not content or content.endswith(b"\n") else b"\n"
    return linked, start + b"".join(line + b"\n" for line in lines)
