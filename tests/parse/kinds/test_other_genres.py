"""Documents that are no plan though they name offices and days: refused, or doubted as a whole."""

from __future__ import annotations

import pytest

from baigong.errors import DocumentError
from baigong.parse.doubts import WHOLE
from tests.support.readings import read

KIND = "documents that are no plan"

EXAMPLES = [
    "云溪县养犬管理条例\n第一章 总则\n第一条 公安机关负责犬只登记。\n第二条 县政府建立协调机制，"
    "由公安机关牵头，农业部门配合。\n"
    "第三条 本条例自2023年3月1日起施行。\n",
    "云溪县建筑垃圾管理办法\n第一条 县城管局负责监督管理。县公安局负责运输车辆管理。\n"
    "第二条 施工单位应当于开工前15日申请核准。\n"
    "第三条 本办法自2021年5月1日起施行。\n",
    "关于一季度重点任务推进情况的通报\n一、总体情况\n由县发改局牵头的项目谋划推进有力。县住建局牵头的小区改造，"
    "开工率仅为35%。\n"
    "二、要求\n各单位要对照问题，认真整改。\n2023年4月10日\n",
    "关于2020年民生实事完成情况的通报\n1.新建幼儿园12所，已全部完工。责任单位：县教育局\n"
    "2.改造小区120个，已完成118个。责任单位：县住建局\n2021年1月20日\n",
    "云溪县防汛指挥部成员名单\n指挥长：李某（县长）\n副指挥长：王某（副县长）\n成员：张某 县水利局局长\n"
    "赵某 县应急局局长\n"
    "办公室设在县水利局。\n2023年4月1日\n",
    "关于成立营商环境领导小组的通知\n组长：陈某（副县长）\n成员：县发改局、县税务局主要负责人\n"
    "领导小组办公室设在县发改局，负责日常工作。\n2023年3月5日\n",
    "各县区一季度指标排名\n\n| 序号 | 县区 | 增速 | 排名 | 责任单位 |\n| --- | --- | --- | --- | --- |\n"
    "| 1 | 东城区 | 6.1 | 1 | 区统计局 |\n| 2 | 西城区 | 5.8 | 2 | 区统计局 |\n2023年5月\n",
    "2023年民生实事进展情况表\n\n| 项目 | 责任单位 | 进展情况 |\n| --- | --- | --- |\n"
    "| 新建幼儿园12所 | 县教育局 | 已完成10所 |\n"
    "| 改造小区20个 | 县住建局 | 完成80% |\n",
    "县政府第12次常务会议纪要\n2023年5月6日\n一、会议决定，由县发改局牵头，县财政局配合，研究专项债申报。\n"
    "二、会议原则同意，由县教育局按程序办理。\n",
    "县长办公会议纪要\n2022年8月3日\n一、由县住建局负责，10月15日前完成检修。\n二、由供热公司负责，加强值守。\n",
    "在全县经济工作会议上的讲话\n2023年2月10日\n一、认清形势\n去年，县发改局牵头实施项目120个。\n二、突出重点\n"
    "县发改局要牵头抓总，6月底前开工率达到80%。县商务局要主动作为。\n",
    "云溪县突发事件应急预案\n2022年3月1日\n1.县应急局负责统一调度。\n2.县公安局负责维护秩序。\n"
    "3.县民政局负责救助安置。\n",
]
OPPOSITES = [
    "关于情况通报反馈问题的整改方案\n2023年3月1日\n1.改造小区。（县住建局负责）\n2.新建幼儿园。（县教育局负责）\n",
    "云溪县贯彻讲话精神任务清单\n2023年3月1日\n1.改造小区。（县住建局负责）\n2.新建幼儿园。（县教育局负责）\n",
    "云溪县应急预案修编工作方案\n2023年3月1日\n1.县应急局牵头修编。\n2.县财政局负责保障经费。\n",
]


@pytest.mark.parametrize("document", EXAMPLES)
def test_it_is_refused_or_doubted_as_a_whole(document: str) -> None:
    try:
        parsed = read(document, head="")
    except DocumentError:
        return
    assert any(doubt.gravity >= WHOLE and "不像工作方案" in doubt.why for doubt in parsed.doubts)


@pytest.mark.parametrize("document", OPPOSITES)
def test_a_plan_that_speaks_of_one_is_a_plan(document: str) -> None:
    parsed = read(document, head="")
    assert len(list(parsed.plan.tasks)) == 2
    assert not any("不像工作方案" in doubt.why for doubt in parsed.doubts)
