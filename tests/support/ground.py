"""The ground on which faults are tried: a small ledger, commands in processes of their own, and what is there after."""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from baigong.changes.common import new_id
from baigong.cli.app import run
from baigong.model.events import Event
from baigong.store.journal import FileJournal
from baigong.store.plan_file import save_plan
from tests.support import builders

_T = TypeVar("_T")
TODAY = "2019-02-01"
TASKS = 20
LIMIT = 60.0
"""Seconds after which a command is taken to hang."""


def make_ledger(folder: Path) -> Path:
    """Make a ledger of twenty tasks, 1.1 to 1.20, in `folder`; give its journal, which is not there yet."""
    tasks = (builders.task(f"1.{at}", f"完成第{at}批台账的核对工作。") for at in range(1, TASKS + 1))
    save_plan(folder / "tasks.yaml", builders.plan(*tasks))
    (folder / "units.yaml").write_text("units: []\n", encoding="utf-8")
    return folder / "progress.jsonl"


def noted(note: str, task: str = "1.1") -> Event:
    """A report with an id that no other process makes."""
    return builders.said(task, percent=10, note=note, id=new_id())


def events(journal: Path) -> tuple[Event, ...]:
    """Every event of a journal, whose last line must be whole."""
    read = FileJournal(journal).read()
    assert read.torn == b""
    return read.events


def notes(journal: Path) -> list[str]:
    return [event.note for event in events(journal)]


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


def command(folder: Path, *arguments: str | Path, **settings: str) -> Outcome:
    """Run a command as a user does, in a process of its own, within the bound of time."""
    done = subprocess.run(
        [sys.executable, "-m", "baigong", *map(str, arguments)],
        cwd=folder,
        env=environment() | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def forked(
    folder: Path, *arguments: str | Path, before: Callable[[], object] | None = None, **settings: str
) -> Outcome:
    """Run a command in a fork of this process, where the program is loaded already; `before` has its way first."""

    def work(child: Child) -> int:
        os.environ.update(settings)
        os.chdir(folder)
        if before:
            before()
        sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
        code = run([str(argument) for argument in arguments])
        child.say(json.dumps([sys.stdout.getvalue(), sys.stderr.getvalue()]))
        return code

    code, lines = Child(work).wait()
    assert len(lines) == 1, f"{arguments} ended with {code}: {lines}"
    out, err = json.loads(lines[0])
    return Outcome(code, out, err)


def bound_memory(most: int) -> None:
    """Let this process take so many bytes more than it has: a fork of a long test run has much already."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    bound = pages * resource.getpagesize() + most
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def environment() -> dict[str, str]:
    """The environment of a command: the day is fixed, and the package is the one under test."""
    here = str(Path(__file__).parents[2])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BAIGONG_")}
    return kept | {"PYTHONPATH": here, "BAIGONG_TODAY": TODAY, "BAIGONG_BY": "李四", "PYTHONUTF8": "1"}


def assert_plain_failure(outcome: Outcome, code: int, *said: str) -> None:
    """A failure in one Chinese line, with the right code, saying what it must, and no traceback."""
    assert outcome.code == code, outcome
    assert "Traceback" not in outcome.err and "程序出错" not in outcome.err, outcome.err
    assert outcome.err.startswith(("错误：", "注意：")), outcome.err
    assert outcome.err.count("错误：") == 1, outcome.err
    for words in said:
        assert words in outcome.err, outcome.err


class Child:
    """A process forked from this one, in which the program is loaded already: killing it takes milliseconds."""

    def __init__(self, work: Callable[[Child], int | None]) -> None:
        """Fork, and run `work` in the child; what it returns (0 when None) is the exit code."""
        self.pipe, writing = os.pipe()
        self.pid = os.fork()
        if self.pid:
            os.close(writing)
            return
        code = 99
        try:
            os.close(self.pipe)
            self.pipe = writing
            signal.alarm(int(LIMIT))  # what hangs is killed, and its code says so
            os.environ["BAIGONG_TODAY"], os.environ["BAIGONG_BY"] = TODAY, "李四"
            nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
            sys.stdout = sys.stderr = nowhere
            code = work(self) or 0
        except BaseException:
            with contextlib.suppress(OSError):
                self.say(traceback.format_exc())
        finally:
            os._exit(code)

    def say(self, line: str) -> None:
        """Tell the parent a line; in the child."""
        left = line.encode("utf-8", "replace") + b"\n"
        while left:
            left = left[os.write(self.pipe, left) :]

    def kill(self) -> None:
        """Kill it as a power cut would; in the parent."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> tuple[int, list[str]]:
        """Give its exit code, negative for a signal, and the lines it said."""
        with os.fdopen(self.pipe, encoding="utf-8", errors="replace") as stream:
            lines = stream.read().splitlines()
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), lines


def acknowledged(child: Child, folder: Path, arguments: Sequence[str], name: str) -> bool:
    """In a child: run a recording with `name` as its note, and tell the parent once it has said that it is done."""
    if run([*arguments, "--note", name, "-f", str(folder)]) == 0:
        child.say(name)
        return True
    return False


def bounded(seconds: float, work: Callable[[], _T]) -> _T:
    """Do `work` and see that it took no longer than it may."""
    start = time.monotonic()
    result = work()
    assert time.monotonic() - start < seconds
    return result
