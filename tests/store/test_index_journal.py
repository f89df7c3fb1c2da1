"""An index knows where each event of a journal stands, and whether the journal is simple enough to be read in parts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from baigong.model.events import Event
from baigong.store.chain import encode
from baigong.store.fingerprint import Fingerprint
from baigong.store.index import Index
from baigong.store.index_journal import known_of, moment_of, write_events, write_journal
from baigong.store.index_parts import get
from baigong.store.journal_lines import parse
from tests.support.builders import retracted, said

PATH = Path("progress.jsonl")
ONE, TWO = said("1.1", id="a", percent=10), said("1.2", id="b", percent=20)
UNDONE = retracted("b", id="c")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    file = tmp_path / "index.sqlite"
    file.touch()
    with Index(file).open(write=True) as base:
        yield base


def lines(*events: Event) -> bytes:
    return b"".join(encode(event) + b"\n" for event in events)


def written(base: sqlite3.Connection, content: bytes) -> Any:
    write_journal(base, content, parse(PATH, content))
    return get(base, "journal")


def rows(base: sqlite3.Connection) -> Sequence[tuple[Any, ...]]:
    return base.execute("SELECT id, node, start, length FROM events ORDER BY number").fetchall()


def test_each_event_is_found_where_it_stands_and_a_retraction_with_what_it_undoes(base: sqlite3.Connection) -> None:
    content = lines(ONE, TWO, UNDONE)
    assert written(base, content)["simple"]
    assert [(id, node) for id, node, _, _ in rows(base)] == [("a", "1.1"), ("b", "1.2"), ("c", "1.2")]
    assert [content[start : start + length] for _, _, start, length in rows(base)] == content.splitlines()


def test_a_journal_that_grew_is_known_as_if_it_had_been_read_whole(base: sqlite3.Connection) -> None:
    content = lines(ONE, TWO, UNDONE)
    whole, there = written(base, content), rows(base)
    before = written(base, lines(ONE))
    write_events(base, lines(TWO, UNDONE), len(lines(ONE)), [TWO, UNDONE], before, Fingerprint.of(content))
    assert (get(base, "journal"), rows(base)) == (whole, there)


@pytest.mark.parametrize(
    "content",
    [lines(ONE, retracted("nothing", id="c")), lines(ONE, ONE), lines(ONE) + b'{"torn'],
    ids=["retraction of what is not there", "an event twice", "torn"],
)
def test_a_journal_of_more_than_events_is_not_simple(base: sqlite3.Connection, content: bytes) -> None:
    assert not written(base, content)["simple"]


def test_of_a_journal_that_grew_the_beginning_is_known_and_of_a_changed_one_nothing(base: sqlite3.Connection) -> None:
    content = lines(ONE, TWO)
    journal = written(base, content)
    assert known_of(journal, content) == known_of(journal, content + lines(UNDONE)) == len(content)
    assert known_of(journal, content.replace(b'"percent":10', b'"percent":11')) == 0


def test_the_last_moment_is_the_latest_whatever_the_offsets(base: sqlite3.Connection) -> None:
    at = datetime(2019, 3, 5, 9, 0, 0, 1, tzinfo=timezone(timedelta(hours=8)))
    later, earlier = ONE.model_copy(update={"at": at}), TWO.model_copy(update={"at": at - timedelta(hours=1)})
    assert moment_of(written(base, lines(later, earlier))["last"]) == at.astimezone(UTC)
