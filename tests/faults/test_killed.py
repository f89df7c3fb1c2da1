"""kill -9 at every step on the disk, and at random moments: what was acknowledged is there, and the ledger works."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.store.journal import FileJournal
from baigong.store.plan_file import load_plan
from baigong.store.replacement import write_whole
from tests.support.crash import Steps
from tests.support.ground import Child, acknowledged, forked, make_ledger, noted, notes

pytestmark = pytest.mark.slow

STEPS = 400
"""More calls on the disk than any command makes; the loop ends with the first run that is not killed."""


def killed_at_every_step(work: Callable[[], int], check: Callable[[bool], None], torn: bool = False) -> int:
    """Run `work` again and again, killed one step later each time, and `check` what is left; give the steps there are.

    `check` is told whether the work was done, that is, acknowledged.
    """
    for at in range(STEPS):

        def doomed(child: Child, at: int = at) -> int:
            Steps(at, torn).install()
            return work()

        code, told = Child(doomed).wait()
        assert code in (0, -signal.SIGKILL), (code, told)
        check(code == 0)
        if code == 0:
            return at
    raise AssertionError("it never came to its end")


@pytest.mark.parametrize("torn", [False, True])
def test_a_recording_killed_at_any_step_is_there_whole_or_not_at_all(tmp_path: Path, torn: bool) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    before = journal.read_bytes()

    def record() -> int:
        return len(file.record(lambda read: [noted("during")])) - 1

    def check(done: bool) -> None:
        assert journal.read_bytes().startswith(before)
        read = file.read()
        found = [event.note for event in read.events]
        assert found in (["before"], ["before", "during"])
        assert found == ["before", "during"] or not done
        # The next command works, and sets the torn line aside where there is one.
        file.record(lambda read: [noted("after")])
        assert notes(journal) == [*found, "after"]
        if read.torn:
            assert file.aside.read_bytes().endswith(read.torn + b"\n")
        journal.write_bytes(before)

    assert killed_at_every_step(record, check, torn) >= 4


def test_the_first_recording_of_all_killed_at_any_step(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)

    def check(done: bool) -> None:
        found = [event.note for event in file.read().events]
        assert found in ([], ["first"]) and (found or not done)
        journal.unlink(missing_ok=True)

    killed_at_every_step(lambda: len(file.record(lambda read: [noted("first")])) - 1, check)


def test_a_torn_line_set_aside_and_killed_meanwhile_is_in_one_of_the_two_files(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    torn = b'{"id":"torn","prev":"'
    damaged = journal.read_bytes() + torn
    journal.write_bytes(damaged)

    def check(done: bool) -> None:
        aside = file.aside.read_bytes() if file.aside.exists() else b""
        assert torn in journal.read_bytes() + aside
        assert [event.note for event in file.read().events][:1] == ["before"]
        journal.write_bytes(damaged)
        file.aside.unlink(missing_ok=True)

    killed_at_every_step(lambda: len(file.record(lambda read: [noted("next")])) - 1, check)


@pytest.mark.parametrize("torn", [False, True])
def test_a_repair_killed_at_any_step_loses_no_line(tmp_path: Path, torn: bool) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted(str(at)) for at in range(1, 5)])
    rows = journal.read_bytes().splitlines()
    damaged = b"\n".join([rows[0], b"{broken", rows[1], b'{"kind":"unknown"}', *rows[2:]]) + b"\n"
    journal.write_bytes(damaged)

    def check(done: bool) -> None:
        assert journal.read_bytes() in (damaged, b"\n".join(rows) + b"\n")
        kept = journal.read_bytes() + (file.aside.read_bytes() if file.aside.exists() else b"")
        assert all(row in kept for row in damaged.splitlines())
        # Once more, and this time to its end.
        file.repair()
        assert notes(journal) == ["1", "2", "3", "4"]
        journal.write_bytes(damaged)
        file.aside.unlink(missing_ok=True)

    killed_at_every_step(lambda: file.repair().moved - 2, check, torn)


@pytest.mark.parametrize("torn", [False, True])
def test_a_file_replaced_and_killed_at_any_step_is_the_old_or_the_new(tmp_path: Path, torn: bool) -> None:
    target = tmp_path / "out" / "tasks.yaml"
    old, new = b"old" * 5000, b"new" * 5000
    write_whole(target, old)

    def replace() -> int:
        write_whole(target, new)
        return 0

    def check(done: bool) -> None:
        assert target.read_bytes() in ((new,) if done else (old, new))
        write_whole(target, old)
        assert target.read_bytes() == old

    assert killed_at_every_step(replace, check, torn) >= 5


def test_an_init_killed_at_any_step_can_be_begun_again(tmp_path: Path) -> None:
    rounds = iter(range(STEPS))
    folder = [tmp_path / "0"]

    def check(done: bool) -> None:
        plan = folder[0] / "data" / "tasks.yaml"
        begun = plan.exists()
        assert begun or not done
        if begun:  # the plan comes last: where it is, all is
            assert {path.name for path in plan.parent.glob("[!.]*")} == {"tasks.yaml", "units.yaml", "plan.txt"}
        code, _ = Child(lambda child: run(["init", str(folder[0])])).wait()
        assert code == (1 if begun else 0)
        assert plan.exists()
        folder[0] = tmp_path / str(next(rounds) + 1)

    killed_at_every_step(lambda: run(["init", str(folder[0])]), check)
    load_plan(folder[0].parent / "0" / "data" / "tasks.yaml")


@pytest.mark.parametrize("seed", range(3))
def test_recordings_killed_at_random_moments(tmp_path: Path, seed: int) -> None:
    """As it happens in life: commands one after another, and the power goes whenever it likes."""
    journal = make_ledger(tmp_path)
    chance = random.Random(seed)
    known: list[str] = []
    for life in range(12):

        def record(child: Child, life: int = life) -> None:
            for at in count():
                acknowledged(child, tmp_path, ["progress", f"1.{at % 20 + 1}", "10"], f"{life}-{at}")

        child = Child(record)
        time.sleep(chance.uniform(0.01, 0.25 if known else 2))  # a busy machine takes its time for the first
        child.kill()
        code, told = child.wait()
        assert code == -signal.SIGKILL
        known += told
        found = [event.note for event in FileJournal(journal).read().events]
        assert set(known) <= set(found)
        assert len(set(found)) == len(found)
        assert len(found) - len(known) <= life + 1  # at most one written and not yet acknowledged, a life
    assert known
    assert forked(tmp_path, "done", "1.1").code == 0
    assert forked(tmp_path, "check", "--audit").code == 0


def test_parse_killed_at_random_moments_leaves_the_old_plan_or_the_new(tmp_path: Path) -> None:
    from baigong.store.shipped import shipped

    make_ledger(tmp_path)
    plan = tmp_path / "tasks.yaml"
    old = plan.read_bytes()
    parse = ["parse", str(shipped("plan.txt")), "-o", str(plan)]
    assert Child(lambda child: run(parse)).wait()[0] == 0
    new = plan.read_bytes()
    chance = random.Random(1)
    for _ in range(12):
        plan.write_bytes(old)
        child = Child(lambda child: run(parse))
        time.sleep(chance.uniform(0.02, 0.6))
        child.kill()
        child.wait()
        assert plan.read_bytes() in (old, new)
        load_plan(plan)


def test_an_interruption_is_said_in_one_line_and_the_ledger_is_as_it_was_or_has_the_record(tmp_path: Path) -> None:
    """Ctrl-C at every step: KeyboardInterrupt in the place of the call."""
    journal = make_ledger(tmp_path)
    FileJournal(journal).record(lambda read: [noted("before")])
    before = journal.read_bytes()
    for name in ("write", "fsync", "ftruncate"):

        def interrupted(child: Child, name: str = name) -> int:
            real = getattr(os, name)

            def call(*arguments: object) -> object:
                setattr(os, name, real)
                raise KeyboardInterrupt

            setattr(os, name, call)
            return run(["done", "1.2", "-f", str(tmp_path)])

        code, told = Child(interrupted).wait()
        assert code == (0 if name == "ftruncate" else 130), told
        if code:
            assert journal.read_bytes() == before
