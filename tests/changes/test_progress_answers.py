"""A row of a returned form becomes the unit's own report: what it means, what contradicts, what the ledger says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from baigong.ledger.ledger import Ledger
from tests.support import builders
from tests.support.answers import PLAN, UNIT, answer, decide, only, recorded, reported
from tests.support.builders import BEIJING, closed, day, said


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


# Days, and order.


@pytest.mark.parametrize(
    ("today", "on"),
    [("02-01", "02-01"), ("02-03", "02-03"), ("02-05", "02-03"), ("02-20", "02-03")],
)
def test_an_answer_is_true_of_the_week_it_is_for(today: str, on: str) -> None:
    event = only(decide(answer({"1.1": {"percent": 60.0}}), today=today))
    assert event.on == day(on)
