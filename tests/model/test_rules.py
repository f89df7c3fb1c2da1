"""What a file of rules of 考核 may hold."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from baigong.model.rules import Rules


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"base": -1},
        {"base": 1001},
        {"base": 100, "few": {"tasks": 0, "points": 80}},
        {"base": 100, "deductions": {"overdue": {"points": 1, "per": "week"}}},
        {"base": 100, "deductions": {"silent": {"points": 1}}},
        {"base": 100, "bonuses": {"early": {"days": 3}}},
        {"base": 100, "weight": {}},
    ],
)
def test_what_no_rule_can_say_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Rules.model_validate(fields)


def test_support_weighs_nothing_and_nothing_is_capped_unless_the_office_says_so() -> None:
    rules = Rules.model_validate({"base": 100})
    assert (rules.weights.lead, rules.weights.responsible, rules.weights.support) == (1, 1, 0)
    assert (rules.caps.bonus, rules.caps.deduction, rules.few) == (None, None, None)
