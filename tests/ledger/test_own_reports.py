"""Whose a report is, counted the same everywhere: the unit's own, its group's, or one in its own name."""

from __future__ import annotations

import pytest

from baigong.ledger.figures import reports_of
from baigong.ledger.shares import last_report
from baigong.model.events import Event
from baigong.reports.period import week_period
from baigong.reports.scoreboard import scoreboard
from baigong.reports.shares import share_rows
from baigong.reports.weekly import weekly
from baigong.workbook.form import own_reports
from tests.support.builders import GROUP, MEMBERS, day, ledger, plan, said, section, task

PLAN = plan(section(task("1.1"), units=("省甲厅", GROUP)))


@pytest.mark.parametrize(
    ("event", "counted"),
    [
        (said("1.1", percent=10, unit="省甲厅"), ["省甲厅"]),
        (said("1.1", percent=10, by="省甲厅"), ["省甲厅"]),
        (said("1.1", percent=10, by="省甲管理厅"), ["省甲厅"]),
        (said("1.1", percent=10, by="李四"), []),
        (said("1.1", percent=10, unit=MEMBERS[0], by="省甲厅"), [GROUP, MEMBERS[0]]),
        (said("1.1", percent=10, unit=GROUP), [GROUP, *MEMBERS]),
        (said("1.1", percent=10, unit="省甲厅", on="01-14"), []),
    ],
)
def test_who_has_reported_in_the_week(event: Event, counted: list[str]) -> None:
    known = ledger(PLAN, event)
    names = ["省甲厅", GROUP, *MEMBERS]
    assert [name for name in names if reports_of(known, name, day("01-07"), day("01-13")).own] == counted


def test_the_report_and_the_scoreboard_count_alike() -> None:
    known = ledger(PLAN, said("1.1", percent=10, by="省甲厅"), said("1.1", note="到位", unit=MEMBERS[1]))
    period = week_period(day("01-01"), day("01-13"), None)
    scores = {row.unit: row.reported for row in scoreboard(known, period)}
    report = {row.unit: row.reports for row in weekly(known, period).units}
    assert scores == {"省甲厅": 1, MEMBERS[0]: 0, MEMBERS[1]: 1, MEMBERS[2]: 0}
    assert report == scores


@pytest.mark.parametrize(
    ("named", "units"),
    [("省甲管理厅", {"省甲厅"}), (GROUP, set(MEMBERS)), (MEMBERS[0], {MEMBERS[0]}), ("省乙委", set())],
)
def test_whoever_asks_whose_a_report_is_hears_the_same(named: str, units: set[str]) -> None:
    known = ledger(PLAN, said("1.1", percent=10, unit=named, on="01-10"))
    state = known.task("1.1", day("01-13"))
    period = week_period(day("01-01"), day("01-13"), None)
    everybody = ("省甲厅", *MEMBERS)
    assert {unit for unit in everybody if own_reports(known, state, "1.1", unit)} == units, "forms"
    assert {unit for unit in everybody if last_report(known, state, unit)} == units, "shares"
    assert {unit for unit in everybody if known.reports_by(unit)} == units, "the ledger"
    assert {row.unit for row in share_rows(state, known.directory) if row.last} == units, "show"
    assert {unit for unit in everybody if weekly(known, period, unit).notes} == units, "the report"
    assert {row.unit for row in scoreboard(known, period) if row.reported} == units, "the scoreboard"
