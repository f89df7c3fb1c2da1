"""What of a document became no task."""

from __future__ import annotations

import pytest

from baigong.parse.sources.interface import Document, SourceParagraph
from baigong.parse.structure.leftovers import cite, shares_words, shingles
from baigong.parse.structure.outline import read_outline
from tests.support.plans import parse


def test_items_left_out_are_doubted() -> None:
    doubts = parse(
        "2020年方案\n一、任务\n（一）办好甲事。（市甲局负责）\n（二）办好乙事，不得拖延。\n（三）办好丙事。"
        "（市丙局负责）\n"
    ).doubts
    assert any(doubt.line == 4 and "没有责任条款" in doubt.why for doubt in doubts)


def test_what_stands_beside_the_first_task_without_units_is_doubted() -> None:
    parsed = parse(
        "东海市2022年工作要点\n一、准入\n（一）清理各类壁垒。\n（二）鼓励投资。\n责任单位：市发展改革委\n"
        "二、成本\n（一）降低用能成本。\n责任单位：市财政局\n（二）降低物流成本。\n责任单位：市交通局\n"
    )
    assert any("清理各类壁垒" in doubt.text for doubt in parsed.doubts)


@pytest.mark.parametrize(
    ("sentence", "doubted"),
    [
        ("成立由县长任组长的领导小组。", False),
        ("由副县长任组长，县水利局局长任副组长。", False),
        ("组长：李某；成员：各单位负责人。", False),
        ("成立工作专班，3月底前开展排查。", True),
        ("与承包方签订责任书。", True),
        ("2022年3月1日至4月30日完成自查。", True),
    ],
)
def test_who_sits_in_the_group_that_oversees_the_work_is_nothing_to_do(sentence: str, doubted: bool) -> None:
    parsed = parse(
        "东海市2022年工作方案\n一、任务\n（一）清理壁垒。\n责任单位：市发展改革委\n（二）降低成本。\n"
        "责任单位：市财政局\n"
        f"二、保障\n（一）加强领导。{sentence}\n（二）开展督查。市政府督查室每月督查一次。\n"
    )
    assert any(sentence[:6] in doubt.text for doubt in parsed.doubts) is doubted


def test_an_item_is_cited_by_the_numbers_that_lead_to_it() -> None:
    lines = ("方案", "二、任务", "（三）甲事。")
    root = read_outline(Document(tuple(SourceParagraph(at, line) for at, line in enumerate(lines, 1))))
    assert [cite(item) for item in root.walk()] == ["", "二、", "二、（三）"]


def test_eight_letters_in_a_row_are_shared_words() -> None:
    known = shingles(["全面清理河面漂浮物品", "短"])
    assert shares_words("要清理河面漂浮物品了", known)
    assert not shares_words("要清理河面漂浮物", known)


def test_the_days_that_a_plan_lasts_are_no_work() -> None:
    parsed = parse(
        "东海市2022年禁烧方案\n2022年8月25日\n一、禁烧时间\n2022年9月1日至11月30日。\n"
        "二、任务\n（一）巡查。市应急局牵头巡查。\n（二）宣传。市委宣传部负责宣传。\n"
    )
    assert not [doubt for doubt in parsed.doubts if "9月1日" in doubt.text]
