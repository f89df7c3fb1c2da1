"""Files read within bounds and written whole or not at all."""

from __future__ import annotations

import errno
import os
import socket
import stat
import tracemalloc
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

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutOfReachError, match="磁盘已满"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert left_behind(tmp_path) == ["tasks.yaml"]


def test_it_is_flushed_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    flush, replace = os.fsync, os.replace

    def flushed(descriptor: int) -> None:
        done.append("flush")
        flush(descriptor)

    def renamed(source: str, target: str, **folders: int) -> None:
        done.append("rename")
        replace(source, target, **folders)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", renamed)
    write_whole(tmp_path / "a", b"x")
    assert done == ["flush", "rename", "flush"]


def test_the_mode_of_the_old_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o027, 0o077])
def test_a_new_file_has_the_mode_that_the_user_gives_to_new_files(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "whole", b"new")
        append_flushed(tmp_path / "appended", b"new")
        assert os.umask(mask) == mask, "it was only asked for"
    finally:
        os.umask(before)
    for name in ("whole", "appended"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o666 & ~mask


def test_the_owner_of_the_old_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "fchown", lambda _descriptor, user, group: given.append((user, group)))
    write_whole(path, b"old")
    assert given == []
    write_whole(path, b"new")
    assert given == [(path.stat().st_uid, path.stat().st_gid)]


def test_an_owner_that_cannot_be_kept_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fchown", refuse)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda _path, wanted, **_folder: wanted != os.W_OK)
    with pytest.raises(OutOfReachError, match="没有权限"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES])
def test_a_folder_that_cannot_be_flushed_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    flush = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    write_whole(tmp_path / "a", b"new")
    append_flushed(tmp_path / "b", b"new")
    assert [(tmp_path / name).read_bytes() for name in ("a", "b")] == [b"new", b"new"]


def test_a_folder_that_the_disk_fails_to_flush_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    with pytest.raises(OutOfReachError, match="读写出错"):
        write_whole(tmp_path / "a", b"new")
    with pytest.raises(OutOfReachError, match="读写出错"):
        append_flushed(tmp_path / "b", b"new")
    assert left_behind(tmp_path) == ["a"], "a record that is not safe is not there; a report may be"


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


def test_only_an_ordinary_file_is_written_or_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # the name of a socket must be short
        listening.bind("socket")
    for odd in (tmp_path, tmp_path / "pipe", tmp_path / "socket"):
        with pytest.raises(RequestError, match="不是普通文件，不能写入"):
            write_whole(odd, b"x")
        with pytest.raises(BaigongError, match=r"不是普通文件|是文件夹"):
            append_flushed(odd, b"x")
        with pytest.raises(BaigongError, match=r"不是普通文件|是文件夹"):
            read_bytes(odd)
    assert left_behind(tmp_path) == ["pipe", "socket"]


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
    with pytest.raises(DataError, match="是文件夹，不是文件"):
        read_bytes(tmp_path)
    with pytest.raises(DataError, match="不是普通文件"):
        read_bytes(Path("/dev/null"))


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "没有权限"), (errno.EIO, "磁盘读写出错"), (errno.ESTALE, "网络磁盘已断开")],
)
def test_a_disk_that_does_not_give_a_file_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(Path, "lstat", refuse)
    with pytest.raises(OutOfReachError, match=said):
        read_bytes(tmp_path / "a")
    with pytest.raises(OutOfReachError, match=said):
        files.present(tmp_path / "a")


def test_what_stands_there_is_told_from_what_does_not(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "dangling").symlink_to(tmp_path / "none")
    for there in (tmp_path, tmp_path / "file", tmp_path / "dangling"):
        assert files.present(there)
    for absent in (tmp_path / "none", tmp_path / "file" / "below", Path("a\0b")):
        assert not files.present(absent)


def test_a_file_over_the_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    assert read_bytes(path, 6) == b"12345"
    with pytest.raises(DataError, match="上限"):
        read_bytes(path, 4)


def test_the_usual_bound_is_32_mb(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    os.truncate(path, 32 * 1024 * 1024)
    assert len(read_bytes(path)) == 33_554_432
    os.truncate(path, 33_554_433)
    with pytest.raises(DataError, match="超过 32 MB 的上限"):
        read_bytes(path)


def test_what_is_over_the_bound_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    os.truncate(path, 40 * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(DataError):
            read_bytes(path, 30 * 1024 * 1024)
        assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("limit", [4, 5])
def test_a_file_that_has_grown_over_the_bound_since_it_was_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1" * (limit + 1))
    look = os.fstat

    def empty(descriptor: int) -> os.stat_result:
        row = list(look(descriptor))
        row[stat.ST_SIZE] = 0
        return os.stat_result(row)

    monkeypatch.setattr(os, "fstat", empty)
    with pytest.raises(DataError, match="上限"):
        read_bytes(path, limit)
    assert read_bytes(path, limit + 1) == b"1" * (limit + 1)


def test_appending_adds_to_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    append_flushed(path, b"one\n")
    append_flushed(path, b"two\n", size=4)
    assert path.read_bytes() == b"one\ntwo\n"


def test_nothing_is_appended_to_a_file_that_has_changed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one\n")
    for size in (0, 3, 5, 1000):
        with pytest.raises(OutOfReachError, match="正被别的程序改写"):
            append_flushed(path, b"two\n", size=size)
    assert path.read_bytes() == b"one\n"
    path.write_bytes(b"1" * 1000)
    append_flushed(path, b"2", size=1000)
    assert path.read_bytes() == b"1" * 1000 + b"2"


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
    assert not new.exists()


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


def test_what_the_disk_takes_in_parts_is_there_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:300]))
    append_flushed(tmp_path / "a", bytes(range(250)) * 4)
    assert (tmp_path / "a").read_bytes() == bytes(range(250)) * 4


def test_an_error_the_table_does_not_know_keeps_the_systems_words() -> None:
    assert files.why(OSError(28, "x")) == "磁盘已满"
    assert files.why(OSError(99999, "strange")) == "strange"
    assert files.why(OSError("no number and no words")) == "OSError"
