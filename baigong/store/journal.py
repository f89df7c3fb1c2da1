"""The journal as a file: `progress.jsonl`.

Append-only, one event a line, safe to merge as a union of lines. A recording is one write under a lock,
flushed to disk before it counts; when it cannot be, the file is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from baigong.errors import (
    ArchivedPlanError,
    BaigongError,
    JournalFullError,
    LineTooLongError,
    OutOfReachError,
)
from baigong.model.events import Event
from baigong.store.chain import encode, line_hash
from baigong.store.files import present, read_bytes, read_end
from baigong.store.folder import real_path
from baigong.store.interface import Adoption, Excerpt, JournalContents, Waiting, silent
from baigong.store.interrupts import interruptible
from baigong.store.journal_lines import (
    MAX_LINE,
    VOID,
    FileContents,
    last_line,
    missing_heads,
    missing_warning,
    parse,
)
from baigong.store.locate import LedgerPaths
from baigong.store.lock import Lock, hold, hold_file, read_heads
from baigong.store.new_lines import after, after_all, link_behind, naming_plan
from baigong.store.repair import Repair, repair_of
from baigong.store.replacement import refuse_other_names, write_whole
from baigong.store.tail import append_flushed, cut_flushed

MAX_JOURNAL_SIZE = 256 * 1024 * 1024
"""The most bytes of a journal: what would make it larger is refused."""
_END = 2 * MAX_LINE
"""Bytes at the end of a journal that hold its last line."""
READER_WAIT = 0.5
"""Seconds that a reader waits for the writer of half a line."""


def _forget(_content: bytes, _contents: FileContents) -> None:
    """Keep nothing."""


def _unknown(_content: bytes) -> int:
    """Know nothing."""
    return 0


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
        known: Callable[[bytes], int] = _unknown,
    ) -> None:
        """Name the file; it need not exist yet. `waiting` is told when another's lock is waited for.

        `plan` is the name of the plan's file, which the first event of a new journal keeps. `keep` is called with what
        was read; `known` gives how many of its first bytes need not be validated again (see `parse`).
        """
        self.path = path
        self.waiting = waiting
        self.plan = plan
        self.keep = keep
        self.known = known

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
        contents = self._contents(content)
        if contents.torn and wait:
            # Another process may be writing that line: once it releases the lock, the line is whole.
            content, contents = b"", FileContents()  # a journal is large: not held twice
            content, contents = self._settled()
        self.keep(content, contents)
        if missing_heads(heads[-1:], content):
            return replace(contents, warnings=(*contents.warnings, missing_warning(self.path)))
        return contents

    def _contents(self, content: bytes) -> FileContents:
        return parse(self.path, content, self.known(content))

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
        return self._record(lambda contents: after_all(contents.events, decide(contents)))

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
            contents = self._contents(content)
            # A line may have gone since this command, and the one before it, read the journal.
            gone = (missing_warning(self.path),) if missing_heads(lock.heads[-1:], content) else ()
            events = list(decide(replace(contents, warnings=gone)))
            if not events:
                return []
            if not content and self.plan:
                events = naming_plan(events, self.plan)
            if contents.torn:
                content = self._cut_off(content, contents.torn, file)
            linked, data = link_behind(events, content)
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
            events = [after(event, last) for event in decide(part)]
            if not events:
                return []
            linked, data = link_behind(events, end)
            self._refuse_too_much(size, data)
            interrupts.refuse()
            append_flushed(self.path, data, size, inode=file, follow=True)
            lock.keep((line_hash(encode(linked[-1])),))
            return linked

    def _refuse_too_much(self, size: int, data: bytes) -> None:
        if size + len(data) > MAX_JOURNAL_SIZE:
            # One more line and nobody could read any of them.
            raise JournalFullError(self.path, MAX_JOURNAL_SIZE)
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
            before = self.content()
            repaired = repair_of(self.path, before, lock.heads)
            if repaired.content != before:
                refuse_other_names(self.path)
            if repaired.aside:
                append_flushed(self.aside, repaired.aside)
            if repaired.content != before:
                write_whole(self.path, repaired.content, "journal")
            last = last_line(repaired.content)
            lock.keep((line_hash(last),) if last else ())
            return repaired.told

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
        return read_bytes(self.path, MAX_JOURNAL_SIZE) if present(self.path) else b""

    def set_aside(self) -> bytes:
        """Give the bytes of the file where torn and bad lines were set aside.

        Raises:
            BaigongError: it cannot be read, or is kept where another user's link leads.
        """
        return read_bytes(self.aside, MAX_JOURNAL_SIZE) if present(self.aside) else b""

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
        if self.plan:
            plan = self.path.with_name(self.plan)
            if present(LedgerPaths(plan).archived):
                raise ArchivedPlanError(plan)
        real = real_path(self.path)
        with hold(real.with_name(real.name + ".lock"), self.waiting) as lock, hold_file(real):
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


def _hash_of_last(end: bytes) -> str:
    last = last_line(end)
    return line_hash(last) if last else ""


def _inode(path: Path) -> int | None:
    """Give the number of the file that a path leads to; None where there is none."""
    with suppress(OSError):
        return path.stat().st_ino
    return None
