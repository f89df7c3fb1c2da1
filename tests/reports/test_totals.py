"""The counts and means of tasks, of all and section by section."""

from __future__ import annotations

from baigong.reports.totals import rounded, section_rows, totals
from tests.support.builders import closed, day, ledger, plan, said, section, step, task

PLAN = plan(
    section(task("1.1"), task("1.2"), task("1.3"), task("1.4", ongoing=True)),
    section(task("2.1", due="01-20", steps=[step("2.1.1", due="01-10")]), id="2"),
)
KNOWN = ledger(
    PLAN,
    said("1.1", "done", on="01-10"),
    closed("1.1", on="01-12"),
    said("1.2", "dropped"),
    said("1.3", "blocked", 50),
)


def test_what_was_dropped_is_no_task_and_counts_in_no_rate_and_no_mean() -> None:
    counted = totals(KNOWN.on(day("02-01")))
    assert (counted.tasks, counted.closed, counted.dropped, counted.blocked, counted.todo) == (4, 1, 1, 1, 2)
    assert (counted.finished, counted.rate) == (1, 25)
    assert counted.percent == 50, "of 1.1, 1.3 and 2.1"


def test_a_task_is_overdue_by_its_own_date_and_its_late_parts_are_counted_apart() -> None:
    counted = totals(KNOWN.on(day("02-01")))
    assert (counted.overdue, counted.late_parts) == (1, 1)
    assert totals(KNOWN.on(day("01-15"))).overdue == 0


def test_lights_are_counted_and_a_finished_task_has_none() -> None:
    counted = totals(KNOWN.on(day("02-01")))
    assert counted.red + counted.yellow + counted.green == 3


def test_of_no_tasks_nothing_is_measured() -> None:
    empty = totals(())
    assert (empty.tasks, empty.rate, empty.percent, empty.scheduled) == (0, 0, None, None)


def test_a_section_is_judged_by_the_mean_of_its_own_tasks_and_one_without_any_has_no_row() -> None:
    states = KNOWN.on(day("02-01"))
    rows = section_rows(KNOWN, states)
    assert [(row.id, row.tasks, row.finished) for row in rows] == [("1", 3, 1), ("2", 1, 0)]
    assert rows[1].light == "red" and rows[0].light == "green"
    assert [row.id for row in section_rows(KNOWN, [state for state in states if state.section.id == "2"])] == ["2"]


def test_a_mean_is_rounded_as_it_is_shown() -> None:
    assert (rounded(None), rounded(33.333), rounded(50.0)) == (None, 33.3, 50)
