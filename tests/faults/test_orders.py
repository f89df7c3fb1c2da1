"""Writers, a reviser, an editor that saves old copies, a clock that jumps: any order of them, against an obvious model.

Every record that a command acknowledged counts, in the ledger that the program shows; one that an old copy took away is
told of by the next command, and by the audit ever after. The model is a list of what was acknowledged, gone through
from the beginning each time. More orders are tried with BAIGONG_FUZZ=2000.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from baigong.cli import record as record_command
from baigong.cli import session as session_module
from baigong.cli.app import run
from baigong.store.journal import FileJournal
from tests.support.ground import make_ledger

pytestmark = pytest.mark.slow

TASKS = ("1.1", "1.2", "1.3")
NOON = datetime.fromisoformat("2019-02-04T12:00:00+08:00")
MISSING = "少了上次写入的记录"


@dataclass(frozen=True)
class Write:
    """A writer records something about a task; others do what is `meanwhile` while it waits for the lock."""

    by: str
    task: str
    words: tuple[str, ...]
    meanwhile: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Revise:
    """Somebody gives a task other words, in the plan's file."""

    task: str
    text: str


@dataclass(frozen=True)
class Keep:
    """The editor, which has had the empty journal open from the beginning, opens it anew."""


@dataclass(frozen=True)
class Save:
    """The editor writes what it has over the journal."""


@dataclass(frozen=True)
class Jump:
    """The clock is set so many minutes on, or back."""

    minutes: int


WORDS = st.one_of(
    st.integers(1, 99).map(lambda percent: ("progress", str(percent))),
    st.sampled_from([("done",), ("reopen",), ("block",)]),
)
OTHERS = st.one_of(
    st.builds(Revise, st.sampled_from(TASKS), st.sampled_from(["核对甲账。", "核对乙账。"])),
    st.just(Keep()),
    st.just(Save()),
    st.builds(Jump, st.integers(-600, 600)),
)
FIRST = Write("甲", "1.1", ("progress", "10"))
PLAIN = st.builds(Write, st.sampled_from("甲乙"), st.sampled_from(TASKS), WORDS)
STEPS = st.one_of(
    PLAIN,
    PLAIN,
    st.builds(
        Write,
        st.sampled_from("甲乙"),
        st.sampled_from(TASKS),
        WORDS,
        st.lists(st.one_of(PLAIN, OTHERS), min_size=1, max_size=2).map(tuple),
    ),
    OTHERS,
    st.just(Save()),
)


@dataclass
class World:
    """A ledger, and the model of it: what was acknowledged, in the order in which it was."""

    folder: Path
    now: datetime = NOON
    notes: int = 0
    acknowledged: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    kept: tuple[bytes, list[tuple[str, str, tuple[str, ...]]]] = (b"", [])
    untold: bool = False
    """Whether records are gone, and no command has said so yet."""
    ever_lost: bool = False

    @property
    def journal(self) -> Path:
        return self.folder / "progress.jsonl"

    def step(self, step: Any) -> None:
        """Do one step, and see to what it says."""
        if isinstance(step, Write):
            self.write(step)
        elif isinstance(step, Revise):
            plan = self.folder / "tasks.yaml"
            rows = plan.read_text(encoding="utf-8").split("\n")
            at = next(at for at, row in enumerate(rows) if f"id: '{step.task}'" in row)
            rows[at + 1] = rows[at + 1].partition("text:")[0] + f"text: {step.text}"
            plan.write_text("\n".join(rows), encoding="utf-8")
        elif isinstance(step, Keep):
            self.kept = (self.content(), list(self.acknowledged))
        elif isinstance(step, Save):
            self.journal.write_bytes(self.kept[0])
            if self.kept[1] != self.acknowledged:
                self.untold = self.ever_lost = True
            self.acknowledged = list(self.kept[1])
        elif isinstance(step, Jump):
            moment = self.now + timedelta(minutes=step.minutes)
            self.now = moment if moment.date() == NOON.date() else NOON

    def write(self, step: Write) -> None:
        self.notes += 1
        note = f"n{self.notes}"
        with self.interposed(step.meanwhile):
            code, _, err = self.command(*step.words[:1], step.task, *step.words[1:], "--by", step.by, "--note", note)
        assert "程序出错" not in err, err
        if code == 0:
            assert note in self.content().decode(), "acknowledged, and not in the journal"
            self.acknowledged.append((note, step.task, step.words))
        else:
            assert note not in self.content().decode(), err

    def command(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command, and note whether it says that records are gone."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([*arguments, "-f", str(self.folder)])
        if MISSING in err.getvalue():
            self.untold = False
        return code, out.getvalue(), err.getvalue()

    def content(self) -> bytes:
        return self.journal.read_bytes() if self.journal.exists() else b""

    @contextlib.contextmanager
    def interposed(self, steps: tuple[Any, ...]) -> Iterator[None]:
        """Have these steps done when the next recording has read the ledger and asks for the lock."""
        if not steps:
            yield
            return
        real: Callable[..., Any] = FileJournal._locked
        left = list(steps)

        @contextlib.contextmanager
        def locked(journal: FileJournal) -> Iterator[Any]:
            mine, left[:] = list(left), []
            for step in mine:
                self.step(step)
            with real(journal) as lock:
                yield lock

        with mock.patch.object(FileJournal, "_locked", locked):
            yield

    def assert_counted(self) -> None:
        """What the program shows is what the list of acknowledged records comes to."""
        code, out, err = self.command("list", "--format", "json", "--as-of", "2019-02-04")
        assert code == 0, err
        assert not self.untold, "records are gone, and nobody is told"
        shown = {task["id"]: (task["status"], task["percent"]) for task in json.loads(out)}
        for task in TASKS:
            status, percent = self.model(task)
            assert shown[task][0] == status, (task, shown[task], self.acknowledged)
            assert percent is None or shown[task][1] == percent, (task, shown[task], self.acknowledged)

    def model(self, task: str) -> tuple[str, int | None]:
        """Give the status and, where it is plain, the percent of a task."""
        status, percent = "todo", 0
        for _, about, words in self.acknowledged:
            if about != task:
                continue
            if words[0] == "progress":
                status, percent = "doing", int(words[1])
            elif words[0] == "done":
                status, percent = "done", 100
            elif words[0] == "block":
                status = "blocked"
            else:
                status, percent = "doing", -1
        return status, None if percent < 0 else percent


@settings(max_examples=int(os.environ.get("BAIGONG_FUZZ", "40")), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=10))
@example([FIRST, Write("乙", "1.2", ("done",), (Save(),))])
@example([FIRST, Write("乙", "1.2", ("done",), (Jump(-60), Revise("1.2", "核对甲账。")))])
@example([FIRST, Keep(), FIRST, Write("乙", "1.1", ("done",), (Write("甲", "1.3", ("block",)), Save())), FIRST])
def test_every_acknowledged_record_counts_whatever_the_order(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        make_ledger(Path(name))
        world = World(Path(name))
        with (
            mock.patch.object(record_command, "clock", lambda: world.now),
            mock.patch.object(session_module, "clock", lambda: world.now),
            mock.patch.dict("os.environ", {"BAIGONG_LOCK_WAIT": "5"}),
        ):
            for step in steps:
                world.step(step)
                world.assert_counted()
            assert world.command("check", "--audit")[0] == world.ever_lost
