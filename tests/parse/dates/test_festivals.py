"""Named periods: festivals, 两节, 春运, and those that no calendar can tell."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.parse.dates.festivals import find_festivals
from baigong.parse.dates.points import Anchor

ANCHOR = Anchor(date(2019, 1, 4), date(2019, 1, 4), date(2019, 12, 31))


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("春节前完成检查", "2019-02-04"),
        ("春节期间加强值守", "2019-02-10"),
        ("国庆节前完成", "2019-09-30"),
        ("国庆假期做好保障", "2019-10-07"),
        ("端午节前完成", "2019-06-06"),
        ("清明节前完成", "2019-04-04"),
        ("除夕前清欠到位", "2019-02-04"),
        ("重阳节前走访", "2019-10-06"),
        ("2020年春节前完成", "2020-01-24"),
    ],
)
def test_a_festival_is_its_days_off_or_the_day_before(words: str, due: str) -> None:
    assert [str(timing.due) for timing in find_festivals(words, ANCHOR)] == [due]


@pytest.mark.parametrize("words", ["国庆70周年庆祝活动", "春节后复工", "元旦前夕慰问", "二十一期间"])
def test_what_only_names_a_festival_or_lies_behind_it_is_no_time(words: str) -> None:
    assert list(find_festivals(words, ANCHOR)) == []


def test_a_season_that_no_calendar_tells_is_doubted() -> None:
    (timing,) = find_festivals("采暖季期间加强监测", ANCHOR)
    assert timing.due is None and "“采暖季期间”" in timing.doubt


def test_a_festival_of_next_year_is_meant_only_where_the_plan_goes_on_till_then() -> None:
    late = Anchor(date(2019, 3, 1), date(2019, 3, 1), date(2019, 6, 30))
    assert list(find_festivals("春节前完成", late)) == []
    over = Anchor(date(2019, 3, 1), date(2019, 3, 1), date(2020, 1, 31))
    assert [str(timing.due) for timing in find_festivals("春节前完成", over)] == ["2020-01-24"]
