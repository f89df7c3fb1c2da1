"""A disk that fills up, a quota, a limit on the size of files, a disk that fails: said, and the journal as it was."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from baigong.cli.app import run
from baigong.errors import DataError, OutOfReachError
from baigong.store import journal as journal_module
from baigong.store.journal import FileJournal
from baigong.store.replacement import write_whole
from tests.support.ground import Child, assert_plain_failure, environment, forked, make_ledger, noted, notes

pytestmark = pytest.mark.slow

LONG = "长" * 3000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 KB, where this process may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("只有 root 能挂载小磁盘；同样的情形由 RLIMIT_FSIZE 与模拟的 ENOSPC 测试")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Leave no byte free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as stream:
        for size in (4096, 1):
            try:
                while stream.write(b"x" * size):
                    pass
            except OSError:
                continue
    return ballast


def test_on_a_full_disk_a_recording_fails_and_the_journal_is_as_it_was(small_disk: Path) -> None:
    journal = make_ledger(small_disk)
    assert forked(small_disk, "done", "1.1", "--note", LONG).code == 0
    before = journal.read_bytes()
    ballast = fill(small_disk)
    # The first of these fit into what is left of the last page; from some point on none does, and none is there.
    outcomes = [forked(small_disk, "progress", "1.2", "10", "--note", f"{at} {LONG}") for at in range(3)]
    assert_plain_failure(outcomes[-1], 3, "磁盘已满", "什么也没有写入")
    written = [f"{at} {LONG}" for at, outcome in enumerate(outcomes) if outcome.code == 0]
    assert journal.read_bytes().startswith(before)
    assert notes(journal) == [LONG, *written]
    kept = journal.read_bytes()
    # Reading, and saying so, goes on.
    assert forked(small_disk, "list").code == 0
    assert forked(small_disk, "check", "--audit").code == 0
    assert_plain_failure(forked(small_disk, "list", "-o", "list.json"), 3, "磁盘已满")
    assert not (small_disk / "list.json").exists()
    assert journal.read_bytes() == kept
    ballast.unlink()
    assert forked(small_disk, "progress", "1.2", "20", "--note", "again").code == 0
    assert notes(journal) == [LONG, *written, "again"]


def test_a_disk_that_fills_under_many_writers_keeps_what_was_acknowledged_and_nothing_else(small_disk: Path) -> None:
    journal = make_ledger(small_disk)

    def record(child: Child, number: int) -> None:
        for at in range(12):
            name = f"{number}-{at} {LONG[:1000]}"
            if run(["progress", f"1.{number}", "10", "--note", name, "-f", str(small_disk)]) == 0:
                child.say(name)

    children = [Child(lambda child, n=n: record(child, n)) for n in range(1, 5)]  # type: ignore[misc]
    told = [line for child in children for line in child.wait()[1]]
    assert 0 < len(told) < 48
    assert sorted(notes(journal)) == sorted(told)


def test_a_limit_on_the_size_of_files_fails_and_the_journal_is_as_it_was(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    assert forked(tmp_path, "done", "1.1").code == 0
    before = journal.read_bytes()
    # A part of the line fits: it must be taken back.
    limit = len(before) + 100
    done = subprocess.run(
        [sys.executable, "-m", "baigong", "done", "1.2", "--note", LONG],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 3, done.stderr
    assert "超过文件大小限制" in done.stderr and "Traceback" not in done.stderr
    assert journal.read_bytes() == before


def failing(monkeypatch: pytest.MonkeyPatch, name: str, number: int, after: Callable[..., Any] | None = None) -> None:
    """Make the next call of os.`name` fail with `number`, once, `after` having its way first."""
    real = getattr(os, name)

    def call(*arguments: Any, **more: Any) -> Any:
        monkeypatch.setattr(os, name, real)
        if after:
            after(*arguments)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, call)


REASONS = ((errno.ENOSPC, "磁盘已满"), (errno.EDQUOT, "磁盘配额已用完"), (errno.EIO, "磁盘读写出错"))


@pytest.mark.parametrize(("number", "said"), REASONS)
@pytest.mark.parametrize("name", ["write", "fsync"])
@pytest.mark.parametrize("first", [True, False])
def test_a_failing_disk_takes_the_recording_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, name: str, first: bool
) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    if not first:
        file.record(lambda read: [noted("before")])
    before = journal.read_bytes() if journal.exists() else None

    def fail_in_the_journal(read: object) -> list[Any]:
        # From here on the next call is the journal's own, not that of its lock.
        failing(monkeypatch, name, number)
        return [noted("lost")]

    with pytest.raises(OutOfReachError, match=said) as raised:
        file.record(fail_in_the_journal)
    assert "什么也没有写入" in raised.value.message
    assert (journal.read_bytes() if journal.exists() else None) == before
    file.record(lambda read: [noted("after")])
    assert notes(journal) == ([] if first else ["before"]) + ["after"]


def test_half_a_line_written_and_no_way_to_take_it_back_is_a_torn_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    write = os.write

    def fail(read: object) -> list[Any]:
        failing(monkeypatch, "write", errno.EIO, lambda descriptor, data: write(descriptor, data[:40]))
        failing(monkeypatch, "ftruncate", errno.EIO)
        return [noted("lost")]

    with pytest.raises(OutOfReachError):
        file.record(fail)
    read = file.read()
    assert len(read.torn) == 40
    assert [event.note for event in read.events] == ["before"]
    file.record(lambda read: [noted("after")])
    assert notes(journal) == ["before", "after"]
    assert file.aside.read_bytes() == read.torn + b"\n"


def test_a_disk_that_takes_a_line_in_pieces_has_it_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = make_ledger(tmp_path)
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:7]))
    FileJournal(journal).record(lambda read: [noted("whole"), noted("too")])
    assert notes(journal) == ["whole", "too"]


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_a_file_that_cannot_be_replaced_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    target = tmp_path / "tasks.yaml"
    target.write_bytes(b"old")
    failing(monkeypatch, name, errno.ENOSPC)
    with pytest.raises(OutOfReachError, match="磁盘已满"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.yaml"]


def test_a_torn_line_that_cannot_be_set_aside_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    damaged = journal.read_bytes() + b'{"id":"to'
    journal.write_bytes(damaged)

    def fail(read: object) -> list[Any]:
        failing(monkeypatch, "write", errno.ENOSPC)
        return [noted("lost")]

    with pytest.raises(OutOfReachError, match="磁盘已满"):
        file.record(fail)
    assert journal.read_bytes() == damaged
    assert not file.aside.exists()


def test_a_journal_at_its_bound_takes_no_line_that_would_make_it_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert journal_module.MAX_JOURNAL_SIZE == 268_435_456
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    length = len(journal.read_bytes())
    file.record(lambda read: [noted("before")])
    second = len(journal.read_bytes()) - length  # the second names the first, as all that follow name another
    bound = 2 * 1024 * 1024
    monkeypatch.setattr(journal_module, "MAX_JOURNAL_SIZE", bound)
    full = journal.read_bytes() + b"\n" * (bound - length - 2 * second)
    journal.write_bytes(full + b"\n")
    with pytest.raises(DataError, match="记录文件已近 2 MB 的上限") as raised:
        file.record(lambda read: [noted("before")])
    assert "什么也没有写入" in raised.value.hint
    assert journal.read_bytes() == full + b"\n"
    journal.write_bytes(full)
    file.record(lambda read: [noted("before")])
    assert len(journal.read_bytes()) == bound
    assert len(notes(journal)) == 3


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_new_files_are_open_to_whom_the_user_lets_in_and_to_nobody_more(tmp_path: Path, mask: int) -> None:
    folder = tmp_path / "ledger"

    def work(child: Child) -> None:
        os.umask(mask)
        journal = make_ledger(folder)
        FileJournal(journal).record(lambda read: [noted("first")])

    assert Child(work).wait()[0] == 0
    for name in ("progress.jsonl", "tasks.yaml"):
        assert (folder / name).stat().st_mode & 0o777 == 0o666 & ~mask, name


def test_a_file_that_another_program_writes_to_without_the_lock_is_not_written_over(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])

    def meddle(read: object) -> list[Any]:
        with journal.open("ab") as stream:
            stream.write(b"\n")
        return [noted("lost")]

    with pytest.raises(OutOfReachError, match="正被别的程序改写"):
        file.record(meddle)
    assert notes(journal) == ["before"]


@pytest.mark.parametrize("arguments", [["list"], ["check"], ["report", "--format", "json"]])
def test_a_screen_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, arguments: list[str]) -> None:
    done = on_a_full_screen(tmp_path, arguments)
    assert done.returncode == 3
    assert done.stderr.startswith("错误：结果没有全部输出：磁盘已满") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["done", "1.1"], ["start", "1.2", "--note", "甲"], ["undo"]])
def test_what_was_recorded_is_recorded_whatever_the_screen_says(tmp_path: Path, arguments: list[str]) -> None:
    """Else somebody records it again."""
    journal = make_ledger(tmp_path)
    FileJournal(journal).record(lambda read: [noted("before")])
    done = on_a_full_screen(tmp_path, arguments)
    assert done.returncode == 0
    assert (
        done.stderr.startswith("注意：已记录，不必重办；但结果没有全部输出：磁盘已满") and done.stderr.count("\n") == 1
    )
    assert len(FileJournal(journal).read().events) == 2


def on_a_full_screen(folder: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    if not (folder / "tasks.yaml").exists():
        make_ledger(folder)
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        return subprocess.run(
            [sys.executable, "-m", "baigong", *arguments],
            cwd=folder,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
