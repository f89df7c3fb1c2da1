"""The audit of a journal: what a hand did is said of the right line, and what no hand did is not."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from baigong.model.events import EVENT
from baigong.store.audit import Finding, audit
from baigong.store.chain import encode, line_hash
from baigong.store.file_store import FileStore
from baigong.store.journal import FileJournal
from baigong.store.locate import LedgerPaths
from baigong.store.plan_file import save_plan
from tests.support.builders import plan, said, task


def lines(tmp_path: Path, count: int, name: str = "a") -> list[bytes]:
    """The lines of a journal that `count` recordings wrote one after another."""
    path = tmp_path / name / "progress.jsonl"
    path.parent.mkdir(exist_ok=True)
    for percent in range(1, count + 1):
        FileJournal(path).record(lambda read, percent=percent: [said("1.1", percent=percent)])  # type: ignore[misc]
    return path.read_bytes().splitlines()


def more(start: list[bytes], count: int, tmp_path: Path, name: str) -> list[bytes]:
    """The lines that `count` further recordings add to a copy of a journal."""
    path = tmp_path / name / "progress.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(line + b"\n" for line in start))
    for percent in range(1, count + 1):
        FileJournal(path).record(lambda read, percent=percent: [said("1.1", percent=percent)])  # type: ignore[misc]
    return path.read_bytes().splitlines()[len(start) :]


def look(rows: list[bytes], aside: bytes = b"") -> tuple[Finding, ...]:
    return audit(b"".join(row + b"\n" for row in rows), aside)


def sure(found: tuple[Finding, ...]) -> list[int]:
    return [finding.line for finding in found if finding.sure]


def edit(row: bytes, **changes: Any) -> bytes:
    return json.dumps(json.loads(row) | changes, ensure_ascii=False, separators=(",", ":")).encode()


def id_of(row: bytes) -> str:
    return str(json.loads(row)["id"])


def test_an_untouched_journal_has_only_its_newest_line_unwitnessed(tmp_path: Path) -> None:
    found = look(lines(tmp_path, 6))
    assert [(finding.line, finding.sure) for finding in found] == [(6, False)]
    assert "最新的一行" in found[0].text


def test_a_journal_of_nothing_has_nothing_to_say() -> None:
    assert audit(b"") == ()
    assert audit(b"\n\n") == ()


@pytest.mark.parametrize("at", range(5))
def test_a_changed_line_is_named_with_the_line_that_knew_it_otherwise(tmp_path: Path, at: int) -> None:
    rows = lines(tmp_path, 6)
    rows[at] = edit(rows[at], note="改了")
    found = look(rows)
    assert [(finding.line, finding.sure) for finding in found if finding.line < 6] == [(at + 1, True)]
    assert id_of(rows[at]) in found[0].text and f"第 {at + 2} 行" in found[0].text and "被改动过" in found[0].text


def test_a_change_of_the_newest_line_is_what_the_audit_says_it_cannot_see(tmp_path: Path) -> None:
    rows = lines(tmp_path, 4)
    rows[3] = edit(rows[3], note="改了")
    found = look(rows)
    assert sure(found) == []
    assert "看不出来" in found[-1].text


@pytest.mark.parametrize("at", range(5))
def test_a_removed_line_is_named_by_its_id_at_the_line_that_followed_it(tmp_path: Path, at: int) -> None:
    rows = lines(tmp_path, 6)
    gone = rows.pop(at)
    found = look(rows)
    assert sure(found) == [at + 1]
    assert f"{id_of(gone)} 不在了" in next(finding.text for finding in found if finding.sure)


def test_several_lines_removed_together_leave_one_gap(tmp_path: Path) -> None:
    rows = lines(tmp_path, 8)
    gone = rows[2:5]
    del rows[2:5]
    found = look(rows)
    assert sure(found) == [3]
    assert id_of(gone[-1]) in next(finding.text for finding in found if finding.sure)


def test_the_word_of_a_changed_line_is_not_taken_for_a_change_of_the_one_before_it(tmp_path: Path) -> None:
    rows = lines(tmp_path, 6)
    rows[2], rows[3] = edit(rows[2], note="甲"), edit(rows[3], note="乙")
    found = look(rows)
    assert sure(found) == [4]
    assert any(finding.line == 3 and "后面没有记录可以印证" in finding.text for finding in found)
    assert any(finding.line == 4 and "不足为凭" in finding.text for finding in found)


def test_a_line_whose_witness_was_falsified_is_not_accused_when_another_line_vouches_for_it(tmp_path: Path) -> None:
    start = lines(tmp_path, 3)
    ours, theirs = more(start, 2, tmp_path, "ours"), more(start, 2, tmp_path, "theirs")
    forged = edit(ours[0], prev="0" * 32)
    found = look([*start, forged, ours[1], *theirs])
    assert 3 not in sure(found)
    assert sure(found) == [4]


def test_a_typed_line_without_witness_stands_out(tmp_path: Path) -> None:
    rows = lines(tmp_path, 4)
    rows.insert(2, edit(rows[1], id="forged", prev="", after=""))
    found = look(rows)
    assert [finding for finding in found if finding.line == 3 and "手工插入" in finding.text]


@pytest.mark.parametrize("at", range(1, 5))
def test_a_typed_line_with_an_invented_witness_is_said_to_be_inserted(tmp_path: Path, at: int) -> None:
    rows = lines(tmp_path, 5)
    rows.insert(at, edit(rows[1], id="forged", prev="f" * 32, after=""))
    found = look(rows)
    assert sure(found) == [at + 1]
    assert "手工插入" in next(finding.text for finding in found if finding.sure)


@pytest.mark.parametrize(("at", "said"), [(0, "它之前有记录被删去"), (5, "第 5 行被改动过，或这两行之间有记录被删去")])
def test_an_invented_witness_at_either_end_may_be_more_than_an_insertion(tmp_path: Path, at: int, said: str) -> None:
    rows = lines(tmp_path, 5)
    rows.insert(at, edit(rows[1], id="forged", prev="f" * 32, after=""))
    found = look(rows)
    assert [(finding.line, said in finding.text) for finding in found if finding.sure] == [(at + 1, True)]


def test_a_line_that_is_no_record_next_to_an_insertion_is_no_witness_of_it(tmp_path: Path) -> None:
    rows = lines(tmp_path, 3)
    forged = edit(rows[1], id="forged", prev="f" * 32, after="")
    found = look([rows[0], forged, b"{broken", rows[1], rows[2]])
    assert sure(found) == [2, 3]
    assert not any("像是手工插入的" in finding.text for finding in found)


@pytest.mark.parametrize("branch", range(8))
def test_a_line_behind_the_end_of_a_branch_is_not_said_to_be_inserted(tmp_path: Path, branch: int) -> None:
    """Only a line written when the one before stood last passes it over; another's hash may be greater or less."""
    start = lines(tmp_path, 1)
    theirs = more(start, 1, tmp_path, f"theirs {branch}")
    ours = more(start, 1, tmp_path, f"ours {branch}")
    forged = edit(start[0], id="forged", prev="f" * 32, after="")
    found = [finding for finding in look([*start, *theirs, forged, *ours]) if finding.sure]
    assert [finding.line for finding in found] == [3]
    assert "第 2 行被改动过，或这两行之间有记录被删去" in found[0].text


def test_blank_lines_hide_nothing_that_stands_behind_them(tmp_path: Path) -> None:
    rows = lines(tmp_path, 5)
    rows[3] = edit(rows[3], note="改了")
    assert sure(look([*rows[:2], b"", b" \r", *rows[2:]])) == [6]


def test_a_root_that_nobody_bears_witness_of_is_told_apart_from_the_first_line(tmp_path: Path) -> None:
    one, other = lines(tmp_path, 1, "a"), lines(tmp_path, 2, "b")
    found = {finding.line: finding.text for finding in look([*one, *other])}
    assert "合并来的一支到此为止" in found[1] and "最新的一行" in found[3]
    found = {finding.line: finding.text for finding in look([*other, *one, *more(other, 1, tmp_path, "c")])}
    assert "不接在任何记录之后" in found[3]


def test_a_copied_line_with_a_copied_witness_is_doubted_as_the_end_of_a_branch(tmp_path: Path) -> None:
    rows = lines(tmp_path, 4)
    rows.insert(2, edit(rows[1], id="forged", percent=99))
    found = look(rows)
    assert [finding.line for finding in found if "若没有合并过，就是手工插入的" in finding.text] == [3]


def test_a_union_merge_is_a_graph_and_accuses_nobody(tmp_path: Path) -> None:
    start = lines(tmp_path, 3)
    ours, theirs = more(start, 3, tmp_path, "ours"), more(start, 2, tmp_path, "theirs")
    merged = [*start, *ours, *theirs]
    found = look(merged)
    assert sure(found) == []
    assert [finding.line for finding in found] == [6, 8]
    later = more(merged, 2, tmp_path, "later")
    assert [finding.line for finding in look([*merged, *later])] == [6, 10]


def test_two_ledgers_that_both_began_empty_merge_without_accusation(tmp_path: Path) -> None:
    ours, theirs = lines(tmp_path, 3, "ours"), lines(tmp_path, 3, "theirs")
    assert sure(look([*ours, *theirs])) == []


def test_a_merge_that_gives_lines_twice_or_in_any_order_accuses_nobody(tmp_path: Path) -> None:
    rows = lines(tmp_path, 8)
    shuffled = [*rows, rows[2], rows[5]]
    random.Random(7).shuffle(shuffled)
    found = look(shuffled)
    assert sure(found) == []
    assert any("行序被调换过" in finding.text for finding in found)


def test_windows_line_ends_and_a_byte_order_mark_change_no_line(tmp_path: Path) -> None:
    rows = lines(tmp_path, 4)
    content = b"\xef\xbb\xbf" + b"".join(row + b"\r\n" for row in rows)
    assert sure(audit(content)) == []


def test_lines_of_a_newer_version_that_a_repair_set_aside_are_not_missing(tmp_path: Path) -> None:
    rows = lines(tmp_path, 2)
    newer = edit(rows[1], id="n1", kind="promise", prev=line_hash(rows[1]), after="x")
    rows.append(edit(rows[1], id="n2", prev=line_hash(newer), after="n1"))
    assert sure(look(rows)) == [3]
    assert sure(look(rows, newer + b"\n")) == []


def test_an_event_in_the_file_for_lines_that_are_none_was_moved_there_by_a_hand(tmp_path: Path) -> None:
    rows = lines(tmp_path, 5)
    moved = look([*rows[:2], *rows[3:]], rows[2] + b"\n")
    assert 3 in sure(moved), "its hash there is no excuse for its absence here"
    assert any("在 .aside 文件里而不在这里" in finding.text for finding in moved if finding.sure)
    changed = look([*rows[:2], edit(rows[2], note="改了"), *rows[3:]], rows[2] + b"\n")
    assert 3 in sure(changed)
    assert sure(look(rows, rows[2] + b"\n")) == [], "what is here too was only copied"


def file_of(tmp_path: Path, count: int) -> FileStore:
    """A store whose journal `count` recordings wrote, with the head that they left."""
    save_plan(tmp_path / "a" / "tasks.yaml", plan(task()))
    lines(tmp_path, count)
    return FileStore(LedgerPaths(tmp_path / "a" / "tasks.yaml"))


def test_with_a_head_there_is_nothing_that_cannot_be_told_of_the_newest_line(tmp_path: Path) -> None:
    assert file_of(tmp_path, 3).audit() == ()


@pytest.mark.parametrize("kept", [0, 1, 3])
def test_last_lines_cut_off_or_an_old_copy_saved_over_the_journal_are_found(tmp_path: Path, kept: int) -> None:
    store = file_of(tmp_path, 4)
    path = store.journal.path
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:kept]))
    assert sure(store.audit()) == [kept or 1]
    assert any("少了上次写入的记录" in warning for warning in store.journal.read().warnings), "each command says so"
    # Later recordings do not cover it up; a repair notes it, and no command says it again.
    store.journal.record(lambda read: [said("1.1", percent=90)])
    assert len(sure(store.audit())) == 1
    assert store.journal.repair().missing == 1
    assert sure(store.audit()) == []
    assert any(".aside" in finding.text for finding in store.audit())
    assert store.journal.read().warnings == ()


def test_a_journal_that_was_removed_is_found(tmp_path: Path) -> None:
    store = file_of(tmp_path, 2)
    store.journal.path.unlink()
    assert ["清空或删去" in finding.text for finding in store.audit() if finding.sure] == [True]


def test_a_change_of_the_newest_line_is_found(tmp_path: Path) -> None:
    store = file_of(tmp_path, 3)
    rows = store.journal.path.read_bytes().splitlines()
    store.journal.path.write_bytes(b"".join(row + b"\n" for row in [*rows[:2], edit(rows[2], percent=99)]))
    assert sure(store.audit()) == [3]


def test_a_merge_does_not_hide_the_head_and_is_not_held_against_anybody(tmp_path: Path) -> None:
    store = file_of(tmp_path, 2)
    rows = store.journal.path.read_bytes().splitlines()
    other = more(rows, 2, tmp_path, "b")
    store.journal.record(lambda read: [said("1.1", percent=7)])
    merged = [*store.journal.path.read_bytes().splitlines(), *other]
    store.journal.path.write_bytes(b"".join(row + b"\n" for row in merged))
    assert sure(store.audit()) == []
    assert store.journal.read().warnings == ()


def test_a_last_line_without_a_forerunner_is_no_witness_against_the_one_before_it(tmp_path: Path) -> None:
    rows = lines(tmp_path, 3)
    forged = edit(rows[2], id="forged", prev="", after="")
    for finding in look([*rows, forged]):
        assert finding.line == 4 or "最新的一行" in finding.text
    first = edit(rows[0], plan="tasks.yaml")
    second = edit(rows[1], prev=line_hash(first))
    assert sure(look([first, second, forged])) == [3]
    assert sure(look([first, second, edit(first, id="other")])) == [], "another journal's first line"


def test_a_line_that_is_no_record_is_named_and_a_torn_last_one_is_not_held_against_anybody(tmp_path: Path) -> None:
    rows = lines(tmp_path, 4)
    broken = [*rows[:2], b"{broken", *rows[2:]]
    assert 3 in sure(look(broken))
    torn = b"".join(row + b"\n" for row in rows) + rows[0][:30]
    assert [(finding.line, finding.sure) for finding in audit(torn)] == [(4, False), (5, False)]
    newest, unended = audit(torn)
    assert "最新的一行" in newest.text and "最后一行不完整" in unended.text


def test_a_journal_written_before_lines_named_their_forerunner_is_audited_by_hash_alone(tmp_path: Path) -> None:
    prev, rows = "", []
    for percent in range(1, 7):
        rows.append(encode(said("1.1", percent=percent).model_copy(update={"prev": prev})))
        prev = line_hash(rows[-1])
    assert b"after" not in rows[3]
    assert sure(look(rows)) == []
    changed = [*rows[:2], edit(rows[2], note="改了"), *rows[3:]]
    assert "第 3 行被改动过，或这两行之间有记录被删去" in [f.text for f in look(changed)]
    without_first = rows[1:]
    assert sure(look(without_first)) == [1]


def test_every_single_change_of_every_witnessed_byte_is_found(tmp_path: Path) -> None:
    rows = lines(tmp_path, 3)
    row = rows[1]
    for at in range(len(row)):
        spoiled = row[:at] + bytes([row[at] ^ 1]) + row[at + 1 :]
        if spoiled.strip() == row:
            continue
        found = look([rows[0], spoiled, rows[2]])
        assert sure(found), f"byte {at} of {row!r}"


def test_what_is_written_reads_back_to_the_same_bytes(tmp_path: Path) -> None:
    for row in lines(tmp_path, 5):
        assert encode(EVENT.validate_json(row)) == row
