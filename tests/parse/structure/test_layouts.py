"""Whole documents in the layouts of the genre: what becomes a section, a task, whose it is, and what does not."""

from __future__ import annotations

import pytest

from baigong.errors import DocumentError
from baigong.model.plan import Plan, Section, Task
from baigong.parse import Parsed, join_steps, parse_document


def parse(text: str, split: str = "auto") -> Parsed:
    return parse_document(None, data=text.encode(), split=split)  # type: ignore[arg-type]


def tasks(plan: Plan) -> dict[str, Task]:
    return {task.id: task for task in plan.tasks}


def roles(task: Task | Section) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return task.lead, task.units, task.support


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


def test_items_inside_one_paragraph() -> None:
    plan = parse(
        "北市2018年实施意见\n一、减少审批\n1.深化改革。（1）推行多证合一。（市工商局牵头负责）（2）推行电子化。统一规范系统。"
        "（市工商局、市政务中心牵头负责）\n2.加快审批。（1）推行并联审批。（市发改委牵头，市住建委配合）（2）压缩时限。（市发改委负责）\n"
    ).plan
    found = tasks(plan)
    assert list(found) == ["1.1", "1.2", "2.1", "2.2"]
    assert found["1.2"].text == "推行电子化。统一规范系统。"
    assert [section.title for section in plan.sections] == ["深化改革", "加快审批"]


def test_deadlines_of_their_own_and_ongoing_work() -> None:
    plan = parse(
        "厦州市2019年若干措施\n一、破除门槛\n（一）加强存量项目监管。\n责任单位：市发改委、市财政局（第一责任单位为牵头单位，下同）\n"
        "时限要求：持续推进\n（二）落实招投标政策。\n责任单位：市建设局\n时限要求：2019年6月底前\n二、推动审批\n"
        "（三）再取消一批许可事项。\n责任单位：市审改办，各区政府\n时限要求：2019年12月\n各责任单位要切实提高认识，确保落地见效。\n"
    ).plan
    found = tasks(plan)
    assert list(found) == ["1", "2", "3"]
    assert found["1"].ongoing
    assert [str(found[name].due) for name in "23"] == ["2019-06-30", "2019-12-31"]
    assert found["2"].basis == "2019年6月底前"
    assert roles(found["3"]) == (("市审改办",), ("各区政府",), ())
    assert found["3"].text == "再取消一批许可事项。"


def test_a_time_inside_the_clause() -> None:
    plan = parse(
        "湘州2020年工作计划\n1.加大放权力度。（牵头单位：州审批局；责任单位：州司法局及州直相关单位，各县市人民政府，6月底完成）\n"
        "2.推进网上办理。（牵头单位：州电子政务办；责任单位：州直各相关单位；全年推进）\n"
    ).plan
    found = tasks(plan)
    assert str(found["1"].due) == "2020-06-30"
    assert found["1"].units == ("州司法局", "州直相关单位", "各县市人民政府")
    assert found["2"].ongoing


def test_numbers_that_run_on_are_cited_alone_and_those_that_restart_are_not() -> None:
    running = parse(
        "2020年方案\n一、甲\n（一）做好一事。（市甲局负责）\n（二）做好二事。（市甲局负责）\n二、乙\n"
        "（三）做好三事。（市乙局负责）\n"
    )
    assert list(tasks(running.plan)) == ["1", "2", "3"]
    restarting = parse(
        "2020年方案\n一、甲\n（一）做好一事。（市甲局负责）\n（二）做好二事。（市甲局负责）\n二、乙\n（一）做好三事。（市乙局负责）\n"
    )
    assert list(tasks(restarting.plan)) == ["1.1", "1.2", "2.1"]


@pytest.mark.parametrize(
    "marks",
    [
        ("一、", "二、"),
        ("（一）", "（二）"),
        ("(一)", "(二)"),
        ("1.", "2."),
        ("1、", "2、"),
        ("1．", "2．"),
        ("1﹒", "2﹒"),
        ("（1）", "（2）"),
        ("①", "②"),
        ("第一条", "第二条"),
        ("１．", "２．"),
        ("㈠", "㈡"),
        ("1.2020年底前", "2.2020年底前"),
    ],
)
def test_styles_of_numbering(marks: tuple[str, str]) -> None:
    items = ("整治河道。清理漂浮物。（市水务局负责）", "整治街巷。清理小广告。（市城管局负责）")
    text = "\n".join(("2020年方案", marks[0] + items[0], marks[1] + items[1]))
    assert list(tasks(parse(text).plan)) == ["1", "2"]


def test_chapters_without_units_hold_no_tasks() -> None:
    plan = parse(
        "2020年方案\n一、总体要求\n坚持稳中求进。\n二、基本原则\n（一）坚持统筹。统筹兼顾。\n（二）坚持创新。勇于创新。\n"
        "三、主要任务\n（一）办好甲事。（市甲局负责）\n（二）办好乙事。（市乙局负责）\n四、保障措施\n（一）加强领导。各地要高度重视。\n"
        "（二）严格考核。市委市政府将定期通报。\n"
    ).plan
    assert [task.text for task in plan.tasks] == ["办好甲事。", "办好乙事。"]
    assert list(tasks(plan)) == ["1", "2"]


def test_exhortation_in_the_line_of_the_last_clause() -> None:
    for end in ("", "\n"):
        plan = parse(
            f"2020年方案\n一、任务\n（一）办好甲事。（市甲局负责）\n（二）办好乙事。（市乙局负责）{end}"
            "对上述任务，各地各部门要切实加强领导，狠抓落实。\n"
        ).plan
        assert [task.text for task in plan.tasks] == ["办好甲事。", "办好乙事。"]


def test_items_left_out_are_doubted() -> None:
    doubts = parse(
        "2020年方案\n一、任务\n（一）办好甲事。（市甲局负责）\n（二）办好乙事，不得拖延。\n（三）办好丙事。（市丙局负责）\n"
    ).doubts
    assert any(doubt.line == 4 and "没有责任条款" in doubt.why for doubt in doubts)


def test_headings_broken_over_lines_and_brackets_left_open() -> None:
    plan = parse(
        "2020年方案\n一、统筹两个市场，\n打造加工中心\n1.拓展市场。积极推广试点。（市商务局牵头，市财政局、\n市税务局配合）\n"
        "2.释放产能。利用剩余产能。（责任单位：市工信局）\n"
    ).plan
    assert plan.sections[0].title == "统筹两个市场，打造加工中心"
    assert roles(tasks(plan)["1"]) == (("市商务局",), (), ("市财政局", "市税务局"))


def test_lines_cut_at_one_width() -> None:
    body = (
        "（一）推进老旧小区改造。统筹水电气热等管网更新，完善停车充电无障碍等设施，健全物业服务长效机制，"
        "年底前完成改造小区四十个。（市住房城乡建设局牵头，市发展改革委、市财政局按职责分工负责）"
    )
    other = body.replace("（一）", "（二）").replace("老旧小区", "城中村落").replace("小区四十个", "村落三十个")
    lines = ["2021年城市更新方案", "一、任务"]
    for text in (body, other, body.replace("（一）", "（三）"), other.replace("（二）", "（四）")):
        lines += [text[at : at + 30] for at in range(0, len(text), 30)]
    found = tasks(parse("\n".join(lines)).plan)
    assert len(found) == 4
    assert found["1"].text == body[3 : body.index("（市住房")]


def test_sentence_and_item_can_be_chosen() -> None:
    text = (
        "2020年方案\n（一）抓甲。办好一事。办好二事，年底前完成。（市甲局负责）\n（二）抓乙。办好三事。（市乙局负责）\n"
    )
    by_item, by_sentence = parse(text, "item"), parse(text, "sentence")
    assert [task.id for task in by_item.plan.tasks] == ["1", "2"]
    assert [task.text for task in by_sentence.plan.tasks] == ["办好一事。", "办好二事，年底前完成。", "办好三事。"]
    assert [section.units for section in by_sentence.plan.sections] == [("市甲局",), ("市乙局",)]
    assert by_item.split_why == "按命令指定"
    assert all(join_steps(task) == task.text for parsed in (by_item, by_sentence) for task in parsed.plan.tasks)


def test_a_short_page_in_traditional_characters_is_known_too() -> None:
    parsed = parse(
        "甲省2019年環境整治實施方案\n一、主要任務\n（一）治理大氣。完成整治。（責任單位：省生態環境廳、省財政廳）\n"
    )
    assert [task.units for task in parsed.plan.tasks] == [("省生态环境厅", "省财政厅")]
    assert any("繁体" in doubt.why for doubt in parsed.doubts)


def test_traditional_characters_are_read_with_a_doubt() -> None:
    parsed = parse(
        "東海市2022年優化營商環境工作要點\n一、堅持系統集成，推動審批全鏈條優化\n1.全面實行清單管理。2022年10月底前編制並公布清單。"
        "（市政府辦公室、市發展改革委牽頭，市級各有關部門及各縣市區政府按職責分工負責）\n2.深化改革。（市財政局負責，市審計局配合）\n"
    )
    first = tasks(parsed.plan)["1"]
    assert roles(first) == (("市政府办公室", "市发展改革委"), ("市级各有关部门", "各县市区政府"), ())
    assert str(first.steps[-1].due if first.steps else first.due) == "2022-10-31"
    assert any("繁体" in doubt.why for doubt in parsed.doubts)


def test_a_name_one_letter_from_another_is_doubted() -> None:
    parsed = parse(
        "2020年方案\n（一）办甲事。（市发展改革委负责）\n（二）办乙事。（市发展改革委负责）\n（三）办丙事。（市发展改变委负责）\n"
        "（四）办丁事。（省发展改革委负责）\n"
    )
    assert [doubt.text for doubt in parsed.doubts if "只差一个字" in doubt.why] == ["市发展改变委"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        (b" \n\t ", "空"),
        (b"\x00\x01\x02\x03" * 100, "二进制"),
        (bytes(range(128, 256)) * 20, "二进制"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "二进制"),
        ("市政府召开会议，研究部署2020年重点工作。会议强调，各部门要狠抓落实。".encode(), "没有找到责任条款"),
        (b"{\\rtf1 plan}", "RTF"),
        (b"PK\x03\x04" + b"\x00" * 40, "损坏"),
    ],
)
def test_what_is_no_plan(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(None, data=data)
    assert words in caught.value.message
    assert caught.value.hint


def test_more_than_the_bound_is_refused() -> None:
    with pytest.raises(DocumentError, match="MB"):
        parse_document(None, data=b"a" * (31 * 1024 * 1024))
    with pytest.raises(DocumentError, match="万字"):
        parse_document(None, data=("一、抓好落实。" * 1_200_000).encode("gb18030"))


def test_no_year_anywhere_asks_for_the_period() -> None:
    with pytest.raises(DocumentError) as caught:
        parse("工作方案\n（一）办好甲事。（市甲局负责）\n")
    assert "--start" in caught.value.hint


def test_a_notice_with_numbers_of_its_own_before_the_plan() -> None:
    plan = parse(
        "海州市人民政府办公室关于印发2020年重点工作分工方案的通知\n海政办〔2020〕9号\n各县区人民政府：\n现将方案印发给你们。\n"
        "一、高度重视。各单位要认真落实。\n二、压实责任。牵头单位要制定计划。\n海州市人民政府办公室\n2020年4月2日\n"
        "2020年重点工作分工方案\n一、扩大投资\n1.开工项目30个。（市发改委牵头）\n2.建成道路5条。（市交通局负责）\n"
    ).plan
    head = plan.head
    assert (head.title, head.issuer) == ("2020年重点工作分工方案", "海州市人民政府办公室")
    assert str(head.issued) == "2020-04-02"
    assert [section.title for section in plan.sections] == ["扩大投资"]
    assert list(tasks(plan)) == ["1", "2"]


def test_paragraphs_without_numbers() -> None:
    plan = parse(
        "青石街道2021年安全工作方案\n为做好工作，制定本方案。\n开展隐患排查，建立台账。（责任单位：应急办、各社区）\n"
        "推进消防改造，6月底前完成。\n责任单位：消防站\n各社区要高度重视，确保取得实效。\n青石街道办事处\n2021年3月1日\n"
    ).plan
    assert [(task.id, task.text) for task in plan.tasks] == [
        ("1", "开展隐患排查，建立台账。"),
        ("2", "推进消防改造，6月底前完成。"),
    ]
    assert plan.head.issuer == "青石街道办事处"


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


def test_labels_with_their_letters_set_apart_and_in_brackets_of_their_own() -> None:
    plan = parse(
        "东海县2023年重点工作分解\n一、项目\n1．开展招商20次。\n牵 头 单 位：县商务局\n配 合 单 位：县工信局\n"
        "2．建成厂房3座。\n【牵头单位】县园区管委会\n【配合单位】县住建局\n【完成时限】2023年10月\n"
    ).plan
    found = tasks(plan)
    assert roles(found["1"]) == (("县商务局",), (), ("县工信局",))
    assert roles(found["2"]) == (("县园区管委会",), (), ("县住建局",))
    assert str(found["2"].due) == "2023-10-31"


def test_items_with_units_of_their_own_beneath_a_clause_for_all_keep_them() -> None:
    plan = parse(
        "东海市2022年工作要点\n一、开放\n（一）建设口岸。（市商务局牵头）\n"
        "1.提升通关能力。（东海海关负责）\n2.发展电商。（市税务局负责）\n"
    ).plan
    assert [roles(task)[1] for task in tasks(plan).values()] == [("东海海关",), ("市税务局",)]


def test_what_stands_beside_the_first_task_without_units_is_doubted() -> None:
    parsed = parse(
        "东海市2022年工作要点\n一、准入\n（一）清理各类壁垒。\n（二）鼓励投资。\n责任单位：市发展改革委\n"
        "二、成本\n（一）降低用能成本。\n责任单位：市财政局\n（二）降低物流成本。\n责任单位：市交通局\n"
    )
    assert any("清理各类壁垒" in doubt.text for doubt in parsed.doubts)


def test_a_closing_line_beneath_a_clause_for_the_section_is_no_work() -> None:
    plan = parse(
        "东海市2021年实事分工\n一、就业。新增就业5万人。责任单位：市人社局\n二、健康\n责任单位：市卫健委\n"
        "（一）免费检查3万人。\n（二）签约率达到60%。\n以上实事要求各单位于每季度末报送进展。\n"
    ).plan
    assert not any("以上实事" in task.text for task in plan.tasks)


def test_a_clause_between_a_heading_and_its_words_covers_them() -> None:
    plan = parse(
        "东海市2023年工作方案\n一、农业\n（一）种业振兴。（责任单位：市农业农村局）\n建设种质资源库，引进企业3家。\n"
        "（二）农机装备。（责任单位：市工信局）\n农机总动力达到500万千瓦。\n各地要高度重视，抓好各项任务落实。\n"
    ).plan
    assert [task.text for task in plan.tasks] == [
        "种业振兴。建设种质资源库，引进企业3家。",
        "农机装备。农机总动力达到500万千瓦。",
    ]


TABLE = """西岭区2023年民生实事任务清单

| 序号 | 项目名称 | 建设内容 | 目标值（套） | 牵头区领导 | 牵头单位 | 责任单位 | 完成时间 | 备注 |
|---|---|---|---|---|---|---|---|---|
| 一、教育 | | | | | | | | |
| 1 | 新建幼儿园 | 新建公办幼儿园3所并投入使用 | 3 | 张某 | 区教育局 | 区住建局 | 12月底 | 续建 |
| 2 | 改造中学 | 改造第五中学的操场和食堂 | 1 | 张某 | 区教育局 | 区财政局 | 8.31 | |
| 二、交通 | | | | | | | | |
| 3 | 断头路 | 打通断头路5条并建好人行道 | 5 | 李某 | 区住建局 | 区城管局 | 2023-11-30 | |

注：以上均需各街道办事处落实，不再列出。
"""


def test_a_table_keeps_leaders_and_targets_and_names_what_it_leaves_out() -> None:
    parsed = parse(TABLE)
    assert [section.title for section in parsed.plan.sections] == ["教育", "交通"]
    assert [task.leader for task in parsed.plan.tasks] == ["张某", "张某", "李某"]
    assert [str(task.due) for task in parsed.plan.tasks] == ["2023-12-31", "2023-08-31", "2023-11-30"]
    assert (3.0, "套") in {(target.value, target.unit) for target in tasks(parsed.plan)["1"].targets}
    whys = "".join(doubt.why for doubt in parsed.doubts)
    assert "“备注”一列" in whys
    assert "说明没有逐条落到任务上" in whys


def test_the_first_unit_leads_where_a_note_below_the_table_says_so() -> None:
    parsed = parse(
        "北湖区2016年分工表\n\n|工作措施|主要责任单位|完成时限|\n|--|--|--|\n|建立领导机制|区经发局、区环土局|3月|\n"
        "|编制专项规划|区规划局、区经发局|6月|\n\n注：主要责任单位第一个为牵头单位，其余为主要配合单位。\n"
    )
    assert roles(tasks(parsed.plan)["1"]) == (("区经发局",), (), ("区环土局",))


def test_each_year_of_a_plan_of_several_is_a_step_with_its_own_due() -> None:
    parsed = parse(
        "北湖市2021—2023年建设任务表\n\n|工作任务|2021年|2022年|2023年|责任单位|\n|--|--|--|--|--|\n"
        "|新建公租房|100套|200套|300套|市住建局|\n|新建停车场|5处|6处|7处|市城管局|\n"
    )
    steps = tasks(parsed.plan)["1"].steps
    assert [(step.text, str(step.due)) for step in steps[1:]] == [
        ("2021年100套", "2021-12-31"),
        ("2022年200套", "2022-12-31"),
        ("2023年300套", "2023-12-31"),
    ]


def table(*cells: str) -> str:
    rows = "".join(f"| {cell} | 区数据局 | 6月底 |\n" for cell in cells)
    return f"# 海棠区2024年工作清单\n\n2024年3月4日\n\n| 具体举措 | 责任单位 | 时间安排 |\n| --- | --- | --- |\n{rows}"


def test_numbers_within_the_cells_of_a_table_without_a_column_of_numbers_are_ids() -> None:
    numbered = parse(table("3.完成系统上云。", "4.建设监管平台。", "7.开放数据。")).plan
    assert {task.id: task.text for task in numbered.tasks} == {
        "3": "完成系统上云。",
        "4": "建设监管平台。",
        "7": "开放数据。",
    }
    # A number that not every row has, or that two rows have, is part of the words.
    for cells in (("3.完成系统上云。", "建设监管平台。"), ("1.完成系统上云。", "1.建设监管平台。")):
        assert next(parse(table(*cells)).plan.tasks).text == cells[0]


def test_a_table_within_the_chapters_stands_where_it_does_in_the_document() -> None:
    document = (
        "# 海棠区2024年行动方案\n\n2024年3月4日\n\n一、摸底\n\n（一）开展排查。（责任单位：区住建局）\n\n二、任务\n\n"
        "| 主要内容 | 责任单位 | 区领导 |\n| --- | --- | --- |\n| 改造街巷20条 | 区城管局 | 何某某 |\n\n"
        "三、要求\n\n（一）区督查室每季度通报一次，结果纳入处室考核。\n"
    )
    plan = parse(document).plan
    assert [section.title for section in plan.sections] == ["摸底", "任务", "要求"]
    first, second, third = plan.tasks
    assert (first.units, second.units, second.leader) == (("区住建局",), ("区城管局",), "何某某")
    # 结果纳入处室考核 says what happens, and names nobody.
    assert third.units == ("区督查室",)


@pytest.mark.parametrize(
    ("heading", "leader"), [("市领导", "何某某"), ("县级领导", "何某某"), ("挂帅领导", "何某某"), ("联系人", "")]
)
def test_a_column_of_leaders_is_kept_and_one_of_contacts_is_not(heading: str, leader: str) -> None:
    rows = f"| 主要内容 | 责任单位 | {heading} |\n| --- | --- | --- |\n| 改造街巷20条 | 区城管局 | 何某某 |\n"
    assert next(parse(f"# 海棠区2024年清单\n\n2024年3月4日\n\n{rows}").plan.tasks).leader == leader
