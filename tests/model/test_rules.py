"""The rules of 考核: what may be written, and what is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from baigong.model.rules import Rules


def test_what_is_left_out_gives_and_takes_nothing() -> None:
    rules = Rules.model_validate({"base": 100})
    assert rules.weights.lead == 1 and rules.weights.support == 0
    assert rules.bonuses.on_time == 0 and rules.deductions.overdue is None and rules.caps.bonus is None


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"base": -1},
        {"base": 100, "weights": {"lead": -1}},
        {"base": 100, "bonus": {}},
        {"base": 100, "deductions": {"overdue": {"points": 1}}},
        {"base": 100, "deductions": {"deferral": {"points": 1, "per": "day"}}},
    ],
)
def test_a_negative_weight_an_unknown_key_and_a_deduction_without_a_unit_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Rules.model_validate(wrong)
