"""How common a word is in a plan."""

from __future__ import annotations

import pytest

from baigong.duties.lexicon import Lexicon
from baigong.duties.plan_words import PlanWords

TASKS = ("新建冷库两座。", "改造冷库一座。", "培训果农。", "修复水渠。", "安装路灯。")


@pytest.mark.parametrize("lexicon", [Lexicon(["冷库"]), Lexicon([])])
def test_the_task_itself_is_not_among_those_that_share_its_word(lexicon: Lexicon) -> None:
    words = PlanWords(TASKS, "", lexicon)
    assert [words.share(word) for word in ("冷库", "水渠", "光伏")] == [0.2, 0, 0]


def test_a_word_of_the_title_is_taken_to_stand_in_half_of_the_tasks() -> None:
    words = PlanWords(TASKS, "关于果农增收的方案", Lexicon([]))
    assert words.share("果农") == 0.5
    assert words.share("路灯") == 0


def test_few_tasks_say_nothing_of_how_common_a_word_is() -> None:
    assert PlanWords(TASKS[:4], "冷库", Lexicon([])).share("冷库") == 0
