"""The first plan, 青政办〔2019〕4号: what must hold of it, whatever else the parser learns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from baigong.model.plan import Plan, Section, Step, Task
from baigong.parse import ParsedPlan, join_steps, parse_document

PLAN = Path(__file__).parents[2] / "data" / "plan.txt"


@pytest.fixture(scope="module")
def parsed() -> ParsedPlan:
    return parse_document(PLAN, start=None, due=None, split="auto")


@pytest.fixture(scope="module")
def plan(parsed: ParsedPlan) -> Plan:
    return parsed.plan


def task(plan: Plan, name: str) -> Task:
    return next(each for each in plan.tasks if each.id == name)


def step(plan: Plan, name: str, words: str) -> Step:
    return next(each for each in task(plan, name).steps if words in each.text)


def section(plan: Plan, name: str) -> Section:
    return next(each for each in plan.sections if each.id == name)


def test_head(plan: Plan) -> None:
    head = plan.head
    assert head.title == "关于在全省开展“百日攻坚”专项行动的实施方案"
    assert (head.number, head.issuer) == ("青政办〔2019〕4号", "青海省人民政府办公厅")
    assert head.issued == date(2019, 1, 19)
    assert (head.start, head.due, head.basis) == (date(2019, 1, 1), date(2019, 3, 31), "第一季度")


def test_sections_and_tasks(parsed: ParsedPlan, plan: Plan) -> None:
    assert [each.id for each in plan.sections] == list("12345678")
    assert [len(each.tasks) for each in plan.sections] == [10, 13, 10, 8, 16, 13, 12, 17]
    assert [t.id for t in section(plan, "3").tasks] == [f"3.{n}" for n in range(1, 11)]
    assert [each.title for each in plan.sections] == [
        "抓调控，促运行",
        "抓产业，促增长",
        "抓“三农”，促振兴",
        "抓生态，促环境",
        "抓投资，促消费",
        "抓区域，促协调",
        "抓改革，促创新",
        "抓民生，促和谐",
    ]
    assert parsed.split == "sentence"
    assert "12" in parsed.split_why


def test_units_stand_on_the_sections(plan: Plan) -> None:
    names = {name for each in plan.sections for name in each.units}
    assert len(names) == 39
    assert {"各市州政府", "各园区管委会"} <= names
    assert all("各市州政府" in each.units for each in plan.sections)
    assert [each.open_ended for each in plan.sections] == [True] + [False] * 7
    assert not any(t.names_units or t.open_ended for t in plan.tasks)
    assert not any(each.lead or each.support for each in plan.sections)


def test_words_change_only_in_width(plan: Plan) -> None:
    assert task(plan, "3.2").text == (
        "配合完成中央脱贫攻坚省际间交叉考核验收工作，确保2018年12个贫困县摘帽、526个贫困村退出、17.6万人贫困人口实现脱贫。"
    )
    assert task(plan, "8.6").text.startswith("推进“互联网＋医疗健康”、")
    assert "15万吨∕年" in task(plan, "2.12").text
    assert task(plan, "2.3").text.endswith("同比增长7%。")


def test_targets(plan: Plan) -> None:
    assert [(t.text, t.value, t.unit) for t in task(plan, "3.2").targets] == [
        ("12个贫困县摘帽", 12, "个"),
        ("526个贫困村退出", 526, "个"),
        ("17.6万人贫困人口实现脱贫", 17.6, "万人"),
    ]
    assert [(t.value, t.unit) for t in task(plan, "2.3").targets] == [(7, "%")]
    assert [(t.value, t.unit) for t in task(plan, "5.2").targets] == [(310, "项")]
    counted = {each.id for each in plan.tasks if each.targets}
    assert counted == {"2.3", "2.12", "3.2", "4.1", "5.2", "6.8"}


def test_the_exhortation_at_the_end_is_no_task(plan: Plan) -> None:
    last = plan.sections[-1].tasks[-1]
    assert last.id == "8.17"
    assert not any("切实加强组织领导" in each.text for each in plan.tasks)


def test_documents_to_be_produced(plan: Plan) -> None:
    assert task(plan, "2.4").documents == ("《2019年百项创新攻坚工程及百项改造提升工程项目实施方案》",)
    assert len(task(plan, "7.3").documents) == 2
    assert task(plan, "2.7").documents == ()
    assert task(plan, "8.3").documents == ()
    assert task(plan, "4.1").documents == ("《三江源国家公园公报（2018）》",)


def test_steps(plan: Plan) -> None:
    assert [each.id for each in task(plan, "1.8").steps] == [f"1.8.{n}" for n in range(1, 7)]
    assert task(plan, "1.8").steps[0].text == "把国有企业去杠杆作为重中之重，制定债务风险防范应对措施"
    assert task(plan, "1.8").steps[2].text == "加快推进盐湖股份债转股落地"
    assert task(plan, "2.8").steps == ()
    assert all(join_steps(each) == each.text for each in plan.tasks)
    assert all(len(each.steps) != 1 for each in plan.tasks)


def test_dates_of_their_own(plan: Plan) -> None:
    dated = {
        each.id: (each.due, each.every, each.basis)
        for t in plan.tasks
        for each in t.steps
        if each.due or each.every or each.basis
    }
    assert dated == {
        step(plan, "1.6", "按月落实化解任务").id: (None, "month", "按月"),
        step(plan, "1.7", "力争一季度").id: (date(2019, 3, 31), None, "一季度"),
        step(plan, "2.3", "力争一季度").id: (date(2019, 3, 31), None, "一季度"),
        step(plan, "8.13", "两节").id: (date(2019, 2, 10), None, "“两节”期间"),
        step(plan, "8.13", "采暖季").id: (None, None, "采暖季"),
        step(plan, "8.16", "春运").id: (date(2019, 3, 1), None, "春运"),
        step(plan, "8.17", "两会").id: (None, None, "“两会”期间"),
    }
    assert step(plan, "8.16", "春运").text == "统筹做好春运组织工作"
    assert not any(t.due or t.every or t.ongoing or t.basis for t in plan.tasks)


def test_doubts_are_the_two_periods_no_calendar_knows(parsed: ParsedPlan) -> None:
    assert [doubt.line for doubt in parsed.doubts] == [50, 50]
    assert ["采暖季" in parsed.doubts[0].why, "两会" in parsed.doubts[1].why] == [True, True]


def test_the_same_every_time(plan: Plan) -> None:
    again = parse_document(None, data=PLAN.read_bytes(), start=None, due=None, split="auto").plan
    assert again.model_dump_json() == plan.model_dump_json()


def test_gb18030_gives_the_same_plan(plan: Plan) -> None:
    data = PLAN.read_text(encoding="utf-8").encode("gb18030")
    assert parse_document(None, data=data, start=None, due=None, split="auto").plan == plan


def test_the_period_can_be_overruled(plan: Plan) -> None:
    head = parse_document(PLAN, start=date(2019, 1, 20), due=date(2019, 6, 30), split="auto").plan.head
    assert (head.start, head.due) == (date(2019, 1, 20), date(2019, 6, 30))


def test_item_split_gives_eight_tasks() -> None:
    parsed = parse_document(PLAN, start=None, due=None, split="item")
    tasks = list(parsed.plan.tasks)
    assert [each.id for each in tasks] == list("12345678")
    assert tasks[0].title == "抓调控，促运行"
    assert tasks[0].text.startswith("抓调控，促运行。认真跟进")
    assert tasks[0].names_units
    assert all(join_steps(each) == each.text for each in tasks)
