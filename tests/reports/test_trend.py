"""The plan week by week."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from baigong.reports.period import week_period
from baigong.reports.trend import (
    MOST_POINTS,
    MOST_WEEKS,
    joint_burn_up,
    joint_unit_weeks,
    weeks_until,
)
from baigong.reports.weekly import weekly
from tests.support.builders import GROUP, MEMBERS, day, ledger, plan, said, section, task

PLAN = plan(task("1.1"), section(task("2.1", due="01-20"), id="2", units=(GROUP,)))
KNOWN = ledger(PLAN, said("1.1", percent=30, unit="省甲厅", on="01-09"), said("2.1", percent=50, on="01-15"))


def test_the_weeks_end_with_the_one_that_holds_the_day() -> None:
    weeks = weeks_until(day("01-01"), day("02-01"))
    assert [week.number for week in weeks] == [1, 2, 3, 4, 5]
    assert weeks[-1].start <= day("02-01") <= weeks[-1].end


def test_each_week_has_the_figures_of_its_own_report() -> None:
    for row in joint_burn_up((KNOWN,), day("02-01")):
        totals = weekly(KNOWN, week_period(day("01-01"), day("02-01"), row.week)).totals
        assert (row.tasks, row.percent, row.scheduled, row.red, row.overdue) == (
            totals.tasks,
            totals.percent,
            totals.scheduled,
            totals.red,
            totals.overdue,
        )
    assert joint_burn_up((KNOWN,), day("02-01"))[-1].as_of == day("02-01")


def test_the_rows_of_one_unit_count_its_tasks_alone() -> None:
    assert [row.tasks for row in joint_burn_up((KNOWN,), day("01-09"), ["省甲厅"])] == [1, 1]


def test_a_long_plan_is_sampled_evenly_and_its_last_week_stays() -> None:
    long = ledger(plan(task(), due="2021-12-31"))
    last = day("01-01") + timedelta(weeks=100)
    rows = joint_burn_up((long,), last)
    steps = {(after.start - before.start) // timedelta(weeks=1) for before, after in pairwise(rows)}
    assert len(rows) <= MOST_POINTS and steps == {4}
    assert rows[-1].week == weeks_until(day("01-01"), last)[-1].number


def test_a_unit_has_its_own_reports_and_what_was_late_and_a_group_its_members() -> None:
    rows = {row.unit: row for row in joint_unit_weeks((KNOWN,), day("02-01"))}
    assert set(rows) == {"省甲厅", "省乙委", *MEMBERS}
    assert [week.reports for week in rows["省甲厅"].weeks] == [0, 1, 0, 0, 0]
    assert [week.late for week in rows[MEMBERS[0]].weeks] == [0, 0, 0, 1, 1]
    assert [week.silent for week in rows["省乙委"].weeks] == [True] * 5


def test_only_the_last_weeks_are_shown() -> None:
    (row,) = joint_unit_weeks((KNOWN,), day("03-31"), ["省甲厅"])
    assert len(row.weeks) == MOST_WEEKS
    assert row.weeks[-1].week == 13


# Over several plans

LATER = ledger(plan(task("1.1", due="02-01"), start="2019-01-20"), said("1.1", percent=40, unit="省甲厅", on="01-22"))


def test_over_several_plans_a_week_is_the_sum_of_those_that_had_begun() -> None:
    joint = joint_burn_up((KNOWN, LATER), day("02-01"))
    own = {row.start: row for row in joint_burn_up((KNOWN,), day("02-01"))}
    later = {row.start: row for row in joint_burn_up((LATER,), day("02-01"))}
    assert [row.tasks for row in joint] == [2, 2, 3, 3, 3]
    for row in joint:
        parts = [each[row.start] for each in (own, later) if row.start in each]
        for key in ("tasks", "finished", "red", "yellow", "overdue", "late_parts"):
            assert getattr(row, key) == sum(getattr(part, key) for part in parts), (row.start, key)
    assert {row.week for row in joint} == {None}, "each plan numbers its own weeks"


def test_over_several_plans_a_unit_has_what_it_did_in_each() -> None:
    rows = {row.unit: row for row in joint_unit_weeks((KNOWN, LATER), day("02-01"))}
    assert [week.reports for week in rows["省甲厅"].weeks] == [0, 1, 0, 1, 0]
    assert [week.start for week in rows["省甲厅"].weeks] == [
        week.start for week in weeks_until(day("01-01"), day("02-01"))
    ]
