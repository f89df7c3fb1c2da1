"""Points in time as notices write them, and what they are counted from."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.parse.dates.points import POINT, Anchor, PointSpan, is_whole, months, quarter, resolve

ANCHOR = Anchor(date(2019, 3, 1), date(2019, 3, 11))
WINTER = Anchor(date(2024, 12, 2), date(2024, 12, 2), date(2025, 2, 28))


def span(words: str, anchor: Anchor = ANCHOR, known: int | None = None) -> PointSpan | None:
    match = POINT.search(words)
    return resolve(match, anchor, known) if match else None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2019年6月30日", "2019-06-30", "2019-06-30"),
        ("6月底", "2019-06-01", "2019-06-30"),
        ("9月上旬", "2019-09-01", "2019-09-10"),
        ("9月中旬", "2019-09-01", "2019-09-20"),
        ("二〇一九年十月", "2019-10-01", "2019-10-31"),
        ("第一季度", "2019-01-01", "2019-03-31"),
        ("上半年", "2019-01-01", "2019-06-30"),
        ("下半年", "2019-07-01", "2019-12-31"),
        ("年中", "2019-01-01", "2019-06-30"),
        ("年底", "2019-01-01", "2019-12-31"),
        ("明年3月", "2020-03-01", "2020-03-31"),
        ("2020年", "2020-01-01", "2020-12-31"),
    ],
)
def test_a_point_is_a_first_and_a_last_day(words: str, first: str, last: str) -> None:
    found = span(words)
    assert found and (str(found.first), str(found.last), found.doubt) == (first, last, "")


def test_a_day_that_no_month_has_is_its_last_and_is_doubted() -> None:
    found = span("2019年2月30日")
    assert found and found.last == date(2019, 2, 28) and "2月30日" in found.doubt


def test_a_year_known_from_the_words_before_holds_and_one_beyond_the_calendar_is_none() -> None:
    known = span("6月底", known=2021)
    assert known and known.last == date(2021, 6, 30)
    assert span("2345年6月底") is None


def test_in_a_plan_over_new_year_a_month_is_the_first_that_ends_within_it() -> None:
    spans = [span(words, WINTER) for words in ("12月底", "1月底", "第一季度")]
    assert [str(each.last) for each in spans if each] == [
        "2024-12-31",
        "2025-01-31",
        "2025-02-28",
    ]


@pytest.mark.parametrize(
    ("words", "whole"), [("2020年", True), ("2020年底", False), ("6月", True), ("6月底", False), ("6月30日", False)]
)
def test_before_a_whole_means_before_it_begins(words: str, whole: bool) -> None:
    match = POINT.search(words)
    assert match and is_whole(match) is whole


def test_a_plan_counts_from_its_start_or_its_issue_whichever_is_later() -> None:
    assert (ANCHOR.year, ANCHOR.base, ANCHOR.earliest, ANCHOR.spans_years) == (
        2019,
        date(2019, 3, 11),
        date(2019, 1, 1),
        False,
    )
    assert Anchor(date(2019, 12, 1), date(2020, 1, 5)).year == 2020
    assert WINTER.spans_years


def test_quarters_and_months_end_with_their_last_day() -> None:
    assert quarter(2019, 4) == months(2019, 10, 12) == PointSpan(date(2019, 10, 1), date(2019, 12, 31))
    assert months(2020, 2, 2).last == date(2020, 2, 29)
