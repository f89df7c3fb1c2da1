"""Everything about one task as a row."""

from __future__ import annotations

from baigong.reports.history import HistoryFilter, history_rows
from baigong.reports.shares import share_rows
from baigong.reports.task import task_detail
from baigong.reports.tasks import task_row
from tests.support.builders import day, ledger, said, task


def test_it_is_the_row_of_a_listing_with_the_units_and_the_history() -> None:
    known = ledger(task(), said("1.1", percent=30, unit="省甲厅"))
    state, history = known.task("1.1", day("02-01")), history_rows(known, HistoryFilter())
    detail = task_detail(state, known.directory, history)
    assert {name: getattr(detail, name) for name in vars(task_row(state))} == vars(task_row(state))
    assert detail.shares == tuple(share_rows(state, known.directory))
    assert detail.history == tuple(history) and len(detail.history) == 1
