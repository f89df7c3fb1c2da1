"""Rules 5 and 6 of "The state of a task", and what counts: retractions, days, order, strays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from baigong.ledger.targets import result_of
from baigong.ledger.task_state import Late, TaskState
from baigong.model.events import Event
from baigong.model.plan import LightRule, Plan, Target
from baigong.words import Bound
from tests.support.builders import (
    BEIJING,
    assigned,
    closed,
    day,
    deferred,
    ledger,
    plan,
    rejected,
    relinked,
    retracted,
    said,
    section,
    state,
    step,
    task,
)

PLAIN = task()
DATED = task(steps=[step("1.1.1", due="02-10", basis="春节前"), step("1.1.2")])


def late(found: TaskState) -> list[tuple[str, date, int]]:
    return [(one.id, one.due, one.days) for one in found.late]


def lights(*events: Event, on: str, what: Plan | None = None) -> str | None:
    return state(what or plan(PLAIN), *events, on=on).light


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


# Rule 5: the due date in force


def test_the_due_date_in_force_is_the_deferrals_then_the_tasks_then_the_sections_then_the_plans() -> None:
    def due(found: TaskState) -> tuple[date, date]:
        return found.due, found.original_due

    of_plan, of_section, of_task = day("03-31"), day("03-20"), day("03-10")
    assert due(state(plan(section(task())))) == (of_plan, of_plan)
    assert due(state(plan(section(task(), due="03-20")))) == (of_section, of_section)
    own = plan(section(task(due="03-10"), due="03-20"))
    assert due(state(own)) == (of_task, of_task)
    assert due(state(own, deferred("1.1", "04-30"))) == (day("04-30"), of_task)


def test_the_last_deferral_counts_from_its_day_on_and_all_are_kept() -> None:
    first, second = deferred("1.1", "04-30", on="01-10"), deferred("1.1", "04-10", on="01-20")
    assert state(PLAIN, second, first, on="01-09").due == day("03-31")
    assert state(PLAIN, second, first, on="01-19").due == day("04-30")
    found = state(PLAIN, second, first, on="01-20")
    assert found.due == day("04-10")
    assert found.deferrals == {"1.1": [first, second]}


def test_a_retracted_deferral_leaves_the_one_before_it() -> None:
    first, second = deferred("1.1", "04-30"), deferred("1.1", "05-31")
    assert state(PLAIN, first, second, retracted(second)).due == day("04-30")


def test_a_deferral_of_a_closed_task_counts_for_nothing() -> None:
    events = [said("1.1", "done", on="01-05"), closed("1.1", on="01-06"), deferred("1.1", "04-30")]
    assert state(PLAIN, *events).due == day("03-31")


def test_a_step_is_deferred_alone() -> None:
    found = state(DATED, deferred("1.1.1", "02-20"), on="02-15")
    assert [one.due for one in found.steps] == [day("02-20"), None]
    assert found.due == day("03-31")
    assert not found.late
    assert late(state(DATED, deferred("1.1.1", "02-20"), on="02-21")) == [("1.1.1", day("02-20"), 1)]


def test_a_deferral_of_the_task_leaves_the_own_date_of_its_step() -> None:
    assert late(state(DATED, deferred("1.1", "04-30"), on="02-20")) == [("1.1.1", day("02-10"), 10)]


def test_the_basis_is_the_tasks_then_the_sections_then_the_plans() -> None:
    assert state(plan(PLAIN, basis="第一季度")).basis == "第一季度"
    assert state(plan(section(task(), basis="上半年"), basis="第一季度")).basis == "上半年"
    assert state(plan(section(task(basis="月底前"), basis="上半年"), basis="第一季度")).basis == "月底前"


def test_the_start_is_the_tasks_then_the_sections_then_the_plans() -> None:
    assert state(PLAIN).start == day("01-01")
    assert state(plan(section(task(), start="01-15"))).start == day("01-15")
    assert state(plan(section(task(start="02-01"), start="01-15"))).start == day("02-01")


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


# Rule 6: checkpoints

MONTHLY = task(steps=[step("1.1.1", every="month", basis="按月"), step("1.1.2")])


def points(found: TaskState) -> list[tuple[str, bool]]:
    return [(f"{point.due:%m-%d}", point.met) for point in (found.checkpoints or found.steps[0].checkpoints)]


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


def test_the_plan_can_set_its_own_thresholds() -> None:
    strict = plan(PLAIN, lights=LightRule(yellow=5, red=20, soon=3))
    assert lights(on="01-05", what=strict) == "yellow"
    assert lights(on="01-19", what=strict) == "red"
    assert lights(said("1.1", percent=98), on="03-27", what=strict) == "green"
    assert lights(said("1.1", percent=98), on="03-28", what=strict) == "yellow"


# What else the state of a task says


def test_the_actual_value_last_reported_of_a_target() -> None:
    events = [said("1.1", actual={"户": 5.0}), said("1.1", actual={"户": 6.5}), said("1.1", actual={"村": 2.0})]
    assert state(PLAIN, *events).actual == {"户": 6.5, "村": 2.0}
    assert state(PLAIN, *events, retracted(events[1])).actual == {"户": 5.0, "村": 2.0}


def test_assignments_are_kept_and_count_from_their_day_on() -> None:
    event = assigned("1.1", lead=("省丙局",), on="01-10", reason="职能划转")
    assert state(PLAIN, event, on="01-09").roles.lead == ()
    found = state(PLAIN, event, on="01-10")
    assert (found.roles.lead, found.assigned) == (("省丙局",), (event,))
    assert found.units == ("省丙局", "省甲厅", "省乙委")


def test_the_list_of_units_is_open_ended_as_the_clause_in_force_says() -> None:
    assert state(plan(section(task(), open_ended=True))).open_ended
    assert not state(plan(section(task(units=("省丙局",)), open_ended=True))).open_ended


def test_the_states_of_all_tasks_come_in_the_order_of_the_plan() -> None:
    two = plan(section(task("1.2"), task("1.1")), section(task("2.1"), id="2"))
    assert [one.id for one in ledger(two).on(day("02-01"))] == ["1.2", "1.1", "2.1"]


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


# Rule 4: what recurs is done with its last checkpoint


def stands(found: TaskState) -> tuple[str, float]:
    return found.status, round(found.percent, 6)


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


# Rule 8: scheduled


def test_it_is_scheduled_from_the_latest_of_plan_issue_and_its_own_joining() -> None:
    assert state(plan(task(), issued="01-19")).start == day("01-19")
    assert state(plan(task(added="02-10"), issued="01-19")).start == day("02-10")
    assert state(plan(task(start="01-05"), issued="01-03")).start == day("01-05")
    assert state(plan(PLAIN, issued="01-19"), on="01-19").scheduled == pytest.approx(100 / 72)
    assert lights(on="01-19", what=plan(PLAIN, issued="01-19")) == "green"


def test_nobody_is_behind_before_the_plan_was_issued() -> None:
    early = plan(task(start="01-01"), issued="01-19")
    assert (state(early, on="01-18").scheduled, lights(on="01-18", what=early)) == (0, "green")


def test_a_task_under_thirty_days_turns_red_only_when_it_is_overdue() -> None:
    short, long = task(start="01-01", due="01-29"), task(start="01-01", due="01-30")
    assert lights(on="01-15", what=plan(short)) == "yellow"
    assert lights(on="01-15", what=plan(long)) == "red"
    assert lights(on="01-30", what=plan(short)) == "red"


# What was said last, and by whom


def test_the_latest_words_and_why_it_is_blocked() -> None:
    events = [
        said("1.1", "blocked", note="征地未完成", on="01-10"),
        said("1.1", note="已约谈", next="下周复核", unit="省甲厅", on="01-12"),
    ]
    blocked = state(PLAIN, *events)
    assert blocked.latest and (blocked.latest.note, blocked.latest.next, blocked.latest.unit) == (
        "已约谈",
        "下周复核",
        "省甲厅",
    )
    assert blocked.problem and (blocked.problem.text, blocked.problem.on) == ("征地未完成", day("01-10"))
    told = state(PLAIN, said("1.1", percent=5, problem="缺资金"))
    assert told.latest and told.latest.note == ""
    assert told.problem and told.problem.text == "缺资金"
    silent = state(PLAIN, said("1.1", percent=5))
    assert silent.latest is None and silent.problem is None


TROUBLE = said("1.1", percent=20, unit="省甲厅", problem="资金未到位", on="01-10")
ONLY_LEAD = plan(task("1.1", lead=("省甲厅",), units=("省乙委",), steps=("1.1.1", "1.1.2")))


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (said("1.1", note="资金已到位", unit="省甲厅", on="01-12"), False),
        (said("1.1", percent=30, unit="省甲厅", on="01-12"), False),
        (said("1.1", percent=30, on="01-12"), False),
        (said("1.1", "done", 100, on="01-12"), False),
        # What says nothing of how the work stands clears nothing, nor does who speaks for neither unit nor task.
        (said("1.1", unit="省甲厅", on="01-12", evidence=("照片.jpg",)), True),
        (said("1.1", note="已约谈", on="01-12"), True),
        (said("1.1", percent=50, unit="省乙委", on="01-12"), True),
        (said("1.1.1", percent=50, unit="省甲厅", on="01-12"), True),
        (said("1.1", note="已到位", unit="省甲厅", on="02-02"), True),
    ],
)
def test_a_problem_stands_until_its_reporter_or_a_word_on_the_whole_names_none(later: Event, stands: bool) -> None:
    problem = state(ONLY_LEAD, TROUBLE, later).problem
    assert (problem and (problem.text, problem.unit, problem.on)) == (
        ("资金未到位", "省甲厅", day("01-10")) if stands else None
    )


def test_a_report_on_the_whole_clears_its_reporters_problems_with_the_steps() -> None:
    trouble = said("1.1.1", percent=20, unit="省甲厅", problem="资金未到位", on="01-10")
    assert (one := state(ONLY_LEAD, trouble).problem) and one.id == "1.1.1"
    assert state(ONLY_LEAD, trouble, said("1.1.2", percent=50, unit="省甲厅", on="01-12")).problem
    assert not state(ONLY_LEAD, trouble, said("1.1", note="已解决", unit="省甲厅", on="01-12")).problem
    assert not state(ONLY_LEAD, trouble, said("1.1.1", percent=50, on="01-12")).problem


def test_of_several_problems_the_one_reported_last_is_shown() -> None:
    other = said("1.1", note="无", problem="图纸未审", unit="省乙委", on="01-12")
    assert (both := state(ONLY_LEAD, TROUBLE, other).problem) and both.text == "图纸未审"
    gone = said("1.1", note="已审", unit="省乙委", on="01-13")
    assert (left := state(ONLY_LEAD, TROUBLE, other, gone).problem) and left.text == "资金未到位"


# Targets


@pytest.mark.parametrize(
    ("bound", "value", "actual", "met", "reached"),
    [
        ("at_least", 12, 12, True, 100),
        ("at_least", 12, 9, False, 75),
        ("at_least", 0, 1, True, None),
        ("at_most", 3.5, 6, False, None),
        ("at_most", 45, 45, True, None),
        ("at_most", 45, 58, False, None),
        ("exactly", 5, 5, True, None),
        ("exactly", 5, 6, False, None),
        (None, 5, 6, None, None),
        ("at_least", 5, None, None, None),
    ],
)
def test_a_target_is_met_by_its_direction(
    bound: Bound | None, value: float, actual: float | None, met: bool | None, reached: float | None
) -> None:
    found = result_of(Target(text="目标", value=value, bound=bound), actual)
    assert (found.met, found.reached) == (met, reached)
