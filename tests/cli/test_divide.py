"""Dividing at a terminal: one key each, recorded at once, taken up again where it was left."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from baigong.cli.app import run
from baigong.model.events import Assign, Event
from baigong.store.journal import FileJournal


class Screen:
    """Standard streams that say they are a terminal."""

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return "y\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-03")
    monkeypatch.setenv("BAIGONG_BY", "督查室")
    assert run(["init"]) == 0
    return tmp_path


def press(keys: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    waiting = iter(keys)

    def key() -> str:
        return next(waiting)

    monkeypatch.setattr(typer, "getchar", key)
    monkeypatch.setattr(sys, "stdin", Screen())
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    code = run(["divide", *words])
    assert next(waiting, "") == ""
    return code


def events(office: Path) -> tuple[Event, ...]:
    return FileJournal(office / "data" / "progress.jsonl").read().events


def leads(office: Path) -> dict[str, str]:
    return {event.task: event.lead[0] for event in events(office) if isinstance(event, Assign) and event.lead}


def test_enter_accepts_a_digit_chooses_s_skips_and_q_quits(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert press("\r3sq", monkeypatch) == 0
    found = leads(office)
    assert found["1.1"] == "省财政厅"
    assert set(found) == {"1.1", "1.2"}
    assert found["1.2"] != "省生态环境厅"
    assert all(isinstance(event, Assign) and event.reason == "分解" for event in events(office))


def test_it_goes_on_after_the_last_one_decided(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press("ss\rq", monkeypatch)
    assert list(leads(office)) == ["1.3"]
    press("\rq", monkeypatch)
    assert list(leads(office)) == ["1.3", "1.4"]


def test_a_key_that_means_nothing_is_passed_over(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press("x0\r", monkeypatch, "1.3")
    assert leads(office) == {"1.3": "省统计局"}


def test_good_ones_are_accepted_together_and_undone_together(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press("q", monkeypatch, "--accept-above", "0.9")
    accepted = leads(office)
    assert len(accepted) > 20
    assert len({event.at for event in events(office)}) == 1
    assert run(["undo"]) == 0
    assert len(events(office)) == 2 * len(accepted)


def test_in_a_pipe_it_only_prints(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["divide", "--accept-above", "0"]) == 0
    assert events(office) == ()


def _until(master: int, words: str) -> str:
    seen = b""
    deadline = time.monotonic() + 30
    while words.encode() not in seen and time.monotonic() < deadline:
        if select.select([master], [], [], 0.2)[0]:
            seen += os.read(master, 65536)
    return seen.decode(errors="replace")


def _press(master: int, key: bytes) -> None:
    # What is typed before the program listens for single keys is thrown away, as at any prompt.
    time.sleep(0.5)
    os.write(master, key)


@pytest.fixture
def terminal(office: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    master, slave = pty.openpty()
    root = str(Path(__file__).parents[2])
    child = subprocess.Popen(
        [sys.executable, "-m", "baigong", "divide"],
        cwd=office,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=os.environ | {"PYTHONPATH": root, "COLUMNS": "80", "TERM": "xterm"},
        close_fds=True,
    )
    os.close(slave)
    yield master, child
    child.kill()
    child.wait()
    os.close(master)


@pytest.mark.slow
def test_at_a_real_terminal(office: Path, terminal: tuple[int, subprocess.Popen[bytes]]) -> None:
    master, child = terminal
    assert "1.1（1/99）" in _until(master, "q 退出")
    _press(master, b"\r")
    assert "牵头：省财政厅" in _until(master, "q 退出")
    _press(master, b"q")
    assert "已定 1 项" in _until(master, "接着办")
    assert child.wait(timeout=30) == 0
    assert leads(office) == {"1.1": "省财政厅"}
