"""Files made to do harm, in the place of each file of a ledger: refused in one line, soon, and in little memory."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from baigong.store.journal import FileJournal
from tests.support.ground import Outcome, assert_plain_failure, bound_memory, forked, make_ledger, noted

pytestmark = pytest.mark.slow

FILES = ("tasks.yaml", "units.yaml", "progress.jsonl", "progress.jsonl.lock", "progress.jsonl.aside")
SECONDS = 20.0
MEMORY = 1024 * 1024 * 1024
COMMANDS = (["list"], ["check", "--audit"], ["done", "1.1"], ["check", "--repair"], ["log"], ["init", ".."])


def attempt(folder: Path, *arguments: str) -> Outcome:
    """Run a command with a bound on its memory, and see that it ends within bounds of time."""
    start = time.monotonic()
    outcome = forked(folder, *arguments, before=lambda: bound_memory(MEMORY))
    assert time.monotonic() - start < SECONDS, arguments
    assert "程序出错" not in outcome.err and "Traceback" not in outcome.err, outcome
    assert outcome.code in (0, 1, 3), outcome
    assert outcome.code == 0 or outcome.err.count("错误：") == 1, outcome
    return outcome


def fifo(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(2 * 1024**3)


PLACED: tuple[Callable[[Path], None], ...] = (fifo, folder, loop, dangling, endless, sparse)


@pytest.mark.parametrize("place", PLACED, ids=lambda place: place.__name__)
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_ordinary_file_stops_no_command_for_long_and_loses_nothing(
    tmp_path: Path, name: str, place: Callable[[Path], None]
) -> None:
    data = tmp_path / "data"
    journal = make_ledger(data)
    FileJournal(journal).record(lambda read: [noted("before")])
    (data / name).unlink(missing_ok=True)
    before = journal.read_bytes() if name != "progress.jsonl" else b""
    place(data / name)
    outcomes = {" ".join(arguments): attempt(data, *arguments) for arguments in COMMANDS}
    # The plan and the journal every command needs; a lock and what was set aside only who writes to them.
    if name in ("tasks.yaml", "progress.jsonl"):
        for line in ("list", "done 1.1"):
            assert outcomes[line].code in (1, 3) and name in outcomes[line].err, (line, outcomes[line])
    if name == "units.yaml":
        assert outcomes["list"].code in (1, 3) and name in outcomes["list"].err
    if name == "progress.jsonl.lock" and place is not sparse:
        assert outcomes["list"].code == 0
        assert_plain_failure(outcomes["done 1.1"], 3, name)
    if place is sparse and name in ("tasks.yaml", "progress.jsonl"):
        assert ("64 MB" if name == "tasks.yaml" else "256 MB") in outcomes["list"].err
    if before:
        assert journal.read_bytes().startswith(before)
    assert outcomes["init .."].code in (1, 3)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + at)}: &{chr(98 + at)} [{','.join(['*' + chr(97 + at)] * 9)}]\n" for at in range(9)
)
YAMLS = {
    "aliases": BOMB,
    "alias to itself": "plan: &a\n  title: *a\n",
    "merge of itself": "plan: &a\n  <<: *a\n",
    "deep flow": "plan: " + "[" * 100_000,
    "deep keys": "plan: " + "{a: " * 100_000,
    "deep dashes": "- " * 100_000,
    "deep questions": "? " * 100_000,
    "python object": "plan: !!python/object/apply:os.system ['touch owned']\n",
    "python new": "plan: !!python/object/new:os.system ['touch owned']\n",
    "python module": "!!python/module:subprocess\n",
    "python name": "plan: !!python/name:os.system\n",
    "own tag": "%TAG ! tag:example.com,2000:\n---\nplan: !x y\n",
    "binary": "plan: !!binary aGk=\n",
    "set": "plan: !!set {a, b}\n",
    "sexagesimal": "plan: {title: a, start: 2019-01-01, due: 1" + ":59" * 300_000 + "}\nsections: []\n",
    "long number": "plan: {title: a, start: 2019-01-01, due: " + "9" * 300_000 + "}\nsections: []\n",
    "hexadecimal": "plan: {title: a, start: 2019-01-01, due: 0x" + "f" * 300_000 + "}\nsections: []\n",
    "not a number": "plan: {title: a, start: 2019-01-01, due: 2019-01-02, lights: {red: .nan}}\nsections: []\n",
    "infinity": "plan: {title: a, start: 2019-01-01, due: 2019-01-02, lights: {red: .inf}}\nsections: []\n",
    "far future": "plan: {title: a, start: 2019-01-01, due: 9999-12-31}\nsections: []\n",
    "far past": "plan: {title: a, start: 0001-01-01, due: 2019-12-31}\nsections: []\n",
    "many items": "plan:\n" + "- x\n" * 600_000,
    "many keys": "plan: {" + ",".join(f"a{at}" for at in range(300_000)) + "}",
    "many lines": "\n" * 8_000_000,
    "zero bytes": "\0" * 100_000,
    "escape codes": "plan: {title: \x1b]0;owned\x07}\n",
    "two documents": "plan: {}\n---\nplan: {}\n",
    "null key": "~: a\n",
    "list key": "? [a]\n: b\n",
    "nothing": "",
    "a text": "plan",
}


@pytest.mark.parametrize("name", ["tasks.yaml", "units.yaml"])
@pytest.mark.parametrize("kind", YAMLS)
def test_yaml_that_expands_nests_constructs_or_counts_too_far_is_refused_with_its_line(
    tmp_path: Path, name: str, kind: str
) -> None:
    make_ledger(tmp_path)
    (tmp_path / name).write_text(YAMLS[kind], encoding="utf-8")
    for arguments in (["list"], ["check"]):
        outcome = attempt(tmp_path, *arguments)
        if (name, kind) in (("units.yaml", "nothing"), ("units.yaml", "many lines")):
            assert outcome.code == 0
        else:
            assert outcome.code == 1 and f"{name}:" in outcome.err + outcome.out, outcome
    assert not list(tmp_path.glob("owned"))


def test_a_task_every_week_for_three_hundred_years_is_reckoned_in_time(tmp_path: Path) -> None:
    tasks = "".join(f"  - {{id: '1.{at}', text: 每周报告, every: week}}\n" for at in range(1, 21))
    head = "plan: {title: 长期方案, start: 1900-01-01, due: 2199-12-31}\nsections:\n- id: '1'\n  tasks:\n"
    (tmp_path / "tasks.yaml").write_text(head + tasks, encoding="utf-8")
    assert attempt(tmp_path, "list").code == 0


def test_evidence_that_became_a_pipe_or_a_device_does_not_hold_up_the_check(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    proof = tmp_path / "照片.jpg"
    for place in (fifo, endless, sparse, folder, loop, dangling):
        proof.write_bytes(b"proof")
        assert forked(tmp_path, "progress", "1.1", "50", "--evidence", proof.name).code == 0
        proof.unlink()
        place(proof)
        outcome = attempt(tmp_path, "check")
        assert outcome.code == 0 and "照片.jpg" in outcome.out
        proof.rmdir() if proof.is_dir() else proof.unlink()


@pytest.mark.parametrize("place", [fifo, endless, folder, loop], ids=lambda place: place.__name__)
def test_evidence_and_documents_that_are_no_ordinary_file_are_refused(
    tmp_path: Path, place: Callable[[Path], None]
) -> None:
    make_ledger(tmp_path)
    place(tmp_path / "佐证.txt")
    assert attempt(tmp_path, "done", "1.1", "--evidence", "佐证.txt").code in (1, 3)
    assert attempt(tmp_path, "parse", "佐证.txt").code in (1, 3)
    assert attempt(tmp_path, "init", "new", "--from", "佐证.txt").code in (1, 3)
    assert not (tmp_path / "new" / "data" / "tasks.yaml").exists()


def test_a_journal_of_a_million_lines_of_nothing_is_read(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    journal.write_bytes(b"\n" * 1_000_000)
    assert attempt(tmp_path, "list").code == 0
