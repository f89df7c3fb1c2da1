"""The colour rule at every threshold: 银川市's published ones, and a plan's own."""

from __future__ import annotations

import pytest

from baigong.ledger.lights import Facts, judge
from baigong.model.plan import LightRule
from baigong.words import Light

RULE = LightRule()


def lit(
    behind: float = 0,
    days_left: int | None = 30,
    overdue: bool = False,
    blocked: bool = False,
    rule: LightRule = RULE,
) -> Light:
    facts = Facts(overdue_days=3 if overdue else 0, blocked=blocked, behind=behind, days_left=days_left)
    return judge(facts, rule).light


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (-50, "green"),
        (0, "green"),
        (9.99, "green"),
        (10, "yellow"),
        (29.99, "yellow"),
        (30, "yellow"),
        (30.01, "red"),
        (100, "red"),
    ],
)
def test_points_behind_schedule(behind: float, expected: Light) -> None:
    assert lit(behind) == expected


@pytest.mark.parametrize(("days", "expected"), [(8, "green"), (7, "yellow"), (0, "yellow"), (None, "green")])
def test_days_left(days: int | None, expected: Light) -> None:
    assert lit(days_left=days) == expected


def test_a_quotient_that_is_a_hair_over_a_threshold_is_on_it() -> None:
    assert lit(100 * 0.3 + 1e-12) == "yellow"
    assert lit(100 / 3 - 70 / 3 - 1e-12) == "yellow"


def test_overdue_is_red_whatever_else() -> None:
    assert lit(-50, overdue=True) == "red"
    assert lit(0, overdue=True, blocked=True) == "red"


def test_blocked_is_yellow_at_least() -> None:
    assert lit(-50, blocked=True) == "yellow"
    assert lit(31, blocked=True) == "red"


def test_a_plans_own_thresholds() -> None:
    own = LightRule(yellow=5, red=15, soon=3)
    assert [lit(points, rule=own) for points in (4.9, 5, 15, 15.1)] == ["green", "yellow", "yellow", "red"]
    assert [lit(days_left=days, rule=own) for days in (4, 3)] == ["green", "yellow"]
