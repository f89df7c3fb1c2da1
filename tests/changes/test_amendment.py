"""Amendments of the plan by hand: the id that goes on, what is read from the words, what an edit says it does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from baigong.changes.amendment import (
    Request,
    add_task,
    clean_words,
    edit_lines,
    edit_work,
    next_id,
    recurrence_values,
    same_task,
    work_of,
)
from baigong.errors import NotOfAStepError, PlanChangedError, UnreadableRecurrenceError
from baigong.ledger.ledger import Ledger
from baigong.model.plan import Former, Plan, PlanHead, Section
from tests.support.builders import plan, said, section, step, task

TODAY = date(2019, 2, 10)


def next_in(plan: Plan, at: int = -1, recorded: tuple[str, ...] = ()) -> str:
    return next_id(plan, plan.sections[at], recorded)


def test_ids_go_on_from_the_last_as_the_plan_counts() -> None:
    by_section = plan(section(task("1.1"), task("1.9")), section(task("2.3", steps=["2.3.7"]), id="2"))
    assert next_in(by_section, 0) == "1.10"
    assert next_in(by_section, 1) == "2.4"
    through = plan(section(task("1"), task("2")), section(task("3"), id="2"))
    assert next_in(through, 0) == next_in(through, 1) == "4"
    empty = Plan(
        head=PlanHead(title="交办", start=date(2019, 1, 1), due=date(2019, 12, 31)), sections=(Section(id="1"),)
    )
    assert next_in(empty) == "1"
    assert next_in(plan(section(task("1.1")), Section(id="2"))) == "2.1"


def test_an_id_that_was_once_used_is_not_given_again() -> None:
    gone = plan(section(task("1.1"))).model_copy(update={"former": (Former(id="1.2", text="建立台账"),)})
    assert next_in(gone) == "1.3"
    assert next_in(gone, recorded=("1.7", "1.8.3", "2.9")) == "1.9"


def add(text: str, *steps: str, **fields: Any) -> Any:
    ledger = Ledger(plan(section(task("1.1"))), [said("1.4", "done")])
    return add_task(ledger, ledger.plan.sections[0], Request(text, steps, fields), TODAY)


def test_what_a_task_promises_is_read_from_its_words() -> None:
    addition = add("改造老旧小区　１２个，制定《改造清单》", "3月15日前完成摸底", "每月25日前报送进展", "完成整改")
    new = addition.task
    assert (addition.section, new.id, new.added) == ("1", "1.5", TODAY)
    assert new.text == "改造老旧小区12个，制定《改造清单》"
    assert [(target.value, target.unit) for target in new.targets] == [(12, "个")]
    assert new.documents == ("《改造清单》",)
    assert [(one.id, one.due, one.every, one.every_day) for one in new.steps] == [
        ("1.5.1", date(2019, 3, 15), None, None),
        ("1.5.2", None, "month", 25),
        ("1.5.3", None, None, None),
    ]
    assert add("办结此事", lead=("省丙局",)).task.lead == ("省丙局",)


def test_the_same_words_are_the_same_task() -> None:
    there = plan(section(task("1.1", "改造12个小区。")))
    assert same_task(there, " 改造１２个\u200b小区。 ") == there.sections[0].tasks[0]
    assert same_task(there, "改造13个小区。") is None
    assert clean_words("第一行\n第二行") == "第一行第二行"


@pytest.mark.parametrize(
    ("typed", "every", "day", "ongoing"),
    [
        ("每月", "month", None, None),
        ("month", "month", None, None),
        ("每月25日前", "month", 25, None),
        ("每周五", "week", 5, None),
        ("每半年", "half_year", None, None),
        ("持续推进", None, None, True),
        ("无", None, None, None),
    ],
)
def test_how_often_is_read_as_it_is_written(
    typed: str, every: str | None, day: int | None, ongoing: bool | None
) -> None:
    assert recurrence_values(typed) == {"every": every, "every_day": day, "ongoing": ongoing}


def test_a_rhythm_that_is_none_is_refused() -> None:
    with pytest.raises(UnreadableRecurrenceError, match="偶尔"):
        recurrence_values("偶尔")


EDITED = plan(section(task("1.1", due="02-28", basis="2月底前", steps=[step("1.1.1", "下发通知")]), task("1.2")))


def test_only_what_differs_is_edited() -> None:
    assert edit_work(EDITED, "1.1", {"due": date(2019, 2, 28), "leader": None}).values == {}
    assert edit_work(EDITED, "1.2", {"due": date(2019, 3, 1)}).values == {"due": date(2019, 3, 1)}


def test_a_date_that_is_given_anew_was_not_read_from_the_old_words() -> None:
    edit = edit_work(EDITED, "1.1", {"due": date(2019, 3, 10)})
    assert edit.values == {"due": date(2019, 3, 10), "basis": None}
    assert list(edit_lines(work_of(EDITED, "1.1")[0], edit)) == ["时限：2019-02-28 → 2019-03-10", "依据：2月底前 → 无"]


def test_a_rhythm_is_told_whole() -> None:
    edit = edit_work(EDITED, "1.2", recurrence_values("每月25日前"))
    assert list(edit_lines(work_of(EDITED, "1.2")[0], edit)) == ["报送：无 → 每月25日"]
    edit = edit_work(EDITED, "1.2", recurrence_values("持续推进"))
    assert list(edit_lines(work_of(EDITED, "1.2")[0], edit)) == ["报送：无 → 持续推进"]


def test_a_step_has_words_and_dates_only() -> None:
    assert edit_work(EDITED, "1.1.1", {"due": date(2019, 2, 1)}).values == {"due": date(2019, 2, 1)}
    assert edit_work(EDITED, "1.1.1", recurrence_values("每月")).values == {"every": "month"}
    with pytest.raises(NotOfAStepError, match=r"--leader.*") as raised:
        edit_work(EDITED, "1.1.1", {"leader": "王某"})
    assert raised.value.options == ("--leader",)
    with pytest.raises(NotOfAStepError, match="持续推进"):
        edit_work(EDITED, "1.1.1", recurrence_values("持续推进"))


def test_what_has_gone_meanwhile_is_told() -> None:
    with pytest.raises(PlanChangedError, match=r"1\.9"):
        work_of(EDITED, "1.9")
