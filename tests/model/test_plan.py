"""What a plan's file may hold: ids, names of units, dates that do not contradict each other."""

from __future__ import annotations

from typing import Any

import pytest

from baigong.model.plan import PlanFaultError, Responsibility, Section, Step, Target, Task, find_problems
from baigong.words import DEMO, SIMULATED
from tests.support.builders import day, plan, section, step, task


@pytest.mark.parametrize("id", ["3", "3.2", "1.8.3", "甲.1", "A1"])
def test_an_id_is_of_letters_digits_and_full_stops(id: str) -> None:
    assert Task(id=id, text="办事").id == id


@pytest.mark.parametrize("id", ["", "3.", ".2", "3。2", "3,2", "3 2", 3.1, 3])
def test_what_is_no_id_is_refused(id: Any) -> None:
    with pytest.raises(ValueError, match="id"):
        Task(id=id, text="办事")


@pytest.mark.parametrize("name", ["省甲厅", "各市党委、政府", "各县（市、区）政府", "省甲厅(乙、丙)"])
def test_a_name_of_one_unit_may_hold_a_comma_that_is_part_of_it(name: str) -> None:
    assert Responsibility(units=(name,)).units == (name,)


@pytest.mark.parametrize("name", ["省甲厅、省乙委", "省甲厅，省乙委", "省甲厅；省乙委", "", " "])
def test_several_units_in_one_name_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="units"):
        Responsibility(units=(name,))


@pytest.mark.parametrize("words", ["", " "])
def test_a_target_has_words(words: str) -> None:
    with pytest.raises(ValueError, match="text"):
        Target.model_validate({"text": words, "value": 1})


def faults(*parts: Any, **head: Any) -> list[tuple[str | int, ...]]:
    fields = {"sections": tuple(parts)}
    good = plan(section(task("9.9"), id="9"), **head)
    return [path for path, _ in find_problems(good.model_copy(update=fields if parts else {}))]


def test_an_id_is_given_once_among_sections_and_once_among_tasks_and_steps() -> None:
    assert faults(section(task("1.1"), id="1"), section(task("2.1"), id="1")) == [("sections", 1, "id")]
    assert faults(section(task("1"), id="1")) == [], "a section and a task may have one id"
    assert faults(section(task("1.1", steps=["1.1"]))) == [("sections", 0, "tasks", 0, "steps", 0, "id")]
    assert faults(section(task("1.1"), task("1.1"))) == [("sections", 0, "tasks", 1, "id")]


def test_no_due_lies_before_the_start_in_force() -> None:
    assert faults(section(task(due="01-01"))) == []
    assert faults(section(task(due="2018-12-31"))) == [("sections", 0, "tasks", 0, "due")]
    assert faults(section(task(due="01-20"), start="02-01")) == [("sections", 0, "tasks", 0, "due")]
    assert faults(section(task(start="01-10", due="01-20"), start="02-01")) == []
    late = section(task(start="02-01", steps=[step("1.1.1", due="01-20")]))
    assert faults(late) == [("sections", 0, "tasks", 0, "steps", 0, "due")]
    assert faults(section(start="02-01", due="01-20")) == [("sections", 0, "due")]


def test_a_plan_that_ends_before_it_begins_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="截止日期 2019-03-31 早于起始日期 2019-04-01"):
        plan(task(), start="04-01")
    early = plan(task()).head.model_copy(update={"start": day("04-01")})
    with pytest.raises(PlanFaultError) as raised:
        plan(task()).model_copy(update={"head": early}).sound()
    assert raised.value.path == ("plan", "due")


def test_a_day_of_the_week_is_one_of_seven_and_needs_a_recurrence() -> None:
    place = ("sections", 0, "tasks", 0, "every_day")
    assert faults(section(task(every="week", every_day=7))) == []
    assert faults(section(task(every="week", every_day=8))) == [place]
    assert faults(section(task(every="month", every_day=31))) == []
    assert faults(section(task(every_day=5))) == [place]


def test_a_plan_lists_its_tasks_and_each_list_of_units_once() -> None:
    known = plan(section(task("1.1", lead=("省丙局",)), task("1.2")), section(task("2.1"), id="2"))
    assert [one.id for one in known.tasks] == ["1.1", "1.2", "2.1"]
    assert known.clauses == (("省甲厅", "省乙委"), ("省丙局",))
    assert known.section("2").tasks[0].id == "2.1"


def test_a_task_is_its_own_first_node() -> None:
    known = task(steps=["1.1.1"])
    assert known.nodes == (known, Step(id="1.1.1", text="建立工作台账"))
    assert Responsibility(support=("省甲厅",)).names_units and not Responsibility(leader="张三").names_units


def test_a_task_inherits_units_and_date_of_its_section_only_where_it_has_none() -> None:
    head = plan(task()).head
    own = Task(id="1.1", text="核对台账", support=("省丙局", "省丁局", "省丙局"), due=day("02-01"))
    bare = Task(id="1.2", text="核对台账", leader="张三")
    one = Section(id="1", lead=("省甲厅",), due=day("03-01"), tasks=(own, bare))
    assert (one.clause_of(own).all_units, one.clause_of(bare).all_units) == (("省丙局", "省丁局"), ("省甲厅",))
    assert (one.due_of(own, head), one.due_of(bare, head)) == (day("02-01"), day("03-01"))
    assert Section(id="2").due_of(bare, head) == head.due


def test_a_demonstration_is_marked_by_its_title() -> None:
    assert plan(task(), title=f"{DEMO}方案").head.mark == SIMULATED
    assert plan(task(), title="方案").head.mark == ""
    assert plan(task()).head.start == day("01-01")
