"""Where one thing stands after a report, what parts make together, and who has which role after an assignment."""

from __future__ import annotations

from typing import Any

import pytest

from baigong.ledger.standing import Roles, Standing, derive, finishes, is_note, reopens
from tests.support.builders import (
    assigned,
    said,
)


def report(status: Any = None, percent: float | None = None, **more: Any) -> Any:
    return said("1.1", status, percent, **more)


@pytest.mark.parametrize(
    ("status", "percent", "after"),
    [
        (None, None, ("doing", 40, 40)),
        (None, 60, ("doing", 60, 60)),
        (None, 100, ("done", 100, 40)),
        ("done", None, ("done", 100, 40)),
        ("done", 60, ("done", 100, 40)),
        ("todo", None, ("todo", 0, 0)),
        ("blocked", None, ("blocked", 40, 40)),
        ("dropped", None, ("dropped", 40, 40)),
    ],
)
def test_what_a_report_leaves_out_stays(status: Any, percent: float | None, after: tuple[str, float, float]) -> None:
    standing = Standing("doing", 40, 40).after(report(status, percent))
    assert (standing.status, standing.percent, standing.reached) == after


def test_reopened_work_is_where_it_was_and_so_is_rejected_work() -> None:
    done = Standing("done", 100, 40)
    assert done.after(report("doing")) == done.rejected() == Standing("doing", 40, 40)


@pytest.mark.parametrize(
    ("status", "percent", "reopen", "admitted"),
    [
        ("doing", None, None, True),
        ("doing", None, False, False),
        ("doing", 50, True, True),
        ("doing", 50, None, False),
        (None, 50, None, False),
        (None, None, None, True),
        ("done", None, None, True),
        ("blocked", None, None, False),
        ("dropped", None, None, False),
    ],
)
def test_only_reopening_opens_what_is_done(
    status: Any, percent: float | None, reopen: bool | None, admitted: bool
) -> None:
    assert Standing("done", 100).admits(report(status, percent, reopen=reopen)) is admitted
    assert Standing("blocked", 10).admits(report(status, percent, reopen=reopen))


def test_what_is_dropped_can_be_dropped_again_and_not_done() -> None:
    assert Standing("dropped").admits(report("dropped")) and not Standing("dropped").admits(report("done"))


def test_a_report_is_a_note_or_finishes_or_reopens() -> None:
    assert is_note(report()) and not is_note(report(percent=0)) and not is_note(report("doing"))
    assert finishes(report("done")) and finishes(report(percent=100)) and not finishes(report("blocked", 100))
    assert reopens(report("todo")) and not reopens(report("doing", 5)) and reopens(report("doing", 5, reopen=True))


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([("done", 100), ("doing", 50)], ("doing", 75)),
        ([("done", 100), ("done", 100)], ("done", 100)),
        ([("blocked", 20), ("done", 100)], ("blocked", 60)),
        ([("dropped", 90), ("doing", 30)], ("doing", 30)),
        ([("todo", 0), ("todo", 0)], ("doing", 0)),
        ([("dropped", 90)], ("dropped", 0)),
    ],
)
def test_parts_make_the_whole(parts: list[tuple[Any, float]], whole: tuple[str, float]) -> None:
    standing = derive(Standing(status, percent) for status, percent in parts)
    assert (standing.status, standing.percent) == whole


def test_leads_answer_or_where_nobody_leads_those_responsible_and_never_support() -> None:
    assert Roles(("甲",), ("乙",), ("丙",)).answerable == ("甲",)
    assert Roles((), ("乙",), ("丙",)).answerable == ("乙",)
    assert Roles((), (), ("丙",)).answerable == ()


def test_an_assignment_moves_a_unit_and_lets_no_unit_of_the_plan_out() -> None:
    document = Roles((), ("甲", "乙"), ("丙",))
    led: Any = assigned("1.1", lead=("甲",))
    changed: Any = assigned("1.1", lead=("丁",))
    once = document.after(led, document)
    assert once == Roles(("甲",), ("乙",), ("丙",))
    assert once.after(changed, document) == Roles(("丁",), ("甲", "乙"), ("丙",))
