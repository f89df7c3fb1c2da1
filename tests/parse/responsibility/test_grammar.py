"""The grammar of clauses: every name gets its role, chunk by chunk."""

from __future__ import annotations

import pytest

from baigong.parse.responsibility.grammar import NO_ROLE, read_clause


@pytest.mark.parametrize(
    ("words", "lead", "units", "support"),
    [
        ("责任单位：市甲局、市乙局", (), ("市甲局", "市乙局"), ()),
        ("牵头单位：市甲局；配合单位：市乙局", ("市甲局",), (), ("市乙局",)),
        ("市甲局牵头，市乙局、市丙局配合", ("市甲局",), (), ("市乙局", "市丙局")),
        ("市甲局会同市乙局负责", ("市甲局",), ("市乙局",), ()),
        ("市甲局（牵头）、市乙局", ("市甲局",), ("市乙局",), ()),
        ("由市甲局牵头负责", ("市甲局",), (), ()),
        ("牵头单位：市甲局负责", ("市甲局",), (), ()),
        ("检修、送变电公司负责", (), ("检修公司", "送变电公司"), ()),
    ],
)
def test_names_get_their_roles(
    words: str, lead: tuple[str, ...], units: tuple[str, ...], support: tuple[str, ...]
) -> None:
    clause = read_clause(words)
    assert clause and (clause.lead, clause.units, clause.support) == (lead, units, support)


def test_leaders_who_answer_are_kept_and_clerks_are_not() -> None:
    clause = read_clause("责任领导：张三；责任单位：市甲局；联系人：李四")
    assert clause and (clause.leader, clause.units) == ("张三", ("市甲局",))


def test_a_time_within_the_clause_is_its_time() -> None:
    clause = read_clause("责任单位：市甲局；完成时限：2019年6月底")
    assert clause and (clause.units, clause.time) == (("市甲局",), "2019年6月底")


def test_oversight_is_doubted_and_supports() -> None:
    clause = read_clause("市甲局负责，市乙局指导")
    assert clause and (clause.units, clause.support) == (("市甲局",), ("市乙局",))
    assert any(NO_ROLE in why for why in clause.doubts)


def test_an_open_list_and_the_remark_on_the_first_are_told() -> None:
    clause = read_clause("责任单位：市甲局、市乙局等（列第一位者为牵头单位，下同）")
    assert clause and (clause.open_ended, clause.first_leads, clause.carried) == (True, True, True)
    assert clause.units == ("市甲局", "市乙局")


def test_a_word_that_is_no_name_is_kept_with_a_doubt() -> None:
    clause = read_clause("责任单位：市甲局、某某事")
    assert clause and clause.odd == ("某某事",)
    assert clause.doubts == ("“某某事”不像单位名称",)


@pytest.mark.parametrize("words", ["抓好落实", "", "责任单位：无"])
def test_words_that_name_nobody_are_no_clause(words: str) -> None:
    assert read_clause(words) is None
