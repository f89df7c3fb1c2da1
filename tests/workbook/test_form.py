"""What a 报送表 repeats of what was reported before."""

from __future__ import annotations

from datetime import datetime

import pytest

from baigong.calendar import week
from baigong.model.events import Event
from baigong.workbook.form import make_form
from tests.support.builders import BEIJING, day, ledger, plan, said, section, task

PLAN = plan(section(task("1.1", every="month", lead=("省甲厅",)), task("1.2", lead=("省甲厅",)), units=()))
NOW = datetime(2019, 2, 1, 9, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("event", "latest"),
    [
        (said("1.1", "done", 100, on="01-20", unit="省甲厅", note="已排查"), "1月20日 本期已报；已排查"),
        (said("1.2", "doing", 40, on="01-20", unit="省甲厅", problem="缺图纸"), "1月20日 推进中 40%；缺图纸"),
    ],
)
def test_the_last_report_is_repeated_as_the_history_words_it(event: Event, latest: str) -> None:
    made = make_form(ledger(PLAN, event), "省甲厅", week(day("01-01"), 5), day("02-01"), NOW)
    (row,) = [row for row in made.rows if row.cells.get("latest")]
    assert row.cells["latest"] == latest
