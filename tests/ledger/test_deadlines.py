"""What is late, what falls due next, how far a task should be, and the light that follows."""

from __future__ import annotations

import pytest

from baigong.model.events import Event
from baigong.model.plan import LightRule
from tests.support.builders import (
    closed,
    day,
    deferred,
    plan,
    rejected,
    said,
    state,
    step,
    task,
)
from tests.support.states import late, lights

PLAIN = task()
DATED = task(steps=[step("1.1.1", due="02-10", basis="春节前"), step("1.1.2")])

# Rule 5: overdue


def test_a_task_is_overdue_from_the_day_after_its_due_date() -> None:
    assert late(state(PLAIN, on="03-31")) == []
    assert late(state(PLAIN, on="04-01")) == [("1.1", day("03-31"), 1)]
    assert state(PLAIN, on="04-10").overdue_days == 10


@pytest.mark.parametrize("finished", [[said("1.1", "done")], [said("1.1", "dropped")]])
def test_what_is_finished_is_not_overdue(finished: list[Event]) -> None:
    assert late(state(DATED, *finished, on="04-10")) == []


def test_a_closed_task_is_not_overdue_and_a_rejected_one_is_again() -> None:
    events = [said("1.1", "done", on="01-05"), closed("1.1", on="01-06")]
    assert not state(PLAIN, *events, on="04-10").late
    assert late(state(PLAIN, *events, rejected("1.1", on="04-09"), on="04-10")) == [("1.1", day("03-31"), 10)]


def test_a_task_is_overdue_by_an_unfinished_step_and_not_by_a_finished_one() -> None:
    assert late(state(DATED, on="02-10")) == []
    found = state(DATED, on="02-20")
    assert late(found) == [("1.1.1", day("02-10"), 10)]
    assert (found.overdue_days, found.light, found.reason) == (
        0,
        "red",
        "举措 1.1.1 逾期 10 天，落后序时进度 56.7 个百分点",
    )
    assert late(state(DATED, said("1.1.1", "done"), on="02-20")) == []
    assert late(state(DATED, said("1.1.1", "dropped"), on="02-20")) == []
    assert late(state(DATED, said("1.1.1", percent=99), on="02-20")) != []


def test_a_deferred_task_is_not_overdue_until_its_new_date() -> None:
    event = deferred("1.1", "04-30")
    assert not state(PLAIN, event, on="04-30").late
    assert state(PLAIN, event, on="05-01").overdue_days == 1


def test_an_ongoing_task_is_never_overdue_and_never_due() -> None:
    for on in ("03-28", "12-31"):
        found = state(task(ongoing=True), on=on)
        assert (found.late, found.overdue_days, found.next_due) == ((), 0, None)
    assert lights(said("1.1", note="已走访"), on="02-28", what=plan(task(ongoing=True))) == "green"
    assert state(task(), on="12-31").late


def test_finished_late_stays_countable_as_late() -> None:
    after, on_the_day = said("1.1", "done", on="04-01"), said("1.1", "done", on="03-31")
    found = state(PLAIN, after, on="05-01")
    assert (found.finished_late, found.finished_on, found.late) == (True, day("04-01"), ())
    assert not state(PLAIN, on_the_day, on="05-01").finished_late
    assert not state(PLAIN, deferred("1.1", "04-30"), after, on="05-01").finished_late
    assert not state(PLAIN, said("1.1", "dropped", on="04-01"), on="05-01").finished_late
    assert state(PLAIN, after, closed("1.1", on="04-20"), on="05-01").finished_late


def test_the_day_it_was_finished_is_the_first_of_the_days_since_which_it_is() -> None:
    events = [said("1.1", "done", on="01-10"), said("1.1", "done", note="补充附件", on="01-12")]
    assert state(PLAIN, *events).finished_on == day("01-10")
    assert state(PLAIN, *events, closed("1.1", on="01-20")).finished_on == day("01-10")
    again = [*events, said("1.1", "doing", on="01-13")]
    assert state(PLAIN, *again).finished_on is None
    assert state(PLAIN, *again, said("1.1", "done", on="01-15")).finished_on == day("01-15")


def test_the_next_due_date_is_the_nearest_that_has_not_passed() -> None:
    assert state(DATED, on="02-01").next_due == day("02-10")
    assert state(DATED, on="02-10").next_due == day("02-10")
    assert state(DATED, on="02-11").next_due == day("03-31")
    assert state(DATED, on="04-01").next_due is None
    assert state(DATED, said("1.1.1", "done"), on="02-01").next_due == day("03-31")
    assert state(DATED, said("1.1", "done"), on="02-01").next_due is None


# Rule 5: ongoing


def test_an_ongoing_task_is_judged_by_its_reports() -> None:
    going = task(ongoing=True)
    assert [lights(on=on, what=plan(going)) for on in ("01-31", "02-01", "02-28", "03-01")] == [
        *("green", "yellow", "yellow", "red")
    ]
    assert [lights(said("1.1", note="已走访", on="02-03"), on=on, what=plan(going)) for on in ("02-28", "03-31")] == [
        *("green", "green")
    ]
    assert lights(said("1.1", "blocked", on="02-03"), on="02-10", what=plan(going)) == "yellow"
    assert state(going, on="03-01").reason == "2 个月没有报告"


def test_the_rhythm_is_the_plans_or_the_tasks_own() -> None:
    assert lights(on="01-20", what=plan(task(ongoing=True), rhythm="week")) == "yellow"
    assert lights(on="01-21", what=plan(task(ongoing=True), rhythm="week")) == "red"
    assert lights(on="03-20", what=plan(task(ongoing=True), rhythm="quarter")) == "green"
    assert lights(on="01-21", what=plan(task(ongoing=True, every="week"))) == "red"


def test_a_period_that_the_issue_of_the_plan_cuts_short_is_none() -> None:
    late_issue = plan(task(ongoing=True), issued="01-19")
    assert [lights(on=on, what=late_issue) for on in ("02-20", "03-01")] == ["green", "yellow"]


def test_an_ongoing_task_has_no_schedule() -> None:
    found = state(task(ongoing=True), said("1.1", percent=5), on="03-30")
    assert (found.measured, found.behind, found.late) == (False, 0, ())


# Lights and 序时进度, as the ledger applies them


def test_scheduled_counts_both_ends_from_the_tasks_start_to_its_due_in_force() -> None:
    assert state(PLAIN, on="01-01").scheduled == pytest.approx(100 / 90)
    assert state(PLAIN, on="01-09").scheduled == pytest.approx(10)
    assert state(task(start="02-01", due="02-10"), on="02-05").scheduled == pytest.approx(50)
    assert state(PLAIN, deferred("1.1", "06-29", on="01-02"), on="01-09").scheduled == pytest.approx(5)


def test_the_light_goes_by_the_points_behind_schedule() -> None:
    assert lights(on="01-08") == "green"
    assert lights(on="01-09") == "yellow"
    assert lights(on="01-27") == "yellow"
    assert lights(on="01-28") == "red"
    assert lights(said("1.1", percent=50), on="01-28") == "green"


def test_the_light_goes_by_the_days_to_the_next_due_date() -> None:
    ahead = said("1.1", percent=95)
    assert lights(ahead, on="03-23") == "green"
    assert lights(ahead, on="03-24") == "yellow"
    assert lights(ahead, on="03-31") == "yellow"
    assert lights(ahead, on="04-01") == "red"


def test_a_blocked_task_is_yellow_and_a_finished_one_has_no_light() -> None:
    assert lights(said("1.1", "blocked", 90), on="01-12") == "yellow"
    assert lights(said("1.1", "done"), on="04-12") is None
    assert lights(said("1.1", "done"), closed("1.1", on="01-12"), on="04-12") is None
    assert lights(said("1.1", "dropped"), on="04-12") is None


def test_a_long_warning_is_given_of_checkpoints_whose_period_is_longer_still() -> None:
    for every, soon, light in (("month", 45, "green"), ("two_months", 45, "yellow"), ("quarter", 45, "yellow")):
        of = plan(task(every=every, due="12-31"), due="12-31", lights=LightRule(soon=soon))
        assert lights(on="01-20" if every == "month" else "02-20", what=of) == light, every
    of = plan(task(every="quarter", due="12-31"), due="12-31", lights=LightRule(soon=100))
    assert lights(on="02-20", what=of) == "green"


def test_the_plan_can_set_its_own_thresholds() -> None:
    strict = plan(PLAIN, lights=LightRule(yellow=5, red=20, soon=3))
    assert lights(on="01-05", what=strict) == "yellow"
    assert lights(on="01-19", what=strict) == "red"
    assert lights(said("1.1", percent=98), on="03-27", what=strict) == "green"
    assert lights(said("1.1", percent=98), on="03-28", what=strict) == "yellow"
