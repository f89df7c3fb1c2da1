"""What a clause of responsibility says: who, in which role, by when; and the rule of a note on who leads."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from baigong.parse.responsibility.labels import (
    FIRST_LEADS,
    REST_SUPPORTS,
)
from baigong.parse.wording import any_of

WHEN = any_of(
    "上半年 下半年 年底 年内 年中 年末 长期 持续 常年 全年 每年 每月 每季度 按月 立即 近期 适时 即时 "
    "一季度 二季度 三季度 四季度"
)
_TIME_ALONE = re.compile(
    rf"\d{{4}}年|今年|明年|\d{{1,2}}[月日号]|第?[一二三四1-4]季度|{WHEN}|[上中下]旬|[底末初]|[之以]?前|[到至起并]"
    r"|完成|启动|实现|坚持|推进|，|[\d./\-:]+"
)
_STAGE = re.compile(
    r"(?:\d[月日号]|季度|半年|年底|年内)[底末内]?(?:[之以]?前)?[^，；]*(?:完成|启动|开工|建成|达到|完工|投用|实施)"
)
_WORK_OF_A_TIME = 5
"""A time of a clause that says so many letters more than when (6月底前完成十二个机房改造) says what to do."""


def _is_staged(time: str) -> bool:
    """Whether a time names two days, each with what is done by it: 6月底前完成2个，12月底前完成5个."""
    stages = re.split("[，；,;]", time)
    return len(stages) > 1 and all(_STAGE.search(stage) for stage in stages)


@dataclass(frozen=True)
class Clause:
    """Who is named, by role, and what else the clause says: a time, a remark that holds from here on, doubts.

    `sure` says that every name looks like one; `odd` are those that do not, and are kept all the same.
    `within` says that it stands in a sentence that goes on with work: its words are the task's, and it covers no more.
    """

    lead: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leader: str = ""
    open_ended: bool = False
    time: str = ""
    first_leads: bool = False
    rest_supports: bool = False
    carried: bool = False
    sure: bool = True
    labelled: bool = False
    predicated: bool = False
    odd: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    within: bool = False

    @property
    def names_units(self) -> bool:
        """Whether any unit is named."""
        return bool(self.lead or self.units or self.support)

    @property
    def work(self) -> str:
        """What the time of the clause says beyond when: 6月底前完成十二个机房改造; empty where it says no more."""
        says = len(_TIME_ALONE.sub("", self.time)) >= _WORK_OF_A_TIME or _is_staged(self.time)
        return self.time if says else ""

    @property
    def goes_on(self) -> bool:
        """Whether the time says anything beyond when, in however few letters: 3月底前完成更换."""
        return bool(_TIME_ALONE.sub("", self.time))

    def followed_by(self, other: Clause) -> Clause:
        """Join with the clause that stands right after this one: （牵头单位：甲）（配合单位：乙）."""
        return Clause(
            lead=_union(self.lead, other.lead),
            units=_union(self.units, other.units),
            support=_union(self.support, other.support),
            leader="、".join(filter(None, (self.leader, other.leader))),
            open_ended=self.open_ended or other.open_ended,
            time=self.time or other.time,
            first_leads=self.first_leads or other.first_leads,
            rest_supports=self.rest_supports or other.rest_supports,
            carried=self.carried or other.carried,
            sure=self.sure and other.sure,
            labelled=self.labelled or other.labelled,
            predicated=self.predicated or other.predicated,
            odd=self.odd + other.odd,
            doubts=self.doubts + other.doubts,
        )

    def with_first_leading(self, *, rest_supports: bool = False) -> Clause:
        """Apply 列第一位者为牵头单位: the first name leads, unless the clause says itself who does.

        `rest_supports` makes the others supporting units: 其余为配合单位.
        """
        if self.lead or not self.units:
            return self
        first, rest = self.units[:1], self.units[1:]
        if rest_supports or self.rest_supports:
            return replace(self, lead=first, units=(), support=_union(rest, self.support))
        return replace(self, lead=first, units=rest)


@dataclass(frozen=True)
class LeadRule:
    """A rule that a note sets for all clauses from there on: the first name leads, the others support it."""

    first_leads: bool = False
    rest_supports: bool = False

    def apply(self, clause: Clause) -> Clause:
        """Give the clause as the rule reads it; its own remark counts without the note."""
        if clause.first_leads and clause.labelled and len(clause.lead) > 1 and not clause.units:
            # 主办：市甲局、市乙局（列第一位的为总牵头）
            return replace(clause, lead=clause.lead[:1], units=clause.lead[1:])
        if not (self.first_leads or clause.first_leads):
            return clause
        return clause.with_first_leading(rest_supports=self.rest_supports)

    def joined(self, other: LeadRule) -> LeadRule:
        """Both rules hold."""
        return LeadRule(self.first_leads or other.first_leads, self.rest_supports or other.rest_supports)


def read_lead_rule(text: str) -> LeadRule:
    """Read a note such as 主要责任单位第一个为牵头单位，其余为配合单位."""
    first = bool(FIRST_LEADS.search(text))
    return LeadRule(first, first and bool(REST_SUPPORTS.search(text)))


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return one + tuple(name for name in other if name not in one)
