"""Report, lights, overdue, letters and the figures of units agree in every figure, over random ledgers."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from baigong.ledger.figures import unit_figures
from baigong.ledger.ledger import Ledger
from baigong.ledger.shares import units_of
from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.reports.overdue import overdue_rows
from baigong.reports.period import day_period
from baigong.reports.reminders import reminders
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
