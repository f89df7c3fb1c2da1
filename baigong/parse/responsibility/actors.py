"""Sentences that say themselves who does it: 由市甲局牵头，市乙局配合…, 市甲局负责…, 市甲局：…."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from baigong.parse.dates.points import POINT
from baigong.parse.responsibility.clause import Clause
from baigong.parse.responsibility.names import is_name
from baigong.parse.responsibility.offices import is_office, office_list, read_names
from baigong.parse.responsibility.subjects import LONGEST_LIST, read_later_subject, read_subject
from baigong.parse.wording import any_of, clauses, without

_GENERIC = re.compile(r"[一-鿿]{0,6}(?:有关|相关|其他|其它|各)[一-鿿]{0,4}(?:部门|单位|地区|方面|机构)")
_NOUNS = ("的", "人", "单位", "部门", "作用", "制，", "制。", "制度", "、")
"""Behind 牵头 or 负责 these make a noun of it: 牵头单位, 负责制."""
_REPORTS = re.compile(r"会议|指出|强调|据|近日|日前|截至|去年|目前|今年以来|本案|经查")
_PROSE = re.compile(r"[。！？；：“”《》]|(?:应当|必须|可以|要|将|把|对|为|在|从|使|按|由|是|的)")

_SHORT = 4
_WORK = any_of(
    "对 做好 开展 制定 制订 建立 健全 完善 组织 研究 推进 推动 落实 完成 实施 进行 共同 编制 提出 加强 负责 抓好 "
    "统筹 协调 承担 公开 确定 明确 起草 印发 出台 组建 督促 指导 监督 加快 强化 定期 依法 及时 全面 积极 切实 按照 "
    "根据 将 把 并 在 于 每 具体 办理 审核 拟定 牵头 确保 汇总 梳理 建设 深入 持续 严格 认真"
)
_LEADS = "牵头负责|牵头组织|牵头抓总|负责牵头|总牵头|牵头"
_SUPPORTS = any_of("配合 参与 参加 协助 协同 协办")
_ACTOR = re.compile(
    rf"(?P<by>由|以)?(?P<names>[^，。；：]{{2,{LONGEST_LIST}}}?)"
    rf"(?:要|应|须)?(?:(?P<lead>{_LEADS})|(?P<support>{_SUPPORTS})|(?P<do>负责(?!人|同志|任)|承担|具体落实)|(?P<joint>会同|联合(?=[省市县区国各])))"
)
_SUPPORTING = re.compile(rf"(?P<names>[^，。；：]{{2,{LONGEST_LIST}}}?){_SUPPORTS}")
_AS = r"(?P<names>[^，。；：]{2,60}?)(?:为|是|作为)[^，。；]{0,20}?"
_AS_LEAD = re.compile(rf"{_AS}(?:总?牵头|主办|主责)(?:单位|部门)")
_AS_UNIT = re.compile(rf"{_AS}(?:责任|实施|配合|落实|承办)(?:单位|部门)")
_DATED = re.compile(
    rf"(?P<names>[^，。；：]{{2,{LONGEST_LIST}}}?)(?P<more>[（(][^（）()]{{0,30}}[）)])?(?:要|应|须|务必|均|分别)?(?:于|在|须在)"
    rf"(?=(?:{POINT.pattern.replace('?P<', '?P<_')}|每[月周季]|20\d\d[-./]))"
)
_PLACES = re.compile("[（(](?:[市县区州盟旗镇乡、]|街道|园区|办事处)+[）)]")
_INTO = re.compile(rf"(?={_WORK})|[，。；]|$")
_DUTY = re.compile(r"\s*(?P<names>[^：:，。；]{2,60})[：:]\s*(?P<work>.{4,})", re.DOTALL)
_DOES = re.compile(any_of("做好 开展 完成 落实 抓好 推进 实施 提供 办理"))
_NO_DUTY = re.compile(r"\d{7,}|^[一-鿿]{2,3}(?:[、，]|$)|^(?:[组副]|张|李|王)[一-鿿]{1,2}[（(，、]")
_LINKS = any_of("并 其中 同时 此外 另外 原则上 具体 此项工作 该项工作")
_LEAD_IN = re.compile(rf"^(?:{_LINKS}|{POINT.pattern}(?:底|末)?(?:之?前|以前)?，?)+")


@dataclass(frozen=True)
class Actor:
    """Who a sentence says does it.

    `is_dated` where only a deadline makes it work: 各县区于3月底前报送; `is_bare` where the sentence only
    begins with its unit, with neither 牵头 nor 负责: 县公安局对面包车逐车建档.
    """

    clause: Clause
    is_dated: bool = False
    is_bare: bool = False

    @property
    def is_specific(self) -> bool:
        """Whether an office is named, not only a group such as 各县区."""
        named = self.clause.lead + self.clause.units + self.clause.support
        return any(is_office(name) and not name.startswith(("各", "有关", "相关")) for name in named)


# sentence = [ lead-in ] , ( leading | supporting | doing | dated ) ;
@lru_cache(maxsize=4096)
def read_actor(sentence: str) -> Actor | None:
    """Read who a sentence says does it, None when it does not say, or only speaks of it."""
    plain = without(sentence.strip(), "t").strip()
    lead_in = _LEAD_IN.match(plain)
    parts = [part.strip("，；,;。 ") for part in clauses(plain[lead_in.end() if lead_in else 0 :])][:4]
    if not parts or _REPORTS.match(parts[0]):
        return None
    for at, part in enumerate(parts[:3]):
        actor = _read(part, parts[at + 1 :])
        if actor:
            return _with_others(actor, parts[at + 1 :])
        if not POINT.search(part) and len(part) > 14:
            break
    names, timed = read_subject(parts)
    clause = Clause(units=names, support=_supporters(parts[1:2]), predicated=True)
    return _with_others(Actor(clause, is_dated=timed, is_bare=True), parts[1:]) if names else None


def _read(part: str, after: list[str]) -> Actor | None:
    return _as_unit(part, after) or _acting(part, after) or _dated(part)


# doing = names , "负责" , work , { "，" , names , work } ;      县甲局负责资金，各乡镇负责选址
def _with_others(actor: Actor, after: list[str]) -> Actor:
    """Add the units that a later clause of the sentence begins with: what they do stands in the same sentence."""
    named = actor.clause.lead + actor.clause.units + actor.clause.support
    others: tuple[str, ...] = ()
    for part in after:
        others += tuple(name for name in _later_units(part) if name not in named + others)
    helping = [name for part in after[1:] for name in _wholly_supporting(part)]
    support = tuple(name for name in dict.fromkeys(helping) if name not in named + others)
    clause = actor.clause
    clause = replace(clause, units=clause.units + others, support=clause.support + support)
    return replace(actor, clause=clause)


def _later_units(part: str) -> tuple[str, ...]:
    """The units that a later clause begins with; none where it says who leads."""
    other = _acting(part, [])
    if other is None:
        return read_later_subject(part)
    return () if other.clause.lead else other.clause.units


def _wholly_supporting(part: str) -> tuple[str, ...]:
    """The names of a later clause that says nothing but who helps: …，法务部、各项目部配合."""
    match = _SUPPORTING.fullmatch(part)
    return read_names(match["names"]) if match else ()


# leading = ( "由" , names , "牵头" | names , "牵头" ) , [ names , "配合" ] ;  doing = names , "负责" ;
def _acting(part: str, after: list[str]) -> Actor | None:
    match = _ACTOR.match(part)
    # 经市甲局会同有关部门审定后 says who approves.
    if not match or match["names"].startswith(("经", "报")):
        return None
    names, rest = office_list(match["names"]), part[match.end() :]
    if match["support"]:
        return _supporting(names, match["names"], rest)
    if not names or not all(is_office(name) for name in names) or rest.startswith(_NOUNS):
        return None
    if match["lead"]:
        support = _supporters([rest.strip("，、 "), *after[:1]])
        joint = _cut_names(rest.removeprefix("会同")) if rest.startswith("会同") else ()
        return Actor(Clause(lead=names, units=joint, support=support, predicated=True))
    if match["joint"]:
        others = _cut_names(rest)
        return Actor(Clause(lead=names, units=others, predicated=True)) if others else None
    return Actor(Clause(units=names, support=_supporters(after[:1]), predicated=True))


def _cut_names(text: str) -> tuple[str, ...]:
    """The names that a text begins with, up to what they do."""
    opening = read_later_subject(text)
    if opening:
        return opening
    return tuple(name for name in office_list(text[: _cut(text)]) if is_name(name))


# supporting = names , "配合" , names , work ;      who does it is named first, whom it helps second.
def _supporting(names: tuple[str, ...], written: str, rest: str) -> Actor | None:
    helped = tuple(name for name in office_list(rest[: _cut(rest)]) if is_office(name))
    if not helped and names and all(is_office(name) for name in names) and _DOES.match(rest):
        # 白云镇政府配合做好土地调整: whom it helps is left unsaid.
        return Actor(Clause(units=names, predicated=True))
    doers = names if all(is_office(name) or _GENERIC.fullmatch(name) for name in names) else ()
    if not helped or not doers or _PROSE.search(written):
        return None
    return Actor(Clause(units=doers, support=helped, predicated=True))


# as-unit = names , "为" , { letter } , "牵头单位" , [ names , "为责任单位" ] ;
def _as_unit(part: str, after: list[str]) -> Actor | None:
    match = _AS_LEAD.match(part)
    if not match:
        return None
    lead = office_list(match["names"])
    if not lead or not all(is_name(name) for name in lead):
        return None
    units: tuple[str, ...] = ()
    for other in after[:2]:
        named = _AS_UNIT.match(other)
        units += tuple(name for name in office_list(named["names"]) if is_name(name)) if named else ()
    return Actor(Clause(lead=lead, units=units, predicated=True))


# dated = names , [ "要" ] , "于" , point , … ;
def _dated(part: str) -> Actor | None:
    match = _DATED.match(part)
    # 各市（州） is one name, 各县区（含开发区） one with a remark.
    places = match["more"] if match and match["more"] and _PLACES.fullmatch(match["more"]) else ""
    names = read_names(match["names"] + places) if match else ()
    return Actor(Clause(units=names, predicated=True), is_dated=True) if names else None


def _supporters(parts: list[str]) -> tuple[str, ...]:
    for part in parts:
        match = _SUPPORTING.match(part)
        names = office_list(match["names"]) if match else ()
        # 信通、电科院: a short form among names is one too.
        if any(map(is_name, names)) and all(is_name(name) or len(name) <= _SHORT for name in names):
            return names
    return ()


def _cut(text: str) -> int:
    """Where the names at the beginning end and the work begins."""
    start = 1
    while start < min(len(text), LONGEST_LIST):
        match = _INTO.search(text, start)
        if not match:
            return len(text)
        if is_name(text[: match.start()].rsplit("、", maxsplit=1)[-1]):
            return match.start()
        start = match.start() + 1
    return min(len(text), LONGEST_LIST)


# duty = names , "：" , work ;      县财政局：落实所需资金
def read_duty(text: str) -> tuple[Clause, str] | None:
    """Read a duty that stands behind its unit: the clause, and the words of the work."""
    match = _DUTY.match(text)
    if not match:
        return None
    names = read_names(match["names"])
    work = match["work"].strip()
    if not names or _NO_DUTY.search(work[:40]):
        return None
    if work.startswith(("牵头", "负责牵头")):
        return Clause(lead=names, labelled=True), work
    return Clause(units=names, labelled=True), work
