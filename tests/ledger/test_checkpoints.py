"""Rule 4 of "The state of a task": what recurs, its checkpoints, which report meets them, when it is done."""

from __future__ import annotations

from baigong.ledger.task_state import Late
from tests.support.builders import (
    day,
    deferred,
    ledger,
    plan,
    rejected,
    retracted,
    said,
    state,
    step,
    task,
)
from tests.support.states import late, points, stands

# Rule 6: checkpoints

MONTHLY = task(steps=[step("1.1.1", every="month", basis="按月"), step("1.1.2")])


def test_each_month_of_the_period_is_a_checkpoint_at_its_last_day() -> None:
    assert points(state(MONTHLY, on="01-01")) == [("01-31", False), ("02-28", False), ("03-31", False)]


def test_a_checkpoint_is_met_by_an_event_about_that_node_in_that_month() -> None:
    assert points(state(MONTHLY, said("1.1.1", percent=10, on="01-31"), on="03-01"))[0] == ("01-31", True)
    assert points(state(MONTHLY, said("1.1.1", note="已化解", on="02-01"), on="03-01"))[:2] == [
        ("01-31", False),
        ("02-28", True),
    ]
    assert points(state(MONTHLY, said("1.1.1", percent=10, unit="省甲厅", on="01-05"), on="03-01"))[0][1]
    assert not points(state(MONTHLY, said("1.1", percent=10, on="01-05"), on="03-01"))[0][1]
    assert not points(state(MONTHLY, said("1.1.2", percent=10, on="01-05"), on="03-01"))[0][1]


def test_a_retracted_event_meets_no_checkpoint() -> None:
    event = said("1.1.1", percent=10, on="01-05")
    assert not points(state(MONTHLY, event, retracted(event), on="03-01"))[0][1]


def test_an_unmet_checkpoint_before_the_day_is_overdue() -> None:
    assert late(state(MONTHLY, on="01-31")) == []
    assert late(state(MONTHLY, on="02-20")) == [("1.1.1", day("01-31"), 20)]
    assert state(MONTHLY, on="02-20").late == (Late("1.1.1", day("01-31"), 20, "month"),)
    assert late(state(MONTHLY, on="03-01")) == [("1.1.1", day("01-31"), 29), ("1.1.1", day("02-28"), 1)]
    assert late(state(MONTHLY, said("1.1.1", percent=5, on="01-20"), on="02-20")) == []
    done = said("1.1.1", "done", on="02-02")
    assert late(state(MONTHLY, done, on="02-20")) == [("1.1.1", day("01-31"), 20)], "done meets its own month"
    assert late(state(MONTHLY, said("1.1.1", "done", on="02-02", final=True), on="02-20")) == []


def test_the_next_unmet_checkpoint_is_what_is_due_next() -> None:
    assert state(MONTHLY, on="02-20").next_due == day("02-28")
    assert state(MONTHLY, said("1.1.1", percent=5, on="02-20"), on="02-20").next_due == day("03-31")
    for monthly in (MONTHLY, task(every="month")):
        assert [state(monthly, on=on).next_due for on in ("02-27", "02-28", "03-01")] == [
            *(day("02-28"), day("02-28"), day("03-31"))
        ]


def test_nobody_is_asked_for_a_checkpoint_that_had_passed_before_the_plan_was_issued() -> None:
    for issued, first in (("01-31", "01-31"), ("02-01", "02-28")):
        assert points(state(plan(task(every="month"), issued=issued), on="02-01"))[0] == (first, False)


def test_a_task_can_recur_itself() -> None:
    found = state(task(every="month"), said("1.1", percent=5, on="01-20"), on="03-05")
    assert points(found) == [("01-31", True), ("02-28", False), ("03-31", False)]
    assert late(found) == [("1.1", day("02-28"), 5)]


def test_each_week_and_each_quarter_of_the_period_is_a_checkpoint_too() -> None:
    weekly = points(state(task(every="week"), said("1.1", percent=5, on="01-07"), on="02-01"))
    assert weekly[:3] == [("01-06", False), ("01-13", True), ("01-20", False)]
    assert weekly[-1] == ("03-31", False)
    assert len(weekly) == 13
    yearly = plan(task(every="quarter"), due="12-31")
    assert [due for due, _ in points(state(yearly, on="01-01"))] == ["03-31", "06-30", "09-30", "12-31"]


def test_a_period_that_ends_within_a_month_has_its_last_checkpoint_at_its_end() -> None:
    short = task(every="month", start="01-20", due="02-15")
    assert points(state(short, on="01-20")) == [("01-31", False), ("02-15", False)]


def test_the_checkpoints_of_a_step_end_with_its_own_date() -> None:
    dated = task(steps=[step("1.1.1", every="month", due="02-10")])
    assert points(state(dated, on="01-01")) == [("01-31", False), ("02-10", False)]
    assert points(state(dated, deferred("1.1.1", "03-10"), on="01-20"))[-1] == ("03-10", False)


def test_a_deferral_lengthens_the_row_of_checkpoints() -> None:
    assert points(state(task(every="month"), deferred("1.1", "04-30")))[-1] == ("04-30", False)


# Rule 4: what recurs is done with its last checkpoint


def test_done_meets_the_checkpoint_of_its_day_and_no_other() -> None:
    found = state(task(every="month"), said("1.1", "done", on="01-10"), on="02-01")
    assert stands(found) == ("doing", 33.333333)
    assert found.next_due == day("02-28")


def test_a_percent_is_that_of_the_checkpoints_whatever_was_said() -> None:
    assert stands(state(task(every="month"), said("1.1", percent=90, on="01-10"), on="01-20")) == ("doing", 33.333333)
    assert stands(state(task(every="month"), said("1.1", "blocked", on="01-10"), on="01-20")) == ("blocked", 33.333333)


def test_it_is_finished_with_its_last_checkpoint_or_by_a_final_done() -> None:
    monthly = task(every="month")
    assert stands(state(monthly, said("1.1", "done", on="03-10"), on="03-10")) == ("done", 100)
    assert stands(state(monthly, said("1.1", "done", on="01-10", final=True), on="01-10")) == ("done", 100)
    assert stands(state(monthly, said("1.1", "done", on="04-02"), on="04-02")) == ("done", 100)


def test_it_is_finished_when_its_last_period_is_over_and_was_reported_on() -> None:
    monthly, report = task(every="month"), said("1.1", percent=90, on="03-10")
    assert state(monthly, report, on="03-31").status == "doing"
    found = state(monthly, report, on="04-01")
    assert (found.status, found.finished_on, found.finished_late) == ("done", day("03-31"), False)
    assert state(monthly, said("1.1", "blocked", on="03-10"), on="04-01").overdue_days == 1
    assert state(monthly, said("1.1", percent=9, on="02-10"), on="04-01").overdue_days == 1


def test_one_that_is_reopened_after_its_last_checkpoint_stays_open() -> None:
    events = [said("1.1", "done", on="03-10"), said("1.1", "doing", on="03-20")]
    assert state(task(every="month"), *events, on="05-01").status == "doing"


def test_reopening_before_its_last_period_leaves_it_to_the_last_checkpoint() -> None:
    monthly, final = task(every="month"), said("1.1", "done", on="01-10", final=True)
    later = [said("1.1", "doing", on="02-10"), said("1.1", percent=5, on="03-10")]
    assert state(monthly, final, *later, on="04-01").finished_on == day("03-31")


def test_a_recurring_step_opened_by_a_rejection_is_not_finished_again_by_itself() -> None:
    steps = task(steps=[step("1.1.1", every="month")])
    events = [said("1.1.1", percent=9, on="03-10"), rejected("1.1", on="04-02")]
    assert state(steps, events[0], on="04-01").status == "done"
    assert stands(state(steps, *events, on="05-01")) == ("doing", 33.333333)


def test_a_task_is_finished_when_the_last_of_its_recurring_steps_is_over() -> None:
    steps = task(steps=[step("1.1.1", every="month"), step("1.1.2", every="month", due="02-28")])
    events = [said("1.1.1", percent=9, on="03-10"), said("1.1.2", percent=9, on="02-10")]
    assert state(steps, *events, on="04-05").finished_on == day("03-31")


def test_unblocked_after_its_last_period_it_is_finished_from_that_day_on() -> None:
    events = [said("1.1", "blocked", on="03-10"), said("1.1", percent=9, on="04-03")]
    found = state(task(every="month"), *events, on="04-04")
    assert (found.finished_on, found.finished_late) == (day("04-03"), True)


def test_a_units_part_of_what_recurs_has_the_percent_of_the_checkpoints_too() -> None:
    led = plan(task(every="month", lead=("省甲厅",)))
    found = state(led, said("1.1", percent=60, unit="省甲厅"), on="02-01")
    assert (round(found.percent, 6), round(found.shares["省甲厅"].percent, 6)) == (33.333333, 33.333333)
    assert found.words["省甲厅"] == found.shares["省甲厅"]


def test_only_those_who_answer_or_the_office_meet_a_checkpoint() -> None:
    led = plan(task(every="month", lead=("省甲厅",), support=("省乙委",)))
    assert not points(state(led, said("1.1", percent=9, unit="省乙委"), on="02-01"))[0][1]
    assert points(state(led, said("1.1", percent=9, unit="省甲厅"), on="02-01"))[0][1]


def test_a_checkpoint_keeps_its_day_and_a_report_after_it_still_meets_it() -> None:
    monthly = task(every="month", every_day=25)
    assert points(state(monthly, on="01-01")) == [("01-25", False), ("02-25", False), ("03-25", False)]
    assert late(state(monthly, on="01-27")) == [("1.1", day("01-25"), 2)]
    assert late(state(monthly, said("1.1", percent=5, on="01-27"), on="01-27")) == []
    weekly = state(task(every="week", every_day=5), on="01-08")
    assert late(weekly) == [("1.1", day("01-04"), 4)]


def test_what_recurs_is_behind_by_its_missed_checkpoints_alone() -> None:
    monthly = task(every="month")
    found = state(monthly, said("1.1", "done", on="01-31"), on="02-27")
    assert (found.behind, found.light) == (0, "yellow"), "due soon, and nothing missed"
    assert round(state(monthly, on="02-01").behind, 6) == 33.333333
    assert state(monthly, on="01-20").light == "green"


def test_what_is_due_every_week_is_not_always_due_soon() -> None:
    assert state(task(every="week"), on="01-03").light == "green"


def test_two_centuries_of_weeks_take_no_time_and_no_room() -> None:
    tasks = [task(f"1.{number}", every="week") for number in range(200)]
    found = ledger(plan(*tasks, start="1990-01-01", due="2199-12-31")).on(day("1990-06-01"))
    assert len(found[0].checkpoints) == 10958
