"""Ceilings and floors, and numbers however they are written."""

from __future__ import annotations

import pytest

from baigong.parse.targets import find_targets

KIND = "ceilings and numbers"

EXAMPLES = [
    ("失业率控制在3.5%以内", 3.5, "%", "at_most"),
    ("漏损率降至9%以下", 9, "%", "at_most"),
    ("差错不超过3起", 3, "起", "at_most"),
    ("审批时间压减至45个工作日以内", 45, "个工作日", "at_most"),
    ("能耗强度下降7%", 7, "%", "at_least"),
    ("达标率控制在98%以上", 98, "%", "at_least"),
    ("惠及12，345户", 12345, "户", "at_least"),
    ("补植1 234个", 1234, "个", "at_least"),
    ("培训13万2千人次", 13.2, "万人次", "at_least"),
    ("建成一百二十个", 120, "个", "at_least"),
    ("覆盖率达到百分之九十五", 95, "%", "at_least"),
    ("12个贫困县摘帽", 12, "个", "at_least"),
]
OPPOSITES = ["执行国办发〔2019〕3号文件", "拨打12345热线", "落实“十四五”规划", "1.更换水表", "2023年3月底前"]


@pytest.mark.parametrize(("words", "value", "unit", "bound"), EXAMPLES)
def test_how_much_of_what_and_which_way(words: str, value: float, unit: str, bound: str) -> None:
    (target,) = find_targets(words)
    assert (target.value, target.unit, target.bound) == (value, unit, bound)
    assert target.text in words.replace(" ", "") or target.text in words


@pytest.mark.parametrize("words", OPPOSITES)
def test_a_number_that_counts_nothing_is_no_target(words: str) -> None:
    assert not find_targets(words)


@pytest.mark.parametrize(
    ("words", "text"),
    [("新增普惠托位1200个", "普惠托位1200个"), ("12个贫困县摘帽", "12个贫困县摘帽"), ("建成冷库5座", "冷库5座")],
)
def test_a_target_says_of_what(words: str, text: str) -> None:
    assert text in find_targets(words)[0].text
