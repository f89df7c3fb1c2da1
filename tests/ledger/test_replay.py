"""Rules 1 to 4 of "The state of a task": what was set, what stands, what freezes, whose word it is."""

from __future__ import annotations

import pytest

from baigong.model.events import Event
from baigong.model.plan import Task
from tests.support.builders import (
    GROUP,
    MEMBERS,
    assigned,
    closed,
    plan,
    rejected,
    retracted,
    said,
    section,
    state,
    task,
)
from tests.support.states import stands, steps

THREE = task(steps=["1.1.1", "1.1.2", "1.1.3"])
PLAIN = task()
TOGETHER = plan(section(task(), units=["省甲厅", GROUP]))

# What one report says


def test_a_task_that_nothing_was_said_of_is_todo() -> None:
    assert stands(state(PLAIN)) == ("todo", 0)


def test_a_percent_alone_means_under_way_and_a_hundred_means_done() -> None:
    assert stands(state(PLAIN, said("1.1", percent=60))) == ("doing", 60)
    assert stands(state(PLAIN, said("1.1", percent=100))) == ("done", 100)
    assert stands(state(PLAIN, said("1.1", percent=0))) == ("doing", 0)


def test_done_is_a_hundred_percent_and_todo_is_none() -> None:
    assert stands(state(PLAIN, said("1.1", percent=60), said("1.1", "done"))) == ("done", 100)
    assert stands(state(PLAIN, said("1.1", percent=60), said("1.1", "todo"))) == ("todo", 0)


def test_a_status_alone_keeps_the_percent() -> None:
    assert stands(state(PLAIN, said("1.1", percent=60), said("1.1", "blocked"))) == ("blocked", 60)
    assert stands(state(PLAIN, said("1.1", percent=60), said("1.1", "dropped"))) == ("dropped", 60)


def test_a_note_changes_nothing() -> None:
    found = state(PLAIN, said("1.1", "blocked", 60), said("1.1", note="已发函催促"))
    assert stands(found) == ("blocked", 60)
    assert [event.note for event in found.reports] == ["", "已发函催促"]


def test_work_reopened_is_where_it_was_before_it_was_done() -> None:
    assert stands(state(PLAIN, said("1.1", percent=60), said("1.1", "done"), said("1.1", "doing"))) == ("doing", 60)
    again = [said("1.1", percent=60), said("1.1", "done"), said("1.1", "doing"), said("1.1", "done")]
    assert stands(state(PLAIN, *again, said("1.1", "doing"), said("1.1", "blocked"))) == ("blocked", 60)


def test_work_reopened_that_was_done_at_once_is_at_nothing() -> None:
    assert stands(state(PLAIN, said("1.1", "done"), said("1.1", "doing"))) == ("doing", 0)


def test_work_reopened_that_its_parts_had_finished_is_where_they_had_brought_it() -> None:
    events = [said("1.1.1", "done"), said("1.1.2", "done"), said("1.1.3", percent=70), said("1.1.3", "done")]
    assert stands(state(THREE, *events)) == ("done", 100)
    assert stands(state(THREE, *events, said("1.1", "doing"))) == ("doing", 90)


def test_a_hundred_percent_under_way_is_not_where_finished_work_is_taken_up_again() -> None:
    full = [said(f"1.1.{number}", "doing", 100) for number in (1, 2, 3)]
    assert stands(state(THREE, *full, said("1.1", "done"), said("1.1", "doing"))) == ("doing", 66.666667)


def test_a_step_finished_with_the_whole_has_no_course_of_its_own_to_be_taken_up() -> None:
    before = [said("1.1.1", percent=40), said("1.1", "done")]
    assert steps(state(THREE, *before, said("1.1.1", "doing")))[0] == ("doing", 0)
    again = [*before, said("1.1.1", "done", unit="省甲厅"), said("1.1.1", "doing")]
    assert steps(state(THREE, *again))[0] == ("doing", 0)


def test_an_assignment_opens_and_finishes_nothing() -> None:
    both = [said("1.1", "done", unit="省甲厅"), said("1.1", "done", unit="省乙委")]
    three = assigned("1.1", responsible=("省甲厅", "省乙委", "省丙局"))
    two = assigned("1.1", responsible=("省甲厅", "省乙委"))
    assert stands(state(PLAIN, *both, three)) == ("done", 100)
    assert stands(state(PLAIN, *both, three, two)) == ("done", 100)
    assert stands(state(PLAIN, *both, three, two, said("1.1", "doing"))) == ("doing", 50)
    alone = assigned("1.1", lead=("省甲厅",), responsible=())
    assert stands(state(PLAIN, both[0], alone)) == ("doing", 50), "who is left had finished its part, not the task"


# Rule 4: close and reject

DONE = said("1.1", "done", on="01-05")


def test_a_close_strikes_off_what_is_done() -> None:
    found = state(PLAIN, DONE, closed("1.1", on="01-06", verifier="王五"))
    assert (found.status, found.percent, found.light) == ("closed", 100, None)
    assert found.closed and found.closed.verifier == "王五"


@pytest.mark.parametrize("before", [[], [said("1.1", percent=99)], [said("1.1", "dropped")], [said("1.1.1", "done")]])
def test_a_close_of_what_is_not_done_counts_for_nothing(before: list[Event]) -> None:
    close = closed("1.1", on="01-11")
    found = state(THREE, *before, close)
    assert found.closed is None
    assert stands(found) == stands(state(THREE, *before))


def test_a_close_of_a_step_counts_for_nothing() -> None:
    assert state(THREE, DONE, closed("1.1.1", on="01-06")).status == "done"


@pytest.mark.parametrize(
    "later",
    [
        said("1.1", note="补报", on="01-07"),
        said("1.1", "doing", on="01-07"),
        said("1.1.1", "doing", on="01-07"),
        said("1.1", "doing", unit="省甲厅", on="01-07"),
        assigned("1.1", lead=("省丙局",), on="01-07"),
        said("1.1", actual={"户": 5.0}, note="补报", on="01-07"),
    ],
)
def test_a_close_freezes_the_task(later: Event) -> None:
    close = closed("1.1", on="01-06")
    frozen, before = state(THREE, DONE, close, later), state(THREE, DONE, close)
    assert frozen == before
    thawed = state(THREE, DONE, close, later, retracted(close))
    assert thawed != state(THREE, DONE)


def test_a_reject_takes_a_done_task_back_to_where_it_was() -> None:
    found = state(PLAIN, said("1.1", percent=80, on="01-02"), DONE, rejected("1.1", on="01-07", reason="附件不全"))
    assert stands(found) == ("doing", 80)
    assert [event.reason for event in found.rejections] == ["附件不全"]
    assert found.finished_on is None


def test_a_reject_takes_a_closed_task_back_and_thaws_it() -> None:
    events = [DONE, closed("1.1", on="01-06"), rejected("1.1", on="01-07")]
    assert stands(state(PLAIN, *events)) == ("doing", 0)
    assert stands(state(PLAIN, *events, said("1.1", percent=30, on="01-08"))) == ("doing", 30)


def test_a_reject_clears_the_parts() -> None:
    events = [said("1.1.1", percent=30), *(said(f"1.1.{number}", "done") for number in (1, 2, 3))]
    found = state(THREE, *events, rejected("1.1", on="01-12"))
    assert steps(found) == [("doing", found.percent)] * 3
    assert found.percent == pytest.approx(66.666667)


@pytest.mark.parametrize("before", [[], [said("1.1", percent=60)], [said("1.1", "dropped", 60)]])
def test_a_reject_of_what_is_not_done_counts_for_nothing(before: list[Event]) -> None:
    found = state(PLAIN, *before, rejected("1.1", on="01-11"))
    assert stands(found) == stands(state(PLAIN, *before))
    assert not found.rejections


def test_a_second_close_after_a_reject_counts() -> None:
    events = [DONE, closed("1.1", on="01-06"), rejected("1.1", on="01-07"), said("1.1", "done", on="01-08")]
    assert state(PLAIN, *events).status == "done"
    assert state(PLAIN, *events, closed("1.1", on="01-09")).status == "closed"


# Who takes part


def test_a_unit_of_the_clause_that_leads_no_longer_is_responsible_again() -> None:
    first = assigned("1.1", lead=("省甲厅",), on="01-10")
    found = state(PLAIN, first, assigned("1.1", lead=("省丁局",), on="01-11"))
    assert (found.roles.lead, found.roles.responsible[0]) == (("省丁局",), "省甲厅")
    found = state(PLAIN, assigned("1.1", lead=("省丁局",), on="01-10"), assigned("1.1", lead=("省甲厅",), on="01-11"))
    assert "省丁局" not in found.roles.names, "one that only an assignment named goes"
    assert "省甲厅" not in found.roles.responsible


def test_an_assignment_changes_the_role_it_names_and_leaves_the_others() -> None:
    found = state(PLAIN, assigned("1.1", lead=("省丙局",)))
    assert (found.roles.lead, found.roles.responsible, found.roles.support) == (("省丙局",), ("省甲厅", "省乙委"), ())


def test_a_unit_that_gets_another_role_leaves_the_one_it_had() -> None:
    found = state(PLAIN, assigned("1.1", lead=("省乙委",)))
    assert (found.roles.lead, found.roles.responsible) == (("省乙委",), ("省甲厅",))
    found = state(PLAIN, assigned("1.1", support=("省甲厅",)), assigned("1.1", responsible=("省甲厅",)))
    assert (found.roles.responsible, found.roles.support) == (("省甲厅",), ())


def test_a_role_can_be_emptied() -> None:
    assert state(PLAIN, assigned("1.1", responsible=())).roles.names == ()


def test_a_unit_that_joins_counts_as_the_task_stood_then() -> None:
    events = [said("1.1", percent=60, unit="省甲厅"), said("1.1", percent=60, unit="省乙委")]
    for roles in ({"lead": ("省丙局",)}, {"responsible": ("省甲厅", "省乙委", "省丙局")}):
        found = state(PLAIN, *events, assigned("1.1", on="01-11", **roles))
        assert stands(found) == ("doing", 60)
        assert "省丙局" not in found.words
    again = said("1.1", percent=30, unit="省丙局", on="01-12")
    assert stands(state(PLAIN, *events, assigned("1.1", on="01-11", lead=("省丙局",)), again)) == ("doing", 30)


def test_the_share_of_a_unit_that_left_does_not_count() -> None:
    events = [said("1.1", percent=90, unit="省甲厅"), said("1.1", percent=30, unit="省乙委")]
    found = state(PLAIN, *events, assigned("1.1", responsible=("省乙委",), on="01-11"))
    assert stands(found) == ("doing", 30)


def test_a_tasks_own_units_go_before_its_sections() -> None:
    own = plan(section(Task(id="1.1", text="另行安排。", lead=("省丙局",)), task("1.2")))
    assert state(own).roles.names == ("省丙局",)
    assert state(own, id="1.2").roles.names == ("省甲厅", "省乙委")


# Rule 1: whose word it is

LED = plan(section(task(lead=("省甲厅",), units=("省乙委", "省丙局"), support=("省丁局",))))


def test_the_word_of_the_only_lead_is_the_tasks() -> None:
    found = state(LED, said("1.1", percent=60, unit="省甲厅"))
    assert (stands(found), found.light) == (("doing", 60), "green")
    found = state(LED, said("1.1", "done", unit="省甲厅"))
    assert (stands(found), found.chased) == (("done", 100), ())


def test_others_and_support_never_move_the_task_and_their_word_is_kept() -> None:
    for unit in ("省乙委", "省丁局"):
        found = state(LED, said("1.1", percent=60, unit="省甲厅"), said("1.1", "done", unit=unit))
        assert stands(found) == ("doing", 60)
        assert (found.words[unit].status, found.chased) == ("done", ("省甲厅",))


def test_of_several_leads_it_is_the_mean() -> None:
    two = plan(section(task(lead=("省甲厅", "省乙委"), units=("省丙局",))))
    assert stands(state(two, said("1.1", percent=60, unit="省甲厅"))) == ("doing", 30)
    assert stands(state(two, said("1.1", percent=20), said("1.1", percent=60, unit="省甲厅"))) == ("doing", 40)


def test_a_lead_that_is_a_group_is_its_members_and_one_whose_members_nobody_knows_is_itself() -> None:
    led = plan(section(task(lead=(GROUP,))))
    assert state(led).answering == MEMBERS
    assert stands(state(led, said("1.1", percent=60, unit=MEMBERS[0]))) == ("doing", 20)
    assert stands(state(led, said("1.1", percent=60, unit=GROUP))) == ("doing", 60)
    unknown = plan(section(task(lead=("各园区管委会",))))
    assert stands(state(unknown, said("1.1", percent=60, unit="各园区管委会"))) == ("doing", 60)


def test_a_task_that_only_supporters_are_named_for_has_nobody_who_answers() -> None:
    found = state(plan(section(task(units=(), support=("省丁局",)), units=())), said("1.1", "done", unit="省丁局"))
    assert (stands(found), found.answering, found.chased) == (("todo", 0), (), ())


def test_a_unit_that_said_nothing_has_no_word_whatever_the_steps_say() -> None:
    found = state(THREE, *(said(f"1.1.{number}", "done") for number in (1, 2, 3)))
    assert (stands(found), found.words) == (("done", 100), {})
