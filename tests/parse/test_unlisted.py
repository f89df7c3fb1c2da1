"""Offices and years that the words of a task name and its fields do not hold."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.parse.dates.points import Anchor
from baigong.parse.unlisted import find_unlisted
from tests.support.builders import plan, section, task

ANCHOR = Anchor(date(2019, 1, 1), date(2019, 1, 19), date(2019, 12, 31))


def doubts(text: str, *units: str) -> list[str]:
    return [why for _, _, why in find_unlisted(plan(section(task(text=text, units=units), units=())), ANCHOR)]


def test_an_office_that_begins_a_clause_of_words_that_say_who_is_doubted() -> None:
    assert doubts("县水利局负责排查，县财政局负责筹措资金。", "县水利局") == ["句中的“县财政局”没有列为责任单位"]
    assert doubts("县水利局负责排查，县财政局负责筹措资金。", "县水利局", "县财政局") == []


def test_the_second_of_a_list_of_subjects_is_doubted_too() -> None:
    assert doubts("县疾控中心对末梢水、县环境局对水源水每季度监测一次。", "县疾控中心") == [
        "句中的“县环境局”没有列为责任单位"
    ]
    assert doubts("县疾控中心将结果报县水利局、县财政局备案。", "县疾控中心") == []


@pytest.mark.parametrize("text", ["县财政局负责筹措资金。", "各镇要高度重视。"])
def test_where_the_units_stand_in_a_clause_of_their_own_the_words_tell_what_others_do(text: str) -> None:
    assert doubts(text, "县水利局") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [("2020年新增学位300个", True), ("2018年新增学位300个", False), ("2020年底前新增学位300个", False)],
)
def test_a_year_that_opens_a_clause_and_is_no_deadline_is_doubted(text: str, told: bool) -> None:
    assert any("没有读作时限" in why for why in doubts(text, "县教育局")) is told
