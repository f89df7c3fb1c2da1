from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from baigong.changes.demonstration import demonstration_plan, demonstration_units
from baigong.changes.simulation import simulate
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event, Progress
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.reports.period import week_period
from baigong.reports.weekly import Weekly, weekly
from baigong.store.plan_file import load_plan
from baigong.store.shipped import shipped
from baigong.store.units_file import load_units

END = date(2019, 4, 7)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return demonstration_plan(load_plan(shipped("tasks.yaml")))


@pytest.fixture(scope="module")
def units() -> UnitsFile:
    return load_units(shipped("units.yaml"))


@pytest.fixture(scope="module")
def leads(plan: Plan) -> dict[str, tuple[str, ...]]:
    """One lead a task, in turn of those its section names; the first task of all is left to the office."""
    leads = {
        task.id: (section.units[at % len(section.units)],)
        for section in plan.sections
        for at, task in enumerate(section.tasks)
    }
    return leads | {"1.1": ()}


@pytest.fixture(scope="module")
def events(plan: Plan, units: UnitsFile, leads: dict[str, tuple[str, ...]]) -> tuple[Event, ...]:
    return simulate(plan, units, leads)


def week(plan: Plan, events: tuple[Event, ...], units: UnitsFile, number: int) -> Weekly:
    return weekly(Ledger(plan, events, units), week_period(plan.head.start, END, number))


def test_the_same_quarter_comes_out_every_time(
    plan: Plan, units: UnitsFile, leads: dict[str, tuple[str, ...]], events: tuple[Event, ...]
) -> None:
    assert simulate(plan, units, leads) == events


def test_the_clock_never_runs_back_and_no_id_is_used_twice(events: tuple[Event, ...]) -> None:
    assert all(one.at < other.at for one, other in pairwise(events))
    assert len({event.id for event in events}) == len(events)
    assert all(event.at.date() == event.on for event in events)


def test_every_event_counts(plan: Plan, units: UnitsFile, events: tuple[Event, ...]) -> None:
    ledger = Ledger(plan, events, units)
    assert not ledger.strays
    assert not ledger.ignored(END)


def test_a_quarter_has_all_that_an_office_meets(events: tuple[Event, ...]) -> None:
    kinds = Counter(event.kind for event in events)
    assert kinds["assign"] == 99
    assert all(kinds[kind] >= 1 for kind in ("defer", "close", "reject", "retract"))
    reports = [event for event in events if isinstance(event, Progress)]
    assert len(reports) > 300
    assert any(event.problem and event.next for event in reports)
    assert any(event.status == "blocked" for event in reports)
    assert all(event.note for event in reports)
    assert any(not event.unit for event in reports), "the task without a lead is reported by the office"


def test_reports_of_the_weeks_have_something_of_everything(
    plan: Plan, units: UnitsFile, events: tuple[Event, ...]
) -> None:
    fifth, tenth, last = (week(plan, events, units, number) for number in (5, 10, 14))
    assert fifth.done and fifth.yellow and fifth.late
    assert fifth.totals.percent == pytest.approx(fifth.totals.scheduled, abs=8), "believable: near its schedule"
    assert tenth.red and tenth.yellow and tenth.decisions and tenth.totals.blocked
    assert any(row.silent for row in tenth.units)
    assert last.totals.overdue and last.totals.closed > last.totals.overdue


def test_the_title_is_marked_and_nobody_is_real(plan: Plan, units: UnitsFile) -> None:
    assert plan.head.title.startswith("【演示】")
    assert plan.head.mark.startswith("【演示】")
    assert not load_plan(shipped("tasks.yaml")).head.mark
    people = demonstration_units(units).units
    assert all(
        unit.leader.endswith("某某") and unit.contact.endswith("某某") and "0971-0000" in unit.phone
        for unit in people
        if not unit.is_group
    )
    assert [unit.name for unit in people] == [unit.name for unit in units.units]
