"""Kinds of plan that were read wrongly once, each in our own words, and beside each what must not be taken for it."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.errors import DocumentError
from baigong.model.plan import Plan, Task
from baigong.parse import ParsedPlan, parse_document

HEAD = "云溪县农村供水保障工作方案\n云政办〔2023〕7号\n2023年3月10日\n"


def parse(text: str) -> ParsedPlan:
    return parse_document(None, data=text.encode())


def tasks(text: str) -> list[Task]:
    return list(parse(text).plan.tasks)


def who(plan: Plan) -> list[tuple[str, ...]]:
    return [task.lead + task.units + task.support for task in plan.tasks]


def test_sentences_that_begin_with_their_unit() -> None:
    parsed = parse(
        HEAD + "一、任务\n（一）建设水源。由县水利局牵头，县财政局配合，6月底前开工水厂3座。\n"
        "（二）检测水质。县疾控中心对水源水逐点取样，每季度公布一次结果。\n"
        "（三）管护设施。各乡镇每月巡查管网一遍。\n"
        "二、保障\n（一）加强领导。各部门要高度重视，密切配合。\n（二）报送情况。各乡镇每月25日前向县水利局报送进展。\n"
    )
    assert who(parsed.plan) == [("县水利局", "县财政局"), ("县疾控中心",), ("各乡镇",), ("各乡镇",)]
    assert not any("高度重视" in task.text for task in parsed.plan.tasks)


def test_two_subjects_on_either_side_of_a_semicolon_are_two_tasks() -> None:
    first, second = tasks(
        HEAD + "一、排查。县应急管理局牵头，4月底前完成排查。各乡镇每周巡护不少于3次；县财政局足额保障经费。\n"
        "二、整改。县水利局负责整改。\n"
    )[1:3]
    assert (first.units, second.units) == (("各乡镇",), ("县财政局",))


def test_a_speech_or_a_bulletin_begins_its_sentences_so_too_and_is_no_plan() -> None:
    for title in ("在全县水利工作会议上的讲话", "全县水利工作统计公报", "县政府常务会议纪要"):
        with pytest.raises(DocumentError):
            parse(
                f"{title}\n2023年3月10日\n一、县水利局对水厂逐个检查。\n二、各乡镇每月巡查。\n三、县财政局保障经费。\n"
            )


def test_duties_without_numbers_beneath_a_chapter_of_duties() -> None:
    parsed = parse(
        "海州市创建攻坚月活动方案\n2020年7月18日\n一、目标\n集中整治突出问题。\n二、职责分工\n"
        "市文明办：牵头抓总，7月25日前制定清单。\n市城管局：整治占道经营，更换垃圾桶。\n"
        "各街道办事处：每周五开展大扫除。\n"
        "三、要求\n附件：点位清单\n联系人：市文明办王某\n"
    )
    assert who(parsed.plan) == [("市文明办",), ("市城管局",), ("各街道办事处",)]
    assert next(iter(parsed.plan.tasks)).lead == ("市文明办",)


def test_the_time_in_a_heading_is_no_word_of_the_task() -> None:
    first, second, third = tasks(
        "青山县森林防火攻坚方案\n一、动员（2023年10月15日前）\n由县林业局牵头，召开动员会。\n"
        "二、排查（2023年10月16日至11月30日）\n县应急管理局负责排查隐患。县供电公司负责整改，春节前完成。\n"
        "青山县森林防火指挥部\n2023年10月8日\n"
    )
    assert (first.title, first.due, first.basis) == ("动员", date(2023, 10, 15), "2023年10月15日前")
    assert second.due == date(2023, 11, 30)
    # A later day of its own counts more; those who signed are no words of the last task.
    assert (third.due, third.steps[-1].due) == (None, date(2024, 2, 9))
    assert "指挥部" not in third.text


def test_a_heading_in_brackets_without_a_time_stays_a_heading() -> None:
    (task, other) = tasks(
        "2023年方案\n一、任务\n（一）动员（含培训）。由县甲局牵头，召开会议。\n（二）收尾。由县乙局牵头，办好。\n"
    )
    assert (task.due, other.due) == (None, None)


def test_each_years_amount_is_due_with_its_year() -> None:
    parsed = parse(
        "西川省燃气整治实施意见\n2024年3月5日\n一、更新管网。2024年完成改造1500公里，2025年完成1200公里。"
        "（省甲厅负责）\n"
        "二、监管平台。2024年中央预算内项目优先接入平台。（省乙厅负责）\n"
    )
    first, second = parsed.plan.tasks
    assert [step.due for step in first.steps] == [date(2024, 12, 31), date(2025, 12, 31)]
    assert parsed.plan.head.due == date(2025, 12, 31)
    # A year that only names something is no deadline.
    assert second.due is None


def test_a_column_of_repeated_titles_heads_the_rows_beneath_it() -> None:
    head = "| 序号 | 重点任务 | 具体举措 | 牵头单位 | 完成时限 |\n| --- | --- | --- | --- | --- |\n"
    rows = (
        "| 1 | 优化服务 | 推行一窗通办 | 区甲局 | 2024年3月底 |\n"
        "| 2 | 优化服务 | 设立帮办专区，配备专员6名 | 区甲局 | 2024.4.30 |\n"
        "| 3 | 强化要素 | 建成厂房12万平方米 | 区乙局 | 2024年11月 |\n"
    )
    plan = parse(f"# 高新区2024年重点任务清单\n\n高新办发〔2024〕6号　　2024年2月20日\n\n{head}{rows}").plan
    assert [section.title for section in plan.sections] == ["优化服务", "强化要素"]
    assert (plan.head.number, plan.head.issued) == ("高新办发〔2024〕6号", date(2024, 2, 20))
    apart = rows.replace("| 2 | 优化服务", "| 2 | 帮办代办")
    assert len(parse(f"# 高新区2024年重点任务清单\n\n{head}{apart}").plan.sections) == 1


def test_who_does_it_is_no_step_of_its_own() -> None:
    (task, _) = tasks(
        "江南水务公司2023年方案\n1.更新管网。工程部牵头，设计院、城东、城西供水分公司配合，11月底前完成更新38公里，"
        "年底前验收。\n"
        "2.加强宣传，积极配合检查。营销部负责。\n"
    )
    assert task.support == ("设计院", "城东供水分公司", "城西供水分公司")
    assert [step.due for step in task.steps] == [date(2023, 11, 30), date(2023, 12, 31)]


def test_numbers_without_a_mark_above_decimals() -> None:
    plan = parse(
        "中原重装公司2022年质量计划\n1 设计质量\n1.1 建立评审制度。责任部门：研究院；完成时间：2022年3月31日。\n"
        "2 制造质量\n2.1 提高合格率。责任部门：各生产分厂。\n2022年1月18日\n"
    ).plan
    assert [section.title for section in plan.sections] == ["设计质量", "制造质量"]
    assert who(plan) == [("研究院",), ("各生产分厂",)]


def test_bare_labels_behind_a_sentence() -> None:
    plan = parse(
        "南桥区2023年行动计划\n一、道路\n1、改造盲道120公里。主办：区城管委；协办：区园林局，各街道\n"
        "2、改造站台，2023年底前达到60%。主办：区交通委、区住建委（列第一位的为总牵头） 协办：公交集团\n"
        "适用范围：建成区\n"
    ).plan
    first, second = plan.tasks
    assert (first.lead, first.support) == (("区城管委",), ("区园林局", "各街道"))
    assert (second.lead, second.units, second.support) == (("区交通委",), ("区住建委",), ("公交集团",))


def test_guidance_is_doubted_once_for_all_its_places() -> None:
    text = "2020年试点方案\n" + "".join(
        f"{mark}、办好第{mark}事，年内完成。（{office}指导）\n"
        for mark, office in zip("一二三四", ("甲部", "乙部", "甲部", "丙部"), strict=True)
    )
    guided = [doubt for doubt in parse(text).doubts if "指导" in doubt.why]
    assert len(guided) == 1
    assert all(mark in guided[0].item for mark in "一二三四")


def test_labels_in_brackets_of_their_own_inside_a_clause() -> None:
    (first, second) = tasks(
        "空港新区2023年攻坚方案\n一、项目\n1.产业园：9月底前封顶。【责任单位】商务局、建设局【责任领导】张某\n"
        "2.新开工项目8个。【牵头单位】招商局【配合单位】自然资源局、行政审批局\n"
    )
    assert first.units == ("商务局", "建设局")
    assert (second.lead, second.support) == (("招商局",), ("自然资源局", "行政审批局"))


def test_an_office_that_begins_a_clause_and_is_no_unit_is_doubted() -> None:
    parsed = parse(
        HEAD + "一、施工。县农业农村局会同县财政局公开招标确定单位，项目区各乡镇要于6月30日前完成协调。\n"
        "二、水源。县水利局负责衔接水源，各乡镇配合。\n三、督查。（县督查室负责）各村每月巡查。\n"
    )
    assert who(parsed.plan)[0] == ("县农业农村局", "县财政局")
    doubted = [doubt for doubt in parsed.doubts if "没有列为责任单位" in doubt.why]
    assert [doubt.item for doubt in doubted] == ["1"]


def test_a_year_whose_amount_is_read_and_one_that_is_doubted() -> None:
    parsed = parse(
        "江北市交通工程方案\n2019年3月18日\n（一）打通断头路。2019年打通断头路5条，2020年打通8条。（市住建局负责）\n"
        "（二）改造路口。2020年的22处路口要优先改造。（市公安局负责）\n（三）通车里程。（市交通局负责）\n"
    )
    first = next(iter(parsed.plan.tasks))
    assert [step.due for step in first.steps] == [date(2019, 12, 31), date(2020, 12, 31)]
    assert [doubt.item for doubt in parsed.doubts if "没有读作时限" in doubt.why] == ["2"]


def test_a_review_of_last_year_is_no_plan() -> None:
    with pytest.raises(DocumentError):
        parse("市政府2023年工作回顾\n一、经济。市发改局牵头实施项目120个。\n二、民生。市教育局负责的8所学校投用。\n")


def test_units_behind_angled_brackets_are_read_and_a_title_in_them_stays_a_title() -> None:
    first, second = tasks(
        HEAD + "一、扩大供水。（牵头单位：县水利局；责任单位：各乡镇政府〈含开发区、管委会，下同〉）\n"
        "二、落实标准。执行《关于转发〈供水水质标准〉的通知》。（责任单位：县卫健局）\n"
    )
    assert (first.lead, first.units) == (("县水利局",), ("各乡镇政府",))
    assert second.units == ("县卫健局",) and "〈供水水质标准〉" in second.text


def test_tasks_of_a_notice_make_way_for_the_numbers_of_the_plan_it_passes_on() -> None:
    notice = (
        "云溪县人民政府办公室关于印发目标分解方案的通知\n云政办〔2023〕7号\n各乡镇：\n现就有关事项通知如下。\n"
        "一、按时报送。各责任单位要于2023年4月15日前，将办理方案报送县政府督查室。\n"
        "云溪县人民政府办公室\n2023年3月10日\n目标分解方案\n"
    )
    body = "一、发展\n（一）增加水厂。（牵头单位：县水利局）\n（二）改造管网。（牵头单位：县住建局）\n"
    assert [task.id for task in tasks(notice + body)] == ["通知.1", "1.1", "1.2"]
    alone = tasks(HEAD + body + "二、保障。县财政局牵头，5月底前拨付资金。\n")
    assert [task.id for task in alone][:2] == ["1.1", "1.2"]


def test_what_all_units_owe_by_a_day_is_kept_at_the_end_and_mere_exhortation_is_not() -> None:
    body = HEAD + "一、排查\n1.排查水厂。\n责任部门：运行部\n完成时间：6月20日\n二、工作要求\n"
    owed = tasks(body + "各单位要高度重视，于每周五下班前将情况报送安全部；9月15日前报送总结。\n")
    assert [step.due or step.every for step in owed[-1].steps][-2:] == ["week", date(2023, 9, 15)]
    assert len(tasks(body + "各单位要高度重视，加强领导，确保取得实效。\n")) == 1
    # Beneath a clause that covers the section it is no part of the last item, and doubted.
    parsed = parse(HEAD + "一、排查\n（责任单位：县水利局）\n1.排查水厂。\n2.整改。\n各单位要于每月5日前报送情况。\n")
    assert list(parsed.plan.tasks)[-1].text == "整改。"
    assert any("每月5日前报送" in doubt.text for doubt in parsed.doubts)


def test_a_dated_sentence_with_a_contact_behind_it_is_work_and_no_heading() -> None:
    parsed = parse(
        HEAD + "一、排查\n（一）排查水厂。（责任单位：县水利局）\n二、要求\n（一）县安委办负责统筹，每周五通报。\n"
        "（二）各单位于4月5日前将方案、联络员名单报县安委办；10月15日前报送总结。\n（联系人：王某，电话：8888）\n"
    )
    assert [step.due for step in list(parsed.plan.tasks)[-1].steps] == [date(2023, 4, 5), date(2023, 10, 15)]
    assert "王某" not in "".join(task.text for task in parsed.plan.tasks)


def test_work_behind_a_label_of_time_is_kept_with_its_dates_and_a_bare_time_adds_no_words() -> None:
    staged, plain = tasks(
        HEAD + "一、民生实事\n1.老年助餐\n目标任务：新建食堂40个\n"
        "时间进度：一季度完成选点，二季度建成20个，三季度全部建成\n"
        "责任单位：县民政局\n2.改造危房\n目标任务：改造320户\n完成时限：2023年10月底前完成\n责任单位：县住建局\n"
    )
    assert staged.text == "新建食堂40个；一季度完成选点，二季度建成20个，三季度全部建成"
    assert [step.due for step in staged.steps] == [None, date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)]
    assert (plain.text, plain.due) == ("改造320户", date(2023, 10, 31))


def test_heads_of_the_parts_of_a_rectification_are_no_words_of_the_task() -> None:
    parsed = parse(
        HEAD + "一、整改任务\n（一）3座水厂停运。\n整改目标：恢复运行。\n整改时限：2023年10月底前\n责任单位：县水利局\n"
        "责任人：县水利局局长\n整改措施：\n1．排查全部水厂。\n2．8月底前完成维修。\n（二）管网漏损偏高。\n"
        "整改目标：降至10%以下。\n"
        "整改时限：2023年12月底前\n责任单位：县住建局\n整改措施：\n1．更换管网4.6公里。\n"
    )
    first = next(parsed.plan.tasks)
    assert not any(head in task.text for task in parsed.plan.tasks for head in ("整改措施", "整改目标"))
    assert (first.due, first.leader) == (date(2023, 10, 31), "县水利局局长")
    assert not any("没有列为任务" in doubt.why for doubt in parsed.doubts)


def test_departments_whose_names_differ_by_a_letter_are_two_and_a_slip_is_doubted() -> None:
    lines = "".join(f"{at}.办好第{at}件事。（责任单位：县财政局、县教育局）\n" for at in range(1, 4))
    known = parse(HEAD + "一、事项\n" + lines + "4.办好养老。（责任单位：县民政局）\n")
    assert not any("只差一个字" in doubt.why for doubt in known.doubts)
    for slip in ("县才政局", "县教育厅"):
        parsed = parse(f"{HEAD}一、事项\n{lines}4.办好养老。（责任单位：{slip}）\n")
        assert any("只差一个字" in doubt.why for doubt in parsed.doubts)


@pytest.mark.parametrize(
    ("clause", "lead", "units", "support", "leader"),
    [
        ("县工信局会同县财政局、县审计局负责", ("县工信局",), ("县财政局", "县审计局"), (), ""),
        # 会同 is a county as well.
        ("责任单位：怀化市财政局、会同县财政局", (), ("怀化市财政局", "会同县财政局"), (), ""),
        ("牵头单位县教育局，配合单位县财政局", ("县教育局",), (), ("县财政局",), ""),
        ("责任单位：县项目工作专班、县发改局", (), ("县项目工作专班", "县发改局"), (), ""),
        ("责任单位：县责任单位管理中心", (), ("县责任单位管理中心",), (), ""),
        ("责任单位：县教育局、县财政局（责任领导：张某）", (), ("县教育局", "县财政局"), (), "张某"),
        ("责任单位：县教育局（县语委办）", (), ("县教育局（县语委办）",), (), ""),
    ],
)
def test_clauses_as_counties_write_them(
    clause: str, lead: tuple[str, ...], units: tuple[str, ...], support: tuple[str, ...], leader: str
) -> None:
    task = tasks(f"{HEAD}一、事项\n1.办好一件实事。（{clause}）\n")[0]
    assert (task.lead, task.units, task.support, task.leader) == (lead, units, support, leader)


def test_a_note_on_all_tasks_is_doubted_and_no_words_of_the_task_it_stands_behind() -> None:
    body = "一、任务\n（一）改造街巷。（责任单位：县住建局）\n（二）普查资源。（责任单位：县文旅局）\n"
    parsed = parse(f"{HEAD}{body}注：以上任务均需各街道办事处落实，不再逐一列出。\n")
    assert [task.text for task in parsed.plan.tasks] == ["改造街巷。", "普查资源。"]
    assert any("以上任务均需" in doubt.text for doubt in parsed.doubts)
    led = parse(f"{HEAD}{body.replace('县文旅局', '县文旅局、县财政局')}注：责任单位第一个为牵头单位。\n")
    assert [task.lead for task in led.plan.tasks] == [("县住建局",), ("县文旅局",)]
    # What only begins with a note's word and carries nothing over is the document's own sentence.
    kept = parse(f"{HEAD}{body}说明：普查以2022年底为时点。\n")
    assert "普查以2022年底为时点" in "".join(task.text for task in kept.plan.tasks) + "".join(
        doubt.text for doubt in kept.doubts
    )


def test_numbers_within_a_task_stand_before_its_dates_and_each_is_a_step() -> None:
    task, other, *_ = tasks(
        HEAD + "一、改造小区42个\n1.一季度，完成设计；\n2.二季度，全部开工；\n"
        "3.11月底前，全部完工。\n（牵头单位：县住建局）\n"
        "二、改造公园\n1.更换座椅；\n2.补种树木。\n（牵头单位：县园林局）\n"
        "三、修水厂\n10月底前建成。\n（牵头单位：县水利局）\n四、修水渠\n年内建成。\n（牵头单位：县水利局）\n"
    )
    assert [step.due for step in task.steps] == [date(2023, 3, 31), date(2023, 6, 30), date(2023, 11, 30)]
    assert all(step.due is None for step in other.steps)


def test_a_year_between_what_is_measured_and_what_it_reaches_is_a_deadline() -> None:
    (task, other) = tasks(
        "云岭市2020—2022年行动计划\n2020年3月3日\n1.船舶改造。装置改造率2020年达到60%，2021年达到100%。"
        "牵头单位：市交通局\n"
        "2.评估规划。对照规划2020年达到的水平开展评估。牵头单位：市发改委\n"
    )
    assert [step.due for step in task.steps if step.due] == [date(2020, 12, 31), date(2021, 12, 31)]
    assert other.due is None and not other.steps


def test_who_may_read_it_does_not_make_a_heading_of_the_sentence_before() -> None:
    parsed = parse(
        HEAD + "一、任务\n1.修水厂。（责任单位：县水利局）\n2.修管网。（责任单位：县住建局）\n二、保障\n"
        "3.县财政局要保障资金，县水利局每季度末25日前报送进展。\n（此件公开发布）\n"
    )
    last = list(parsed.plan.tasks)[-1]
    assert (last.units, last.steps[-1].every) == (("县财政局", "县水利局"), "quarter")


def test_progress_by_date_in_a_column_is_work_and_one_of_mere_dates_is_none() -> None:
    def rows(first: str, second: str) -> list[Task]:
        head = "| 项目名称 | 建设内容 | 形象进度 | 责任单位 |\n| --- | --- | --- | --- |\n"
        return tasks(
            f"# 平阳区2024年项目表\n\n2024年2月1日\n\n{head}| 产业园 | 新建厂房8万平方米 | {first} | 区工信局 |\n"
            f"| 冷链中心 | 建设冷库5座并投用 | {second} | 区商务局 |\n"
        )

    staged, _ = rows("6月底前主体封顶，12月底前竣工投产", "上半年开工建设")
    assert [step.due for step in staged.steps if step.due] == [date(2024, 6, 30), date(2024, 12, 31)]
    plain, _ = rows("2024年6月30日前完成", "2024.5.31")
    assert (plain.text, plain.due) == ("新建厂房8万平方米", date(2024, 6, 30))


def test_the_body_whose_members_answer_is_kept_and_a_mere_kind_is_not() -> None:
    first, second = tasks(
        HEAD + "一、脱贫\n1.全部脱贫。责任单位：县扶贫办等县脱贫攻坚领导小组成员单位\n"
        "2.治河。责任单位：县水利局等河长制责任单位\n"
    )
    assert first.units == ("县扶贫办", "县脱贫攻坚领导小组成员单位")
    assert second.units == ("县水利局",)


def test_the_name_behind_together_with_goes_on_over_a_verb() -> None:
    (task, _) = tasks(
        HEAD + "一、培训。县水利局会同县委组织部将护水纳入培训计划，每年培训1次。\n"
        "二、宣传。县水利局要会同县教育局开展宣传。\n"
    )
    assert (task.lead, task.units) == (("县水利局",), ("县委组织部",))
