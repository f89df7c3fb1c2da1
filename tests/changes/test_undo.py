"""What an undo means: one's own last recording, a whole command, a retraction; and what it refuses."""

from __future__ import annotations

from datetime import datetime

import pytest

from baigong.changes.common import Author
from baigong.changes.undo import retract
from baigong.errors import RequestError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from tests.support.builders import BEIJING, closed, day, ledger, plan, rejected, retracted, said, task

PLAN = plan(task("1.1"), task("1.2"))
NOW = datetime(2019, 3, 1, 9, tzinfo=BEIJING)
LI = Author("李四", NOW, day("03-01"))


def undone(known: Ledger, given: str | None = None, author: Author = LI) -> tuple[list[str], Ledger]:
    """The ids taken back, and the ledger after it."""
    gone, made = retract(known, given, "记错了", author)
    assert [event.id for event in gone] == [event.event for event in made]
    return [event.id for event in gone], Ledger(known.plan, [*known.events, *made])


def refused(known: Ledger, given: str | None = None, author: Author = LI) -> RequestError:
    with pytest.raises(RequestError) as raised:
        retract(known, given, "", author)
    assert raised.value.hint
    return raised.value


def percent(known: Ledger, on: str = "03-01") -> float:
    return known.task("1.1", day(on)).percent


def test_ones_own_last_recording_is_the_one_recorded_last_whatever_day_it_is_true_of() -> None:
    first = said("1.1", percent=20, on="01-10", at=datetime(2019, 2, 1, 9, tzinfo=BEIJING))
    last = said("1.1", percent=60, on="01-05", at=datetime(2019, 2, 2, 9, tzinfo=BEIJING))
    assert undone(ledger(PLAN, first, last))[0] == [last.id]


def test_what_was_recorded_together_is_undone_together_whoever_its_authors() -> None:
    at = datetime(2019, 2, 1, 9, tzinfo=BEIJING)
    collected = [said(id, percent=20, at=at, by=by) for id, by in (("1.1", "张三"), ("1.2", "王五"))]
    known = ledger(PLAN, *collected, said("1.1", percent=30))
    assert undone(known, collected[0].id)[0] == [collected[0].id]
    gone, made = retract(known, collected[1].id, "", LI, together=True)
    assert {event.id for event in gone} == {event.id for event in collected}
    back, _ = retract(known.with_events(made), made[0].id, "", LI)
    assert {event.id for event in back} == {event.id for event in made}, "and brought back together"


def test_a_record_of_ongoing_work_with_a_weekly_rhythm_is_undone() -> None:
    going = plan(task("1.1", ongoing=True), rhythm="week")
    note = said("1.1", note="已走访")
    assert undone(ledger(going, note))[0] == [note.id]


def test_anothers_recording_is_not_ones_own() -> None:
    own, other = said("1.1", percent=20), said("1.1", percent=60, by="王五")
    assert undone(ledger(PLAN, own, other))[0] == [own.id]
    assert undone(ledger(PLAN, own, other), author=Author("王五", NOW, day("03-01")))[0] == [other.id]
    assert undone(ledger(PLAN, own, other), other.id)[0] == [other.id]


def test_undoing_again_goes_one_further_back() -> None:
    one, two = said("1.1", percent=20), said("1.1", percent=60)
    gone, after = undone(ledger(PLAN, one, two))
    assert (gone, percent(after)) == ([two.id], 20)
    gone, after = undone(after)
    assert (gone, percent(after)) == ([one.id], 0)
    assert "没有“李四”可以撤回的记录" in refused(after).message


def test_the_retraction_says_who_when_and_why() -> None:
    event = said("1.1", percent=20)
    _, (made,) = retract(ledger(PLAN, event), None, "记错了", LI)
    assert (made.by, made.at, made.on, made.note, made.event) == ("李四", NOW, day("03-01"), "记错了", event.id)


def test_the_events_of_one_command_go_together() -> None:
    at = datetime(2019, 2, 1, 9, tzinfo=BEIJING)
    batch: list[Event] = [said(id, "done", at=at) for id in ("1.1", "1.2")]
    elsewhere = said("1.1", percent=30, at=at, by="王五")
    gone, after = undone(ledger(PLAN, *batch, elsewhere))
    assert sorted(gone) == sorted(event.id for event in batch)
    assert percent(after) == 30


def test_the_one_named_goes_alone() -> None:
    at = datetime(2019, 2, 1, 9, tzinfo=BEIJING)
    batch: list[Event] = [said(id, "done", at=at) for id in ("1.1", "1.2")]
    gone, after = undone(ledger(PLAN, *batch), batch[0].id)
    assert gone == [batch[0].id]
    assert [state.status for state in after.on(day("03-01"))] == ["todo", "done"]


def test_undoing_a_retraction_restores_the_whole_command() -> None:
    at = datetime(2019, 2, 1, 9, tzinfo=BEIJING)
    _, after = undone(ledger(PLAN, *(said(id, "done", at=at) for id in ("1.1", "1.2"))))
    assert percent(after) == 0
    back = next(event for event in after.events if event.kind == "retract")
    _, restored = undone(after, back.id)
    assert [state.status for state in restored.on(day("03-01"))] == ["done", "done"]


def test_an_event_is_named_by_the_beginning_of_its_id() -> None:
    one, two = said("1.1", percent=20, id="abcd111111"), said("1.1", percent=60, id="abcd222222")
    known = ledger(PLAN, one, two)
    assert undone(known, "abcd1")[0] == [one.id]
    assert "有多条记录" in refused(known, "abcd").message
    assert "没有记录" in refused(known, "abc").message
    assert "没有记录" in refused(known, "ffff0").message


def test_undoing_twice_is_refused_with_how_to_restore() -> None:
    event = said("1.1", percent=20)
    back = retracted(event)
    error = refused(ledger(PLAN, event, back), event.id)
    assert "已被撤回过" in error.message
    assert back.id in error.hint


def test_how_to_restore_names_the_retraction_that_counts() -> None:
    event = said("1.1", percent=20)
    first = retracted(event)
    second = retracted(first)
    third = retracted(event)
    known = ledger(PLAN, event, first, second, third)
    assert third.id in refused(known, event.id).hint
    assert percent(undone(known, third.id)[1]) == 20


def test_what_is_under_a_close_is_not_taken_back_before_the_close() -> None:
    done, strike = said("1.1", "done"), closed("1.1", on="01-11")
    known = ledger(PLAN, done, strike)
    error = refused(known, done.id)
    assert "销号" in error.message
    assert strike.id in error.hint
    assert undone(known, strike.id)[1].task("1.1", day("03-01")).status == "done"
    assert undone(ledger(PLAN, done, strike, rejected("1.1", on="01-12")), done.id)[0] == [done.id]


def test_a_retraction_is_not_taken_back_under_a_close_either() -> None:
    reopened, done, strike = said("1.1", percent=40, on="01-12"), said("1.1", "done"), closed("1.1", on="01-20")
    back = retracted(reopened)
    assert "销号" in refused(ledger(PLAN, done, reopened, back, strike), back.id).message


def test_a_stray_can_be_taken_back() -> None:
    stray = said("9.9", "done")
    assert undone(ledger(PLAN, stray), stray.id)[0] == [stray.id]
