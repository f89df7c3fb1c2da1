"""Recurrence: every period has its checkpoint; 序时进度 counts both ends."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.calendar import (
    checkpoints,
    scheduled,
)
from baigong.words import Every
from tests.support.builders import day

START = day("01-01")  # a Tuesday
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_checkpoints_by_month_week_and_quarter() -> None:
    def ends(every: Every, start: str, due: str) -> list[str]:
        return [f"{span.due:%m-%d}" for span in checkpoints(every, day(start), day(due))]

    assert ends("month", "01-01", "03-31") == ["01-31", "02-28", "03-31"]
    assert ends("month", "01-31", "02-01") == ["01-31", "02-01"]
    assert ends("week", "01-01", "01-20") == ["01-06", "01-13", "01-20"]
    assert ends("week", "01-06", "01-08") == ["01-06", "01-08"]
    assert ends("quarter", "02-01", "08-15") == ["03-31", "06-30", "08-15"]
    assert ends("quarter", "10-01", "12-31") == ["12-31"]
    assert ends("month", "03-31", "03-30") == []
    assert ends("two_weeks", "01-02", "02-10") == ["01-13", "01-27", "02-10"]
    assert ends("two_months", "2019-01-19", "2019-06-20") == ["02-28", "04-30", "06-20"]
    assert ends("half_year", "2019-03-01", "2020-02-01") == ["06-30", "12-31", "02-01"]
    assert ends("year", "2019-03-01", "2020-02-01") == ["12-31", "02-01"]


def test_a_checkpoint_keeps_its_day() -> None:
    def ends(every: Every, on: int, start: str, due: str) -> list[str]:
        return [f"{span.due:%m-%d}" for span in checkpoints(every, day(start), day(due), on)]

    assert ends("month", 25, "01-01", "03-31") == ["01-25", "02-25", "03-25"]
    assert ends("month", 31, "01-01", "03-31") == ["01-31", "02-28", "03-31"]
    assert ends("month", 25, "01-26", "03-20") == ["02-25", "03-20"], "no day in January is left, and March ends early"
    assert ends("week", 5, "01-01", "01-16") == ["01-04", "01-11", "01-16"]
    assert ends("quarter", 20, "01-01", "06-30") == ["03-20", "06-20"]


def test_a_report_after_the_day_is_still_within_its_period() -> None:
    (january, _) = checkpoints("month", day("01-01"), day("02-28"), 25)
    assert january == (day("01-01"), day("01-25"), day("01-31"))


@given(
    st.sampled_from(["week", "two_weeks", "month", "two_months", "quarter", "half_year", "year"]),
    DAYS,
    st.integers(0, 500),
)
def test_checkpoints_cover_the_period_without_a_gap(every: Every, start: date, length: int) -> None:
    due = start + timedelta(days=length)
    spans = checkpoints(every, start, due)
    assert (spans[0].start, spans[-1].end) == (start, due)
    for before, after in pairwise(spans):
        assert after.start == before.end + timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2018-12-31", 0), ("01-01", 10), ("01-02", 20), ("01-09", 90), ("01-10", 100), ("02-01", 100)],
)
def test_scheduled_counts_both_ends(on: str, expected: float) -> None:
    assert scheduled(day("01-01"), day("01-10"), day(on)) == pytest.approx(expected)


def test_scheduled_of_a_single_day() -> None:
    assert scheduled(START, START, START) == 100
    assert scheduled(START, START, START - timedelta(days=1)) == 0
