"""Files read within bounds and written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from baigong.errors import BaigongError, DataError, OutOfReachError, RequestError
from baigong.store import files
from baigong.store.files import append_flushed, read_bytes, write_whole


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert left_behind(tmp_path) == ["甲.txt"]


def test_the_folder_is_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "c.txt", b"x")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"x"


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_the_old_file_is_intact_when_the_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutOfReachError, match="磁盘已满"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert left_behind(tmp_path) == ["tasks.yaml"]


def test_it_is_flushed_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    flush, replace = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        done.append("flush")
        flush(descriptor)

    def renamed(self: Path, target: Path) -> Path:
        done.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    write_whole(tmp_path / "a", b"x")
    assert done == ["flush", "rename", "flush"]


def test_the_mode_of_the_old_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_written_through(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["progress.jsonl", "PROGRESS.jsonl", "progress.jsonl.lock", "progress.jsonl.aside"])
def test_records_are_never_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"records")
    (tmp_path / "report.md").symlink_to(tmp_path / name)
    for path in (tmp_path / name, tmp_path / "report.md"):
        with pytest.raises(RequestError, match="不能覆盖"):
            write_whole(path, b"report")
    assert (tmp_path / name).read_bytes() == b"records"


def test_only_an_ordinary_file_is_written_or_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for odd in (tmp_path, tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(BaigongError):
            write_whole(odd, b"x")
        with pytest.raises(DataError):
            read_bytes(odd)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="找不到文件"):
        read_bytes(tmp_path / "none")
    (tmp_path / "dangling").symlink_to(tmp_path / "none")
    with pytest.raises(OutOfReachError, match="符号链接"):
        read_bytes(tmp_path / "dangling")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    with pytest.raises(DataError, match="循环"):
        read_bytes(tmp_path / "round")
    with pytest.raises(RequestError, match="不能是文件名"):
        read_bytes(Path("a\0b"))


def test_a_file_over_the_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(DataError, match="上限"):
        read_bytes(path, 4)


def test_appending_adds_to_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    append_flushed(path, b"one\n")
    append_flushed(path, b"two\n", size=4)
    assert path.read_bytes() == b"one\ntwo\n"


def test_nothing_is_appended_to_a_file_that_has_changed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one\n")
    with pytest.raises(OutOfReachError, match="正被别的程序改写"):
        append_flushed(path, b"two\n", size=3)
    assert path.read_bytes() == b"one\n"


def test_an_append_that_is_not_flushed_is_cut_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, new = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"one\n")

    def fail(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    for target in (path, new):
        with pytest.raises(OutOfReachError, match="读写出错"):
            append_flushed(target, b"two\n")
    monkeypatch.undo()
    assert path.read_bytes() == b"one\n"


def test_an_append_of_which_the_disk_took_a_part_is_cut_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one\n")
    write = os.write
    asked: list[bytes] = []

    def short(descriptor: int, data: bytes) -> int:
        asked.append(data)
        if len(asked) > 1:
            raise OSError(28, "No space left on device")
        return write(descriptor, data[:3])

    monkeypatch.setattr(os, "write", short)
    with pytest.raises(OutOfReachError, match="磁盘已满"):
        append_flushed(path, b"two two\n")
    monkeypatch.undo()
    assert asked == [b"two two\n", b" two\n"]
    assert path.read_bytes() == b"one\n"


def test_an_error_the_table_does_not_know_keeps_the_systems_words() -> None:
    assert files.why(OSError(28, "x")) == "磁盘已满"
    assert files.why(OSError(99999, "strange")) == "strange"
