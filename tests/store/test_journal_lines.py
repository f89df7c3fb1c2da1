"""The lines of a journal: which are read, which stay in a repair, which heads are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.errors import (
    BrokenRecordError,
    ClashingEventError,
    LineTooLongError,
    MergeMarkerError,
    TooManyBadLinesError,
)
from baigong.store import journal_lines
from baigong.store.chain import encode, line_hash
from baigong.store.journal_lines import (
    BOM,
    VOID,
    filled_rows,
    is_void,
    last_line,
    missing_heads,
    parse,
    plan_of_journal,
    sort_lines,
)
from tests.support.builders import said

PATH = Path("progress.jsonl")
ONE, TWO = said("1.1", id="a", percent=10), said("1.1", id="b", percent=20)
LINE, NEXT = encode(ONE), encode(TWO)
FOREIGN = LINE.replace(b'"progress"', b'"praise"')


def test_blank_lines_and_a_byte_order_mark_are_passed_over_and_lines_keep_their_numbers() -> None:
    content = BOM + b"\n" + LINE + b"\r\n\n" + NEXT
    assert [row.number for row in filled_rows(content)] == [2, 4]
    contents = parse(PATH, content)
    assert (contents.events, contents.lines, contents.place("b")) == ((ONE, TWO), {"a": 2, "b": 4}, "progress.jsonl:4")


def test_only_a_last_line_cut_short_is_torn() -> None:
    assert parse(PATH, LINE + b"\n" + NEXT[:20]).torn == NEXT[:20]
    with pytest.raises(BrokenRecordError):
        parse(PATH, NEXT[:20] + b"\n" + LINE + b"\n")


@pytest.mark.parametrize("many", [1, 2, 3, 4, 5])
def test_what_stands_behind_the_first_events_is_looked_at_before_it_is_kept(
    monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(journal_lines, "MANY", many)
    events = [said("1.1", id=id, percent=10) for id in "abcd"]
    line, *_ = map(encode, events)
    lines = b"\n\n".join(map(encode, events)) + b"\n"
    contents = parse(PATH, BOM + lines + line[:20])
    assert (contents.events, contents.torn) == (tuple(events), line[:20])
    assert contents.lines == {"a": 1, "b": 3, "c": 5, "d": 7}
    assert parse(PATH, BOM + lines + line + b"\n") == parse(PATH, BOM + lines)
    with pytest.raises(ClashingEventError):
        parse(PATH, BOM + lines + line.replace(b'"percent":10', b'"percent":11') + b"\n")
    with pytest.raises(BrokenRecordError) as raised:
        parse(PATH, BOM + lines + FOREIGN + b"\n")
    assert raised.value.line == 8


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (FOREIGN + b"\n", BrokenRecordError),
        (b"<<<<<<< HEAD\n" + LINE + b"\n", MergeMarkerError),
        (LINE + b"\n" + LINE.replace(b'"percent":10', b'"percent":11') + b"\n", ClashingEventError),
    ],
)
def test_a_line_that_is_no_event_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse(PATH, content)


def test_a_line_longer_than_any_record_is_refused_and_at_the_end_torn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_lines, "MAX_LINE", 10)
    with pytest.raises(LineTooLongError):
        parse(PATH, LINE + b"\n" + LINE + b"\n")
    assert parse(PATH, LINE).torn == LINE


def test_the_rest_of_a_write_that_was_voided_is_told_and_not_read() -> None:
    contents = parse(PATH, LINE + b"\n" + NEXT[:20] + VOID + b"\n")
    assert contents.events == (ONE,) and ":2:" in contents.warnings[0]
    assert is_void(NEXT[:20] + VOID) and not is_void(NEXT)


def test_the_last_line_is_the_last_that_holds_an_event() -> None:
    assert last_line(LINE + b"\n" + NEXT + b"\n\n  \n") == NEXT
    assert last_line(LINE + b"\n{" + VOID + b"\n") == LINE
    assert last_line(BOM + LINE) == LINE
    assert last_line(b"\n") == b""


def test_a_repair_keeps_events_newer_kinds_and_void_lines_and_moves_the_rest() -> None:
    double = LINE.replace(b'"percent":10', b'"percent":11')
    content = LINE + b"\n" + FOREIGN + b"\nrubbish\n" + double + b"\n"
    lines = sort_lines(PATH, content)
    assert b"".join(lines.good) == LINE + b"\n" + FOREIGN + b"\n"
    assert (lines.bad, [line for line, _ in lines.doubled], lines.newer) == ([b"rubbish"], [double], 1)


def test_a_file_of_nothing_but_bad_lines_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_lines, "MAX_BAD", 2)
    assert len(sort_lines(PATH, b"x\ny\n").bad) == 2
    with pytest.raises(TooManyBadLinesError):
        sort_lines(PATH, b"x\ny\nz\n")


def test_heads_that_no_line_has_are_missing() -> None:
    content = LINE + b"\n" + NEXT + b"\n"
    assert missing_heads([line_hash(NEXT)], content) == ()
    assert missing_heads([line_hash(LINE), "0" * 32], content) == ("0" * 32,)


def test_the_first_event_says_whose_journal_it_is_and_a_path_is_no_name(tmp_path: Path) -> None:
    journal = tmp_path / "progress.jsonl"
    assert plan_of_journal(journal) == ""
    for plan, name in (("tasks.yaml", "tasks.yaml"), ("../tasks.yaml", ""), ("", "")):
        journal.write_bytes(encode(said("1.1", plan=plan)) + b"\n" + LINE)
        assert plan_of_journal(journal) == name


@pytest.mark.parametrize("known", [0, 1, 2, 3])
def test_what_is_known_of_a_journal_is_restored_as_it_was_read(monkeypatch: pytest.MonkeyPatch, known: int) -> None:
    monkeypatch.setattr(journal_lines, "_TOGETHER", 2)
    pieces = [BOM + b"\n" + LINE + b"\r\n\n", NEXT + b"\n", encode(said("1.1", id="c")) + b"\n"]
    content = b"".join(pieces)
    assert parse(PATH, content, len(b"".join(pieces[:known]))) == parse(PATH, content)
    with pytest.raises(BrokenRecordError):
        parse(PATH, content.replace(b'"kind":"progress"', b'"kind":"praise"'), len(content))
