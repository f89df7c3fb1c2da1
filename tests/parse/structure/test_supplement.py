"""Plans that name their units in sentences and headings, and documents that only look like plans."""

from __future__ import annotations

import pytest

from baigong.errors import DocumentError
from baigong.model.plan import Plan
from baigong.parse import ParsedPlan, parse_document


def parse(text: str) -> ParsedPlan:
    return parse_document(None, data=text.encode())


def units(plan: Plan) -> list[tuple[str, ...]]:
    return [task.lead + task.units + task.support for task in plan.tasks]


def test_a_plan_whose_sentences_say_who() -> None:
    parsed = parse(
        "北湖区河道保护范围调整工作分工方案\n2019年3月1日\n"
        "一、由区水利局牵头，建立联席会议制度，协调解决问题。\n"
        "二、区住建局配合区水利局对划定的界线进行确认。\n"
        "三、各片区指挥部负责辖区内的统筹，会同区直部门提出修改意见。\n"
    )
    assert [task.id for task in parsed.plan.tasks] == ["1", "2", "3"]
    assert units(parsed.plan) == [("区水利局",), ("区住建局", "区水利局"), ("各片区指挥部",)]
    assert parsed.plan.sections[0].tasks[0].lead == ("区水利局",)


def test_the_date_in_a_heading_holds_for_the_item() -> None:
    parsed = parse(
        "东港电力公司隐患排查工作方案\n2022年4月1日\n三、工作安排\n"
        "（一）摸底排查（2022年5月底前）。由检修公司牵头，组织各单位全面排查线路。\n"
        "（二）集中整治（2022年6月1日至9月30日）。由安监部牵头，供电公司配合，逐项整改到位。\n"
    )
    assert [str(task.due) for task in parsed.plan.tasks] == ["2022-05-31", "2022-09-30"]


def test_duties_by_unit_stand_beside_clauses() -> None:
    parsed = parse(
        "南山县农村公路养护实施方案\n2021年3月4日\n一、主要任务\n"
        "（一）加强日常养护。（责任单位：县交通局、各乡镇人民政府）\n"
        "二、工作职责\n1.县财政局：落实所需资金，加强监管。\n2.县公安局交警大队：做好交通安全管理。\n"
        "3.县审计局：定期对资金使用情况进行审计。\n"
    )
    assert units(parsed.plan)[1:] == [("县财政局",), ("县公安局交警大队",), ("县审计局",)]
    assert [task.text for task in parsed.plan.tasks][1] == "落实所需资金，加强监管。"


def test_named_work_outside_the_chapters_of_clauses_is_kept_and_dated_work_doubted() -> None:
    parsed = parse(
        "西江市2019年污染防治实施方案\n2019年2月1日\n一、重点任务\n"
        "（一）淘汰燃煤锅炉。（责任单位：市生态环境局）\n（二）整治扬尘。（责任单位：市住建局）\n"
        "二、组织实施\n（一）加强领导。要高度重视。市发展改革委、市财政局牵头建立健全补贴体系。\n"
        "（二）按时报送。于2019年10月31日前将工作总结报送指挥部办公室。\n"
    )
    assert units(parsed.plan)[2] == ("市发展改革委", "市财政局")
    assert [task.text for task in parsed.plan.tasks][2] == "加强领导。市发展改革委、市财政局牵头建立健全补贴体系。"
    assert any("2019年10月31日前" in doubt.why for doubt in parsed.doubts)


@pytest.mark.parametrize(
    "text",
    [
        "甲省公路条例\n2019年1月1日\n第一章 总则\n第一条 县交通局负责农村公路的监督管理。\n第二条 县公安局负责安全。\n",
        "关于全市督查情况的通报\n2019年1月1日\n一、市财政局牵头落实资金，进展较快。\n二、市教育局牵头建设学校，进展缓慢。\n",
        "市政府第五次常务会议纪要\n2019年1月1日\n会议研究了有关事项。\n一、会议指出，市财政局牵头做好预算。\n二、会议强调，市教育局负责招生。\n",
        "在全市工作会议上的讲话\n2019年1月1日\n一、市财政局牵头做好预算，成绩很大。\n二、市教育局负责招生，群众满意。\n",
        "北湖县河长制工作领导小组名单\n2019年1月1日\n组长：张三 县长\n副组长：李四 副县长\n成员：王五 县财政局局长\n",
        "2019年国民经济统计公报\n2019年1月1日\n一、综合\n全年生产总值100亿元，比上年增长7%。\n二、农业\n粮食产量5万吨。\n",
        "国家职业教育改革实施方案\n2019年1月24日\n一、完善体系\n（一）国务院教育行政部门、人力资源社会保障行政部门在职责范围内，分别负责"
        "管理监督证书的实施（技工院校内由人力资源社会保障行政部门负责），国务院负责统筹。\n",
    ],
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        parse(text)


def test_units_as_chapter_headings_answer_for_what_stands_beneath() -> None:
    parsed = parse(
        "东江市2021年创建工作责任分工\n一、市委宣传部\n1．负责统筹协调。\n2．组织公益宣传，6月底前覆盖率达到100%。\n"
        "二、市公安局\n1．整治交通秩序。\n三、市城管局\n负责市容环境整治，每月通报一次。\n"
    )
    sections = {section.title: section.units for section in parsed.plan.sections[:2]}
    assert sections == {"市委宣传部": ("市委宣传部",), "市公安局": ("市公安局",)}
    assert parsed.plan.sections[2].tasks[0].units == ("市城管局",)


def test_chapters_that_only_begin_like_units_are_none() -> None:
    with pytest.raises(DocumentError):
        parse("东江市2021年工作情况\n一、财政\n1．收入增长。\n二、公安\n1．秩序良好。\n")


def test_heads_of_parts_are_no_words_of_the_task() -> None:
    parsed = parse(
        "南湖县2022年整治方案\n一、重点任务\n（一）厕所革命\n工作目标：完成改厕1200户。\n具体措施：摸清底数，分类整改。\n"
        "牵头单位：县农业农村局\n责任领导：张三\n完成时限：2022年10月底前\n"
        "（二）垃圾治理\n工作目标：处理率达到95%。\n牵头单位：县城管局\n责任领导：李四\n完成时限：长期坚持\n"
    )
    first, second = parsed.plan.tasks
    assert first.text == "完成改厕1200户。摸清底数，分类整改。"
    assert (first.lead, first.leader, str(first.due)) == (("县农业农村局",), "张三", "2022-10-31")
    assert (second.leader, second.ongoing) == ("李四", True)


def test_items_within_one_line_are_told_apart_by_their_actors() -> None:
    parsed = parse(
        "北原省重点任务分工方案（2021─2025年）\n一、夯实基础。（1）建设政务云，2022年底前完成。省大数据局牵头，省财政厅、发展改革委配合。"
        "（2）打通数据，2023年6月底前接入率达到90%。省大数据局负责，各市（州）政府配合。\n"
    )
    assert [(task.id, str(task.due)) for task in parsed.plan.tasks] == [("1", "2022-12-31"), ("2", "2023-06-30")]
    assert str(parsed.plan.head.due) == "2025-12-31"


def test_one_unbroken_line_keeps_its_title_number_and_items() -> None:
    parsed = parse(
        "西湖区人民政府办公室关于印发西湖区2021年安全生产整治方案的通知西政办〔2021〕8号各镇街，区直各单位：现印发给你们。2021年3月1日"
        "一、工作目标到2021年底事故起数下降10%。二、重点任务（一）整治燃气。4月底前完成排查。（区住建局牵头，区应急局配合）"
        "（二）整治交通。5月底前完成整改。（区交通局负责）三、工作要求请各单位高度重视，切实抓好落实，确保取得实效。\n"
    )
    assert (parsed.plan.head.title, parsed.plan.head.number) == ("西湖区2021年安全生产整治方案", "西政办〔2021〕8号")
    assert [(task.id, str(task.due)) for task in parsed.plan.tasks] == [("1", "2021-04-30"), ("2", "2021-05-31")]


def test_the_last_sentence_of_one_item_is_not_the_clause_of_all() -> None:
    parsed = parse(
        "南网公司2022年工作要点\n2022年1月10日\n一、夯实底座\n"
        "1.统一平台。数据中心牵头，信通、电科院配合，3月15日前编制方案，10月底前完成部署。\n2.推进接入。由生技部牵头，各供电局配合。\n"
        "3.开展运维。由信通公司负责。\n"
    )
    first, second, third = parsed.plan.tasks
    assert (first.lead, first.support) == (("数据中心",), ("信通", "电科院"))
    assert [str(step.due) for step in first.steps if step.due] == ["2022-03-15", "2022-10-31"]
    assert (second.lead, third.units) == (("生技部",), ("信通公司",))


def test_generic_names_are_doubted_once() -> None:
    parsed = parse(
        "西湖区2021年整治方案\n一、任务\n（一）甲事。（区住建局牵头，区直有关部门配合）\n（二）乙事。（区交通局牵头，有关镇街配合）\n"
    )
    assert sum("泛指" in doubt.why for doubt in parsed.doubts) == 1


def test_short_and_full_names_of_one_office_are_doubted() -> None:
    text = "北湖县2021年整治方案\n一、任务\n（一）甲事。（县住建局负责）\n（二）乙事。（县{other}负责）\n"
    doubted = parse(text.format(other="住房城乡建设局")).doubts
    assert any("可能是同一个单位" in doubt.why for doubt in doubted)
    assert not any("可能是同一个单位" in doubt.why for doubt in parse(text.format(other="财政局")).doubts)


def test_two_deadlines_in_one_sentence_are_two_steps_and_one_is_the_tasks() -> None:
    parsed = parse(
        "南湖县2024年工作方案\n一、任务\n1.3月15日前编制计划，10月底前完成出让。（牵头单位：县甲局）\n"
        "2.摸清底数，6月底前建立台账。（牵头单位：县乙局）\n"
    )
    first, second = parsed.plan.tasks
    assert [(step.text, str(step.due)) for step in first.steps] == [
        ("3月15日前编制计划", "2024-03-15"),
        ("10月底前完成出让", "2024-10-31"),
    ]
    assert first.due is None
    assert (second.steps, str(second.due)) == ((), "2024-06-30")
