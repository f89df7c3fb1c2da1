"""What the journal holds: events told apart by their kind, and the order in which they count."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from baigong.model.events import EVENT, Assign, Defer, Event, Evidence, Progress, next_moment, order, restored_event
from baigong.model.fit import DoubtError
from tests.support.builders import said

HEAD = {"id": "a1", "at": "2019-02-01T17:20:03+08:00", "on": "2019-02-01"}


def event_of(body: dict[str, object]) -> Event:
    return EVENT.validate_json(json.dumps(HEAD | body).encode())


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "progress", "task": "3.2", "status": "doing", "percent": 60},
        {"kind": "defer", "task": "3.2", "due": "2019-04-30", "reason": "材料未齐"},
        {"kind": "assign", "task": "3.2", "lead": ["省甲厅"]},
        {"kind": "close", "task": "3.2"},
        {"kind": "reject", "task": "3.2", "reason": "附件不全"},
        {"kind": "relink", "task": "3.2", "old": "2.9"},
        {"kind": "retract", "event": "b2"},
    ],
)
def test_an_event_is_of_the_kind_that_it_names(body: dict[str, object]) -> None:
    event = event_of(body)
    assert event.kind == body["kind"]
    assert {key: event.model_dump().get(key, event.kind) for key in body if key not in ("lead", "due")} == {
        key: value for key, value in body.items() if key not in ("lead", "due")
    }


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "progress", "task": "3.2", "percent": 101},
        {"kind": "progress", "task": "3.2", "percent": -1},
        {"kind": "progress", "task": " "},
        {"kind": "progress", "task": "3.2", "status": "closed"},
        {"kind": "defer", "task": "3.2", "due": "2019-04-30"},
        {"kind": "defer", "task": "3.2", "due": "1899-12-31", "reason": "x"},
        {"kind": "reject", "task": "3.2"},
        {"kind": "praise", "task": "3.2"},
        {"kind": "close", "task": "3.2", "extra": 1},
    ],
)
def test_what_no_event_can_say_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        event_of(body)


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        event_of({"at": "2019-02-01T17:20:03", "kind": "close", "task": "3.2"})


def test_roles_left_out_of_an_assignment_are_none_and_emptied_ones_are_not() -> None:
    event = event_of({"kind": "assign", "task": "3.2", "lead": []})
    assert isinstance(event, Assign)
    assert (event.lead, event.support) == ((), None)


def test_a_proof_names_its_file_its_size_and_its_hash() -> None:
    assert Evidence(file="佐证/甲.pdf", size=0, sha256="a" * 64)
    with pytest.raises(ValueError, match="sha256"):
        Evidence(file="佐证/甲.pdf", size=0, sha256="A" * 63)


def test_a_line_written_otherwise_than_the_program_writes_it_is_doubted() -> None:
    with pytest.raises(DoubtError):
        restored_event(b'{"kind":"close","on":20190201}')
    with pytest.raises(DoubtError):
        restored_event(b"[]")


def test_events_count_by_day_then_moment_then_id() -> None:
    at = datetime(2019, 2, 1, tzinfo=UTC)
    events = [
        said("1.1", on="02-02", at=at, id="a"),
        said("1.1", on="02-01", at=at + timedelta(hours=1), id="a"),
        said("1.1", on="02-01", at=at, id="b"),
        said("1.1", on="02-01", at=at, id="a"),
    ]
    assert sorted(events, key=order) == events[::-1]


def test_the_next_moment_is_later_even_at_the_end_of_time() -> None:
    last = datetime(2019, 2, 1, tzinfo=UTC)
    assert next_moment(last) == last + timedelta(microseconds=1)
    end = datetime.max.replace(tzinfo=UTC)
    assert next_moment(end) < end


def test_a_deferral_and_a_report_are_no_equals() -> None:
    one = event_of({"kind": "defer", "task": "3.2", "due": "2019-04-30", "reason": "x"})
    assert isinstance(one, Defer) and not isinstance(one, Progress)
