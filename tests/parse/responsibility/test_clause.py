"""What a clause says, how two are joined, and the rule of a note on who leads."""

from __future__ import annotations

import pytest

from baigong.parse.responsibility.clause import Clause, LeadRule, read_lead_rule

THREE = Clause(units=("甲", "乙", "丙"), labelled=True)


def test_clauses_that_follow_each_other_are_one_with_every_name_once() -> None:
    joint = Clause(lead=("甲",), units=("乙",), time="6月", sure=True).followed_by(
        Clause(units=("乙", "丙"), leader="张三", time="7月", sure=False, odd=("丙",))
    )
    assert (joint.lead, joint.units, joint.leader, joint.time) == (("甲",), ("乙", "丙"), "张三", "6月")
    assert (joint.sure, joint.odd) == (False, ("丙",))


@pytest.mark.parametrize(
    ("note", "rule"),
    [
        ("主要责任单位第一个为牵头单位，其余为配合单位", LeadRule(True, True)),
        ("列第一位者为牵头单位", LeadRule(True, False)),
        ("其余为配合单位", LeadRule(False, False)),
        ("各单位要抓好落实", LeadRule(False, False)),
    ],
)
def test_a_note_may_say_that_the_first_leads_and_the_rest_support(note: str, rule: LeadRule) -> None:
    assert read_lead_rule(note) == rule


def test_the_first_leads_by_the_rule_unless_the_clause_says_who_does() -> None:
    led = LeadRule(True).apply(THREE)
    assert (led.lead, led.units, led.support) == (("甲",), ("乙", "丙"), ())
    supported = LeadRule(True, True).apply(THREE)
    assert (supported.lead, supported.units, supported.support) == (("甲",), (), ("乙", "丙"))
    own = Clause(lead=("丁",), units=("甲",))
    assert LeadRule(True).apply(own) == own
    assert LeadRule().apply(THREE) == THREE
    assert LeadRule().apply(Clause(units=("甲", "乙"), first_leads=True)).lead == ("甲",)


def test_of_several_leads_by_label_the_first_leads_where_the_clause_remarks_so() -> None:
    several = Clause(lead=("甲", "乙"), labelled=True, first_leads=True)
    led = LeadRule().apply(several)
    assert (led.lead, led.units) == (("甲",), ("乙",))


def test_rules_of_two_notes_hold_together() -> None:
    assert LeadRule(True).joined(LeadRule(False, True)) == LeadRule(True, True)


@pytest.mark.parametrize(
    ("time", "work"),
    [("2019年6月底前", ""), ("6月底前完成", ""), ("6月底前完成十二个机房改造", "6月底前完成十二个机房改造")],
)
def test_a_time_may_say_what_to_do_besides_when(time: str, work: str) -> None:
    assert Clause(time=time).work == work


@pytest.mark.parametrize(
    ("time", "work", "goes_on"),
    [
        ("6月底前完成2个，12月底前完成5个", True, True),
        ("2023年3月启动，2023年9月建成", True, True),
        ("6月底前完成十二个机房改造", True, True),
        ("3月底前完成更换", False, True),
        ("2023.6.30", False, False),
        ("2023年1月至12月，持续推进", False, False),
    ],
)
def test_a_time_of_two_days_or_of_many_words_is_work(time: str, work: bool, goes_on: bool) -> None:
    clause = Clause(time=time)
    assert (bool(clause.work), clause.goes_on) == (work, goes_on)
