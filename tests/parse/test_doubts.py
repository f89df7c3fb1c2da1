"""Doubts: one for one cause, the gravest first."""

from __future__ import annotations

from baigong.parse.doubts import LOOK, LOST, WHOLE, WRONG, Doubt, grouped, settle


def test_the_gravest_come_first_and_then_by_line() -> None:
    doubts = [
        Doubt(3, "甲", "一"),
        Doubt(1, "乙", "二", gravity=LOST),
        Doubt(0, "丙", "三", gravity=WHOLE),
        Doubt(2, "丁", "四"),
    ]
    assert [doubt.text for doubt in settle(doubts)] == ["丙", "乙", "丁", "甲"]


def test_of_two_grave_ones_about_the_same_words_the_graver_is_kept() -> None:
    both = [Doubt(1, "同一句话", "丢了一个单位", gravity=LOST), Doubt(1, "同一句话", "全文看不懂", gravity=WHOLE)]
    assert [doubt.why for doubt in settle(both)] == ["全文看不懂"]
    named = [Doubt(1, "同一句话", "没有单位", gravity=LOST), Doubt(1, "同一句话", "“甲局”没有列入", gravity=LOST)]
    assert [doubt.why for doubt in settle(named)] == ["“甲局”没有列入"]


def test_a_doubted_sentence_needs_no_doubt_about_its_item() -> None:
    whole = Doubt(1, "引言。这里有一句没有列为任务的话。", "没有单位", "二、", LOST)
    part = Doubt(1, "这里有一句没有列为任务的话。", "写有时限", "二、", LOST)
    assert settle([whole, part]) == (part,)


def test_what_is_worth_a_look_is_told_once_for_all_its_places() -> None:
    looks = [Doubt(at, f"第{at}项", f"“指导单位{at}”只是指导", f"1.{at}", LOOK) for at in range(1, 9)]
    (one,) = settle(looks)
    assert one.item == "1.1、1.2、1.3、1.4、1.5、1.6 等8处"
    assert one.why == "“指导单位1”“指导单位2”“指导单位3”等只是指导"


def test_doubts_that_differ_in_numbers_and_quotations_have_one_cause() -> None:
    groups = grouped([Doubt(1, "甲", "表第3行没有单位"), Doubt(2, "乙", "表第14行没有单位"), Doubt(3, "丙", "看不清")])
    assert [(len(group.doubts), group.first.text, group.places) for group in groups] == [
        (2, "甲", "第1行、第2行"),
        (1, "丙", "第3行"),
    ]
    assert grouped([Doubt(0, "甲", "看不清", gravity=WRONG)])[0].places == "全文"
