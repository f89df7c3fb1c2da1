"""The two tables of responsibility clauses: labels (责任单位：) and connectives (牵头, 按职责分工负责, 配合)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from baigong.parse.wording import any_of

RoleField = Literal["lead", "units", "support"]
"""The field of a plan that the units of a role stand in; `units` are the responsible ones."""
LabelKind = Literal["lead", "units", "support", "oversee", "time", "person", "aside"]


@dataclass(frozen=True)
class Label:
    """A label found in the words: what follows it until the next label is of its kind."""

    kind: LabelKind
    start: int
    end: int
    words: str


_WHO = any_of("单位 部门 机构 主体 处室 科室 股室 委办局 地区 方 司局 院系 学院 科所 站所 社区 街道 乡镇 镇街")
_WHOSE = any_of(
    "省级 市级 县级 区级 州级 镇级 省直 市直 县直 区直 国家 中央 省 市 县 区 镇 总 主要 具体 第一 共同 "
    "相关 有关 各 项目 任务 工作 属地 其他 其它 其余"
)
_ADDED = "(?:及[^：:，。；、]{1,8})?"

# A label is one of `whose`, one of the words of its kind, and `who`: 市级牵头单位.
_ROLES: tuple[tuple[LabelKind, str], ...] = (
    ("lead", "牵头 主办 主责 牵头责任 牵头负责 负责牵头 责任牵头 主要责任 主要负责 首要责任 总牵头 主抓 牵头主责"),
    (
        "support",
        "配合 协办 参加 参与 协同 协助 支持 协作 协同责任 协同配合 配合责任 责任配合 协助责任 联办 会办 协同落实",
    ),
    # Who watches over the work does not do it; the ledger has no role for it, so it is doubted.
    ("oversee", "督办 督导 督查 监督 指导 监管 督促 业务指导 责任督导 统筹 统筹协调 牵头督导 牵头督办"),
    (
        "units",
        "责任 承办 落实 实施 负责 执行 承担 主体责任 具体责任 责任落实 责任实施 责任承办 承办责任 落实责任 "
        "实施责任 分工 完成 办理 建设 主管 责任主管",
    ),
)
# People answer for units but are none; their names are passed over.
_PEOPLE = any_of(
    "牵头 责任 分管 包抓 包保 包联 督办 联系 负责 挂牌 配合 主管 主要 牵头负责 牵头责任 包抓责任 主要责任 "
    "直接责任 推进 协调 经办 具体 填报"
)
_TITLES = any_of(
    "领导 人员 人 同志 负责人 责任人 班子成员 省领导 市领导 区领导 县领导 州领导 秘书长 副市长 副县长 "
    "副区长 市长 县长 区长"
)
_TIMES = any_of("时限 期限 时间节点 时间要求 时限要求 时间进度 时间安排 进度安排 进度要求 时间 节点")
_TIMED = any_of("完成 办理 办结 整改 实施 责任 推进 落实 起止 进度 建设 达成")
_PLANNED = any_of("计划 预计 拟 要求 工作 项目 整体 任务 阶段")

# What else a clause may hold: where it applies, where it comes from. None of it is a unit.
_ASIDES = any_of(
    "适用范围 实施范围 适用地区 适用区域 适用对象 实施区域 试点范围 试点地区 涉及范围 任务来源 工作依据 政策依据 "
    "备注 资金来源 经费来源"
)

_LABELS: tuple[tuple[LabelKind, str], ...] = (
    ("aside", _ASIDES),
    ("person", rf"{_WHOSE}?{_PEOPLE}{_TITLES}{_ADDED}"),
    ("person", any_of("联系电话 联系方式 电话 邮箱 电子邮箱")),
    # 牵头及责任单位：甲、乙 names the one that leads first.
    ("units", rf"{_WHOSE}?{any_of('牵头 主办')}[及和与/、（(]{any_of('责任 配合 承办 落实 实施 协办')}[）)]?{_WHO}"),
    *((kind, rf"{_WHOSE}?{any_of(words)}(?:和责任)?{_WHO}") for kind, words in _ROLES),
    ("units", any_of("责任主体 实施主体 任务分工 责任分工 职责分工 分工安排 工作分工")),
    ("time", rf"{_PLANNED}?{_TIMED}?{_TIMES}{any_of('要求 安排 节点')}?"),
)
_LABEL = re.compile("|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_LABELS)))

# What may stand between a label and its colon: 牵头及责任单位：, 责任单位（部门）：, 【责任单位】.
_TAIL = re.compile(
    rf"\s*(?:(?:[（(][^（）()：:]{{1,8}}[）)])?(?:[及和与/、]\s*(?:{_WHO}|[^：:，。；、（）()]{{1,8}}))?\s*"
    r"(?:[：:]|[】\]］〕](?=[^，。；、]))|$)"
)
# 牵头单位县甲局，配合单位县乙局: the colon is left out before a name of its level.
_RUNS_INTO_NAME = re.compile(
    r"(?<=单位|部门)[省市县区州镇乡][一-鿿]{1,12}?(?:[局委厅办署院]|政府|公司|中心)(?=[、，；。]|$)"
)
_BARE = re.compile(
    "(?P<lead>牵头|主办)|(?P<support>配合|协办|协同|参与|协助)|(?P<units>责任|承办|落实|负责)|(?P<time>时限|时间)"
)
_BARE_KINDS: dict[str, LabelKind] = {"lead": "lead", "support": "support", "units": "units", "time": "time"}


# label = [ whose ] , role-words , [ who ] , [ "及" , who ] , ( "：" | "】" | "为" ) ;      市级牵头单位：
def read_label(text: str, start: int, *, within: bool) -> Label | None:
    """Read the label that begins at `start`, its colon included; `within` a clause 牵头： alone is one too."""
    head = text[start : start + 40]
    match = _LABEL.match(head)
    if match:
        kind = _kind(match)
        tail = _TAIL.match(head, match.end())
        if tail and tail.end() > match.end():
            return Label(kind, start, start + tail.end(), match.group())
        if within and head[match.end() : match.end() + 1] in ("为", "是") and not FIRST_LEADS.match(head):
            return Label(kind, start, start + match.end() + 1, match.group())
        if within and kind in ("lead", "units", "support") and _RUNS_INTO_NAME.match(head, match.end()):
            return Label(kind, start, start + match.end(), match.group())
    bare = _BARE.match(head) if within else None
    if bare and head[bare.end() : bare.end() + 1] in ("：", ":"):
        return Label(_BARE_KINDS[bare.lastgroup or ""], start, start + bare.end() + 1, bare.group())
    return None


_SET_APART = re.compile(r"^\s*[（(〔\[【]?(?P<label>(?:[一-鿿][ \u3000\xa0]+){2,7}[一-鿿])\s*(?=[：:】])")


# set-apart = letter , blank , letter , { blank , letter } , "：" ;      牵 头 单 位：
def set_together(text: str) -> str:
    """Take the spaces out of a label whose letters are set apart: 牵 头 单 位：."""
    match = _SET_APART.match(text)
    label = re.sub(r"\s", "", match["label"]) if match else ""
    return text[: match.start("label")] + label + text[match.end("label") :] if match and label_kind(label) else text


def label_kind(text: str) -> LabelKind | None:
    """Give the kind of a label that stands alone, as in a table's header or 【责任单位】, without its colon."""
    match = _LABEL.fullmatch(text)
    return _kind(match) if match else None


def _kind(match: re.Match[str]) -> LabelKind:
    return _LABELS[int((match.lastgroup or "k0")[1:])][0]


_DUTY = any_of(
    "职责 职能 分工 权限 职权 任务 事权 工作 责任 要求 程序 规定 管辖 属地 隶属关系 行业 领域 部门 业务 "
    "管理 范围 原则 和 与 、"
)
_BY = any_of("按照 按 依照 依据 依 根据 结合 围绕 在")
_WHOSE_DUTY = any_of("各自 本部门 部门 自身 有关 相关 其 法定 国家 现有 既定")
_ADVERB = any_of(
    "共同 分别 具体 分工 分头 联合 各自 积极 密切 全力 分级 统筹 主要 总体 直接 认真 同步 依法 各负其责 "
    "各司其职 切实 大力 主动 密切协作 予以 给予 协调 进行 做好"
)
_MANNER = rf"(?:(?:各自)?{_BY}{_WHOSE_DUTY}?的?{_DUTY}{{1,5}}(?:范围)?内?|{_ADVERB})"
_AS_ONE = rf"(?:作?为|是){any_of('主要 第一 具体 直接')}?"
_UNIT = any_of("单位 部门 主体")
_LEAD = (
    rf"(?:{_AS_ONE}{any_of('牵头 主办 主责 牵头责任')}{_UNIT}"
    rf"|{any_of('牵头 牵头组织 总牵头 主办 主抓 抓总 总负责 主责 负主责 为主 负总责')})"
)
_SUPPORT = (
    rf"(?:{_AS_ONE}{any_of('配合 协办 参与 参加 协助 协同')}{_UNIT}"
    rf"|{any_of('配合 协助 参与 参加 协同 协办 支持 协作 联动')})"
)
_OVERSEE = any_of("指导 督促 监督 督导 督办 监管")
_DO_WORDS = any_of(
    "负责 落实 组织实施 实施 组织落实 组织开展 推进 推动 办理 承办 承担 抓落实 执行 完成 开展 抓好 实现 "
    "建设 协调 统筹 制定 制订 出台 编制 提出 落实属地责任 落实主体责任 落实属地管理责任 承担主体责任"
)
_DO = rf"(?:{_AS_ONE}{any_of('责任 实施 落实 承办 执行')}{_UNIT}|{_DO_WORDS})"
_VERB = rf"(?:{_LEAD}|{_SUPPORT}|{_OVERSEE}|{_DO})"
_PREDICATE = re.compile(
    rf"(?P<verbs>(?:{_MANNER})*{_VERB}(?:{_MANNER}|{_VERB})*)"
    rf"{any_of('相关 有关 此项 该项')}?{any_of('工作 任务 事项 落实 到位 实施')}?$"
)
_MANNER_ALONE = re.compile(rf"{_MANNER}+$")
_WINDOW = 32
"""A connective is never longer; looking no further back keeps a long clause's time in proportion."""

Meaning = RoleField | Literal["oversee", "manner"]


# predicate = { manner } , verb , { manner | verb } , [ "工作" ] ;      共同牵头负责, 按职责分工负责
# manner    = "按" , [ whose-duty ] , duty | adverb ;      verb = lead | support | oversee | do ;
def read_predicate(text: str) -> tuple[str, Meaning] | None:
    """Take the connective off the end of a chunk: give the words before it and the role it gives them.

    `manner` gives none (按职责分工 on its own), `oversee` is 指导 or 督促.
    """
    window = text[-_WINDOW:]
    match = _PREDICATE.search(window)
    if not match:
        alone = _MANNER_ALONE.search(window)
        # 组织 and the like also end the names of offices.
        if alone and not alone.group().startswith(("组织", "统筹", "协调", "主要")):
            return text[: len(text) - len(alone.group())], "manner"
        return None
    verbs = match["verbs"]
    before = text[: len(text) - len(match.group())]
    if re.search(_LEAD, verbs):
        return before, "lead"
    if re.search(_SUPPORT, verbs):
        return before, "support"
    if re.search(_OVERSEE, verbs) and not re.search("负责|落实|实施", verbs):
        return before, "oversee"
    return before, "units"


JOINT = re.compile(
    r"(?<=[局委办厅院署会司心队府室处])会同(?=县)|会同(?!县|[、，]|$)"
    r"|联合(?=[省市县区国各有相])|商(?=省|市|国家|有关)|牵头会同"
)
"""甲会同乙: what stands before leads, what stands after works with it; 会同县 alone is a county."""

_PLACED = any_of("列 排 居 位 名列 排列 署名 排名 列为 位列 处于")
_FIRST = (
    rf"(?:第一|首){any_of('位 个 家 名 顺位')}?{any_of('者 的')}?(?:责任)?{any_of('单位 部门 地区')}?{any_of('者 的')}?"
)
_LEADS = any_of("牵头 主办 主责 第一责任 牵头负责 主要责任 负责牵头")
_AS = any_of("为 是 即为 系 作为 任")
_FOR_THIS = rf"{any_of('本项 该项')}?{any_of('工作 任务')}?的?总?"
FIRST_LEADS = re.compile(
    rf"{_PLACED}{any_of('在 于')}?{_FIRST}，?均?{_AS}?{_FOR_THIS}{_LEADS}|{_FIRST}，?均?{_AS}{_FOR_THIS}{_LEADS}"
    rf"|(?:由|^){_FIRST}{_LEADS}"
)
"""列第一位者为牵头单位: the first name of the clause leads."""

REST_SUPPORTS = re.compile(
    rf"{any_of('其余 其他 其它 之后 后面')}的?{any_of('单位 部门 者')}?均?[为是](?:主要)?(?:配合|协[办同助]|参与)"
)
"""其余为配合单位: the names behind the first support it."""

CARRIED = re.compile(
    rf"{any_of('以 如')}?下同|{any_of('以下 下列 后面 其余')}{any_of('各项 各条 任务')}?均?{any_of('同此 相同 类同')}"
    rf"|不再{any_of('逐一 一一 逐项 单独 另行 重复 分别')}?{any_of('列出 做分工 作分工 列举 标注 注明')}"
)
"""下同: the remark holds from here on."""

REMARK = re.compile(any_of("以下 下列 具体任务 其余 上述 以上 所有 各项(?!目) 本方案 本措施 本计划 未列 见附件 详见"))
"""A remark on all tasks begins so: 以下各项均需各市县政府落实，不再列出."""
