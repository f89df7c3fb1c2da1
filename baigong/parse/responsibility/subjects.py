"""Sentences that only begin with their unit: 县公安局对面包车逐车建档; 各供水分公司每月巡检一遍."""

from __future__ import annotations

import re

from baigong.parse.dates.points import POINT
from baigong.parse.dates.recurrence import find_recurrence
from baigong.parse.responsibility.offices import is_office, office_list
from baigong.parse.wording import any_of

LONGEST_LIST = 90
"""Names longer together than this are prose."""
LONGEST_NAME = 24
# What a subject without 负责 is followed by. Words that also end a noun (县医院建设, 乡镇道路改造) are none.
_VERBS = any_of(
    "全程 跟踪 公开 统一 要 应 须 均 分别 各自 对(?![接口]) 将 把 于 向 按照 根据 依法 按 每(?=[月周季半年日天个]) "
    "开展 制定 制订 建立 健全 完善 组织 研究 推进 推动 落实 完成 编制 提出 加强 抓好 协调 明确 起草 印发 出台 督促 "
    "指导 监督 加快 强化 定期 及时 全面 积极 切实 具体 办理 审核 拟定 汇总 梳理 深入 持续 严格 认真 足额 优先 统一 "
    "安排 保障 发布 召开 举办 报送 上报 实施 设立 派出 出动 选派 更换 新增 建成 摸排 排查 整治 查处 打击 清理 组建 "
    "搭建 争取 提供 牵头 统筹 主动 全力 集中 重点 同步 加大 扩大 简化 优化 细化 引导 支持 受理 建好 管好 确保 进一步 "
    "充分 率先 逐 聚焦 开设 开通 兑现 申报 配备 拨付 筹措 收集 公布 公示 通报 监测 巡查 检查 督查 抽查 走访 承办 "
    "对接 签订 组成 成立 依托 结合 通过 围绕 在(?!建) 每日 做好 收治 救治 指派 委托 下达 分解 核查 核实 复核 验收 "
    "约谈 督导 考核 奖励 增设 设置 张贴 悬挂 制作 播放 刊发 采购 招标 运用 牢牢 尽快 抓紧 逐步 发挥 落细 压实 守好 "
    "用好 修订 修编 播出 利用 采取 清运 清掏 疏浚 下发 拆除 收取 更换 "
    # Of these the same words end the name of a thing to be done: 县医院改造完成.
    "(?:改造|新建|改建|扩建|维修|建设|提升|更新)(?!工程|项目|任务|工作|完成|进度|到位|[，。；、\\d]|$)"
)
_ENDS_NAMES = re.compile(rf"(?={_VERBS})|(?={POINT.pattern.replace('?P<', '?P<s_')})")
# 依托产业园开展, 组织各单位排查: the words before the place are a verb, and the place is no subject.
_NO_SUBJECT = re.compile(
    any_of(
        "依托 利用 通过 结合 围绕 以 在 对(?!外) 向 从 组织(?!部) 开展 建设(?![局厅委部公银]) 完善 建立 健全 支持 "
        "引导 鼓励 深入 加大 加快 加强 扩大 打造 争取 充分 推动 推进(?!办) 整合 发挥 强化 选派 成立 依法 新建 改造 "
        "提升 联合 邀请 召开 举办 聚焦 抓好 开办 会同 区域 市场主体 市民(?![政族宗]) 县城(?![管建投]) 县域 "
        "城市(?!管理|更新) 城镇 乡村(?!振兴局) 农村(?!工作|经济) 农业(?!农村|局|综合) 全面 积极 督促 指导 协助 配合 "
        "参与 制定 落实 做好 把 将 市政(?![数务府法协]) 区块 省级 市级 县级 区级 州级 国家级 为 按 按照 根据 "
        "经(?=[省市县区国报]) 由 与 和 及 让 使 确保 引进 培育 发展(?!改革|和改革|规划) 扶持 帮助 协调 继续 持续 "
        "结果 进一步 严格 规范 优化 探索 推广 推行 实施 明确 着力 重点 主动 定期 每 凡 其 该 本 这 涉 非"
    )
)
# 县政府督查室 goes on behind 县政府.
_NAME_GOES_ON = re.compile(
    r"[一-鿿]{2,5}?(?:室|局|队|站|组|办(?![理好公])|处(?![理置罚])|科(?!学)|中心|委(?!托)|所(?![有在属])|部(?![署门分位])|院|厅)"
    rf"(?=[对要应须于在每将把负牵按、，]|{_VERBS}|$)"
)
_STANDING = re.compile("^(?:[省市县区州镇乡旗盟]|各|全[省市县区州]各|中国|国家|试点)")
_PLAINLY_OFFICE = re.compile(
    "(?:[局委厅署]|公司|集团|政府|管委会|支队|大队|中心|分局|办事处|[处科部室组站所队院办])(?:[（(][^（）()]{1,20}[）)])?$"
)
# A group that is only told to be diligent has nothing that it could report.
_DILIGENCE = any_of(
    "高度 提高 加强 切实 认真 按照 根据 明确 压实 强化 密切 严格 积极 主动 充分 进一步 结合 牢固 主要 落实 全力 "
    "[将把](?![^，；。]{2,20}(?:纳入|列入|报送|移交|录入|下达))"
)
_DILIGENT = re.compile(f"^(?:要|应|须|必须|务必|均|都)?{_DILIGENCE}")
_PRINTED = re.compile(r"\d日\s*(?:印|制)发?$")
_PAST = re.compile("^(?:已|曾|共|先后|目前|自)|已经|同比(?:增长|下降)")


# subject = names , ( verb | point | "，" , point ) , work ;      各供水分公司每月巡检一遍; 甲部、乙公司，10月底前完成…
def read_subject(parts: list[str]) -> tuple[tuple[str, ...], bool]:
    """Give the units that a sentence (its clauses in `parts`) only begins with, and whether it names a time.

    A group needs a time, else it is told to be diligent.
    """
    names, rest = _opening_names(parts[0])
    timed = any(_names_time(each) for each in (rest, *parts[1:]))
    if not names or _PAST.search(rest[:8]) or _PRINTED.search(parts[0]):
        return (), timed
    if not rest and not (len(parts) > 1 and _opens_with_time(parts[1])):
        return (), timed
    grouped = all(name.startswith(("各", "有关", "相关", "全", "试点")) for name in names)
    exhorted = _DILIGENT.match(rest) and not re.search(r"\d|《", "".join((rest, *parts[1:])))
    return ((), timed) if not timed and (grouped or exhorted) else (names, timed)


def read_later_subject(part: str) -> tuple[str, ...]:
    """The offices that a later clause of a sentence begins with: …，人力资源部按季度兑现考核."""
    names, rest = _opening_names(part)
    return names if rest and not any(name.startswith(("各", "有关", "相关")) for name in names) else ()


def _opening_names(part: str) -> tuple[tuple[str, ...], str]:
    """The offices that a clause begins with and the words behind them; none where it begins otherwise."""
    if _NO_SUBJECT.match(part):
        return (), part
    for match in _ENDS_NAMES.finditer(part, 2, LONGEST_LIST):
        names = office_list(part[: match.start()])
        if names and all(map(_may_act, names)) and not _NAME_GOES_ON.match(part, match.start()):
            return names, part[match.start() :]
    names = office_list(part) if len(part) <= LONGEST_LIST else ()
    return (names, "") if names and all(map(_may_act, names)) else ((), part)


def _may_act(name: str) -> bool:
    """Whether a name is an office by its first letters or its last, and no noun that a sentence may begin with."""
    if not is_office(name) or _NO_SUBJECT.match(name) or len(name) > LONGEST_NAME:
        return False
    return bool(_STANDING.match(name)) or bool(_PLAINLY_OFFICE.search(name))


def _names_time(words: str) -> bool:
    return bool(find_recurrence(words)) or any(match.group() for match in POINT.finditer(words))


def _opens_with_time(words: str) -> bool:
    """Whether a clause begins with a time and goes on with work: 10月底前完成25个小区改造."""
    match = POINT.match(words)
    return match is not None and bool(match.group()) and len(words) - match.end() > 3
