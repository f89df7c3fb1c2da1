"""Labels within a task, asides that are no unit, guidance, and clauses about something else."""

from __future__ import annotations

import pytest

from tests.support.readings import read, refused, who

KIND = "labels within a task"

EXAMPLES = [
    ("具体措施：更换管网18公里。", "更换管网18公里。"),
    ("工作目标：漏损率降至9%以下。", "漏损率降至9%以下。"),
    ("主要任务：改造水厂3座。", "改造水厂3座。"),
    ("整改措施：关停小水厂5座。", "关停小水厂5座。"),
]
OPPOSITES = [
    ("目标任务书：6月底前签订。", "目标任务书：6月底前签订。"),
    ("主要做法是更换管网。", "主要做法是更换管网。"),
    ("要点：更换管网。", "要点：更换管网。"),
]


def task(*lines: str) -> str:
    return "一、任务\n1.治理漏损\n" + "\n".join(lines) + "\n2.修水厂。（县水利局负责）\n"


@pytest.mark.parametrize(("line", "text"), EXAMPLES + OPPOSITES)
def test_the_head_of_a_part_is_no_word_of_the_task(line: str, text: str) -> None:
    first = next(read(task(line, "责任单位：县住建局")).plan.tasks)
    assert first.text.removeprefix("治理漏损") == text


@pytest.mark.parametrize("label", ["责任领导", "分管领导", "牵头领导", "包抓领导"])
def test_whoever_answers_for_it_is_kept_as_its_leader(label: str) -> None:
    parsed = read(task("更换管网。", f"{label}：王某某", "责任单位：县住建局"))
    first = next(parsed.plan.tasks)
    assert (first.leader, who(parsed.plan)[0]) == ("王某某", "/县住建局/")


@pytest.mark.parametrize("label", ["联系人", "填报人", "经办人员"])
def test_whoever_only_fills_in_the_form_is_not(label: str) -> None:
    parsed = read(task("更换管网。", f"{label}：王某某", "责任单位：县住建局"))
    assert (next(parsed.plan.tasks).leader, who(parsed.plan)[0]) == ("", "/县住建局/")


@pytest.mark.parametrize(
    "aside", ["适用范围：云溪区", "实施范围：县城建成区", "试点地区：城关镇", "任务来源：省级方案"]
)
def test_an_aside_is_no_unit(aside: str) -> None:
    assert who(read(task("更换管网。", f"责任单位：县住建局；{aside}")).plan)[0] == "/县住建局/"


@pytest.mark.parametrize("office", ["省水利厅", "省住房城乡建设厅", "市水务局"])
def test_guidance_is_doubted_and_chased_by_nobody(office: str) -> None:
    parsed = read(task("更换管网。", f"（县住建局负责，{office}指导）"))
    assert who(parsed.plan)[0] == f"/县住建局/{office}"
    assert any("没有这个角色" in doubt.why for doubt in parsed.doubts)


@pytest.mark.parametrize(
    ("clause", "roles"),
    [
        ("责任单位:县住建局,县财政局,各乡镇", "/县住建局 县财政局 各乡镇/"),
        ("(县住建局牵头,县财政局,县发改局配合)", "县住建局//县财政局 县发改局"),
        ("牵头单位:县住建局;配合单位:县财政局,县发改局", "县住建局//县财政局 县发改局"),
    ],
)
def test_a_half_width_comma_separates_like_a_full_one(clause: str, roles: str) -> None:
    read_roles = who(read(task("更换管网。", clause)).plan)[0]
    assert sorted(read_roles.replace("/", " ").split()) == sorted(roles.replace("/", " ").split())
    assert read_roles.split("/")[0] == roles.split("/", maxsplit=1)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "证书的实施（技工院校内由人社部门负责），另行规定。",
        "水质检测（水厂内由运行单位负责），按国家标准执行。",
        "标识的设置（景区内由管理机构负责），应当醒目。",
    ],
)
def test_a_clause_in_mid_sentence_about_something_else_makes_no_plan(sentence: str) -> None:
    assert refused(f"一、总则\n1.{sentence}\n2.本办法自印发之日起施行。\n")


@pytest.mark.parametrize("clause", ["（由县住建局负责）", "（县住建局牵头）", "（责任单位：县住建局）"])
def test_one_in_mid_sentence_that_names_offices_is_a_clause(clause: str) -> None:
    assert not refused(f"一、任务\n1.更换管网{clause}，年内完成。\n2.修水厂（县水利局负责），年内完成。\n")
