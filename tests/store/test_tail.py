"""Appending: all of it or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from baigong.errors import OutOfReachError
from baigong.store.tail import append_flushed


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
