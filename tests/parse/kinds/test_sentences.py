"""Plans without a clause: the sentence itself says who."""

from __future__ import annotations

import pytest

from tests.support.readings import read, refused, who

KIND = "sentences that say who does it"

EXAMPLES = [
    ("由县水利局牵头，建立联席会议制度。", "县水利局//"),
    ("县住建局配合县水利局对管网走向进行确认。", "/县住建局/县水利局"),
    ("设备中心牵头，城东、城西供水公司配合，3月底前完成更换。", "设备中心//城东供水公司 城西供水公司"),
    ("县委宣传部和县水利局为节水宣传总牵头单位，各乡镇政府为责任单位。", "县委宣传部 县水利局/各乡镇政府/"),
    ("试点乡镇政府于2023年6月底前印发方案。", "/试点乡镇政府/"),
    ("城关镇、东坝镇负责边沟清理。", "/城关镇 东坝镇/"),
    ("县水利局会同县委组织部将护水纳入培训计划。", "县水利局/县委组织部/"),
    ("县水务公司改造泵站9处，法务部、各供水站配合。", "/县水务公司/法务部 各供水站"),
    ("县政府督查室全程督查。", "/县政府督查室/"),
    ("医务科、护理部每月联合检查一次。", "/医务科 护理部/"),
]
OPPOSITES = [
    "各部门要高度重视，密切配合。",
    "县医院改造工程完成后组织验收。",
    "经县财政局会同有关部门审定后实施。",
    "教育行政部门负责人要落实第一责任人职责。",
    "全县供水企业实行厂长负责制。",
    "近日，县水利局通报了检查情况。",
]
_PLAN = "一、任务\n（一）{}\n（二）县发改局负责审批。\n（三）由县财政局牵头，筹措资金。\n"


@pytest.mark.parametrize(("sentence", "roles"), EXAMPLES)
def test_who_the_sentence_names(sentence: str, roles: str) -> None:
    assert who(read(_PLAN.format(sentence)).plan)[0] == roles


@pytest.mark.parametrize("sentence", OPPOSITES)
def test_a_sentence_that_only_speaks_of_an_office_names_none(sentence: str) -> None:
    assert len(who(read(_PLAN.format(sentence)).plan)) == 2


@pytest.mark.parametrize("title", ["在全县供水会议上的讲话", "县政府第3次常务会议纪要", "2022年供水统计公报"])
def test_one_such_sentence_makes_no_plan_of_another_genre(title: str) -> None:
    body = "一、县水利局负责检查水厂。\n二、县财政局保障经费。\n三、各乡镇巡查管网。\n"
    assert refused(body, f"{title}\n2023年3月10日\n")
