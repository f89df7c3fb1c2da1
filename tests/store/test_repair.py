"""The repair: what is no event is moved and kept, what is one stays, and two events of one id become two."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.model.events import EVENT
from baigong.store.chain import encode, line_hash
from baigong.store.journal import FileJournal
from baigong.store.journal_lines import BOM
from baigong.store.repair import Repair, repair_of
from tests.support.builders import said
from tests.support.journals import lines

JOURNAL = Path("progress.jsonl")
ONE, TWO = (said("1.1", percent=percent) for percent in (10, 20))


@pytest.fixture
def journal(tmp_path: Path) -> FileJournal:
    return FileJournal(tmp_path / "progress.jsonl")


def test_repair_moves_what_is_no_event_and_leaves_what_is(journal: FileJournal) -> None:
    journal.path.write_bytes(lines(ONE) + b"nonsense\n\n<<<<<<< HEAD\n" + lines(TWO) + b'{"id":')
    assert journal.repair().moved == 3
    assert journal.aside.read_bytes() == b'nonsense\n<<<<<<< HEAD\n{"id":\n'
    assert journal.read().events == (ONE, TWO)
    assert journal.read().torn == b""
    assert journal.repair().moved == 0


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
def test_what_a_repair_leaves_ends_its_last_line(journal: FileJournal, end: bytes) -> None:
    journal.path.write_bytes(b"{broken\n" + lines(ONE) + lines(TWO)[:-1] + end)
    assert journal.repair().moved == 1
    assert journal.path.read_bytes() == lines(ONE, TWO) + end[1:]


def test_a_repair_that_leaves_nothing_leaves_an_empty_journal(journal: FileJournal) -> None:
    journal.path.write_bytes(b"{broken")
    assert journal.repair().moved == 1
    assert journal.path.read_bytes() == b""
    assert journal.aside.read_bytes() == b"{broken\n"


def test_repair_of_what_is_whole_changes_nothing(journal: FileJournal) -> None:
    content = BOM + lines(ONE, end=b"\r\n") + b"\n" + encode(TWO)
    journal.path.write_bytes(content)
    assert journal.repair().moved == 0
    assert journal.path.read_bytes() == content
    assert not journal.aside.exists()


def test_repair_of_nothing(journal: FileJournal) -> None:
    assert journal.repair().moved == 0
    assert not journal.path.exists()


def test_the_later_of_two_events_with_one_id_gets_another_behind_the_last_line() -> None:
    twin = TWO.model_copy(update={"id": ONE.id})
    repaired = repair_of(JOURNAL, lines(ONE, twin), ())
    first, second = repaired.content.splitlines()
    renamed = EVENT.validate_json(second)
    assert first == encode(ONE)
    assert repaired.aside == lines(twin)
    assert (renamed.prev, renamed.after) == (line_hash(first), ONE.id)
    assert renamed.model_copy(update={"id": ONE.id, "prev": "", "after": ""}) == twin
    assert repaired.told == Repair(0, (renamed.id,))
    assert renamed.id != ONE.id


def test_the_new_id_is_the_same_whoever_repairs_a_copy() -> None:
    twin = TWO.model_copy(update={"id": ONE.id})
    linked = twin.model_copy(update={"prev": "0" * 32, "after": "x"})
    assert repair_of(JOURNAL, lines(ONE, twin), ()).told == repair_of(JOURNAL, lines(ONE, linked), ()).told


def test_a_missing_line_is_noted_and_the_journal_stays() -> None:
    repaired = repair_of(JOURNAL, lines(ONE), ("0" * 32, line_hash(encode(ONE))))
    assert repaired.content == lines(ONE)
    assert repaired.aside == b"missing " + b"0" * 32 + b"\n"
    assert repaired.told == Repair(0, missing=1)


def test_what_a_newer_version_wrote_stays() -> None:
    newer = encode(TWO).replace(b'"kind":"progress"', b'"kind":"promise"') + b"\n"
    repaired = repair_of(JOURNAL, lines(ONE) + newer, ())
    assert repaired.content == lines(ONE) + newer
    assert repaired.told == Repair(0, newer=1)
