"""What came back in workbooks becomes events: new, so already, in conflict, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from baigong.changes.outcome import Side
from tests.support import builders
from tests.support.answers import UNIT, answer, decide, only, recorded, reported
from tests.support.builders import BEIJING, retracted, said, task

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


def test_a_form_of_another_plan_is_refused_whole() -> None:
    other = builders.plan(task("1.1"), title="关于另一件事的方案")
    [fault] = decide(answer({"1.1": {"percent": 5.0}}), plan=other).faults
    assert "另一份方案" in fault.message


def test_what_was_reported_last_counts_last() -> None:
    before, later = said("1.1", "doing", 40, unit=UNIT), reported("1.1", note="督查室的话", on="02-05")
    event = only(decide(answer({"1.1": {"percent": 60.0}}, before), before, later, today="02-06"))
    assert event.on == date(2019, 2, 6)


def test_what_a_unit_says_of_the_whole_comes_after_what_it_says_of_the_steps() -> None:
    events = recorded(decide(answer({"1.1": {"percent": 60.0}, "1.1.1": {"status": "done"}})))
    assert [event.task for event in events] == ["1.1.1", "1.1"]
    assert [event.id for event in events] == sorted(event.id for event in events)
