"""Durability proven: what was flushed when a command says so, in calls counted and in a crash that drops the rest."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baigong.cli.app import run
from baigong.store.journal import FileJournal
from baigong.store.replacement import write_whole
from tests.support.ground import make_ledger, noted, notes

pytestmark = pytest.mark.slow

CALLS = ("open", "write", "fsync", "ftruncate", "replace", "unlink", "close", "dup2")


class Disk:
    """A disk with a cache: it knows what each file and folder held when it was last flushed.

    After a crash a file holds what was flushed of it, and stands where its folder, when last flushed, said.
    What was never flushed is gone: the hardest that a real disk may do.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take what is there for flushed, and listen to the calls from now on."""
        self.folder = folder
        self.flushed = {path.stat().st_ino: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        self.names = self._listing()
        self.calls: list[str] = []
        for name in CALLS:
            monkeypatch.setattr(os, name, self._listening(name, getattr(os, name)))

    def _listing(self) -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in self.folder.iterdir()}

    def _listening(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            self.calls.append(name)
            result = real(*arguments, **more)
            if name == "fsync":
                self._flush(arguments[0])
            return result

        return call

    def _flush(self, descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").resolve()
        if path.is_dir():
            self.names = self._listing()
        else:
            self.flushed[os.fstat(descriptor).st_ino] = path.read_bytes()

    def after_crash(self) -> dict[str, bytes]:
        """What the folder holds when the machine comes up again."""
        return {name: self.flushed.get(inode, b"") for name, inode in self.names.items()}


def test_what_was_recorded_survives_a_crash_that_drops_all_that_was_not_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_ledger(tmp_path)
    disk = Disk(tmp_path, monkeypatch)
    file = FileJournal(journal)
    for count in range(1, 4):
        file.record(lambda read, count=count: [noted(str(count))])  # type: ignore[misc]
        left = disk.after_crash()
        assert left["progress.jsonl"] == journal.read_bytes()
        assert left["progress.jsonl"].count(b"\n") == count


def test_the_file_comes_before_its_name_and_each_recording_is_flushed_once_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_ledger(tmp_path)
    disk = Disk(tmp_path, monkeypatch)
    file = FileJournal(journal)
    file.record(lambda read: [noted("first")])
    first = [name for name in disk.calls if name in ("write", "fsync")]
    assert first == ["write", "fsync", "fsync"]  # the line, the file, the folder that now names it
    disk.calls.clear()
    file.record(lambda read: [noted("second")])
    assert [name for name in disk.calls if name in ("write", "fsync")] == ["write", "fsync"]


def test_all_the_lines_of_one_command_go_in_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ledger(tmp_path)
    disk = Disk(tmp_path, monkeypatch)
    assert run(["done", "1.1-1.9", "--yes", "--as-of", "2019-02-01", "-f", str(tmp_path)]) == 0
    assert disk.calls.count("write") == 1
    assert disk.after_crash()["progress.jsonl"].count(b"\n") == 9


def test_the_flush_comes_before_the_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    journal = make_ledger(tmp_path)
    disk = Disk(tmp_path, monkeypatch)
    said: list[bytes] = []

    class Screen:
        encoding = "utf-8"

        def isatty(self) -> bool:
            return False

        def write(self, text: str) -> int:
            said.append(disk.after_crash().get("progress.jsonl", b""))
            return len(text)

        def flush(self) -> None:
            pass

    monkeypatch.setattr(sys, "stdout", Screen())
    assert run(["done", "1.1", "--as-of", "2019-02-01", "-f", str(tmp_path)]) == 0
    assert said and all(left == journal.read_bytes() for left in said)


@pytest.mark.parametrize("fresh", [True, False])
def test_a_file_replaced_is_the_old_or_the_new_after_a_crash_and_the_new_once_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: bool
) -> None:
    target = tmp_path / "tasks.yaml"
    if not fresh:
        target.write_bytes(b"old")
    disk = Disk(tmp_path, monkeypatch)
    replace = os.replace
    seen: list[dict[str, bytes]] = []

    def watched(source: str, other: str, **folders: int) -> None:
        seen.append(disk.after_crash())
        # What is renamed must be flushed already: some file systems flush the name first.
        assert disk.flushed[(tmp_path / source).stat().st_ino] == b"new"
        replace(source, other, **folders)
        seen.append(disk.after_crash())

    monkeypatch.setattr(os, "replace", watched)
    write_whole(target, b"new")
    assert all(left.get("tasks.yaml") in ((None,) if fresh else (b"old", b"new")) for left in seen)
    assert disk.after_crash()["tasks.yaml"] == b"new"


def test_a_torn_line_is_flushed_where_it_is_set_aside_before_it_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    torn = b'{"id":"to'
    journal.write_bytes(journal.read_bytes() + torn)
    disk = Disk(tmp_path, monkeypatch)
    fsync = os.fsync
    seen: list[dict[str, bytes]] = []

    def watched(descriptor: int) -> None:
        fsync(descriptor)
        seen.append(disk.after_crash())

    monkeypatch.setattr(os, "fsync", watched)
    file.record(lambda read: [noted("after")])
    assert all(torn in left["progress.jsonl"] + left.get("progress.jsonl.aside", b"") for left in seen)
    assert disk.after_crash()["progress.jsonl"] == journal.read_bytes()
    assert notes(journal) == ["before", "after"]


def test_a_repair_is_flushed_in_both_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    journal.write_bytes(b"{broken\n" + journal.read_bytes())
    disk = Disk(tmp_path, monkeypatch)
    assert file.repair().moved == 1
    left = disk.after_crash()
    assert left["progress.jsonl"] == journal.read_bytes() and left["progress.jsonl.aside"] == b"{broken\n"


def test_a_folder_that_cannot_be_flushed_for_want_of_a_way_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network file systems refuse it; a failing disk does not say so in these words."""
    import errno
    import stat

    from baigong.errors import OutOfReachError

    fsync = os.fsync
    reason = [errno.EINVAL]

    def refusing(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(reason[0], "")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refusing)
    write_whole(tmp_path / "tasks.yaml", b"new")
    assert (tmp_path / "tasks.yaml").read_bytes() == b"new"
    reason[0] = errno.EIO
    with pytest.raises(OutOfReachError, match="磁盘读写出错"):
        write_whole(tmp_path / "tasks.yaml", b"newer")
