"""What counts on a day: retractions, days, order, strays, and records that stand under another id."""

from __future__ import annotations

from datetime import datetime, timedelta

from baigong.model.events import Event
from tests.support.builders import (
    BEIJING,
    closed,
    day,
    ledger,
    plan,
    relinked,
    retracted,
    said,
    state,
    step,
    task,
)

PLAIN = task()
DATED = task(steps=[step("1.1.1", due="02-10", basis="春节前"), step("1.1.2")])

# What counts on a day


def test_an_event_counts_from_its_day_on() -> None:
    event = said("1.1", percent=60, on="01-10")
    assert state(PLAIN, event, on="01-09").percent == 0
    assert state(PLAIN, event, on="01-10").percent == 60
    assert state(PLAIN, event, on="01-11").percent == 60


def test_it_is_the_day_it_is_true_of_that_counts_and_not_the_moment_of_recording() -> None:
    late_at = datetime(2019, 2, 20, 9, tzinfo=BEIJING)
    old_fact_recorded_late = said("1.1", percent=20, on="01-10", at=late_at)
    newer_fact = said("1.1", percent=60, on="01-20")
    assert state(PLAIN, newer_fact, old_fact_recorded_late).percent == 60
    assert state(PLAIN, newer_fact, old_fact_recorded_late, on="01-15").percent == 20


def test_on_one_day_the_moment_of_recording_decides_and_then_the_id() -> None:
    at = datetime(2019, 1, 10, 9, tzinfo=BEIJING)
    first = said("1.1", percent=20, at=at)
    second = said("1.1", percent=60, at=at + timedelta(seconds=1))
    assert state(PLAIN, second, first).percent == 60
    one, two = said("1.1", percent=20, at=at, id="a1"), said("1.1", percent=60, at=at, id="a2")
    assert state(PLAIN, two, one).percent == 60


def test_the_moment_is_compared_across_zones() -> None:
    first = said("1.1", percent=20, at=datetime.fromisoformat("2019-01-10T09:00:00+08:00"))
    second = said("1.1", percent=60, at=datetime.fromisoformat("2019-01-10T02:00:00+00:00"))
    assert state(PLAIN, second, first).percent == 60


def test_a_stray_event_is_told_and_counts_for_nothing() -> None:
    stray = said("9.9", "done")
    found = ledger(PLAIN, stray)
    assert found.strays == (stray,)
    assert found.in_force == ()
    assert found.task("1.1", day("02-01")).status == "todo"


def test_what_the_state_did_not_admit_is_told() -> None:
    close = closed("1.1")
    found = ledger(PLAIN, close, said("1.1", percent=5, on="01-11"))
    assert found.ignored(day("02-01")) == (close,)
    assert found.ignored(day("01-09")) == ()


def test_a_task_is_found_by_the_id_of_its_step() -> None:
    assert ledger(DATED).task("1.1.2", day("02-01")).id == "1.1"


# Retraction


def test_a_retraction_counts_on_every_day_the_past_included() -> None:
    event = said("1.1", percent=60, on="01-10")
    back = retracted(event, on="03-01")
    for on in ("01-10", "02-28", "03-01", "03-02"):
        assert state(PLAIN, event, back, on=on).percent == 0


def test_a_retraction_can_itself_be_retracted() -> None:
    event = said("1.1", percent=60)
    first = retracted(event, on="01-11")
    second = retracted(first, on="01-12")
    third = retracted(second, on="01-13")
    assert state(PLAIN, event, first, second).percent == 60
    assert state(PLAIN, event, first, second, third).percent == 0
    assert ledger(PLAIN, event, first, second, third).retracted == {event.id, second.id}


def test_two_retractions_of_one_event_must_both_be_retracted() -> None:
    event = said("1.1", percent=60)
    one, other = retracted(event), retracted(event)
    assert state(PLAIN, event, one, other, retracted(one)).percent == 0
    assert state(PLAIN, event, one, other, retracted(one), retracted(other)).percent == 60


def test_a_retraction_recorded_on_a_machine_whose_clock_is_slow_counts_all_the_same() -> None:
    event = said("1.1", percent=60)
    first = retracted(event, on="01-12")
    slow = retracted(first, on="01-11", at=first.at - timedelta(hours=1))
    assert state(PLAIN, event, first, slow).percent == 60


def test_retractions_that_go_round_in_a_circle_end() -> None:
    one = retracted("b", id="a")
    two = retracted("a", id="b")
    own = retracted("c", id="c")
    assert ledger(PLAIN, one, two, own).in_force == ()


def test_a_long_chain_of_retractions_ends() -> None:
    events: list[Event] = [said("1.1", percent=60)]
    for _ in range(2001):
        events.append(retracted(events[-1]))
    assert state(PLAIN, *events).percent == 0
    assert state(PLAIN, *events[:-1]).percent == 60


def test_a_retracted_close_thaws_the_task_for_what_came_after_it() -> None:
    done, close, later = said("1.1", "done"), closed("1.1", on="01-11"), said("1.1", "doing", 40, on="01-12")
    opened = said("1.1", "doing", on="01-11")
    assert state(PLAIN, done, close, opened, later).status == "closed"
    assert state(PLAIN, done, close, opened, later, retracted(close)).percent == 40


def test_what_the_retraction_of_a_done_leaves_is_no_longer_closed() -> None:
    done = said("1.1", "done")
    assert state(PLAIN, done, closed("1.1", on="01-11"), retracted(done)).status == "todo"


def test_a_retraction_of_what_is_not_there_changes_nothing() -> None:
    assert state(PLAIN, said("1.1", percent=60), retracted("nowhere")).percent == 60


# Records that stand under another id since a revision


def test_a_relink_moves_the_records_made_until_then_and_counts_on_every_day() -> None:
    two = plan(task("1.1"), task("1.2"))
    old, later = said("9.9", percent=60, on="01-10"), relinked("9.9", "1.2", on="02-01")
    assert state(two, old, later, on="01-15", id="1.2").percent == 60
    assert ledger(two, old, later).strays == ()
    afterwards = said("9.9", percent=80, on="02-02")
    found = ledger(two, old, later, afterwards)
    assert (found.task("1.2", day("02-10")).percent, found.strays) == (60, (afterwards,))


def test_a_relink_can_be_retracted() -> None:
    two, old = plan(task("1.1"), task("1.2")), said("9.9", percent=60)
    link = relinked("9.9", "1.2")
    assert ledger(two, old, link, retracted(link)).strays == (old,)


def test_the_records_of_the_steps_go_with_their_task_where_it_has_such_steps() -> None:
    known = plan(task("1.2", steps=["1.2.1"]))
    one, two = said("9.9.1", "done"), said("9.9.2", "done")
    found = ledger(known, one, two, relinked("9.9", "1.2"))
    assert found.task("1.2", day("02-01")).steps[0].standing.status == "done"
    assert found.strays == (two,)
