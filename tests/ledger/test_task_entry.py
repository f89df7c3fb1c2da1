"""A task where it stands in the plan: its dates by task, section, plan and deferral, and from when it is scheduled."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.ledger.task_state import TaskState
from tests.support.builders import (
    closed,
    day,
    deferred,
    plan,
    retracted,
    said,
    section,
    state,
    step,
    task,
)
from tests.support.states import late, lights

PLAIN = task()
DATED = task(steps=[step("1.1.1", due="02-10", basis="春节前"), step("1.1.2")])

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
