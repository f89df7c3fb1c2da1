"""Files read within bounds; why one cannot be read, in words."""

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
from baigong.store.files import read_bytes
from baigong.store.replacement import write_whole
from baigong.store.tail import append_flushed


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
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe", "socket"]


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


def test_a_folder_that_makes_no_file_is_told_from_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutOfReachError, match="该处不能新建文件"):
        write_whole(Path("/proc/x.docx"), b"x")
    with pytest.raises(OutOfReachError, match="所在文件夹不存在"):
        append_flushed(tmp_path / "none" / "x.docx", b"x")


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


def test_the_usual_bound_is_64_mb(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    os.truncate(path, 64 * 1024 * 1024)
    assert len(read_bytes(path)) == 67_108_864
    os.truncate(path, 67_108_865)
    with pytest.raises(DataError, match="超过 64 MB 的上限"):
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


def test_an_error_the_table_does_not_know_keeps_the_systems_words() -> None:
    assert files.why(OSError(28, "x")) == "磁盘已满"
    assert files.why(OSError(99999, "strange")) == "strange"
    assert files.why(OSError("no number and no words")) == "OSError"
