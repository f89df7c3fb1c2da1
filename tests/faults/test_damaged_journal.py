"""A journal cut short, merged, reordered, or re-encoded: what is read, what is refused, and what a repair does."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from baigong.errors import DataError
from baigong.ledger.ledger import Ledger
from baigong.store.journal import FileJournal
from baigong.store.journal_lines import parse
from baigong.store.lock import hold
from tests.support import builders
from tests.support.ground import Child, assert_plain_failure, forked, make_ledger, noted, notes

pytestmark = pytest.mark.slow

WORDS = ("完成第一批“核对”", "四字节𠮷字", "第三条")


def written(folder: Path) -> tuple[FileJournal, list[bytes]]:
    """A journal of three recordings with words of several bytes, and its lines."""
    file = FileJournal(make_ledger(folder))
    for words in WORDS:
        file.record(lambda read, words=words: [noted(words)])  # type: ignore[misc]
    # What stood last is forgotten: that lines are missing is the subject of other tests.
    (folder / "progress.jsonl.lock").unlink()
    return file, file.path.read_bytes().splitlines(keepends=True)


def said(file: FileJournal) -> list[str]:
    return [event.note for event in file.read().events]


def test_cut_at_every_byte_of_its_last_two_lines_nothing_before_the_cut_is_lost(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    whole = b"".join(rows)
    for length in range(len(rows[0]), len(whole)):
        content = whole[:length]
        file.path.write_bytes(content)
        ends = [len(rows[0]), len(rows[0]) + len(rows[1]), len(whole)]
        # A line whose end alone is missing is whole: nothing of the record is lost.
        kept = sum(length >= end - 1 for end in ends)
        read = file.read()
        assert [event.note for event in read.events] == list(WORDS[:kept]), length
        torn = content[ends[kept - 1] :] if length > ends[kept - 1] else b""
        assert read.torn == torn, length
        file.record(lambda read: [noted("after")])
        assert said(file) == [*WORDS[:kept], "after"], length
        if torn:
            assert file.aside.read_bytes().endswith(torn + b"\n"), length
        file.aside.unlink(missing_ok=True)


@pytest.mark.parametrize("zeros", [1, 512, 5000])
def test_zero_bytes_at_the_end_are_what_a_crash_leaves_and_are_set_aside(tmp_path: Path, zeros: int) -> None:
    file, rows = written(tmp_path)
    for tail in (b"\0" * zeros, b"\0" * zeros + b"\n", rows[2][:50] + b"\0" * zeros):
        file.path.write_bytes(b"".join(rows) + tail)
        assert file.read().torn == tail
        file.record(lambda read: [noted("after")])
        assert notes(file.path) == [*WORDS, "after"]
        assert tail in file.aside.read_bytes()


def test_zero_bytes_in_the_middle_are_refused_with_their_line_and_a_repair_sets_them_aside(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    file.path.write_bytes(rows[0] + b"\0\0\0\n" + rows[1] + rows[2])
    with pytest.raises(DataError, match=r"progress\.jsonl:2: "):
        file.read()
    assert file.repair().moved == 1
    assert said(file) == list(WORDS)
    assert file.aside.read_bytes() == b"\0\0\0\n"


def test_windows_line_ends_blank_lines_and_a_byte_order_mark_are_taken_as_they_come(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    file.path.write_bytes(b"\xef\xbb\xbf" + b"\r\n\n  \n".join(row.strip() for row in rows) + b"\r\n")
    assert said(file) == list(WORDS)
    file.record(lambda read: [noted("after")])
    assert said(file) == [*WORDS, "after"]
    assert file.path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_another_encoding_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    text = b"".join(rows).decode()
    for encoding in ("utf-16", "gb18030"):
        spoiled = text.encode(encoding)
        file.path.write_bytes(spoiled)
        with pytest.raises(DataError, match=r"progress\.jsonl:1: "):
            file.record(lambda read: [noted("lost")])
        assert file.path.read_bytes() == spoiled


def test_a_union_merge_in_any_order_with_lines_given_twice_is_one_ledger(tmp_path: Path) -> None:
    base, rows = written(tmp_path / "base")
    branches = []
    for name in ("ours", "theirs"):
        file = FileJournal(make_ledger(tmp_path / name))
        file.path.write_bytes(base.path.read_bytes())
        for at in range(3):
            file.record(lambda read, at=at, name=name: [noted(f"{name} {at}", f"1.{at + 1}")])  # type: ignore[misc]
        branches.append(file.path.read_bytes().splitlines(keepends=True))
    plan = builders.plan(*(builders.task(f"1.{at}") for at in range(1, 4)))
    merged = [*branches[0], *branches[1][len(rows) :]]
    states: list[object] = []
    chance = random.Random(3)
    for shuffle in (merged, [*merged, *merged], branches[1] + branches[0], *(merged[:] for _ in range(5))):
        if len(states) > 2:
            chance.shuffle(shuffle)
        read = parse(tmp_path / "progress.jsonl", b"".join(shuffle))
        assert len(read.events) == 9
        states.append(Ledger(plan, read.events).on(builders.day("02-01")))
    assert all(state == states[0] for state in states)


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=李四", "-c", "user.email=li@office.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="没有安装 git")
def test_two_branches_that_git_merges_as_the_manual_says_keep_every_record(tmp_path: Path) -> None:
    file = FileJournal(make_ledger(tmp_path))
    manual = (Path(__file__).parents[2] / "docs" / "guide.zh.md").read_text(encoding="utf-8")
    attribute = "progress.jsonl merge=union"
    assert f"`{attribute}`" in manual
    (tmp_path / ".gitattributes").write_text(attribute + "\n", encoding="utf-8")
    file.record(lambda read: [noted("base")])
    git(tmp_path, "init", "--initial-branch=office")
    git(tmp_path, "add", "progress.jsonl", ".gitattributes")
    git(tmp_path, "commit", "-m", "base")
    for branch in ("ours", "theirs"):
        git(tmp_path, "checkout", "-b", branch, "office")
        for at in range(3):
            assert forked(tmp_path, "progress", f"1.{at + 1}", "10", "--note", f"{branch} {at}").code == 0
        git(tmp_path, "commit", "-am", branch)
    git(tmp_path, "merge", "-m", "both", "ours")
    assert sorted(said(file)) == ["base", *(f"{branch} {at}" for branch in ("ours", "theirs") for at in range(3))]
    assert forked(tmp_path, "check", "--audit").code == 0
    assert forked(tmp_path, "progress", "1.4", "10", "--note", "after").code == 0
    assert said(file)[-1] == "after"


def test_marks_of_an_unfinished_merge_are_named_as_such(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    file.path.write_bytes(rows[0] + b"<<<<<<< HEAD\n" + rows[1] + b"=======\n" + rows[2] + b">>>>>>> theirs\n")
    with pytest.raises(DataError, match=r"progress\.jsonl:2: 是 git 合并冲突的标记"):
        file.read()
    assert file.repair().moved == 3
    assert said(file) == list(WORDS)


def test_one_id_with_two_meanings_is_refused_at_the_later_line(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    other = json.dumps(json.loads(rows[0]) | {"note": "改过"}, ensure_ascii=False).encode() + b"\n"
    file.path.write_bytes(b"".join([*rows, other]))
    with pytest.raises(DataError, match=r"progress\.jsonl:4: 编号 \w+ 与第 1 行相同而内容不同"):
        file.read()
    # Which of them is true no program can tell: a repair keeps both, the later one under an id of its own.
    (renamed,) = file.repair().renamed
    assert said(file) == [*WORDS, "改过"]
    assert file.read().events[-1].id == renamed
    assert file.path.read_bytes().startswith(b"".join(rows))
    assert file.aside.read_bytes() == other
    assert file.repair().renamed == ()


def test_a_repair_leaves_what_a_newer_version_seems_to_have_written(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    newer = [
        json.dumps(json.loads(rows[0]) | change, ensure_ascii=False).encode() + b"\n"
        for change in ({"kind": "promise", "id": "n1"}, {"colour": "red", "id": "n2"})
    ]
    damaged = b"".join([*rows, newer[0], b"{broken\n", newer[1]])
    file.path.write_bytes(damaged)
    with pytest.raises(DataError, match=r"progress\.jsonl:4: "):
        file.read()
    repair = file.repair()
    assert (repair.moved, repair.newer) == (1, 2)
    assert file.path.read_bytes() == b"".join([*rows, *newer])
    assert file.aside.read_bytes() == b"{broken\n"


BROKEN = (
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b"{}",
    b'{"kind":"progress"}',
    b'{"id":"x","at":"2019-01-01","on":"2019-01-01","kind":"nonsense","task":"1.1"}',
    b'{"id":"x","at":"2019-01-01T00:00:00","on":"2019-01-01","kind":"close","task":"1.1"}',
    b'{"id":"x","at":"2019-01-01T00:00:00+08:00","on":"2019-01-01","kind":"close","task":"1.1","more":1}',
    b'{"id":"x","at":"2019-01-01T00:00:00+08:00","on":"9999-01-01","kind":"close","task":"1.1"}',
    b'{"id":"x","at":"2019-01-01T00:00:00+08:00","on":"2019-01-01","kind":"progress","task":"1.1","percent":NaN}',
    b'{"id":"x","at":"2019-01-01T00:00:00+08:00","on":"2019-01-01","kind":"progress","task":"1.1","actual":{"a":1e999}}',
    b"[" * 100_000,
    b"\xff\xfe",
    b"not a record",
)


def json_of(line: bytes) -> bool:
    """Whether a line is JSON, as far as a journal's is."""
    try:
        json.loads(line, parse_constant=lambda name: 1 / 0)
    except (ValueError, RecursionError, ZeroDivisionError):
        return False
    return True


@pytest.mark.parametrize("bad", BROKEN, ids=lambda bad: bad[:24].decode("ascii", "replace"))
@pytest.mark.parametrize("place", [0, 1])
def test_a_broken_line_is_never_skipped_silently_and_a_repair_moves_it_whole(
    tmp_path: Path, bad: bytes, place: int
) -> None:
    file, rows = written(tmp_path)
    spoiled = b"".join([*rows[:place], bad + b"\n", *rows[place:]])
    file.path.write_bytes(spoiled)
    with pytest.raises(DataError, match=rf"progress\.jsonl:{place + 1}: "):
        file.read()
    with pytest.raises(DataError):
        file.record(lambda read: [noted("lost")])
    assert file.path.read_bytes() == spoiled
    assert file.repair().moved == 1
    assert file.path.read_bytes() == b"".join(rows)
    assert file.aside.read_bytes() == bad + b"\n"
    assert file.repair().moved == 0


@pytest.mark.parametrize("bad", [bad for bad in BROKEN if json_of(bad)], ids=lambda bad: bad[:24].decode())
def test_a_last_line_that_is_whole_and_no_record_is_not_taken_for_torn(tmp_path: Path, bad: bytes) -> None:
    file, rows = written(tmp_path)
    file.path.write_bytes(b"".join(rows) + bad)
    with pytest.raises(DataError, match=r"progress\.jsonl:4: "):
        file.read()


def test_repairs_add_to_what_was_set_aside_before(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    for at, bad in enumerate((b"{one", b"{two", b"{one")):
        file.path.write_bytes(rows[0] + bad + b"\n" + rows[1])
        assert file.repair().moved == 1, at
    assert file.aside.read_bytes() == b"{one\n{two\n{one\n"


def test_every_line_of_every_damage_is_in_one_of_the_two_files_after_a_repair(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    pieces = [*rows, b"{torn\n", b"\0\0\n", b"<<<<<<< HEAD\n", b"\n", b"\r\n"]
    for some in itertools.permutations(pieces, 3):
        damaged = b"".join(some)
        file.path.write_bytes(damaged)
        file.aside.unlink(missing_ok=True)
        file.repair()
        kept = file.path.read_bytes() + (file.aside.read_bytes() if file.aside.exists() else b"")
        lines = [line for line in kept.splitlines() if not line.startswith(b"missing ")]
        assert sorted(filter(bytes.strip, lines)) == sorted(filter(bytes.strip, damaged.splitlines()))
        file.read()


def test_the_commands_say_what_is_wrong_and_the_repair_what_it_did(tmp_path: Path) -> None:
    file, rows = written(tmp_path)
    file.path.write_bytes(rows[0] + b"{broken\n" + rows[1] + rows[2][:40])
    assert_plain_failure(forked(tmp_path, "list"), 1, "progress.jsonl:2: ")
    fixed = forked(tmp_path, "check", "--repair")
    assert fixed.code == 0, fixed
    assert "2 行" in fixed.out and "progress.jsonl.aside" in fixed.out
    assert said(file) == list(WORDS[:2])
    assert forked(tmp_path, "check", "--audit").code == 0


def test_a_reader_meets_a_writer_in_the_midst_of_its_line_and_waits_for_it(tmp_path: Path) -> None:
    """Half a line under the lock is no torn line: once the writer lets go, it is read whole."""
    file, rows = written(tmp_path)
    file.path.write_bytes(rows[0] + rows[1][:30])

    def finish(child: Child) -> None:
        with hold(file.path.with_name(file.path.name + ".lock")):
            child.say("held")
            time.sleep(0.4)
            with file.path.open("ab") as stream:
                stream.write(rows[1][30:])

    child = Child(finish)
    assert os.read(child.pipe, 5) == b"held\n"
    read = file.read()
    assert (len(read.events), read.torn) == (2, b"")
    assert child.wait()[0] == 0
