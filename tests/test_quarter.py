"""A scripted quarter on the shipped plan: the same state, scoreboard and letters, whatever the journal's order."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.reports.period import week_period
from baigong.reports.reminders import letter_rows, reminders
from baigong.reports.scoreboard import scoreboard
from baigong.reports.tasks import task_row
from baigong.reports.weekly import weekly
from baigong.store.journal import FileJournal
from baigong.store.plan_file import load_plan
from baigong.store.units_file import load_units
from tests.support.transcript import Terminal, read_exchanges

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PLAN: Plan = load_plan(ROOT / "data" / "tasks.yaml")
UNITS: UnitsFile = load_units(ROOT / "data" / "units.yaml")
DAYS = [date(2019, 1, 20) + timedelta(days=days) for days in range(0, 75, 4)]
END = date(2019, 4, 7)


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> tuple[Event, ...]:
    """Play the recordings of the walk-through, and give what they wrote."""
    folder = tmp_path_factory.mktemp("quarter")
    with pytest.MonkeyPatch.context() as patch:
        terminal = Terminal(folder, patch)
        for exchange in read_exchanges((ROOT / "docs" / "walkthrough.md").read_text(encoding="utf-8")):
            if "|" not in exchange.typed:
                terminal.type(exchange.typed)
        return FileJournal(folder / "data" / "progress.jsonl").read().events


def everything(events: tuple[Event, ...], day: date) -> object:
    ledger = Ledger(PLAN, events, UNITS)
    return (
        [task_row(state) for state in ledger.on(day)],
        scoreboard(ledger, week_period(PLAN.head.start, day, None)),
        letter_rows(reminders(ledger, day)),
    )


def test_the_quarter_has_all_that_it_should(events: tuple[Event, ...]) -> None:
    kinds = [event.kind for event in events]
    assert kinds.count("defer") == 2
    assert kinds.count("reject") == 1
    assert kinds.count("retract") == 1
    assert kinds.count("assign") >= 1
    assert kinds.count("close") == 2


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_lines_changes_nothing(events: tuple[Event, ...], seed: int) -> None:
    shuffled = list(events)
    random.Random(seed).shuffle(shuffled)
    assert shuffled != list(events)
    for day in DAYS[seed::3]:
        assert everything(tuple(shuffled), day) == everything(events, day)


def test_what_is_recorded_later_changes_no_report_of_a_past_week(events: tuple[Event, ...]) -> None:
    by_moment = sorted(events, key=lambda event: event.at)
    for week in (4, 5, 7, 9):
        period = week_period(PLAN.head.start, END, week)
        # What is recorded after the week, of days after the week; a retraction speaks of every day.
        known = [event for event in by_moment if event.on <= period.end or event.kind == "retract"]
        assert len(known) < len(by_moment)
        assert weekly(Ledger(PLAN, known, UNITS), period) == weekly(Ledger(PLAN, by_moment, UNITS), period)


def test_a_fact_of_a_past_week_recorded_late_does_change_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, events: tuple[Event, ...]
) -> None:
    period = week_period(PLAN.head.start, END, 5)
    before = weekly(Ledger(PLAN, events, UNITS), period)
    Terminal(tmp_path, monkeypatch)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-04-07")
    assert run(["init"]) == 0
    assert run(["done", "5.9", "--on", "2019-01-30"]) == 0
    late = FileJournal(tmp_path / "data" / "progress.jsonl").read().events
    after = weekly(Ledger(PLAN, (*events, *late), UNITS), period)
    assert [row.id for row in after.done] == [row.id for row in before.done] + ["5.9"]


def test_a_unit_that_did_its_part_is_not_chased_for_the_others(events: tuple[Event, ...]) -> None:
    ledger = Ledger(PLAN, events, UNITS)
    chased = {letter.unit: {item.id for item in letter.items} for letter in reminders(ledger, date(2019, 3, 10))}
    assert "1.6" in chased["省财政厅"], "the lead answers for the missed checkpoint"
    assert "1.6" not in chased["省审计厅"], "those who do not lead it do not"
    assert "8.16" in chased["省交通运输厅"]
    assert "8.16" not in chased["省教育厅"]
