"""Which units are proposed to lead a task, given how probable each is and why."""

from __future__ import annotations

import pytest

from baigong.duties.suggestions import Matter, Suggestion, ground_of_duties, proposed_leads


def unit(name: str, probability: float, words: tuple[str, ...] = (), weights: tuple[float, ...] = ()) -> Suggestion:
    return Suggestion(name, probability, sum(weights), words, weights, grounds=(f"{name}有据",))


FIRST = unit("甲局", 0.5, ("水库",), (5.0,))


@pytest.mark.parametrize(("probability", "leads"), [(0.29, ()), (0.3, ("甲局",))])
def test_nobody_is_proposed_below_the_bound(probability: float, leads: tuple[str, ...]) -> None:
    assert proposed_leads([unit("甲局", probability)]) == leads


def test_a_unit_for_which_nothing_speaks_is_proposed_only_alone() -> None:
    bare = Suggestion("甲局", 0.6, 0.0)
    assert proposed_leads([bare]) == ("甲局",)
    assert proposed_leads([bare, Suggestion("乙局", 0.4, 0.0)]) == ()
    assert proposed_leads([]) == ()


@pytest.mark.parametrize(
    ("second", "both"),
    [
        (unit("乙局", 0.4, ("学校",), (4.0,)), True),
        (unit("乙局", 0.29, ("学校",), (4.0,)), False),
        (unit("乙局", 0.4, ("库区",), (4.0,)), False),
        (unit("乙局", 0.4, ("学校",), (2.4,)), False),
        (unit("乙局", 0.4), False),
    ],
)
def test_two_lead_where_weighty_words_speak_for_each_apart(second: Suggestion, both: bool) -> None:
    assert proposed_leads([FIRST, second]) == (("甲局", "乙局") if both else ("甲局",))


def test_a_task_is_judged_by_its_heading_and_text_and_not_twice_by_a_heading_that_opens_the_text() -> None:
    assert Matter("1", "修水库。", title="加强水利").words == "加强水利。修水库。"
    assert Matter("1", "加强水利。修水库。", title="加强水利").words == "加强水利。修水库。"


def test_a_ground_names_the_four_weightiest_words() -> None:
    assert ground_of_duties(list("一二三四五")) == "职责涉及一、二、三、四"
