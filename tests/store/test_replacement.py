"""Files replaced whole, or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from baigong.errors import OutOfReachError, RequestError
from baigong.store.folder import Folder
from baigong.store.replacement import flush_names, write_whole
from baigong.store.tail import append_flushed


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


def test_the_names_of_many_files_are_flushed_once_behind_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[None] = []
    monkeypatch.setattr(Folder, "flush", lambda _folder: flushed.append(None))
    for at in range(3):
        write_whole(tmp_path / f"{at}.md", b"words", one_of_many=True)
    assert flushed == []
    flush_names(tmp_path)
    assert len(flushed) == 1
    write_whole(tmp_path / "alone.md", b"words")
    assert len(flushed) == 2
