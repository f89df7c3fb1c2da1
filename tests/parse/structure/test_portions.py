"""The portions of an item: the words that each of its clauses covers, and notes that are no words of it."""

from __future__ import annotations

from baigong.parse.structure.portions import is_note
from tests.support.plans import parse, roles, tasks

ONE_LINE_EACH = """东海省人民政府关于2021年重点工作及责任分解的通知
东政〔2021〕8号
各市、县人民政府，省政府各部门：
省政府研究确定了2021年重点工作。现通知如下：
一、确保完成主要预期目标
1﹒全省生产总值增长7%以上。
牵头负责领导：张三。
牵头责任单位：省发展改革委。
协同责任单位：省政府各部门、各直属机构。
2﹒建设科学中心。力争新增国家级平台5个以上。
牵头负责领导：李四、王五。
牵头责任单位：省科技厅、省发展改革委。
协同责任单位：省教育厅、省财政厅，各市人民政府等。
各牵头责任单位要于每月5日前将进展情况报省政府。
东海省人民政府
2021年2月10日
"""


def test_each_role_on_its_own_line() -> None:
    plan = parse(ONE_LINE_EACH).plan
    assert plan.head.issuer == "东海省人民政府"
    assert str(plan.head.issued) == "2021-02-10"
    found = tasks(plan)
    assert list(found) == ["1", "2"]
    assert roles(found["1"]) == (("省发展改革委",), (), ("省政府各部门", "各直属机构"))
    assert roles(found["2"]) == (
        ("省科技厅", "省发展改革委"),
        (),
        ("省教育厅", "省财政厅", "各市人民政府"),
    )
    assert found["2"].open_ended
    assert found["2"].text == "建设科学中心。力争新增国家级平台5个以上。"
    assert found["2"].title == "建设科学中心"


def test_one_item_with_two_clauses_is_two_tasks() -> None:
    plan = parse(
        "2023年工作方案\n一、任务\n（一）抓好改革。推进甲事。落实乙事。（教育部负责）完成丙事。"
        "（财政部牵头，民政部及各地区按职责分工负责）\n（二）抓好开放。办好丁事。（商务部负责）\n"
    ).plan
    found = tasks(plan)
    assert list(found) == ["1.1", "1.2", "2"]
    assert found["1.1"].text == "抓好改革。推进甲事。落实乙事。"
    assert found["1.2"].text == "完成丙事。"
    assert roles(found["1.1"]) == ((), ("教育部",), ())
    assert roles(found["1.2"]) == (("财政部",), ("民政部", "各地区"), ())


def test_a_time_inside_the_clause() -> None:
    plan = parse(
        "湘州2020年工作计划\n1.加大放权力度。（牵头单位：州审批局；责任单位：州司法局及州直相关单位，各县市人民政府，6月底完成）\n"
        "2.推进网上办理。（牵头单位：州电子政务办；责任单位：州直各相关单位；全年推进）\n"
    ).plan
    found = tasks(plan)
    assert str(found["1"].due) == "2020-06-30"
    assert found["1"].units == ("州司法局", "州直相关单位", "各县市人民政府")
    assert found["2"].ongoing


def test_a_clause_between_a_heading_and_its_words_covers_them() -> None:
    plan = parse(
        "东海市2023年工作方案\n一、农业\n（一）种业振兴。（责任单位：市农业农村局）\n建设种质资源库，引进企业3家。\n"
        "（二）农机装备。（责任单位：市工信局）\n农机总动力达到500万千瓦。\n各地要高度重视，抓好各项任务落实。\n"
    ).plan
    assert [task.text for task in plan.tasks] == [
        "种业振兴。建设种质资源库，引进企业3家。",
        "农机装备。农机总动力达到500万千瓦。",
    ]


def test_a_note_on_all_clauses_is_told_from_a_remark_on_one() -> None:
    assert is_note("注：以上任务均需各街道办事处落实，不再逐一列出")
    assert is_note("备注：列第一位者为牵头单位")
    assert not is_note("注：数据截至3月底") and not is_note("以下各项不再逐一列出")
