"""Rules 2 and 3 of "The state of a task": a word on the whole, a part set alone, and what the parts make together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.builders import (
    GROUP,
    MEMBERS,
    assigned,
    day,
    ledger,
    plan,
    rejected,
    said,
    section,
    state,
    task,
)
from tests.support.states import shares, stands, steps

THREE = task(steps=["1.1.1", "1.1.2", "1.1.3"])
PLAIN = task()
TOGETHER = plan(section(task(), units=["省甲厅", GROUP]))

# Rule 2: a report on the whole clears what was said of its parts, but for what is finished


def test_a_report_on_the_whole_clears_the_unfinished_steps_set_before_it() -> None:
    found = state(THREE, said("1.1.1", "done"), said("1.1.2", "blocked", 20), said("1.1", percent=10))
    assert stands(found) == ("doing", 10)
    assert steps(found) == [("done", 100), ("doing", 10), ("doing", 10)]


@pytest.mark.parametrize(("status", "percent"), [(None, 40), ("blocked", None), ("doing", None)])
def test_a_word_on_the_whole_leaves_a_finished_step_finished(status: Any, percent: float | None) -> None:
    word = said("1.1", status, percent, on="01-12")
    assert steps(state(THREE, said("1.1.2", "done"), word))[1] == ("done", 100)
    assert steps(state(THREE, said("1.1.2", "dropped"), word))[1] == ("dropped", 0)


def test_a_word_on_the_whole_leaves_a_finished_share_finished() -> None:
    found = state(PLAIN, said("1.1", "done", unit="省甲厅"), said("1.1", percent=40))
    assert (stands(found), shares(found)["省甲厅"]) == (("doing", 40), ("done", 100))
    assert found.chased == ("省乙委",)
    found = state(
        PLAIN, said("1.1", "done", unit="省甲厅"), said("1.1", percent=40), said("1.1", "done", unit="省乙委")
    )
    assert stands(found) == ("done", 100)


@pytest.mark.parametrize(("status", "percent", "unit"), [(None, 40, ""), ("blocked", None, ""), (None, 40, "省甲厅")])
def test_nothing_but_reopening_opens_what_is_finished(status: Any, percent: float | None, unit: str) -> None:
    done, word = said("1.1", "done"), said("1.1", status, percent, unit=unit)
    assert stands(state(PLAIN, done, word)) == ("done", 100)
    assert ledger(PLAIN, done, word).ignored(day("02-01")) == (word,)
    assert steps(state(THREE, said("1.1.1", "done"), said("1.1.1", "blocked")))[0] == ("done", 100)


def test_reopening_the_whole_opens_what_was_done_and_not_what_was_dropped() -> None:
    parts = [said("1.1.1", "done"), said("1.1.2", "dropped"), said("1.1", "done")]
    assert steps(state(THREE, *parts)) == [("done", 100), ("dropped", 0), ("done", 100)]
    opened = state(THREE, *parts, said("1.1", "doing"))
    assert [status for status, _ in steps(opened)] == ["doing", "dropped", "doing"]
    again = state(THREE, said("1.1.1", "done"), said("1.1", "dropped"), said("1.1", "doing"))
    assert [status for status, _ in steps(again)] == ["done", "doing", "doing"]


def test_reopening_the_whole_opens_the_shares_so_that_somebody_answers() -> None:
    both = [said("1.1", "done", unit="省甲厅"), said("1.1", "done", unit="省乙委")]
    for opening in (said("1.1", "doing"), rejected("1.1", on="01-12")):
        found = state(PLAIN, *both, opening)
        assert stands(found) == ("doing", 50)
        assert found.chased == ("省甲厅", "省乙委")


def test_reopening_a_step_opens_the_shares_of_the_whole() -> None:
    both = [said("1.1", "done", unit="省甲厅"), said("1.1", "done", unit="省乙委")]
    found = state(THREE, *both, said("1.1.3", "doing"))
    assert steps(found) == [("done", 100), ("done", 100), ("doing", 0)]
    assert found.chased == ("省甲厅", "省乙委")


def test_a_start_that_another_machine_recorded_after_the_end_opens_nothing() -> None:
    done = said("1.1", "done")
    assert stands(state(PLAIN, done, said("1.1", "doing", reopen=False))) == ("done", 100)
    assert stands(state(PLAIN, done, said("1.1", "doing", reopen=True))) == ("doing", 0)
    assert stands(state(PLAIN, done, said("1.1", "doing"))) == ("doing", 0), "as journals had it before"


def test_a_step_finished_with_the_whole_stays_so_when_another_one_was_reopened() -> None:
    events = [said("1.1", "done"), said("1.1.3", "doing"), said("1.1", percent=50)]
    assert steps(state(THREE, *events)) == [("done", 100), ("done", 100), ("doing", 50)]


def test_a_unit_that_reopens_its_share_opens_the_steps_that_were_finished_with_the_whole() -> None:
    part = said("1.1.1", "done")
    both = [said("1.1", "done", unit="省甲厅"), said("1.1", "done", unit="省乙委")]
    found = state(THREE, part, *both, said("1.1", "doing", unit="省甲厅"))
    assert [status for status, _ in steps(found)] == ["done", "doing", "doing"]
    assert stands(found) == ("doing", 66.666667)


def test_reopening_a_step_of_an_open_task_leaves_the_finished_shares() -> None:
    parts = [said("1.1.1", "done"), said("1.1", "done", unit="省甲厅")]
    assert shares(state(THREE, *parts, said("1.1.1", "doing")))["省甲厅"] == ("done", 100)


def test_a_share_reopened_is_where_the_whole_was_when_the_unit_had_no_word_of_its_own() -> None:
    found = state(PLAIN, said("1.1", percent=70), said("1.1", "done"), said("1.1", "doing", unit="省甲厅"))
    assert shares(found) == {"省甲厅": ("doing", 70), "省乙委": ("done", 100)}


def test_a_report_on_the_whole_clears_the_shares_set_before_it() -> None:
    found = state(PLAIN, said("1.1", percent=80, unit="省甲厅"), said("1.1", percent=10))
    assert stands(found) == ("doing", 10)
    assert shares(found) == {"省甲厅": ("doing", 10), "省乙委": ("doing", 10)}


def test_a_report_on_the_whole_clears_the_shares_of_its_steps() -> None:
    found = state(THREE, said("1.1.1", percent=80, unit="省甲厅"), said("1.1", percent=10), said("1.1.2", percent=40))
    assert steps(found) == [("doing", 10), ("doing", 40), ("doing", 10)]


def test_a_report_on_a_step_clears_the_shares_of_that_step_alone() -> None:
    found = state(
        THREE,
        said("1.1.1", percent=80, unit="省甲厅"),
        said("1.1.2", percent=80, unit="省甲厅"),
        said("1.1.1", percent=10),
    )
    assert steps(found) == [("doing", 10), ("doing", 40), ("todo", 0)]


def test_a_note_on_the_whole_clears_nothing() -> None:
    found = state(THREE, said("1.1.1", "done"), said("1.1", note="已调度"))
    assert steps(found)[0] == ("done", 100)


def test_finishing_the_whole_finishes_its_steps_and_one_can_be_reopened() -> None:
    done = said("1.1", "done")
    assert steps(state(THREE, done)) == [("done", 100)] * 3
    found = state(THREE, done, said("1.1.3", "doing"))
    assert steps(found) == [("done", 100), ("done", 100), ("doing", 0)]
    assert stands(found) == ("doing", 66.666667)


# Parts: a step or a share is set alone; a group's share is its members'


def test_a_step_is_set_alone() -> None:
    assert steps(state(THREE, said("1.1.2", percent=40))) == [("todo", 0), ("doing", 40), ("todo", 0)]


def test_a_share_is_set_alone() -> None:
    found = state(PLAIN, said("1.1", "blocked", 30, unit="省乙委"))
    assert shares(found) == {"省甲厅": ("todo", 0), "省乙委": ("blocked", 30)}


def test_a_groups_share_is_its_members_shares() -> None:
    found = state(TOGETHER, said("1.1", percent=40, unit=GROUP))
    assert shares(found) == {"省甲厅": ("todo", 0)} | dict.fromkeys(MEMBERS, ("doing", 40))
    assert stands(found) == ("doing", 30)


def test_a_member_has_a_share_through_its_group() -> None:
    found = state(TOGETHER, said("1.1", percent=40, unit=GROUP), said("1.1", "done", unit=MEMBERS[1]))
    assert [shares(found)[member] for member in MEMBERS] == [("doing", 40), ("done", 100), ("doing", 40)]


def test_a_member_named_beside_its_group_has_one_share() -> None:
    twice = plan(section(task(), units=[GROUP, MEMBERS[0]]))
    assert list(state(twice).shares) == list(MEMBERS)


def test_a_share_reopened_is_where_that_unit_was() -> None:
    events = [said("1.1", percent=70, unit="省甲厅"), said("1.1", "done", unit="省甲厅")]
    assert shares(state(PLAIN, *events, said("1.1", "doing", unit="省甲厅")))["省甲厅"] == ("doing", 70)


def test_the_share_of_a_unit_that_takes_no_part_does_not_count_until_it_does() -> None:
    early = said("1.1", "done", unit="省丙局", on="01-10")
    assert stands(state(PLAIN, early)) == ("todo", 0)
    found = state(PLAIN, early, assigned("1.1", responsible=("省甲厅", "省乙委", "省丙局"), on="01-11"))
    assert stands(found) == ("todo", 0), "an assignment is no word"
    assert stands(state(PLAIN, early, *found.assigned, said("1.1", percent=50, unit="省甲厅", on="01-12"))) == (
        "doing",
        50,
    )


def test_a_report_on_a_unit_by_its_alias_is_a_report_on_the_unit() -> None:
    assert shares(state(PLAIN, said("1.1", percent=50, unit="省甲管理厅")))["省甲厅"] == ("doing", 50)


# Rule 3: the task's own state where no part was set since, else what the parts make together


def test_the_state_is_the_mean_of_the_steps() -> None:
    assert stands(state(THREE, said("1.1.1", percent=30), said("1.1.2", percent=60))) == ("doing", 30)


def test_it_is_done_when_all_parts_are() -> None:
    two = [said("1.1.1", "done"), said("1.1.2", "done")]
    assert stands(state(THREE, *two)) == ("doing", 66.666667)
    assert stands(state(THREE, *two, said("1.1.3", "done"))) == ("done", 100)
    assert stands(state(PLAIN, *(said("1.1", "done", unit=unit) for unit in ("省甲厅", "省乙委")))) == ("done", 100)


def test_it_is_blocked_when_any_part_is() -> None:
    found = state(THREE, said("1.1.1", "done"), said("1.1.2", "blocked", 20))
    assert stands(found) == ("blocked", 40)
    assert found.light == "yellow"


def test_it_is_under_way_when_its_parts_have_not_begun() -> None:
    assert stands(state(THREE, said("1.1.1", "doing"), said("1.1.1", "todo"))) == ("doing", 0)


def test_the_latest_word_counts_be_it_on_the_whole_or_on_a_step() -> None:
    share, part = said("1.1", percent=90, unit="省甲厅"), said("1.1.1", percent=30)
    # 甲 90, 乙 0: the whole at 45, and the steps that were not reported with it.
    assert stands(state(THREE, share, part)) == ("doing", 40)
    part, share = said("1.1.1", percent=30), said("1.1", percent=90, unit="省甲厅")
    # The whole at 10 by its steps; 甲 90, 乙 as the whole stood.
    assert stands(state(THREE, part, share)) == ("doing", 50)


def test_shares_of_a_step_make_the_step_and_the_step_makes_the_task() -> None:
    found = state(THREE, said("1.1.1", percent=90, unit="省甲厅"))
    assert steps(found)[0] == ("doing", 45)
    assert stands(found) == ("doing", 15)


def test_a_part_not_set_stands_as_the_tasks_own_state_did() -> None:
    found = state(THREE, said("1.1", percent=40), said("1.1.1", "done"))
    assert steps(found) == [("done", 100), ("doing", 40), ("doing", 40)]
    assert stands(found) == ("doing", 60)
    found = state(PLAIN, said("1.1", "blocked", 40), said("1.1", "done", unit="省甲厅"))
    assert stands(found) == ("blocked", 70)


def test_dropped_parts_do_not_count() -> None:
    found = state(THREE, said("1.1.1", percent=60), said("1.1.2", "dropped", 10))
    assert stands(found) == ("doing", 30)
    found = state(THREE, said("1.1.1", "done"), said("1.1.2", "dropped"), said("1.1.3", "done"))
    assert stands(found) == ("done", 100)


def test_a_task_whose_parts_are_all_dropped_is_dropped() -> None:
    found = state(THREE, *(said(f"1.1.{number}", "dropped") for number in (1, 2, 3)))
    assert (found.status, found.light, found.open) == ("dropped", None, False)
