"""What is typed behind an option, read: numbers, probabilities, words of a vocabulary."""

from __future__ import annotations

import pytest

from baigong.cli import options
from baigong.errors import NotANumberError, OutOfBoundsError, UnknownChoiceError

LIGHTS = {"red": "红", "yellow": "黄"}


@pytest.mark.parametrize("typed", ["60", "60%", "６０", " 60％ "])
def test_a_number_is_read_as_people_type_it(typed: str) -> None:
    assert options.number(typed, "进度", 0, 100) == 60


@pytest.mark.parametrize("typed", ["0", "100"])
def test_both_bounds_belong_to_what_may_be_typed(typed: str) -> None:
    assert options.number(typed, "进度", 0, 100) == float(typed)


@pytest.mark.parametrize("typed", ["-1", "101", "nan", "inf"])
def test_what_is_out_of_bounds_is_refused(typed: str) -> None:
    with pytest.raises(OutOfBoundsError) as refusal:
        options.number(typed, "进度", 0, 100)
    assert refusal.value.typed == typed and "0 到 100" in refusal.value.hint


def test_what_is_no_number_is_refused_with_what_was_wanted() -> None:
    with pytest.raises(NotANumberError, match="不是数字"):
        options.number("六成多", "进度", 0, 100)
    with pytest.raises(NotANumberError, match="不是整数"):
        options.week("1.5")


@pytest.mark.parametrize(("typed", "share"), [("0.9", 0.9), ("90%", 0.9), ("９０％", 0.9), ("1", 1.0)])
def test_a_probability_is_a_share_or_a_percent(typed: str, share: float) -> None:
    assert options.probability(typed, "把握") == share


def test_ninety_without_a_mark_is_no_probability() -> None:
    with pytest.raises(OutOfBoundsError, match="90"):
        options.probability("90", "把握")


@pytest.mark.parametrize("typed", [["red,黄"], ["red", "yellow"], ["红、黄"], ["红，", "yellow"]])
def test_several_of_a_vocabulary_are_read_by_code_or_by_word(typed: list[str]) -> None:
    assert options.choices(typed, LIGHTS, "灯") == ("red", "yellow")


def test_a_word_of_no_vocabulary_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownChoiceError) as refusal:
        options.choice("yel", LIGHTS, "灯")
    assert refusal.value.near == ("黄",) and "红（red）" in refusal.value.hint
