"""The period that a plan covers, from its own words, else supposed and doubted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from baigong.errors import BackwardPeriodError, NoPeriodError
from baigong.parse.dates.period import PlanPeriod, read_period
from baigong.parse.head import Head

ISSUED = date(2019, 1, 19)


def period(title: str = "工作方案", *texts: str, issued: date | None = ISSUED, **more: Any) -> PlanPeriod:
    head = Head(title=title, number=more.pop("number", ""), issuer="", issued=issued)
    return read_period(head, list(texts), more.pop("start", None), more.pop("due", None), more.pop("times", ()))


@pytest.mark.parametrize(
    ("title", "texts", "start", "due"),
    [
        ("2019年第一季度工作方案", (), "2019-01-01", "2019-03-31"),
        ("下半年工作方案", (), "2019-07-01", "2019-12-31"),
        ("2020年工作方案", (), "2020-01-01", "2020-12-31"),
        ("2018—2020年行动计划", (), "2018-01-01", "2020-12-31"),
        ("“十四五”规划分工", (), "2021-01-01", "2025-12-31"),
        ("工作方案", ("一季度在全省开展行动。",), "2019-01-01", "2019-03-31"),
        ("工作方案", ("从2019年3月至12月集中整治。",), "2019-03-01", "2019-12-31"),
        ("2019年工作方案", ("自3月5日起至6月20日开展。",), "2019-03-05", "2019-06-20"),
        ("2019年工作方案", ("从2020年3月至12月开展。",), "2019-01-01", "2019-12-31"),
    ],
)
def test_the_words_of_title_and_preamble_tell_the_period(
    title: str, texts: tuple[str, ...], start: str, due: str
) -> None:
    found = period(title, *texts)
    assert (str(found.start), str(found.due), found.doubt) == (start, due, "")
    assert found.basis


def test_dates_that_are_given_overrule_the_document() -> None:
    found = period("2019年工作方案", due=date(2019, 6, 30))
    assert (found.start, found.due) == (date(2019, 1, 1), date(2019, 6, 30))
    assert period(start=date(2020, 1, 1), due=date(2020, 2, 1)) == PlanPeriod(date(2020, 1, 1), date(2020, 2, 1))
    with pytest.raises(BackwardPeriodError):
        period("2019年工作方案", due=date(2018, 6, 30))


@pytest.mark.parametrize(("issued", "due"), [(date(2019, 9, 30), "2019-12-31"), (date(2019, 10, 1), "2020-12-31")])
def test_where_nothing_says_it_it_runs_from_the_issue_to_the_end_of_that_year_or_the_next(
    issued: date, due: str
) -> None:
    found = period(issued=issued)
    assert (found.start, str(found.due), found.guessed) == (issued, due, True)
    assert "--start" in found.doubt


def test_a_day_that_was_given_is_not_doubted_and_the_other_is() -> None:
    first = period(issued=date(2019, 3, 1), start=date(2019, 2, 1))
    assert "截止时间" in first.doubt and "--start" not in first.doubt
    last = period(issued=date(2019, 3, 1), due=date(2019, 6, 30))
    assert "起始时间" in last.doubt and "12-31" not in last.doubt
    assert not period("2019年工作方案", due=date(2019, 6, 30)).doubt


def test_the_aims_or_the_deadlines_of_a_table_tell_the_last_year() -> None:
    assert period("工作方案", "到2021年，全面建成。").due == date(2021, 12, 31)
    found = period("任务清单", issued=None, times=["2021年6月", "2022年3月底"])
    assert (found.start, found.due) == (date(2021, 1, 1), date(2022, 3, 31))
    assert found.doubt and not found.guessed


def test_the_number_of_the_document_tells_its_year() -> None:
    found = period(issued=None, number="东政〔2020〕8号")
    assert (found.start, found.due) == (date(2020, 1, 1), date(2020, 12, 31))


def test_without_any_year_it_has_to_be_given() -> None:
    with pytest.raises(NoPeriodError):
        period(issued=None)
