"""One writer at a time: a bounded wait, and the name of whoever holds the lock."""

from __future__ import annotations

import getpass
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from baigong.errors import OutOfReachError
from baigong.store import lock
from baigong.store.interface import Waiting, silent
from baigong.store.lock import hold, user

HOLDER = """
import sys, time
from pathlib import Path
from baigong.store.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def other_process(path: Path) -> subprocess.Popen[str]:
    made = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert made.stdout and made.stdout.readline() == "held\n"
    return made


def test_a_held_lock_is_out_of_reach_and_names_its_holder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "progress.jsonl.lock"
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", "0.2")
    with other_process(path) as holder:
        began = time.monotonic()
        with pytest.raises(OutOfReachError) as raised, hold(path):
            pass
        assert 0.1 < time.monotonic() - began < 5
        assert user() in raised.value.message
        assert f"进程 {holder.pid}" in raised.value.message
        assert raised.value.exit_code == 3
        # Whoever holds it lets go by ending, however it ends.
        holder.kill()
        holder.wait()
        with hold(path):
            pass


def test_a_long_wait_says_whom_it_is_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "progress.jsonl.lock"
    told: list[str] = []
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", "0.3")
    with other_process(path) as holder:
        with pytest.raises(OutOfReachError), hold(path, told.append):
            pass
        assert [f"进程 {holder.pid}" in said and "正在等待" in said for said in told] == [True]
        holder.kill()
    with hold(path):
        pass
    assert path.read_text(encoding="utf-8") == "", "whoever let go is not named to the next"


def test_the_lock_is_let_go_when_the_work_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", "0")
    path = tmp_path / "lock"
    with pytest.raises(ZeroDivisionError), hold(path):
        raise ZeroDivisionError
    with hold(path):
        assert f"进程 {os.getpid()}" in path.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(OutOfReachError), hold(tmp_path / "a" / "lock"):
        pass


def test_nothing_but_an_ordinary_file_is_signed(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "lock"
    victim.write_text("mine")
    link.symlink_to(victim)
    os.mkfifo(tmp_path / "pipe")
    for odd, said in ((link, "符号链接"), (tmp_path / "pipe", "不是普通文件"), (tmp_path, "不是普通文件")):
        with pytest.raises(OutOfReachError, match=said), hold(odd):
            pass
    assert victim.read_text() == "mine"


def test_a_wait_that_is_no_number_is_the_usual_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", "很久")
    with hold(tmp_path / "lock"):
        assert (tmp_path / "lock").exists()


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A lock that somebody always holds, and a clock that runs by itself; gives each pause."""
    paused: list[float] = []
    ours, sleep = threading.get_ident(), time.sleep

    def pause(seconds: float) -> None:
        # A thread that another test left behind sleeps as ever.
        if threading.get_ident() == ours:
            paused.append(seconds)
        else:
            sleep(seconds)

    monkeypatch.setattr(lock, "_attempt", lambda _descriptor: False)
    monkeypatch.setattr(lock, "_PAUSE", 0.25)
    monkeypatch.setattr(random, "random", lambda: 0.5)
    monkeypatch.setattr(time, "monotonic", lambda: sum(paused))
    monkeypatch.setattr(time, "sleep", pause)
    return paused


def refused(path: Path, waiting: Waiting = silent) -> str:
    with pytest.raises(OutOfReachError) as raised, hold(path, waiting):
        pass
    return raised.value.message


def test_after_two_seconds_it_says_that_it_waits_and_after_thirty_it_gives_up(
    busy: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.delenv("BAIGONG_LOCK_WAIT", raising=False)
    told_after: list[float] = []

    def tell(sentence: str) -> None:
        told.append(sentence)
        told_after.append(sum(busy))

    refused(tmp_path / "lock", tell)
    assert (told_after, sum(busy)) == ([2], 30)
    assert [said.endswith("正在等待，最多 30 秒") for said in told] == [True]


@pytest.mark.parametrize(("wait", "asked"), [("2", 2), ("0.5", 0.5), ("0", 0), ("-7", 0)])
def test_a_short_wait_is_not_announced(
    busy: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wait: str, asked: float
) -> None:
    told: list[str] = []
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", wait)
    refused(tmp_path / "lock", told.append)
    assert (sum(busy), told) == (asked, [])


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ("张三，进程 7".encode(), "（张三，进程 7）"),
        ("张".encode() * 200, f"（{'张' * 80}）"),
        (b"\xff\xfe", "（\ufffd\ufffd）"),
        (b" \n", "（占用者未留名）"),
        (None, "（占用者未留名）"),
    ],
)
def test_the_holder_is_named_by_what_was_signed(
    busy: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signed: bytes | None, said: str
) -> None:
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", "0")
    if signed is not None:
        (tmp_path / "lock").write_bytes(signed)
    assert refused(tmp_path / "lock") == f"台账正被占用{said}"


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_a_user_without_a_name_signs_all_the_same(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def unnamed() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", unnamed)
    assert user() == "未署名"
