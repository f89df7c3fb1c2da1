"""Sixteen processes record at once while others read: everything acknowledged is there, whole, and once."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.model.events import Progress
from baigong.store.audit import audit
from baigong.store.chain import line_hash
from baigong.store.units_file import load_units
from tests.support.ground import Child, acknowledged, command, events, make_ledger, notes

pytestmark = pytest.mark.slow

WRITERS = 16
# In this order each is admitted by what the one before made of the task; the fourth is a report on a task of all.
COURSE = ("start", "progress 30", "block", "progress 1.20 5", "done", "reopen", "drop", "reopen")
READINGS = (["list", "--format", "json"], ["report", "--format", "json"], ["log", "--format", "csv"], ["check"])


def write_course(child: Child, folder: Path, number: int) -> None:
    """Take one task through its course, in a process of its own."""
    for at, step in enumerate(COURSE):
        name, *rest = step.split()
        ids = rest if len(rest) == 2 else [f"1.{number}", *rest]
        if not acknowledged(child, folder, [name, *ids], f"{number}-{at}"):
            child.say(f"refused {number}-{at}")


def read_until_told(child: Child, folder: Path, end: Path) -> int:
    """Read in every way until the writers are done; a reader that fails, or is warned of anything, says so."""
    count = 0
    while not end.exists() or count < len(READINGS):
        sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
        code = run([*READINGS[count % len(READINGS)], "-f", str(folder)])
        if code or sys.stderr.getvalue():
            child.say(f"{READINGS[count % len(READINGS)]}: {code} {sys.stderr.getvalue()}")
            return 1
        count += 1
    return 0


def test_of_sixteen_writers_at_once_nothing_is_lost_or_torn_and_no_reader_fails(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    end = tmp_path / "end"
    readers = [Child(lambda child: read_until_told(child, tmp_path, end)) for _ in range(2)]
    writers = [Child(lambda child, n=n: write_course(child, tmp_path, n)) for n in range(1, WRITERS + 1)]  # type: ignore[misc]
    told = [line for writer in writers for line in writer.wait()[1]]
    end.touch()
    assert [reader.wait() for reader in readers] == [(0, []), (0, [])]
    wanted = [f"{number}-{at}" for number in range(1, WRITERS + 1) for at in range(len(COURSE))]
    assert sorted(told) == sorted(wanted)
    assert sorted(notes(journal)) == sorted(wanted)
    rows = journal.read_bytes().splitlines()
    assert len(rows) == len(wanted)
    chain = [json.loads(row)["prev"] for row in rows]
    assert chain == ["", *(line_hash(row) for row in rows[:-1])]
    assert not [finding for finding in audit(journal.read_bytes()) if finding.sure]


def test_each_decides_on_what_the_others_wrote(tmp_path: Path) -> None:
    """Of many who say at once that the same task is done, one is recorded; the others find it so already."""
    journal = make_ledger(tmp_path)
    writers = [Child(lambda child: run(["done", "1.1", "-f", str(tmp_path)])) for _ in range(8)]
    assert [writer.wait()[0] for writer in writers] == [0] * 8
    found = events(journal)
    assert len(found) == 1
    assert isinstance(found[0], Progress) and found[0].status == "done"


def test_commands_as_users_run_them_at_the_same_time(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    children = [
        Child(lambda child, n=n: command(tmp_path, "progress", f"1.{n}", "10", "--note", str(n)).code)  # type: ignore[misc]
        for n in range(1, 5)
    ]
    assert [child.wait()[0] for child in children] == [0] * 4
    assert sorted(notes(journal)) == ["1", "2", "3", "4"]


def test_two_ledgers_that_share_one_journal_by_a_link_share_its_lock(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    journal = make_ledger(one)
    journal.touch()
    make_ledger(other).symlink_to(journal)
    writers = [
        Child(lambda child, n=n: write_course(child, (one, other)[n % 2], n))  # type: ignore[misc]
        for n in range(1, 5)
    ]
    told = [line for writer in writers for line in writer.wait()[1]]
    assert len(told) == 4 * len(COURSE) and sorted(notes(journal)) == sorted(told)
    rows = journal.read_bytes().splitlines()
    assert [json.loads(row)["prev"] for row in rows] == ["", *(line_hash(row) for row in rows[:-1])]
    assert (other / "progress.jsonl").is_symlink()


def test_units_that_many_add_at_once_are_all_in_the_directory(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    names = [f"省{letter}{at}局" for at in "一二" for letter in "丁戊己"]

    def add(child: Child, name: str) -> int:
        return run(["assign", "1.1", "--lead", name, "--new", "--reason", "机构改革", "-f", str(tmp_path)])

    children = [Child(lambda child, name=name: add(child, name)) for name in (*names, names[0])]  # type: ignore[misc]
    assert {child.wait()[0] for child in children} == {0}
    assert {unit.name for unit in load_units(tmp_path / "units.yaml").units} == set(names)
    assert len(events(journal)) >= len(names)
