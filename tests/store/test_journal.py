"""The journal: what was recorded is there, what was not is not, and no damage is passed over in silence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.errors import DataError, OutOfReachError, RequestError
from baigong.model.events import Event, Evidence
from baigong.store.chain import encode, line_hash
from baigong.store.interface import JournalContents
from baigong.store.journal import FileJournal
from baigong.store.journal_lines import BOM, last_line, parse
from baigong.store.tail import append_flushed
from tests.support.builders import assigned, closed, deferred, rejected, retracted, said
from tests.support.journals import adding, lines, unchained

ONE, TWO, THREE = (said("1.1", percent=percent) for percent in (10, 20, 30))
OF_EACH_KIND: tuple[Event, ...] = (
    said(
        "1.1",
        "blocked",
        12.5,
        unit="省甲厅",
        note="第一行\n第二行\u2028“引号”\\ \t😀",
        evidence=(Evidence(file="../照片/1.jpg", size=3, sha256="0" * 64), "青扶〔2019〕5号"),
        actual={"5处": 4.5},
    ),
    said("1.1", percent=0),
    deferred("1.1", "04-30"),
    assigned("1.1", lead=("省甲厅",), support=()),
    closed("1.1", verifier="王五"),
    rejected("1.1"),
    retracted("e00001"),
)


@pytest.fixture
def journal(tmp_path: Path) -> FileJournal:
    return FileJournal(tmp_path / "progress.jsonl")


def fault(content: bytes) -> DataError:
    with pytest.raises(DataError) as raised:
        parse(Path("progress.jsonl"), content)
    assert raised.value.hint
    return raised.value


# Recording


def test_what_was_recorded_is_read_again(journal: FileJournal) -> None:
    journal.record(adding(*OF_EACH_KIND))
    last = said("1.1", percent=10, on="01-11")
    journal.record(adding(last))
    assert unchained(journal.read().events) == [*OF_EACH_KIND, last]


def test_an_event_is_one_line_of_json_in_chinese_with_who_and_when_first(journal: FileJournal) -> None:
    journal.record(adding(said("1.1", percent=60, note="已核对", id="ab")))
    (line,) = journal.path.read_text(encoding="utf-8").splitlines()
    assert "已核对" in line
    assert list(json.loads(line)) == ["id", "prev", "at", "on", "by", "kind", "note", "task", "percent"]
    assert line.endswith('"percent":60}')


def test_each_line_holds_the_hash_of_the_line_before_it(journal: FileJournal) -> None:
    made = [*journal.record(adding(ONE, TWO)), *journal.record(adding(THREE))]
    rows = journal.path.read_bytes().splitlines()
    assert [event.prev for event in made] == ["", line_hash(rows[0]), line_hash(rows[1])]
    assert [event.after for event in made] == ["", ONE.id, TWO.id]
    assert list(journal.read().events) == made
    assert last_line(journal.path.read_bytes()) == rows[2]
    assert last_line(b"") == last_line(b"\n\n") == b""


def test_the_hash_of_a_line_is_32_digits_of_its_sha_256() -> None:
    """Journals that are there already hold such hashes: another length would make each of their lines a forgery."""
    assert line_hash(b"abc") == "ba7816bf8f01cfea414140de5dae2223"


def test_what_is_decided_is_decided_on_what_is_there(journal: FileJournal) -> None:
    journal.record(adding(ONE))
    seen: list[JournalContents] = []

    def decide(read: JournalContents) -> Sequence[Event]:
        seen.append(read)
        return [TWO]

    journal.record(decide)
    assert unchained(seen[0].events) == [ONE]


def test_nothing_is_written_when_what_is_decided_is_a_refusal(journal: FileJournal) -> None:
    journal.record(adding(ONE))
    before = journal.path.read_bytes()

    def refuse(_read: JournalContents) -> Sequence[Event]:
        raise RequestError("不行", "因为")

    with pytest.raises(RequestError):
        journal.record(refuse)
    assert journal.path.read_bytes() == before
    assert journal.record(adding()) == []
    assert journal.path.read_bytes() == before
    journal.record(adding(TWO))
    assert unchained(journal.read().events) == [ONE, TWO]


def test_a_refusal_makes_no_journal(journal: FileJournal) -> None:
    journal.record(adding())
    assert not journal.path.exists()
    assert (journal.read().events, journal.read().torn) == ((), b"")


def test_nothing_is_written_when_it_cannot_be_flushed(journal: FileJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.record(adding(ONE))
    before = journal.path.read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutOfReachError, match="什么也没有写入"):
        journal.record(adding(TWO, THREE))
    monkeypatch.undo()
    assert journal.path.read_bytes() == before


def test_a_recording_is_one_write(journal: FileJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []

    def spy(path: Path, data: bytes, *more: Any, **named: Any) -> None:
        written.append(data)
        append_flushed(path, data, *more, **named)

    monkeypatch.setattr("baigong.store.journal.append_flushed", spy)
    journal.record(adding(ONE, TWO, THREE))
    assert [data.count(b"\n") for data in written] == [3]


RECORDER = """
import sys
from pathlib import Path
from baigong.store.journal import FileJournal
from tests.support.builders import said
for number in range(8):
    FileJournal(Path(sys.argv[1])).record(lambda read: [said("1.1", percent=number, id=f"{sys.argv[2]}-{number}")])
"""


def test_two_processes_recording_at_once_both_succeed(journal: FileJournal) -> None:
    both = [subprocess.Popen([sys.executable, "-c", RECORDER, str(journal.path), name]) for name in ("a", "b")]
    assert [process.wait() for process in both] == [0, 0]
    found = journal.read().events
    assert sorted(event.id for event in found) == sorted(f"{name}-{number}" for name in "ab" for number in range(8))
    rows = journal.path.read_bytes().splitlines()
    assert [event.prev for event in found] == ["", *(line_hash(row) for row in rows[:-1])]


# A torn last line


@pytest.mark.parametrize("cut", [1, 2, 40, -1])
def test_a_torn_last_line_is_given_apart(journal: FileJournal, cut: int) -> None:
    torn = encode(TWO)[:cut]
    journal.path.write_bytes(lines(ONE) + torn)
    assert (journal.read().events, journal.read().torn) == ((ONE,), torn)


def test_the_torn_last_line_of_a_long_journal(journal: FileJournal) -> None:
    events = [said("1.1", percent=10, id=f"e{at}") for at in range(600)]
    content = lines(*events)
    assert parse(journal.path, content + b'{"id":').torn == b'{"id":'
    assert len(parse(journal.path, content + b'{"id":').events) == 600


def test_a_torn_line_that_cannot_be_cut_off_stays_and_nothing_is_recorded(
    journal: FileJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.record(adding(ONE))
    damaged = journal.path.read_bytes() + b'{"id":"to'
    journal.path.write_bytes(damaged)
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if os.path.samestat(os.fstat(descriptor), journal.path.stat()):
            raise OSError(5, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutOfReachError, match="磁盘读写出错"):
        journal.record(adding(TWO))
    assert journal.aside.read_bytes() == b'{"id":"to\n'
    assert journal.path.read_bytes() in (damaged, damaged.removesuffix(b'{"id":"to'))


def test_what_was_set_aside_is_given_to_who_asks(journal: FileJournal) -> None:
    assert journal.set_aside() == b""
    journal.aside.write_bytes(b"{torn\n")
    assert journal.set_aside() == b"{torn\n"


def test_under_the_lock_the_events_are_given_and_nobody_else_records(
    journal: FileJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.record(adding(ONE))
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", "0")
    with journal.locked() as read:
        assert unchained(read.events) == [ONE]
        with pytest.raises(OutOfReachError, match="正被占用"):
            FileJournal(journal.path).record(adding(TWO))
    assert unchained(journal.read().events) == [ONE]


def test_a_line_is_torn_anywhere_in_a_character(journal: FileJournal) -> None:
    whole = encode(said("1.1", note="已核对"))
    for cut in range(1, len(whole)):
        read = parse(journal.path, lines(ONE) + whole[:cut])
        assert (read.events, read.torn) == ((ONE,), whole[:cut])
    assert len(parse(journal.path, lines(ONE) + whole).events) == 2


@pytest.mark.parametrize("torn", [b"\0\0\0\0", b"\0\0\n", b'{"id":"x"\0\0\n', b"\0" * 5000 + b"\n\n"])
def test_zero_bytes_at_the_end_are_torn_too(journal: FileJournal, torn: bytes) -> None:
    journal.path.write_bytes(lines(ONE) + torn)
    assert journal.read().events == (ONE,)
    assert journal.read().torn


def test_a_torn_line_is_set_aside_before_the_next_is_written(journal: FileJournal) -> None:
    torn = encode(TWO)[:30]
    journal.path.write_bytes(lines(ONE) + torn)
    journal.record(adding(THREE))
    assert journal.aside.read_bytes() == torn + b"\n"
    assert unchained(journal.read().events) == [ONE, THREE]
    assert not journal.read().torn
    assert journal.read().events[1].prev == line_hash(encode(ONE))


def test_what_was_set_aside_earlier_stays(journal: FileJournal) -> None:
    journal.aside.write_bytes(b"earlier\n")
    journal.path.write_bytes(b'{"id"')
    journal.record(adding(ONE))
    assert journal.aside.read_bytes() == b'earlier\n{"id"\n'
    assert journal.read().events == (ONE,)


def test_a_refusal_leaves_a_torn_line_where_it_is(journal: FileJournal) -> None:
    journal.path.write_bytes(lines(ONE) + b"{")
    journal.record(adding())
    assert journal.path.read_bytes() == lines(ONE) + b"{"
    assert not journal.aside.exists()


def test_a_last_line_that_only_lacks_its_end_counts(journal: FileJournal) -> None:
    journal.path.write_bytes(lines(ONE) + encode(TWO))
    assert journal.read().events == (ONE, TWO)
    journal.record(adding(THREE))
    assert unchained(journal.read().events) == [ONE, TWO, THREE]


# What is no event


def test_a_broken_line_in_the_middle_is_told_with_its_place() -> None:
    error = fault(lines(ONE) + encode(TWO)[:30] + b"\n" + lines(THREE))
    assert (str(error.path), error.line) == ("progress.jsonl", 2)
    assert "progress.jsonl:2: 不是一条完整的记录" in error.message
    assert "--repair" in error.hint


def test_a_broken_line_stops_the_recording(journal: FileJournal) -> None:
    content = b"nonsense\n" + lines(ONE)
    journal.path.write_bytes(content)
    for doing in (journal.read, lambda: journal.record(adding(TWO))):
        with pytest.raises(DataError, match=":1:"):
            doing()
    assert journal.path.read_bytes() == content


def test_a_broken_last_line_that_has_its_end_is_no_torn_one() -> None:
    assert fault(lines(ONE) + b"nonsense\n").line == 2


@pytest.mark.parametrize("mark", [b"<<<<<<< HEAD", b"=======", b">>>>>>> other"])
def test_the_marks_of_a_merge_are_told_as_such(mark: bytes) -> None:
    error = fault(lines(ONE) + mark + b"\n" + lines(TWO))
    assert "git 合并冲突" in error.message
    assert error.line == 2


@pytest.mark.parametrize(
    ("change", "said_of_it"),
    [
        ({"kind": "promise"}, "（kind）"),
        ({"kind": None}, "（kind）"),
        ({"percent": 150}, "“percent”"),
        ({"percent": float("nan")}, "“percent”"),
        ({"on": "2019-02-30"}, "“on”"),
        ({"at": "2019-02-01T10:00:00"}, "“at”"),
        ({"task": ""}, "“task”"),
        ({"status": "closed"}, "“status”"),
        ({"colour": "red"}, "“colour”"),
        ({"id": " "}, "“id”"),
        ({"on": "2019-02-30", "task": "", "percent": 150}, "“on”"),
    ],
)
def test_an_event_that_says_something_wrong_is_told_with_what(change: dict[str, object], said_of_it: str) -> None:
    row = json.loads(encode(ONE)) | change
    content = "\n".join(["", json.dumps({key: value for key, value in row.items() if value is not None}), ""])
    error = fault(content.encode())
    assert said_of_it in error.message
    assert error.line == 2


@pytest.mark.parametrize("row", [b"[]", b"1", b'"x"', b"null", b"{}"])
def test_json_that_is_no_event(row: bytes) -> None:
    assert fault(lines(ONE) + row + b"\n" + lines(TWO)).line == 2


def test_one_id_with_two_meanings_is_told_with_both_places() -> None:
    other = THREE.model_copy(update={"id": ONE.id})
    error = fault(lines(ONE, TWO, other))
    assert error.line == 3
    assert f"编号 {ONE.id} 与第 1 行相同而内容不同" in error.message


# What a merge, an editor or another system does to a file


def test_an_event_given_twice_counts_once_whatever_was_before_it(journal: FileJournal) -> None:
    again = ONE.model_copy(update={"prev": "0" * 32, "after": "x"})
    read = parse(journal.path, lines(ONE, TWO, again))
    assert read.events == (ONE, TWO)
    assert read.lines == {ONE.id: 1, TWO.id: 2}


def test_windows_line_ends_blank_lines_and_a_byte_order_mark(journal: FileJournal) -> None:
    content = BOM + b"\r\n" + lines(ONE, end=b"\r\n") + b"\n  \n" + lines(TWO, end=b"\r\n")
    read = parse(journal.path, content)
    assert read.events == (ONE, TWO)
    assert read.lines == {ONE.id: 2, TWO.id: 5}
    journal.path.write_bytes(content)
    (made,) = journal.record(adding(THREE))
    assert journal.path.read_bytes() == content + encode(made) + b"\n"
    assert made.prev == line_hash(encode(TWO))


def test_only_a_byte_order_mark(journal: FileJournal) -> None:
    journal.path.write_bytes(BOM)
    assert (journal.read().events, journal.read().torn) == ((), b"")
    journal.record(adding(ONE))
    assert journal.read().events == (ONE,)


@given(st.lists(st.sampled_from([ONE, TWO, THREE, *OF_EACH_KIND]), max_size=12))
def test_merging_as_a_union_of_lines_gives_every_event_once(row: list[Event]) -> None:
    read = parse(Path("progress.jsonl"), lines(*row))
    assert list(read.events) == list({event.id: event for event in row}.values())


@given(st.binary(max_size=200))
def test_whatever_the_bytes_they_are_read_or_refused_with_their_place(content: bytes) -> None:
    try:
        read = parse(Path("progress.jsonl"), lines(ONE) + content)
    except DataError as error:
        assert error.line is not None
    else:
        assert read.events[0] == ONE


# Where it is


def test_a_link_to_a_journal_is_written_through_under_the_lock_of_the_real_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    real = FileJournal(tmp_path / "a" / "progress.jsonl")
    real.record(adding(ONE))
    link = FileJournal(tmp_path / "b" / "progress.jsonl")
    link.path.symlink_to(real.path)
    link.record(adding(TWO))
    assert link.path.is_symlink()
    assert unchained(real.read().events) == [ONE, TWO]
    assert not (tmp_path / "b" / "progress.jsonl.lock").exists()


def test_a_journal_that_is_a_folder_is_told(journal: FileJournal) -> None:
    journal.path.mkdir()
    with pytest.raises(DataError):
        journal.read()


def test_what_an_event_says_survives_being_written(journal: FileJournal) -> None:
    for event in OF_EACH_KIND:
        assert parse(journal.path, lines(event)).events == (event,)
