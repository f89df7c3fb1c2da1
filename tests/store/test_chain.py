"""The chain of hashes: an event as its line, and new events linked to the last one."""

from __future__ import annotations

import hashlib
import json

from baigong.model.events import EVENT
from baigong.store.chain import encode, line_hash, link
from tests.support.builders import deferred, said


def test_a_line_says_who_and_when_first_and_leaves_out_what_is_empty() -> None:
    fields = json.loads(encode(said("1.1", percent=60.0, id="a1")))
    assert list(fields)[:6] == ["id", "prev", "at", "on", "by", "kind"]
    assert fields["percent"] == 60 and isinstance(fields["percent"], int)
    assert "unit" not in fields and "note" not in fields


def test_a_line_is_chinese_in_one_line_and_reads_back_as_the_event() -> None:
    event = said("1.1", note="第一行\n第二行", unit="省甲厅")
    line = encode(event)
    assert b"\n" not in line and "省甲厅".encode() in line
    assert EVENT.validate_json(line) == event


def test_a_hash_is_of_the_line_alone() -> None:
    assert line_hash(b"x") == hashlib.sha256(b"x").hexdigest()[:32]


def test_each_new_event_keeps_the_hash_and_the_id_of_the_line_before_it() -> None:
    one, two = said("1.1", id="a"), deferred("1.1", "04-30", id="b")
    linked, lines = link([one, two], "0" * 32, "last")
    assert [(event.prev, event.after) for event in linked] == [("0" * 32, "last"), (line_hash(lines[0]), "a")]
    assert lines == [encode(event) for event in linked]
    assert link([], "", "") == ([], [])
