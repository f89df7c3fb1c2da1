"""Sentences that only begin with their unit."""

from __future__ import annotations

import pytest

from baigong.parse.responsibility.subjects import read_later_subject, read_subject


@pytest.mark.parametrize(
    ("parts", "names", "timed"),
    [
        (["县公安局对面包车逐车建档"], ("县公安局",), False),
        (["县公安局、县交通局每月联合执法"], ("县公安局", "县交通局"), True),
        (["各供水分公司每月巡检一遍"], ("各供水分公司",), True),
        (["县水利局", "10月底前完成25座水库加固"], ("县水利局",), True),
    ],
)
def test_the_offices_that_open_a_sentence_do_its_work(parts: list[str], names: tuple[str, ...], timed: bool) -> None:
    assert read_subject(parts) == (names, timed)


@pytest.mark.parametrize(
    "parts",
    [
        ["各部门要高度重视"],
        ["县公安局要切实提高认识"],
        ["依托县医院开展义诊"],
        ["县医院建设项目"],
        ["县公安局已建档300辆"],
        ["县水利局"],
        ["抓好落实"],
    ],
)
def test_exhortation_nouns_and_the_past_are_nobodys_work(parts: list[str]) -> None:
    assert read_subject(parts)[0] == ()


def test_a_later_clause_may_have_a_subject_of_its_own_and_no_group_is_one() -> None:
    assert read_later_subject("人力资源部按季度兑现考核") == ("人力资源部",)
    assert read_later_subject("各部门按季度兑现考核") == ()
    assert read_later_subject("按季度兑现考核") == ()
