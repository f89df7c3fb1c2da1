"""What there is to say of a task on a day, besides its dates: words, problems, values, roles, whom it chases."""

from __future__ import annotations

import pytest

from baigong.model.events import Event
from tests.support.builders import (
    assigned,
    day,
    ledger,
    plan,
    retracted,
    said,
    section,
    state,
    step,
    task,
)

PLAIN = task()

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


# Who is chased


def test_those_who_have_not_finished_their_part_are_chased() -> None:
    both = task(lead=("省甲厅", "省乙委"), support=("省丙局",))
    assert state(both).chased == ("省甲厅", "省乙委")
    assert state(both, said("1.1", "done", unit="省甲厅")).chased == ("省乙委",)
    assert state(both, said("1.1", "done")).chased == ()


def test_a_unit_whose_part_is_dropped_owes_nothing_even_where_all_the_others_have_finished() -> None:
    three = task(units=("省甲厅", "省乙委", "省丙局"))
    dropped, done = said("1.1", "dropped", unit="省乙委"), said("1.1", "done", unit="省甲厅", on="01-11")
    left = state(three, dropped, done, assigned("1.1", on="01-12", responsible=("省甲厅", "省乙委")))
    assert left.open and left.chased == ("省甲厅",)


def test_the_last_record_of_the_office_is_the_one_in_no_units_name() -> None:
    office = said("1.1", percent=5, on="01-10")
    assert state(PLAIN, office, said("1.1", percent=9, unit="省甲厅", on="01-12")).last_of_office == office
    assert state(PLAIN, said("1.1", percent=9, unit="省甲厅")).last_of_office is None


def test_it_is_overdue_by_its_own_date_and_not_by_a_late_step() -> None:
    late_step = task(steps=[step("1.1.1", due="02-10")])
    assert state(late_step, on="02-20").overdue_days == 0
    assert state(late_step, on="04-02").overdue_days == 2


def test_it_was_finished_late_where_that_was_after_its_due_date() -> None:
    assert state(PLAIN, said("1.1", "done", on="04-01"), on="05-01").finished_late
    assert not state(PLAIN, said("1.1", "done", on="03-31"), on="05-01").finished_late
    assert not state(PLAIN, said("1.1", "dropped", on="04-01"), on="05-01").finished_late


def test_a_light_has_its_reason_and_what_is_finished_has_neither() -> None:
    known = state(PLAIN, on="04-01")
    assert known.light == "red" and known.reason.startswith("逾期 1 天")
    finished = state(PLAIN, said("1.1", "done"), on="04-01")
    assert (finished.light, finished.reason) == (None, "")
