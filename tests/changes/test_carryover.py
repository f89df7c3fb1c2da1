"""What is left of an open task, and how far it had come, in another plan."""

from __future__ import annotations

from baigong.changes.carryover import carried_events, carried_reports, carried_source, carry_task
from baigong.changes.common import Author
from baigong.changes.progress import ProgressReport
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event, Progress
from baigong.model.plan import Task
from tests.support.builders import UNITS, day, plan, said, section, step, task

TODAY = day("02-20")
HERE = Ledger(plan(section(task("1.1"), id="1")), (), UNITS)


def carried(one: Task, *events: Event) -> tuple[Task, dict[str, ProgressReport]]:
    """Carry a task with its records; give it with its reports."""
    state = Ledger(plan(section(one)), events, UNITS).task(one.id, TODAY)
    added = carry_task(HERE, HERE.plan.sections[0], state, "转自《甲方案》", TODAY).task
    return added, dict(carried_reports(state, added.id, "转来时的情况"))


def test_nothing_is_said_of_a_task_on_which_nothing_was_reported() -> None:
    assert carried(task("1.3"))[1] == {}


def test_a_percent_and_a_problem_go_with_the_task() -> None:
    added, reports = carried(task("1.3"), said("1.3", "doing", 40), said("1.3", "blocked", problem="缺地"))
    assert added.id == "1.2"
    assert reports == {"1.2": ProgressReport("blocked", 40, note="转来时的情况", problem="缺地")}


def test_steps_that_are_left_keep_their_percents_under_their_new_numbers() -> None:
    steps = (step("1.3.1"), step("1.3.2", "招标。"), step("1.3.3", "开工。"))
    added, reports = carried(task("1.3", steps=steps), said("1.3.1", "done"), said("1.3.3", "doing", 30))
    assert [one.text for one in added.steps] == ["招标。", "开工。"]
    assert {id: (one.status, one.percent) for id, one in reports.items()} == {"1.2.2": ("doing", 30)}


def test_a_word_on_the_whole_is_carried_as_one() -> None:
    steps = (step("1.3.1"), step("1.3.2", "招标。"))
    _, reports = carried(task("1.3", steps=steps), said("1.3", "doing", 50))
    assert {id: (one.status, one.percent) for id, one in reports.items()} == {"1.2": ("doing", 50)}


def test_a_recurring_or_ongoing_task_carries_no_percent() -> None:
    assert carried(task("1.3", every="month"), said("1.3", "doing", note="一月已报"))[1] == {}
    assert carried(task("1.3", ongoing=True), said("1.3", "doing", note="一月已报"))[1] == {}


def test_the_source_of_a_task_stands_before_the_plan_that_it_was_carried_from() -> None:
    old = plan(section(task("1.3", source="省长批示")), title="甲方案")
    state = Ledger(old, (), UNITS).task("1.3", TODAY)
    assert carried_source(state, old) == "省长批示；转自《甲方案》1.3"


def test_the_records_of_every_carried_task_say_where_it_comes_from() -> None:
    old = plan(section(task("1.3"), task("1.4"), task("1.5")), title="甲方案")
    records = (said("1.3", "doing", 40), said("1.5", "blocked", problem="缺地"))
    states = Ledger(old, records, UNITS).on(TODAY)
    here = Ledger(plan(section(task("2.1"), task("2.2"), task("2.3"))), (), UNITS)
    author = Author("王五", said("2.1").at, TODAY)
    events = carried_events(here, zip(states, ("2.1", "2.2", "2.3"), strict=True), old, author)
    notes = [(event.task, event.note) for event in events if isinstance(event, Progress)]
    assert notes == [("2.1", "转自《甲方案》1.3 时的情况"), ("2.3", "转自《甲方案》1.5 时的情况")]
