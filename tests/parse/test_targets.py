"""The numbers that a task is held to."""

from __future__ import annotations

import pytest

from baigong.parse.targets import find_targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("力争投资同比增长7%。", [("投资同比增长7%", 7, "%")]),
        ("526个贫困村退出。", [("526个贫困村退出", 526, "个")]),
        ("实现17.6万人脱贫。", [("17.6万人脱贫", 17.6, "万人")]),
        ("关闭5处15万吨/年煤矿。", [("5处15万吨/年煤矿", 5, "处")]),
        ("推进重大工程和310项前期项目。", [("310项前期项目", 310, "项")]),
        ("引进人才不少于200名。", [("引进人才不少于200名", 200, "名")]),
        ("新增学位3000个、新建学校5所。", [("学位3000个", 3000, "个"), ("新建学校5所", 5, "所")]),
        ("完成投资1,200亿元。", [("投资1,200亿元", 1200, "亿元")]),
        ("优良天数比例达到94%。", [("优良天数比例达到94%", 94, "%")]),
        ("降低3个百分点。", [("降低3个百分点", 3, "个百分点")]),
        ("2020年底前，建成道路12公里。", [("建成道路12公里", 12, "公里")]),
        ("推进5G试点，创建5A级景区，办好第18届赛事，落实“3+10”改革。", []),
        ("印发《2019年百项工程方案》，召开2018年度大会。", []),
        ("6个月内完成，每5年一次。", []),
        ("年底前网上可办率达到80%。", [("网上可办率达到80%", 80, "%")]),
        ("力争6月底前投资完成率达到50%。", [("投资完成率达到50%", 50, "%")]),
        ("（二）签约率达到60%。", [("签约率达到60%", 60, "%")]),
        ("审批时间压缩至5个工作日以内。", [("审批时间压缩至5个工作日以内", 5, "个工作日")]),
        ("户均停电时间降至2.5小时。", [("户均停电时间降至2.5小时", 2.5, "小时")]),
        ("在5个工作日内办结，24小时值守。", []),
        ("年内接入业务系统不少于40套。", [("接入业务系统不少于40套", 40, "套")]),
        ("建成冷链仓库3座。", [("建成冷链仓库3座", 3, "座")]),
        (
            "果蔬、肉类处理率分别达到25%、85%。",
            [("肉类处理率分别达到25%", 25, "%"), ("肉类处理率分别达到85%", 85, "%")],
        ),
        ("引进项目50个，其中10亿元以上项目8个。", [("引进项目50个", 50, "个"), ("10亿元以上项目8个", 8, "个")]),
    ],
)
def test_targets(text: str, targets: list[tuple[str, float, str]]) -> None:
    assert [(target.text, target.value, target.unit) for target in find_targets(text)] == targets


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("城镇登记失业率控制在3.5%以内。", 3.5, "%", "at_most"),
        ("贫困发生率降至1%以下。", 1, "%", "at_most"),
        ("审批时限压减至45个工作日以内。", 45, "个工作日", "at_most"),
        ("新增用地不超过300亩。", 300, "亩", "at_most"),
        ("引进人才不少于200名。", 200, "名", "at_least"),
        ("粮食产量不低于5万吨。", 5, "万吨", "at_least"),
        ("工业投资同比增长7%。", 7, "%", "at_least"),
        ("单位能耗下降7%。", 7, "%", "at_least"),
        ("建设美丽城镇10个。", 10, "个", "at_least"),
        ("做好优良率85%的管控。", 85, "%", None),
        ("抽检合格率控制在98%以上。", 98, "%", "at_least"),
    ],
)
def test_which_way_a_target_counts(text: str, value: float, unit: str, bound: str | None) -> None:
    target = find_targets(text)[0]
    assert (target.value, target.unit, target.bound) == (value, unit, bound)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("改造危房12，345户。", 12345, "户"),
        ("惠及1 234个村。", 1234, "个"),
        ("补助资金13万2元。", 13.2, "万元"),
        ("建设一百二十个站点。", 120, "个"),
        ("建成三十五处停车场。", 35, "处"),
        ("覆盖率达到百分之九十五。", 95, "%"),
        ("能源消费总量控制在44000万吨标准煤以内。", 44000, "万吨标准煤"),
    ],
)
def test_numbers_as_offices_write_them(text: str, value: float, unit: str) -> None:
    target = find_targets(text)[0]
    assert (target.value, target.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["落实十个严禁。", "按照第十二条办理。", "一个不漏。", "两个维护。", "2019年，345户。", "百年大计。"]
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert not [target for target in find_targets(text) if target.value not in (345,)]
