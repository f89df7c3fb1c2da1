"""Report, scoreboard, list, show, overdue and letters of one day agree in every figure, over random ledgers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from baigong import words
from baigong.ledger.figures import unit_figures
from baigong.ledger.ledger import Ledger
from baigong.ledger.shares import units_of
from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.pages.blocks import FactList
from baigong.pages.task import task_page
from baigong.reports.overdue import overdue_rows
from baigong.reports.period import day_period, week_period
from baigong.reports.reminders import reminders
from baigong.reports.scoreboard import scoreboard
from baigong.reports.shares import share_rows
from baigong.reports.tasks import number, task_rows
from baigong.reports.trend import joint_burn_up, joint_unit_weeks
from baigong.reports.weekly import weekly
from tests.ledger.test_against_model import DAYS, events, plans
from tests.support.builders import UNITS


@settings(max_examples=40, deadline=None)
@given(plans(), events(), DAYS)
def test_one_day_has_one_set_of_figures(made: Plan, row: list[Event], day: date) -> None:
    ledger = Ledger(made, row, UNITS)
    states = ledger.on(day)
    period = day_period(made.head.start, day, day)
    report = weekly(ledger, period)
    assert {one.id for one in report.red} == {state.id for state in states if state.light == "red"}
    assert {one.id for one in report.yellow} == {state.id for state in states if state.light == "yellow"}
    late = overdue_rows(states)
    assert report.totals.overdue == sum(one.id == one.task and not one.checkpoints for one in late)
    letters = {letter.unit: letter for letter in reminders(ledger, day)}
    for unit in units_of(ledger, day):
        figures = unit_figures(ledger, unit, period.start, day)
        assert figures.red == (len(letters[unit].of("red")) if unit in letters else 0)
        assert figures.overdue <= len({one.task for one in late})


@settings(max_examples=40, deadline=None)
@given(plans(), events(), DAYS)
def test_report_and_scoreboard_have_the_same_figures_of_a_unit(made: Plan, row: list[Event], day: date) -> None:
    ledger = Ledger(made, row, UNITS)
    period = day_period(made.head.start, day, day)
    scored = {one.unit: one for one in scoreboard(ledger, period) if one.tasks}
    reported = {one.unit: one for one in weekly(ledger, period).units}
    assert scored.keys() == reported.keys()
    for unit, one in reported.items():
        other = scored[unit]
        assert (one.tasks, one.finished, one.red, one.yellow, one.overdue) == (
            *(other.tasks, other.done, other.red, other.yellow, other.overdue),
        )
        assert (one.percent, one.reports, one.recorded, one.silent) == (
            *(other.percent, other.reported, other.recorded, other.silent),
        )
        assert one.finished + one.doing + one.blocked + one.todo == one.tasks


@settings(max_examples=40, deadline=None)
@given(plans(), events(), DAYS)
def test_list_show_report_and_letters_say_the_same_of_a_task(made: Plan, row: list[Event], day: date) -> None:
    ledger = Ledger(made, row, UNITS)
    rows = {one.id: one for one in task_rows(ledger.on(day))}
    totals = weekly(ledger, day_period(made.head.start, day, day)).totals
    for light in words.LIGHT:
        assert getattr(totals, light) == sum(one.light == light for one in rows.values())
    for status in words.STATUS:
        assert getattr(totals, status) == sum(one.status == status for one in rows.values())
    for state in ledger.on(day):
        listed = rows[state.id]
        blocks = task_page(state, ledger.directory, []).blocks
        facts = dict(next(block for block in blocks if isinstance(block, FactList)).rows)
        assert facts["状态"].startswith(words.STATUS[listed.status])
        assert facts.get("灯", "") == (f"{words.LIGHT[listed.light]}（{listed.reason}）" if listed.light else "")
        if state.open and state.measured:
            assert f"进度 {words.percent(state.percent)}" in facts["状态"]
    for letter in reminders(ledger, day):
        for item in letter.items:
            task = rows[item.id]
            assert (number(item.percent), item.overdue_days) == (task.percent, task.overdue_days)
            if item.level == "red":
                assert task.light == "red"


@settings(max_examples=60, deadline=None)
@given(plans(), events(), DAYS)
def test_each_units_figures_are_those_of_the_listed_tasks_that_it_answers_for(
    of: Plan, row: list[Event], day: date
) -> None:
    ledger = Ledger(of, row, UNITS)
    states = [state for state in ledger.on(day) if state.status != "dropped"]
    listed = {one.id: one for one in task_rows(states)}
    scored = {one.unit: one for one in scoreboard(ledger, day_period(of.head.start, day, day))}
    letters = {letter.unit: {item.id: item for item in letter.items} for letter in reminders(ledger, day)}
    for unit, score in scored.items():
        own = [state for state in states if unit in state.answering and state.shares[unit].status != "dropped"]
        owing = [listed[state.id] for state in own if unit in state.chased]
        assert (score.tasks, score.done) == (len(own), len(own) - len(owing))
        assert score.overdue == sum(one.overdue_days > 0 for one in owing)
        assert (score.red, score.yellow) == tuple(
            sum(one.light == light for one in owing) for light in ("red", "yellow")
        )
        assert score.deferrals == sum(len(dues) for state in own for dues in state.deferrals.values())
        items = letters.get(unit, {})
        assert items.keys() == {one.id for one in owing if one.light in ("red", "yellow")}
        for id, item in items.items():
            assert (item.status, item.overdue_days) == (words.STATUS[listed[id].status], listed[id].overdue_days)
            assert (item.level == "red") == (listed[id].light == "red")
    assert letters.keys() <= scored.keys()


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(plans(), events(), DAYS)
def test_a_sole_leads_percent_is_its_tasks(of: Plan, row: list[Event], day: date) -> None:
    ledger = Ledger(of, row, UNITS)
    for unit in units_of(ledger, day):
        for share in unit_figures(ledger, unit, of.head.start, day).shares:
            state = share.state
            if state.answering == (unit,) and state.open:
                assert number(share.standing.percent) == number(state.percent)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(plans(), events(), DAYS)
def test_what_is_late_is_the_same_in_overdue_report_list_and_show(of: Plan, row: list[Event], day: date) -> None:
    ledger = Ledger(of, row, UNITS)
    states = ledger.on(day)
    late, report = overdue_rows(states), weekly(ledger, day_period(of.head.start, day, day))
    assert report.late == late
    assert report.totals.late_parts == sum(one.id != one.task or bool(one.checkpoints) for one in late)
    listed = {one.id: one for one in task_rows(states)}
    for one in late:
        assert one.overdue_days == (day - one.due).days > 0
        if one.id == one.task and not one.checkpoints:
            assert (one.due, one.overdue_days) == (listed[one.id].due, listed[one.id].overdue_days)
        assert listed[one.task].light == "red"
    for state in states:
        rows = {share.unit: share for share in share_rows(state, ledger.directory)}
        assert rows.keys() == set(state.units)
        for unit, share in rows.items():
            assert (share.status is None) == (share.percent is None) == (unit not in state.words)


@settings(max_examples=25, deadline=None)
@given(plans(), events(), DAYS)
def test_every_week_of_a_trend_has_the_figures_of_its_report(made: Plan, row: list[Event], day: date) -> None:
    ledger = Ledger(made, row, UNITS)
    weeks = joint_burn_up((ledger,), day)
    trends = {one.unit: one.weeks for one in joint_unit_weeks((ledger,), day)}
    for at, point in enumerate(weeks):
        report = weekly(ledger, week_period(made.head.start, day, point.week))
        assert (point.as_of, point.tasks, point.finished, point.rate) == (
            *(report.period.as_of, report.totals.tasks, report.totals.finished, report.totals.rate),
        )
        assert (point.percent, point.scheduled) == (report.totals.percent, report.totals.scheduled)
        for name in ("red", "yellow", "overdue", "late_parts"):
            assert getattr(point, name) == getattr(report.totals, name)
        units = {one.unit: one for one in report.units}
        for name, cells in trends.items():
            for cell in (one for one in cells if one.week == point.week and name in units):
                unit = units[name]
                assert (cell.reports, cell.recorded, cell.silent) == (unit.reports, unit.recorded, unit.silent)
        if at == len(weeks) - 1:
            assert trends.keys() == units.keys()
    assert len({tuple(one.week for one in cells) for cells in trends.values()}) <= 1, "the columns of a heat map"
