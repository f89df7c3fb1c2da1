"""What each clause covers: words, an item, a section; and what is no work behind it."""

from __future__ import annotations

import pytest

from tests.support.plans import parse, roles, tasks


def test_a_clause_at_the_end_covers_the_section() -> None:
    plan = parse(
        "西城市2023年民生实事实施方案\n一、教育惠民\n1.新建幼儿园10所。\n2.改扩建中小学5所。\n3.免费体检2万人。\n"
        "责任单位：市教育局、市财政局\n二、健康惠民\n1.建设社区医院6家。\n2.开展义诊。\n责任单位：市卫健委\n"
    ).plan
    assert [(section.id, section.units) for section in plan.sections] == [
        ("1", ("市教育局", "市财政局")),
        ("2", ("市卫健委",)),
    ]
    assert list(tasks(plan)) == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert not any(task.names_units for task in plan.tasks)


def test_a_clause_beside_the_heading_covers_what_stands_beneath() -> None:
    plan = parse(
        "南区2025年政策举措\n一、强化创新（区科技局牵头）\n加快培育新质生产力。\n（一）建设平台。建成研究院。\n"
        "（二）培育企业。新增高企20家。（区经信局负责）\n二、扩大投资（区发改局牵头，区财政局配合）\n（一）抓项目。完成投资100亿元。\n"
        "三、附则\n本政策自公布之日起施行。\n"
    ).plan
    assert [roles(section) for section in plan.sections] == [
        (("区科技局",), (), ()),
        (("区发改局",), (), ("区财政局",)),
    ]
    assert roles(tasks(plan)["1.2"]) == ((), ("区经信局",), ())


def test_exhortation_in_the_line_of_the_last_clause() -> None:
    for end in ("", "\n"):
        plan = parse(
            f"2020年方案\n一、任务\n（一）办好甲事。（市甲局负责）\n（二）办好乙事。（市乙局负责）{end}"
            "对上述任务，各地各部门要切实加强领导，狠抓落实。\n"
        ).plan
        assert [task.text for task in plan.tasks] == ["办好甲事。", "办好乙事。"]


def test_the_foot_of_a_page_is_nobody_s_task() -> None:
    plan = parse(
        "2020年方案\n一、任务\n1.办好甲事。（市甲局负责）\n2.办好乙事。（市乙局牵头，市丙局配合）\n主办单位：海州市人民政府办公室\n"
        "承办单位：海州市大数据局\n网站标识码：3700000001　ICP备12345号\n"
    ).plan
    assert [roles(task) for task in plan.tasks] == [((), ("市甲局",), ()), (("市乙局",), (), ("市丙局",))]


def test_an_exhortation_before_the_foot_of_a_page() -> None:
    for foot in ("主办单位：海州市人民政府办公室\n", "主办单位：海州市人民政府办公室\n网站标识码：3700000001\n"):
        plan = parse(
            "2020年方案\n一、任务\n1.办好甲事。（市甲局负责）\n2.办好乙事。（市乙局牵头）\n各地各部门要高度重视，抓好落实。\n"
            + foot
        ).plan
        assert [(task.text, task.lead) for task in plan.tasks] == [("办好甲事。", ()), ("办好乙事。", ("市乙局",))]


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_first_leads_by_a_rule_outside_the_clauses(place: str) -> None:
    rule = "责任分解中，列第一位的责任单位为牵头单位。\n"
    text = "一、任务\n1.办好甲事。（责任单位：市甲局、市乙局）\n2.办好乙事。（责任单位：市丙局）\n"
    parsed = parse("2020年方案\n" + (rule + text if place == "before" else text + rule))
    assert [roles(task) for task in parsed.plan.tasks] == [
        (("市甲局",), ("市乙局",), ()),
        (("市丙局",), (), ()),
    ]


def test_items_with_units_of_their_own_beneath_a_clause_for_all_keep_them() -> None:
    plan = parse(
        "东海市2022年工作要点\n一、开放\n（一）建设口岸。（市商务局牵头）\n"
        "1.提升通关能力。（东海海关负责）\n2.发展电商。（市税务局负责）\n"
    ).plan
    assert [roles(task)[1] for task in tasks(plan).values()] == [("东海海关",), ("市税务局",)]


def test_a_closing_line_beneath_a_clause_for_the_section_is_no_work() -> None:
    plan = parse(
        "东海市2021年实事分工\n一、就业。新增就业5万人。责任单位：市人社局\n二、健康\n责任单位：市卫健委\n"
        "（一）免费检查3万人。\n（二）签约率达到60%。\n以上实事要求各单位于每季度末报送进展。\n"
    ).plan
    assert not any("以上实事" in task.text for task in plan.tasks)
