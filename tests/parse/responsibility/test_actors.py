"""Sentences that say themselves who does it, and those that only speak of it."""

from __future__ import annotations

import pytest

from baigong.parse.responsibility.actors import read_actor, read_duty


@pytest.mark.parametrize(
    ("sentence", "lead", "units", "support"),
    [
        ("由区水利局牵头，建立部门联席会议制度。", "区水利局", "", ""),
        ("由县发展改革局牵头，县财政局、县交通局配合，编制专项规划。", "县发展改革局", "", "县财政局 县交通局"),
        ("市数据中心牵头，信通、检修公司配合，3月底前完成调试。", "市数据中心", "", "信通公司 检修公司"),
        ("区住建局配合区规划局对划定的界线进行确认。", "", "区住建局", "区规划局"),
        ("区直其他有关部门配合区水利局对河道进行排查。", "", "区直其他有关部门", "区水利局"),
        ("市林业局、市水务局配合市生态环境局做好巡查。", "", "市林业局 市水务局", "市生态环境局"),
        (
            "省住房城乡建设厅和省水利厅为污水治理总牵头单位，市县水务局为责任单位。",
            "省住房城乡建设厅 省水利厅",
            "市县水务局",
            "",
        ),
        ("各片区指挥部负责辖区内的协调统筹。", "", "各片区指挥部", ""),
        ("市财政局会同市教育局制定资金管理办法。", "市财政局", "市教育局", ""),
        ("市公安局负责危险路段的排查。", "", "市公安局", ""),
        ("2019年6月底前，市卫生健康委牵头制定诊疗规范。", "市卫生健康委", "", ""),
        ("各县区政府于2019年3月底前报送方案。", "", "各县区政府", ""),
        ("试点城市政府要于2019年上半年印发实施方案。", "", "试点城市政府", ""),
        ("市商务局应于每月5日前汇总上报。", "", "市商务局", ""),
        # A sentence that only begins with its unit.
        ("县公安局对全县货车逐辆建档。", "", "县公安局", ""),
        ("各片区站每月对大口径阀门巡检一遍。", "", "各片区站", ""),
        ("市政数局组织编制《数据目录》，6月30日前印发。", "", "市政数局", ""),
        ("区财政局要在年度预算中安排300万元。", "", "区财政局", ""),
        ("各街道、各部门制定方案，于7月24日前报区创建办。", "", "各街道 各部门", ""),
        ("运行部、检修公司，11月底前完成线路巡检。", "", "运行部 检修公司", ""),
        # Two of them in one sentence.
        ("县财政局负责落实资金，各乡镇负责选址建设，9月底前建成。", "", "县财政局 各乡镇", ""),
        ("生产部牵头，城南、城北供热分公司配合，10月底前完成改造。", "生产部", "", "城南供热分公司 城北供热分公司"),
    ],
)
def test_actors(sentence: str, lead: str, units: str, support: str) -> None:
    actor = read_actor(sentence)
    assert actor is not None
    clause = actor.clause
    assert (" ".join(clause.lead), " ".join(clause.units), " ".join(clause.support)) == (lead, units, support)


@pytest.mark.parametrize(
    "sentence",
    [
        "县级以上人民政府教育行政部门负责本行政区域的工作。",
        "国务院教育行政部门负责职业教育的统筹规划。",
        "政府主要负责规划战略、制定政策。",
        "会议指出，市财政局牵头抓好了落实。",
        "近日，市公安局牵头查处了一批案件。",
        "企业负责人要切实负责。",
        "各县区要加强组织领导，压实责任。",
        "建立健全由主要领导负责的工作机制。",
        "领导小组办公室设在市交通局，承担日常工作。",
        "市甲局负责人要亲自过问。",
        "牵头单位要切实负起责任，配合单位要积极支持。",
        # What only begins like an office, and groups that are told to be diligent.
        "县医院建设项目年底前完工。",
        "乡镇卫生院改造12月底前完成。",
        "区域医疗中心建设6月底前启动。",
        "依托产业园开展招商。",
        "组织各单位排查隐患。",
        "市场监管体制进一步完善。",
        "各部门要密切配合，形成合力。",
        "市统计局已完成全部普查。",
        "市生态环境局综合处2021年7月6日印发",
        "经市住建局会同有关部门审定后实施。",
        "企业于6月底前完成整改。",
    ],
)
def test_what_only_speaks_of_it(sentence: str) -> None:
    assert read_actor(sentence) is None


@pytest.mark.parametrize(
    ("text", "units", "work"),
    [
        ("县财政局：落实所需资金。", "县财政局", "落实所需资金。"),
        ("县公安局、县交通局：联合开展治超。", "县公安局 县交通局", "联合开展治超。"),
        ("各乡镇人民政府:负责本辖区道路的日常养护。", "各乡镇人民政府", "负责本辖区道路的日常养护。"),
        ("市住建局、各区政府：加强物业管理，托管小区35个。", "市住建局 各区政府", "加强物业管理，托管小区35个。"),
    ],
)
def test_duties_by_unit(text: str, units: str, work: str) -> None:
    duty = read_duty(text)
    assert duty is not None
    assert (" ".join(duty[0].units), duty[1]) == (units, work)


@pytest.mark.parametrize(
    "text",
    [
        "组长：张三，县委副书记",
        "成员：县财政局局长李四",
        "责任单位：县财政局",
        "县长职责：负责全面工作。",
        "县财政局：李四，13800000000",
    ],
)
def test_lists_of_names_are_no_duties(text: str) -> None:
    assert read_duty(text) is None
