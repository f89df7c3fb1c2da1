"""A document in one unbroken line: the numbers tell where items begin, and title and number are still there."""

from __future__ import annotations

import pytest

from baigong.errors import DocumentError
from tests.support.readings import read, who

KIND = "one unbroken line"

_TITLE = "云溪县人民政府办公室关于印发云溪县2023年供水保障工作方案的通知"
_NOTICE = "云政办〔2023〕7号各乡镇人民政府，县直各单位：现印发给你们，请认真抓好落实。2023年3月10日"
EXAMPLES = [
    (
        "一、修水厂（一）改造石河水厂，6月底前完成。（县水利局负责）（二）改造东坝水厂，9月底前完成。（县水利局负责）"
        "二、修管网（一）更换管网18公里。（县住建局负责）（二）查处偷水。（县公安局负责）",
        ["/县水利局/", "/县水利局/", "/县住建局/", "/县公安局/"],
    ),
    (
        "一、修水厂1.改造石河水厂。责任单位：县水利局。2.改造东坝水厂。责任单位：县财政局。"
        "二、修管网3.更换管网18公里。责任单位：县住建局。4.查处偷水。责任单位：县公安局。",
        ["/县水利局/", "/县财政局/", "/县住建局/", "/县公安局/"],
    ),
    (
        " 一、修水厂 （一）石河水厂。县水利局负责改造。（二）东坝水厂。由县水务公司牵头，9月底前建成。"
        " 二、修管网 县住建局负责更换管网。",
        ["/县水利局/", "县水务公司//", "/县住建局/"],
    ),
]
OPPOSITES = [
    "全县供水工作取得新进展，一是修水厂，二是修管网，三是查水质。群众对此十分满意，县水利局表示将再接再厉。" * 3,
    "本办法所称供水，一、指集中供水，二、指分散供水，由水行政主管部门负责解释，自印发之日起施行。" * 3,
]


@pytest.mark.parametrize(("body", "roles"), EXAMPLES)
def test_items_begin_at_their_numbers(body: str, roles: list[str]) -> None:
    plan = read(_TITLE + _NOTICE + body, head="").plan
    assert (plan.head.title, plan.head.number) == ("云溪县2023年供水保障工作方案", "云政办〔2023〕7号")
    assert who(plan) == roles


@pytest.mark.parametrize("text", OPPOSITES)
def test_a_long_paragraph_that_counts_is_no_plan(text: str) -> None:
    with pytest.raises(DocumentError):
        read(text, head="")
