"""What every change shares: moments, ids, and the order of what is recorded together."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from baigong.changes.common import (
    Author,
    Change,
    brief_id,
    gather,
    moment,
    new_id,
    refuse_frozen,
    role_changes,
    stamp,
    undo_command,
)
from baigong.errors import TaskClosedError
from tests.support.builders import BEIJING, assigned, closed, day, ledger, said, state, task

NOON = datetime(2019, 2, 1, 12, tzinfo=BEIJING)
PLAIN = task()


def test_a_new_moment_is_later_than_every_recorded_one_even_where_the_clock_is_behind() -> None:
    known = ledger(PLAIN, said("1.1", at=NOON))
    assert moment(ledger(PLAIN), NOON) == NOON
    assert moment(known, NOON + timedelta(hours=1)) == NOON + timedelta(hours=1)
    assert NOON < moment(known, NOON) == moment(known, NOON - timedelta(hours=1))


def test_a_stamp_says_who_when_and_of_which_day() -> None:
    fields = stamp(Author("张三", NOON, day("01-31")))
    assert (fields["by"], fields["at"], fields["on"]) == ("张三", NOON, day("01-31"))
    assert stamp(Author("张三", NOON, day("01-31")))["id"] != fields["id"]


def test_an_id_is_no_number_to_a_spreadsheet() -> None:
    ids = {new_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(id[0] in "abcdef" and len(id) == 16 for id in ids)


def test_an_id_is_shortened_to_what_names_it_alone() -> None:
    known = ledger(PLAIN, *(said("1.1", id=id) for id in ("abcdefgh1", "abcdefgh2x", "b2345678999")))
    assert [brief_id(known, id) for id in ("abcdefgh1", "abcdefgh2x", "b2345678999")] == [
        "abcdefgh1",
        "abcdefgh2",
        "b2345678",
    ]
    assert undo_command(known, "b2345678999").endswith("undo b2345678")


def test_what_is_recorded_together_counts_in_the_order_of_the_request() -> None:
    def change(id: str) -> Change | None:
        return None if id == "1.2" else Change(id, "", id, said(id, id={"1.1": "z", "1.3": "a"}[id]))

    recording = gather(["1.1", "1.2", "1.3"], change)
    assert [(event.id, one.id) for event, one in zip(recording.events, recording.changes, strict=True)] == [
        ("a", "1.1"),
        ("z", "1.3"),
    ]
    assert recording.already == ("1.2",)


def test_changed_roles_are_named_with_before_and_after_many_by_their_first() -> None:
    before = state(PLAIN)
    assert role_changes(before, before) == []
    many = ("省丙局", "省丁局", "省戊局", "省己局")
    after = state(PLAIN, assigned("1.1", lead=many, responsible=(), leader="王五"))
    assert role_changes(before, after) == ["牵头 无 → 省丙局等4家", "责任 省甲厅、省乙委 → 无", "分管领导 无 → 王五"]


def test_a_closed_task_is_frozen_until_the_close_is_taken_back() -> None:
    events = (said("1.1", "done"), closed("1.1", on="01-12"))
    refuse_frozen(ledger(PLAIN, *events[:1]), "1.1")
    with pytest.raises(TaskClosedError) as raised:
        refuse_frozen(ledger(PLAIN, *events), "1.1")
    assert "undo" in raised.value.hint
