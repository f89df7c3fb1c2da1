"""The grammar of responsibility clauses: a reader that gives every name its role, chunk by chunk.

The comment above each function is the piece of grammar it reads; read in order they are the grammar:

    clause    = chunk , { separator , chunk } ;
    separator = "、" | "，" | "," | "；" | ";" | "。" | "/" | "|" | blank before a label ;

`tokens` cuts the clause into chunks, `labels` holds the words of label and predicate, `names` those of units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import cast

from baigong.parse.responsibility.clause import WHEN, Clause
from baigong.parse.responsibility.labels import (
    CARRIED,
    FIRST_LEADS,
    JOINT,
    REMARK,
    REST_SUPPORTS,
    LabelKind,
    RoleField,
    read_label,
    read_predicate,
)
from baigong.parse.responsibility.names import (
    is_name,
    is_person,
    join_listed,
    join_places,
    role_mark,
    shared_ending,
    split_names,
)
from baigong.parse.responsibility.tokens import Chunk, spaced, tokenize
from baigong.parse.wording import any_of, clean, outermost

_BREAKS = "。；;"
_TIME = re.compile(
    rf"(?:\d{{4}}年|今年|明年)?(?:\d{{1,2}}[月日]|第?[一二三四1-4]季度|{WHEN})[^、；。]{{0,30}}"
    r"|\d{4}年[底末]?(?:前|之前|以前)?(?:完成|实现|启动)?|到\d{4}年底?"
)
_THIS = rf"{any_of('以上 上述 以下 下列 此项 该项 本项')}?各?项?{any_of('任务 工作 措施 事项')}?"
_LEADING = re.compile(rf"^[\s:：\-—*★☆●▲]*(?:{_THIS}{any_of('原则上 主要 分别 具体 统一 均')}?由(?=[^于此]))?")
_LONGEST_SHORT = 8
"""A name that leaves off its last word (检修、建设公司) has at most so many letters."""
_SHORT_NAMES = frozenset({"建设", "监理", "监督", "执行"})
_KINDS_OF_PEOPLE = "商者方员户人家等"
"""服务商 and 运营商 leave off no word."""
_LONGEST_ODD = 16
"""Words in the place of a name that do not look like one are kept up to so many letters, with a doubt."""
# 责任领导 and the like answer for the task; 联系人 and 填报人 do not.
_ANSWERS = re.compile("领导|责任人|负责人|同志|[省市县区州]长|秘书长")
NO_ROLE = "只是指导或督办，台账里没有这个角色，列为配合单位，不催办、不考核"
"""Why guidance and oversight are doubted: the ledger keeps the unit where it is named and not chased."""
_ANGLED = str.maketrans("〈〉", "（）")
_NOBODY = frozenset({"无", "/", "—", "-", "暂无"})


# clause = chunk , { separator , chunk } ;
def read_clause(text: str) -> Clause | None:
    """Read the words of a clause, brackets taken off; None when they name no unit and no time."""
    reader = _ClauseReader()
    # 〈含开发区，下同〉 stands for round brackets within round ones, and within 《》 for a title.
    for chunk in tokenize(text if "《" in text else text.translate(_ANGLED)):
        reader.take(chunk)
    return reader.finish()


@dataclass
class _ClauseReader:
    """Gives each name its role as the chunks go by."""

    roles: dict[RoleField, list[str]] = field(default_factory=lambda: {"lead": [], "units": [], "support": []})
    pending: list[list[str]] = field(default_factory=lambda: [[]])
    label: LabelKind | None = None
    label_words: str = ""
    labelled: bool = False
    predicated: bool = False
    open_ended: bool = False
    first_leads: bool = False
    carried: bool = False
    rest_supports: bool = False
    leaders: list[str] = field(default_factory=list)
    time: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    remark: list[str] | None = None

    # chunk = [ label ] , ( remark | words ) ;      label = role-words , ( "：" | "】" | end ) ;
    def take(self, chunk: Chunk) -> None:
        """Read one chunk."""
        if chunk.label:
            self._flush()
            self.label = chunk.label.kind
            self.label_words = chunk.label.words
            self.first_leads = self.first_leads or (
                self.label == "units" and chunk.label.words.startswith(("牵头", "主办"))
            )
            self.labelled = self.labelled or chunk.label.kind in ("lead", "units", "support", "oversee", "time")
            self.predicated = False
            if chunk.label.kind == "oversee":
                self.doubts.append(f"“{chunk.label.words}”{NO_ROLE}")
        words = clean(_LEADING.sub("", chunk.text.strip()))
        if self.remark is None and REMARK.match(words) and (self.labelled or self.predicated):
            self.remark = []
        if self.remark is not None:
            self._is_remark(words)
            self.remark.append(words + chunk.mark)
        elif words:
            self._words(words, chunk.text)
        if chunk.mark in _BREAKS and chunk.mark:
            self._flush()
            if chunk.mark == "。":
                self._end_remark()
        elif chunk.mark in "，,":
            self.pending.append([])

    # words = people | time | remark | names , [ joint , names ] , [ predicate ] ;
    # joint = "会同" | "联合" | "商" ;      predicate = [ manner ] , ( 牵头 | 配合 | 指导 | 负责 ) , { manner } ;
    def _words(self, words: str, raw: str) -> None:
        if self.label == "aside":
            return
        if self.label == "person":
            if _ANSWERS.search(self.label_words):
                self.leaders.append(words)
            return
        if self.label == "time":
            self.time.append(words)
            return
        words = self._remarks(words)
        if not words:
            return
        if self._is_time(words):
            return
        # 检修、建设、信通公司: 建设 is a name that leaves off its last word.
        predicate = None if words in _SHORT_NAMES and any(self.pending[-1]) else read_predicate(words)
        before, role = predicate if predicate else (words, None)
        joint = JOINT.search(before)
        if joint:
            self._names(before[: joint.start()])
            self._assign("lead", everything=True)
            before = before[joint.end() :]
        for part in spaced(before, raw):
            self._names(part)
        if role == "oversee":
            self.doubts.append(f"“{words}”{NO_ROLE}")
            role = "support"
        if role and role != "manner":
            self.predicated_as(role)

    def predicated_as(self, role: RoleField) -> None:
        """Give the role to the names that wait; 负责 says nothing that a label has not said."""
        if role == "units":
            by_label = cast(RoleField, self.label) if self.label in ("lead", "support") else "units"
            self._assign(by_label, everything=True)
        else:
            self._assign(role, everything=self.predicated)
        self.predicated = True

    # remark = "列第一位者为牵头单位" | "下同" | "（" , ( remark | time | label , names ) , "）" ;
    def _remarks(self, words: str) -> str:
        """Take remarks off: 列第一位者为牵头单位, 下同."""
        for pair in reversed(outermost(words)):
            inner = words[pair.start + 1 : pair.end]
            if pair.is_bracket and (self._is_remark(inner) or self._is_time(inner)):
                words = words[: pair.start] + words[pair.end + 1 :]
            elif pair.is_bracket and read_label(inner, 0, within=True) and (within := read_clause(inner)):
                # 市甲局、市乙局（牵头单位：市乙局）
                for role, names in (("lead", within.lead), ("units", within.units), ("support", within.support)):
                    self.roles[cast(RoleField, role)] += names
                self.leaders += [within.leader] if within.leader else []
                self.time += [within.time] if within.time else []
                words = words[: pair.start] + words[pair.end + 1 :]
        return "" if self._is_remark(words) else words

    # time = date-or-season , { letter } ;
    def _is_time(self, words: str) -> bool:
        if _TIME.fullmatch(words):
            self.time.append(words)
            return True
        return False

    def _is_remark(self, words: str) -> bool:
        first, carried = FIRST_LEADS.search(words), CARRIED.search(words)
        self.first_leads = self.first_leads or bool(first)
        self.rest_supports = self.rest_supports or bool(REST_SUPPORTS.search(words))
        self.carried = self.carried or bool(carried)
        return bool(first or carried)

    # names = name , { ( "和" | "及" | "与" | "、" ) , name } , [ "等" , [ kind-of-unit ] , [ connective , name ] ] ;
    # name  = unit , [ "（" , role , "）" ] | places-with-one-head ;
    def _names(self, text: str) -> None:
        text = text.strip("、，：: ")
        if not text or text in _NOBODY:
            return
        joined = join_listed(self.pending[-1], text)
        if joined is not None:
            self.odd = [name for name in self.odd if name not in joined]
            return
        names, open_ended = split_names(text)
        self.open_ended = self.open_ended or open_ended
        for each in names:
            name, role = role_mark(each)
            if not name:
                continue
            if role:
                self.roles[cast(RoleField, role)].append(name)
                self.predicated = True
                continue
            if is_person(name):
                self.doubts.append(f"“{name}”是人不是单位，没有列入")
                continue
            group = self.pending[-1]
            if join_places(group, name):
                continue
            if not is_name(name):
                if len(name) > _LONGEST_ODD:
                    self.unlike.append(name)
                    continue
                self.odd.append(name)
            group.append(name)

    def _assign(self, role: RoleField, *, everything: bool) -> None:
        """Move the waiting names into a role; the groups before the last comma only if they have no other."""
        for group in self.pending:
            self._complete(group)
        groups = self.pending if everything else self.pending[-1:]
        default = self._default()
        for group in [] if everything else self.pending[:-1]:
            self.roles[default] += group
        for group in groups:
            self.roles[role] += group
        self.pending = [[]]

    # shared-ending = short-name , { "、" , short-name } , "、" , name ;      检修、建设公司 is 检修公司 and 建设公司
    def _complete(self, group: list[str]) -> None:
        """Give names that leave off their last word the one that the next name has."""
        ending = ""
        for at in range(len(group) - 1, -1, -1):
            name = group[at]
            if name in self.odd:
                short = len(name) <= _LONGEST_SHORT and name[-1] not in _KINDS_OF_PEOPLE
                if ending and short and is_name(name + ending):
                    group[at] = name + ending
                    self.odd.remove(name)
                else:
                    ending = ""
                continue
            ending = shared_ending(name)

    def _default(self) -> RoleField:
        if self.label == "oversee":
            return "support"
        return self.label if self.label in ("lead", "units", "support") else "units"

    def _flush(self) -> None:
        self._assign(self._default(), everything=True)

    def _end_remark(self) -> None:
        """A remark on all tasks names units that this ledger does not add to each: say so."""
        if self.remark:
            remark = "".join(self.remark).rstrip("，。；")
            if not FIRST_LEADS.search(remark):
                self.doubts.append(f"条款注明“{remark}”，没有逐条加进责任单位")
        self.remark = None

    def finish(self) -> Clause | None:
        """Give what was read."""
        self._flush()
        self._end_remark()
        taken: set[str] = set()
        roles = {}
        for role in ("lead", "units", "support"):
            names = dict.fromkeys(self.roles[role])
            roles[role] = tuple(name for name in names if name not in taken)
            taken |= set(names)
        if not taken and not self.time and not self.leaders and not (self.first_leads or self.carried):
            return None
        doubts = [*self.doubts, *(f"“{name}”不像单位名称" for name in self.odd)]
        doubts += [f"责任条款里的“{words}”没有列为责任单位" for words in self.unlike]
        return Clause(
            lead=roles["lead"],
            units=roles["units"],
            support=roles["support"],
            leader="、".join(dict.fromkeys(self.leaders)),
            open_ended=self.open_ended,
            time="，".join(self.time),
            first_leads=self.first_leads,
            rest_supports=self.rest_supports,
            carried=self.carried,
            sure=not self.unlike and (self.labelled or not self.odd),
            odd=tuple(self.odd),
            labelled=self.labelled,
            predicated=self.predicated,
            doubts=tuple(doubts),
        )
