"""The shipped ledger, 青政办〔2019〕4号: the facts that must hold of it, from its files to its reports."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from baigong.changes.common import Author
from baigong.changes.progress import ProgressReport, report
from baigong.changes.undo import retract
from baigong.errors import RequestError
from baigong.ledger.ids import read_ids
from baigong.ledger.ledger import Ledger
from baigong.ledger.query import Query, part_of, select
from baigong.model.events import Event
from baigong.model.plan import Plan, Task
from baigong.reports.overdue import overdue_rows
from baigong.reports.period import week_period
from baigong.reports.weekly import weekly
from baigong.store.plan_file import load_plan
from baigong.store.shipped import NAMES, shipped
from baigong.store.units_file import load_units
from tests.support.builders import BEIJING, day, said

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def made() -> Plan:
    return load_plan(DATA / "tasks.yaml")


@pytest.fixture(scope="module")
def fresh(made: Plan) -> Ledger:
    return Ledger(made, (), load_units(DATA / "units.yaml"))


def since(fresh: Ledger, *events: Event) -> Ledger:
    return Ledger(fresh.plan, events, load_units(DATA / "units.yaml"))


def find(plan: Plan, id: str) -> Task:
    return next(task for task in plan.tasks if task.id == id)


# The plan


def test_the_head(made: Plan) -> None:
    head = made.head
    assert head.title == "关于在全省开展“百日攻坚”专项行动的实施方案"
    assert (head.number, head.issuer) == ("青政办〔2019〕4号", "青海省人民政府办公厅")
    assert (head.issued, head.start, head.due) == (day("01-19"), day("01-01"), day("03-31"))


def test_eight_sections_and_99_tasks(made: Plan) -> None:
    assert [len(section.tasks) for section in made.sections] == [10, 13, 10, 8, 16, 13, 12, 17]
    ids = [task.id for task in made.tasks]
    assert len(ids) == 99
    assert ids == [
        f"{at}.{number}" for at, section in enumerate(made.sections, 1) for number in range(1, len(section.tasks) + 1)
    ]
    assert ids[-1] == "8.17"


def test_39_names_of_units_of_which_two_are_groups(made: Plan, fresh: Ledger) -> None:
    names = fresh.directory.in_plan
    assert len(names) == 39
    assert [name for name in names if fresh.directory.is_group(name)] == ["各市州政府", "各园区管委会"]
    assert all("各市州政府" in section.units for section in made.sections)
    assert [section.open_ended for section in made.sections] == [True, *[False] * 7]


def test_3_2_and_its_targets(made: Plan) -> None:
    task = find(made, "3.2")
    assert task.text.startswith("配合完成中央脱贫攻坚省际间交叉考核验收工作，")
    assert [(target.value, target.unit) for target in task.targets] == [(12, "个"), (526, "个"), (17.6, "万人")]


def test_steps_and_own_dates(made: Plan) -> None:
    assert len(find(made, "1.8").steps) == 6
    assert find(made, "2.8").steps == ()
    dated = {step.id: step.due for task in made.tasks for step in task.steps if step.due} | {
        task.id: task.due for task in made.tasks if task.due
    }
    of_task = {
        id: {due for node, due in dated.items() if node == id or node.startswith(id + ".")}
        for id in ("8.13", "8.16", "2.3", "1.7")
    }
    assert of_task == {
        "8.13": {day("02-10")},
        "8.16": {day("03-01")},
        "2.3": {day("03-31")},
        "1.7": {day("03-31")},
    }
    assert len(dated) == 4


def test_what_recurs_monthly(made: Plan, fresh: Ledger) -> None:
    recurring = [node.id for task in made.tasks for node in task.nodes if node.every]
    assert recurring == ["1.6.4"]
    (step,) = [step for step in fresh.task("1.6", day("02-20")).steps if step.checkpoints]
    assert [point.due for point in step.checkpoints] == [day("01-31"), day("02-28"), day("03-31")]


def test_the_files_that_are_shipped_are_there() -> None:
    assert [shipped(name).name for name in NAMES] == ["tasks.yaml", "units.yaml", "plan.txt"]
    assert all(shipped(name).is_file() for name in NAMES)


# Who


@pytest.mark.parametrize(
    ("given", "name", "count"),
    [
        ("省财政厅", "省财政厅", 89),
        ("财政厅", "省财政厅", 89),
        ("省信访局", "省信访局", 17),
        ("西宁市政府", "西宁市政府", 99),
        ("各市州政府", "各市州政府", 99),
    ],
)
def test_how_many_tasks_a_unit_has(fresh: Ledger, given: str, name: str, count: int) -> None:
    found = fresh.directory.find(given)
    assert found == name
    assert len(select(fresh.on(day("02-01")), Query(units=(found,)), fresh.directory)) == count


def test_a_member_has_its_tasks_through_its_group(fresh: Ledger) -> None:
    parts = [part_of(state, "西宁市政府", fresh.directory) for state in fresh.on(day("02-01"))]
    assert {part.via for part in parts if part} == {"各市州政府"}


def test_names_that_are_not_clear(fresh: Ledger) -> None:
    with pytest.raises(RequestError, match="可能的单位：省财政厅"):
        fresh.directory.find("财")
    with pytest.raises(RequestError, match="是不是：省财政厅"):
        fresh.directory.find("省财正厅")


def test_numbers_that_are_not_there(made: Plan) -> None:
    for given, told in (("3.99", "3.1–3.10"), ("abc", "看不懂"), ("3.5-3.2", "起点在终点之后")):
        with pytest.raises(RequestError, match=told):
            read_ids(made, [given])
    assert len(read_ids(made, ["3"])) == 10


# What is late


def test_what_is_overdue_on_the_20th_of_february(fresh: Ledger) -> None:
    rows = overdue_rows(fresh.on(day("02-20")))
    assert [(row.task, row.overdue_days, row.checkpoints) for row in rows] == [
        ("1.6", 20, (day("01-31"),)),
        ("8.13", 10, ()),
    ]
    assert "供需衔接" in rows[1].text


def test_nothing_is_overdue_before_the_first_checkpoint_and_all_that_is_open_after_the_end(fresh: Ledger) -> None:
    assert overdue_rows(fresh.on(day("01-31"))) == []
    rows = overdue_rows(fresh.on(day("04-01")))
    assert {row.task for row in rows} == {state.id for state in fresh.on(day("04-01"))}
    some = since(fresh, said("3.2", "done", on="02-01"), said("1.6", "done", on="02-01"))
    late = {row.task for row in overdue_rows(some.on(day("04-01")))}
    assert len(late) == 97
    assert not late & {"3.2", "1.6"}


# Recording


def author(on: str) -> Author:
    return Author("李四", datetime(2019, 2, 5, 9, tzinfo=BEIJING), day(on))


def test_done_is_in_the_report_of_its_week_and_not_of_the_one_before_and_can_be_undone(fresh: Ledger) -> None:
    done = report(fresh, ["3.2"], ProgressReport(status="done", note="已通过验收"), author("02-01"))
    known = since(fresh, *done.events)

    def in_week(number: int, of: Ledger) -> list[str]:
        return [row.id for row in weekly(of, week_period(day("01-01"), day("02-20"), number)).done]

    assert in_week(5, known) == ["3.2"]
    assert in_week(4, known) == []
    _, back = retract(known, None, "", author("02-01"))
    undone = since(fresh, *known.events, *back)
    assert in_week(5, undone) == []
    assert undone.task("3.2", day("02-20")).status == "todo"
    assert len(undone.events) == 2


def test_steps_make_the_task_and_the_task_its_steps(fresh: Ledger) -> None:
    part = since(fresh, *report(fresh, ["1.8.3"], ProgressReport(status="done"), author("02-01")).events)
    assert (part.task("1.8", day("02-01")).status, round(part.task("1.8", day("02-01")).percent)) == ("doing", 17)
    whole = since(fresh, *part.events, *report(part, ["1.8"], ProgressReport(status="done"), author("02-02")).events)
    assert whole.task("1.8", day("02-02")).status == "done"
    assert all(step.standing.status == "done" for step in whole.task("1.8", day("02-02")).steps)
    again = since(fresh, *whole.events, *report(whole, ["1.8.3"], ProgressReport(reopen=True), author("02-03")).events)
    assert (again.task("1.8", day("02-03")).status, round(again.task("1.8", day("02-03")).percent)) == ("doing", 83)


def test_the_report_of_week_5_is_headed_by_its_days(fresh: Ledger) -> None:
    found = weekly(fresh, week_period(day("01-01"), date(2019, 3, 1), 5))
    assert (found.period.start, found.period.end) == (day("01-28"), day("02-03"))
    assert (found.totals.tasks, found.totals.todo, found.totals.scheduled) == (99, 99, 22.2)
    assert len(found.sections) == 8
    assert len(found.units) == 48, "groups by their members"
