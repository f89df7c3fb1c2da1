"""What came back in workbooks becomes events: new, so already, in conflict, refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest

from baigong.calendar import week
from baigong.changes.answers import Collection, collect
from baigong.changes.outcome import Side
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event, Progress
from baigong.model.plan import Plan
from baigong.workbook.answer import Answer, AnswerRow
from baigong.workbook.form import Base, make_form
from tests.support import builders
from tests.support.builders import BEIJING, closed, day, retracted, said, section, task

MADE = datetime(2019, 2, 1, 12, tzinfo=BEIJING)
LATER = datetime(2019, 2, 2, 12, tzinfo=BEIJING)
UNIT = "省甲厅"
PLAN = builders.plan(
    task("1.1", steps=(builders.step("1.1.1", "建立台账"), builders.step("1.1.2", "核对台账"))),
    task("1.2", "新建10个站点。", targets=({"text": "10个站点", "value": 10, "unit": "个"},)),
    task(
        "1.3",
        "新建2个园区、3个站点。",
        targets=({"text": "2个园区", "value": 2}, {"text": "3个站点", "value": 3}),
    ),
    task("1.4", "长期坚持巡查。", ongoing=True),
    section(task("2.1", "省乙委自己的事。"), id="2", units=("省乙委",)),
)


def reported(id: str, /, status: str | None = None, percent: float | None = None, **more: object) -> Event:
    """A report recorded after the form was made."""
    return said(id, status, percent, at=LATER, on=more.pop("on", "02-02"), **more)  # type: ignore[arg-type]


def form_of(plan: Plan, events: Iterable[Event]) -> dict[str, Base]:
    ledger = Ledger(plan, events, builders.UNITS)
    made = make_form(ledger, UNIT, week(plan.head.start, 5), day("02-01"), MADE)
    return {row.id: row.base for row in made.rows}


def answer(rows: dict[str, dict[str, object]], *before: Event, plan: Plan = PLAN, file: str = "甲.xlsx") -> Answer:
    """A form made on 1 February from the events before, and what was written in it."""
    ledger = Ledger(plan, before, builders.UNITS)
    made = make_form(ledger, UNIT, week(plan.head.start, 5), day("02-01"), MADE)
    bases = {row.id: row.base for row in made.rows}
    places = {key: f"填报 · {key}" for key in ("id", "status", "percent", "note", "actual")}
    read = tuple(AnswerRow(id, bases.get(id), places, **cells) for id, cells in rows.items())  # type: ignore[arg-type]
    return Answer(file, made.meta, "张三", "", read)


def decide(
    answers: Answer | list[Answer],
    *events: Event,
    plan: Plan = PLAN,
    today: str = "02-03",
    side: Side = "",
) -> Collection:
    ledger = Ledger(plan, events, builders.UNITS)
    several = answers if isinstance(answers, list) else [answers]
    return collect(ledger, several, day(today), datetime(2019, 2, 3, 9, tzinfo=BEIJING), side)


def recorded(collection: Collection) -> list[Progress]:
    assert not collection.faults, collection.faults
    assert not collection.of("conflict"), collection.outcomes
    return [event for event in collection.recording.events if isinstance(event, Progress)]


def only(collection: Collection) -> Progress:
    [event] = recorded(collection)
    return event


def test_a_row_is_the_units_own_report_by_who_filled_it_in() -> None:
    event = only(
        decide(
            answer(
                {
                    "1.1": {
                        "status": "doing",
                        "percent": 60.0,
                        "note": "已核对",
                        "problem": "缺人",
                        "next": "加班",
                        "evidence": ("甲发1号",),
                    }
                }
            )
        )
    )
    assert (event.task, event.unit, event.by) == ("1.1", UNIT, "张三")
    assert (event.status, event.percent) == ("doing", 60)
    assert (event.note, event.problem, event.next, event.evidence) == ("已核对", "缺人", "加班", ("甲发1号",))


def test_without_a_name_the_unit_itself_is_the_author() -> None:
    assert only(decide(replace(answer({"1.1": {"percent": 5.0}}), filler=""))).by == UNIT


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"percent": 60.0}, ("doing", 60)),
        ({"percent": 100.0}, ("done", 100)),
        ({"status": "done"}, ("done", 100)),
        ({"status": "todo"}, ("todo", 0)),
        ({"percent": 0.0}, ("todo", 0)),
        ({"status": "doing"}, ("doing", None)),
        ({"status": "blocked", "percent": 30.0}, ("blocked", 30)),
        ({"note": "只有话"}, (None, None)),
    ],
)
def test_what_status_and_percent_mean(cells: dict[str, object], expected: tuple[object, object]) -> None:
    event = only(decide(answer({"1.1": cells})))
    assert (event.status, event.percent) == expected


def test_a_percent_alone_leaves_what_is_blocked_blocked() -> None:
    before = said("1.1", "blocked", 20, unit=UNIT)
    assert only(decide(answer({"1.1": {"percent": 30.0}}, before), before)).status == "blocked"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"status": "done", "percent": 60.0}, "状态是已完成，进度却是 60"),
        ({"status": "todo", "percent": 60.0}, "状态是未启动，进度却是 60"),
        ({"status": "doing", "percent": 100.0}, "状态是推进中，进度却是 100"),
    ],
)
def test_a_status_that_contradicts_the_percent_is_refused(cells: dict[str, object], why: str) -> None:
    [fault] = decide(answer({"1.1": cells})).faults
    assert (fault.where, fault.message) == ("甲.xlsx · 填报 · percent", why)


def test_what_has_begun_cannot_be_unbegun_by_a_form() -> None:
    before = said("1.1", "doing", 40, unit=UNIT)
    [fault] = decide(answer({"1.1": {"status": "todo"}}, before), before).faults
    assert "上次已是推进中 40%" in fault.message


def test_what_goes_on_has_no_percent() -> None:
    [fault] = decide(answer({"1.4": {"percent": 60.0}})).faults
    assert "持续推进" in fault.message
    assert only(decide(answer({"1.4": {"note": "照常巡查"}}))).percent is None


def test_another_units_task_is_refused() -> None:
    [fault] = decide(answer({"2.1": {"percent": 60.0}})).faults
    assert fault.message == "省甲厅不承担 2.1"


def test_what_was_copied_from_the_form_is_no_change() -> None:
    before = said("1.1", "doing", 40, unit=UNIT)
    found = decide(answer({"1.1": {"status": "doing", "percent": 40.0}}, before), before)
    assert not found.recording.events
    assert [one.kind for one in found.outcomes] == ["same"]


def test_what_was_copied_takes_nothing_back_from_a_ledger_that_moved() -> None:
    before, moved = said("1.1", "doing", 40, unit=UNIT), reported("1.1", "doing", 80)
    assert not decide(answer({"1.1": {"percent": 40.0}}, before), before, moved).recording.events


# A second time.


@pytest.mark.parametrize("side", ["", "ours", "theirs"])
def test_a_second_collect_records_nothing(side: Side) -> None:
    rows: dict[str, dict[str, object]] = {
        "1.1.1": {"status": "done", "note": "建好了"},
        "1.1": {"percent": 60.0, "problem": "缺人"},
        "1.2": {"actual": "8", "status": "todo"},
        "1.4": {"note": "照常"},
    }
    form = answer(rows)
    events = recorded(decide(form))
    assert len(events) == 4
    for today in ("02-03", "02-10"):
        again = decide(form, *events, today=today, side=side)
        assert not again.recording.events and not again.faults and not again.of("conflict")


def test_an_old_file_stays_recorded_when_the_unit_has_reported_more_since() -> None:
    form = answer({"1.1": {"percent": 60.0, "note": "一"}})
    events = recorded(decide(form))
    more = reported("1.1", "doing", 80, unit=UNIT, on="02-08", note="二")
    again = decide(form, *events, more, today="02-10")
    assert [one.kind for one in again.outcomes] == ["same"]


def test_what_was_taken_back_can_be_collected_again() -> None:
    form = answer({"1.1": {"percent": 60.0}})
    events = recorded(decide(form))
    assert len(recorded(decide(form, *events, retracted(events[0], on="02-03")))) == 1


def test_only_what_was_added_to_a_file_is_new() -> None:
    form = answer({"1.1": {"percent": 60.0}})
    events = recorded(decide(form))
    more = replace(form, rows=(replace(form.rows[0], note="补充"),))
    event = only(decide(more, *events))
    assert (event.status, event.percent, event.note) == (None, None, "补充")


def test_the_same_words_a_week_later_are_a_new_report() -> None:
    before = said(
        "1.1", "doing", 40, unit=UNIT, note="按计划推进", on="01-25", at=datetime(2019, 1, 25, tzinfo=BEIJING)
    )
    assert only(decide(answer({"1.1": {"note": "按计划推进"}}, before), before)).note == "按计划推进"


# A ledger that moved.


def test_where_the_office_recorded_meanwhile_it_is_a_conflict() -> None:
    before, moved = said("1.1", "doing", 40, unit=UNIT), reported("1.1", "doing", 80, by="督查室")
    found = decide(answer({"1.1": {"percent": 60.0, "note": "话"}}, before), before, moved)
    [conflict] = found.of("conflict")
    assert not found.recording.events
    assert "台账现为推进中 80%（2月2日 督查室记）" in conflict.words
    assert "报送表填推进中 60%，发出时为推进中 40%" in conflict.words


def test_a_conflict_is_decided_for_one_side() -> None:
    before, moved = said("1.1", "doing", 40, unit=UNIT), reported("1.1", "doing", 80)
    form = answer({"1.1": {"percent": 60.0, "note": "话"}}, before)
    ours = only(decide(form, before, moved, side="ours"))
    assert (ours.percent, ours.note) == (None, "话"), "words contradict nothing"
    theirs = only(decide(form, before, moved, side="theirs"))
    assert (theirs.percent, theirs.note) == (60, "话")
    after = Ledger(PLAN, (before, moved, theirs), builders.UNITS).task("1.1", day("02-03"))
    assert after.shares[UNIT].percent == 60
    assert not decide(form, before, moved, theirs, side="theirs").recording.events


def test_where_both_say_the_same_there_is_no_conflict() -> None:
    before, moved = said("1.1", "doing", 40, unit=UNIT), reported("1.1", "doing", 60, unit=UNIT, by="王五")
    assert not decide(answer({"1.1": {"percent": 60.0}}, before), before, moved).recording.events


def test_what_another_unit_reported_is_no_conflict() -> None:
    assert only(decide(answer({"1.1": {"percent": 60.0}}), reported("1.1", "doing", 90, unit="省乙委"))).percent == 60


def test_what_was_done_meanwhile_is_not_undone_by_a_form() -> None:
    moved = reported("1.1", "done", 100, by="督查室")
    form = answer({"1.1": {"percent": 60.0}})
    assert decide(form, moved).of("conflict")
    [fault] = decide(form, moved, side="theirs").faults
    assert fault.message == "1.1 现为已完成，不能再记为推进中 60%"
    assert not decide(form, moved, side="ours").recording.events


def test_what_was_struck_off_meanwhile_is_refused_and_what_was_recorded_before_is_not() -> None:
    form = answer({"1.1": {"status": "done", "note": "齐了"}})
    events = recorded(decide(form))
    off = (
        reported("1.1", "done", 100, on="02-03"),
        closed("1.1", on="02-03", at=datetime(2019, 2, 3, 18, tzinfo=BEIJING)),
    )
    assert not decide(form, *events, *off).faults
    [fault] = decide(answer({"1.1": {"note": "另一句"}}), *events, *off).faults
    assert "销号" in fault.message


def test_a_value_that_the_office_recorded_meanwhile_is_a_conflict_too() -> None:
    moved = reported("1.2", actual={"10个站点": 9.0}, by="督查室")
    found = decide(answer({"1.2": {"actual": "8"}}), moved)
    assert "台账现为 9" in found.of("conflict")[0].words
    assert not decide(answer({"1.2": {"actual": "9"}}), moved).of("conflict")


# Targets.


@pytest.mark.parametrize(
    ("id", "written", "values"),
    [
        ("1.2", "8", {"10个站点": 8}),
        ("1.2", "８个", {"10个站点": 8}),
        ("1.3", "1=2；2=3", {"2个园区": 2, "3个站点": 3}),
        ("1.3", "2\n3", {"2个园区": 2, "3个站点": 3}),
        ("1.3", "2=3", {"3个站点": 3}),
    ],
)
def test_values_of_targets(id: str, written: str, values: dict[str, float]) -> None:
    assert only(decide(answer({id: {"actual": written}}))).actual == values


def test_a_value_that_is_no_number_is_refused_by_its_cell() -> None:
    [fault] = decide(answer({"1.2": {"actual": "很多"}})).faults
    assert fault.where == "甲.xlsx · 填报 · actual"
    assert "--actual" not in fault.accepted


# Two answers, and a plan that changed.


def test_two_answers_of_a_unit_are_put_together_where_they_agree() -> None:
    one, other = (
        answer({"1.1": {"percent": 60.0}}),
        answer({"1.1": {"note": "话"}, "1.2": {"percent": 5.0}}, file="乙.xlsx"),
    )
    events = recorded(decide([one, other]))
    assert [(event.task, event.percent, event.note) for event in events] == [("1.1", 60, "话"), ("1.2", 5, "")]


def test_two_answers_of_a_unit_that_differ_are_a_fault() -> None:
    one, other = answer({"1.1": {"percent": 60.0}}), answer({"1.1": {"percent": 70.0}}, file="乙.xlsx")
    found = decide([one, other])
    [fault] = found.faults
    assert "甲.xlsx" in fault.message and fault.file == "乙.xlsx"
    assert not found.recording.events


def revised(*tasks: object) -> Plan:
    return builders.plan(*tasks)  # type: ignore[arg-type]


def test_a_renumbered_task_is_known_by_its_words() -> None:
    new = revised(task("1.1", "一项新的任务。"), task("1.5", "新建10个站点。"))
    assert only(decide(answer({"1.2": {"percent": 5.0}}), plan=new)).task == "1.5"


def test_a_task_whose_words_changed_a_little_is_the_same_and_one_that_is_another_a_conflict() -> None:
    little = revised(task("1.2", "新建10个站点以上。"))
    assert only(decide(answer({"1.2": {"percent": 5.0}}), plan=little)).task == "1.2"
    other = revised(task("1.2", "举办全省运动会。"))
    found = decide(answer({"1.2": {"percent": 5.0}}), plan=other)
    assert "内容改了" in found.of("conflict")[0].words
    assert only(decide(answer({"1.2": {"percent": 5.0}}), plan=other, side="theirs")).task == "1.2"
    assert not decide(answer({"1.2": {"percent": 5.0}}), plan=other, side="ours").recording.events


def test_a_task_that_is_gone_is_refused() -> None:
    [fault] = decide(answer({"1.3": {"percent": 5.0}}), plan=revised(task("1.1"))).faults
    assert fault.message == "方案修订后没有 1.3 这一项了"


def test_a_form_of_another_plan_is_refused_whole() -> None:
    other = builders.plan(task("1.1"), title="关于另一件事的方案")
    [fault] = decide(answer({"1.1": {"percent": 5.0}}), plan=other).faults
    assert "另一份方案" in fault.message


# Days, and order.


@pytest.mark.parametrize(
    ("today", "on"),
    [("02-01", "02-01"), ("02-03", "02-03"), ("02-05", "02-03"), ("02-20", "02-03")],
)
def test_an_answer_is_true_of_the_week_it_is_for(today: str, on: str) -> None:
    event = only(decide(answer({"1.1": {"percent": 60.0}}), today=today))
    assert event.on == day(on)


def test_what_was_reported_last_counts_last() -> None:
    before, later = said("1.1", "doing", 40, unit=UNIT), reported("1.1", note="督查室的话", on="02-05")
    event = only(decide(answer({"1.1": {"percent": 60.0}}, before), before, later, today="02-06"))
    assert event.on == date(2019, 2, 6)


def test_what_a_unit_says_of_the_whole_comes_after_what_it_says_of_the_steps() -> None:
    events = recorded(decide(answer({"1.1": {"percent": 60.0}, "1.1.1": {"status": "done"}})))
    assert [event.task for event in events] == ["1.1.1", "1.1"]
    assert [event.id for event in events] == sorted(event.id for event in events)
