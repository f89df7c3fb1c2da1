"""What a word weighs by where it stands in a task."""

from __future__ import annotations

import pytest

from baigong.duties.departments import plain_words
from baigong.duties.passages import Passage


def factor(text: str, word: str, local: bool = False) -> float:
    passage = Passage(plain_words(text), local)
    at = passage.text.index(word)
    return round(passage.factor((at, at + len(word)), inside=False), 2)


def test_the_sentence_that_heads_a_task_weighs_more_than_what_follows() -> None:
    text = "加大贴息支持力度。对符合条件的人员给予培训，按规定兑现贴补。"
    assert factor(text, "贴息") > 2 * factor(text, "培训")


@pytest.mark.parametrize("text", ["贴息。培训", "加大贴息支持力度。", "加大贴息支持力度，给予培训"])
def test_one_sentence_alone_or_a_word_alone_heads_nothing(text: str) -> None:
    assert factor(text, "贴息") <= 1.5


@pytest.mark.parametrize(
    "clause",
    [
        "围绕能源示范省建设，",
        "按照省委关于能源工作的部署，",
        "以能源基地建设为重点，",
        "为加快能源发展，",
        "在抓好能源保供的基础上，",
    ],
)
def test_a_clause_of_circumstance_weighs_less_than_the_work_itself(clause: str) -> None:
    text = f"{clause}组织科技攻关。"
    assert factor(text, "能源") < factor(text, "科技")


def test_an_organ_of_the_state_is_none_of_the_units_of_a_local_plan() -> None:
    text = plain_words("对接国家发展改革委相关指引，推进能源局改革。")
    assert "发展改革委" not in Passage(text, local=True).text
    assert "能源局" in Passage(text, local=True).text
    assert Passage(text).text == text
