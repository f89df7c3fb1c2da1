"""Duties by unit: the unit is the heading, the words behind it its task."""

from __future__ import annotations

import pytest

from tests.support.readings import read, refused, who

KIND = "duties by unit"

EXAMPLES = [
    ("1.县财政局：落实所需资金。", "/县财政局/", "落实所需资金。"),
    ("1.城关镇、东坝镇：组建抢险队伍各50人。", "/城关镇 东坝镇/", "组建抢险队伍各50人。"),
    ("1.县水利局：负责牵头抓总，制定应急预案。", "县水利局//", "负责牵头抓总，制定应急预案。"),
    ("1.县气象局（县预警中心）：提前2小时发布预警。", "/县气象局（县预警中心）/", "提前2小时发布预警。"),
    ("1.各村（社区）：每日巡查易涝点。", "/各村（社区）/", "每日巡查易涝点。"),
]
_CHAPTER = (
    "一、排查\n1.排查管网。（县住建局负责）\n2.排查水厂。（县水利局负责）\n"
    "二、职责分工\n{}\n2.县公安局：维护现场秩序。\n"
)
OPPOSITES = [
    "1.联系人：县水利局张某，电话：87654321。",
    "1.组长：李某（县委常委）",
    "1.时间要求：按季度推进。",
]


@pytest.mark.parametrize(("line", "roles", "text"), EXAMPLES)
def test_a_duty_is_the_task_of_its_unit(line: str, roles: str, text: str) -> None:
    plan = read(_CHAPTER.format(line)).plan
    assert (who(plan)[2], list(plan.tasks)[2].text) == (roles, text)


@pytest.mark.parametrize("line", OPPOSITES)
def test_what_else_stands_before_a_colon_is_no_unit(line: str) -> None:
    assert who(read(_CHAPTER.format(line)).plan) == ["/县住建局/", "/县水利局/", "/县公安局/"]


@pytest.mark.parametrize(
    "body",
    [
        "第一章　总则\n第一条　为规范供水，制定本条例。\n第二章　职责\n第二条　县水利局负责供水监管。\n"
        "第三条　县住建局负责管网建设。\n",
        "领导小组名单\n组长：李某（副县长）\n副组长：王某（县水利局局长）\n成员：张某（县财政局副局长）\n"
        "赵某（县住建局副局长）\n",
    ],
)
def test_a_chapter_of_duties_in_a_law_and_a_list_of_members_are_no_plan(body: str) -> None:
    assert refused(body, "云溪县供水条例\n2023年3月10日\n")
