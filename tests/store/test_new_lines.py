"""New lines of a journal: later than those that are there, linked to the last, the first with the plan's name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from baigong.model.events import EVENT
from baigong.store.chain import encode, line_hash
from baigong.store.journal import FileJournal
from baigong.store.new_lines import link_behind, new_journal
from tests.support.builders import said
from tests.support.journals import adding, lines, unchained

ONE, TWO, THREE = (said("1.1", percent=percent) for percent in (10, 20, 30))


@pytest.fixture
def journal(tmp_path: Path) -> FileJournal:
    return FileJournal(tmp_path / "progress.jsonl")


def test_the_clock_of_a_journal_never_runs_back(journal: FileJournal) -> None:
    """A machine whose clock is behind records after what is there; the records of one command share their moment."""
    journal.record(adding(THREE))
    made = [*journal.record(adding(ONE, TWO)), *journal.record(adding(THREE.model_copy(update={"id": "new"})))]
    moments = [event.at for event in journal.read().events]
    assert [at - THREE.at for at in moments] == [timedelta(microseconds=number) for number in (0, 1, 1, 2)]
    assert moments[1:] == [event.at for event in made]
    assert [event.on for event in made] == [ONE.on, TWO.on, THREE.on]


def test_a_record_that_claims_the_end_of_time_stops_nobody(journal: FileJournal) -> None:
    journal.record(adding(ONE.model_copy(update={"at": datetime.max.replace(tzinfo=UTC)})))
    journal.record(adding(TWO))
    assert unchained(journal.read().events)[1].id == TWO.id


@pytest.mark.parametrize(("end", "start"), [(b"\n", b""), (b"", b"\n")])
def test_lines_go_behind_the_last_one_whether_or_not_it_has_its_end(end: bytes, start: bytes) -> None:
    linked, data = link_behind([TWO, THREE], lines(ONE, end=end))
    assert [event.after for event in linked] == [ONE.id, TWO.id]
    assert linked[0].prev == line_hash(encode(ONE))
    assert data == start + lines(*linked)


def test_the_first_event_of_a_new_journal_alone_names_the_plan() -> None:
    rows = new_journal([ONE, TWO], "甲.yaml").splitlines()
    assert [EVENT.validate_json(row).plan for row in rows] == ["甲.yaml", ""]
    assert EVENT.validate_json(rows[1]).prev == line_hash(rows[0])
    assert new_journal([], "甲.yaml") == b""
