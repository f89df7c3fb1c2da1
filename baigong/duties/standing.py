"""How often a unit leads at all, by what it is: departments lead, enterprises and groups of many mostly help."""

from __future__ import annotations

import re
from collections.abc import Sequence

from baigong.duties.departments import LOCAL, TOWNSHIP

_GENERIC = re.compile(r"(有关|相关|其他|各|区直|县直|市直|省直).{0,4}(部门|单位|方面|成员单位|企业|机构)")
_GROUP = re.compile(r"^(各|相关|有关|区属各|全[省市县区]各)|等$")
SELDOM = {
    "通信企业": 0.35,
    "燃气企业": 0.4,
    "供水企业": 0.4,
    "电力企业": 0.5,
    "石油石化企业": 0.4,
    "金融企业": 0.4,
    "医院": 0.4,
    "学校": 0.4,
    "行业协会": 0.35,
    "科研院所": 0.35,
    "城投国企": 0.5,
    "新闻媒体": 0.4,
    TOWNSHIP: 0.4,
    LOCAL: 0.45,
    "园区": 0.5,
    "财政": 0.75,
    "审计": 0.7,
    "税务": 0.8,
    "法院": 0.6,
    "检察院": 0.6,
    "银保监": 0.8,
    "证监": 0.8,
    "总工会": 0.7,
    "妇联": 0.8,
    "共青团": 0.8,
}
"""How often a kind leads when it is listed, relative to the usual department; kinds below 1 only."""
OFTEN = {"发展改革": 1.3}


_NAMED_AS_GROUPS = frozenset({TOWNSHIP, "园区"})
"""Kinds whose units a list hardly ever names one by one: 各乡镇 says no less than 某镇."""


def usual_share(unit: str, kinds: Sequence[str]) -> float:
    """How often a unit leads when it is listed, relative to the usual department (1)."""
    if _GENERIC.search(unit):
        return 0.2
    shares = [OFTEN.get(kind, SELDOM.get(kind, 1.0)) for kind in kinds] or [0.7]
    share = sum(shares) / len(shares)
    return share * 0.7 if _GROUP.search(unit) and not _NAMED_AS_GROUPS.intersection(kinds) else share
