"""What kind of document it is, told by its title: a plan says what is to be done, a report or a law does not."""

from __future__ import annotations

import re

from baigong.parse.structure.outline import OutlineItem
from baigong.parse.wording import any_of, clean

_OTHER = any_of(
    "通报 讲话 致辞 发言 纪要 条例 规定 暂行规定 名单 公报 报告 简报 回顾 总结 汇报 综述 工作情况 进展情况 解读 "
    "答记者问 记者会 公示 章程 预案 规则 排名"
)
_OTHER_TITLE = re.compile(rf"(?P<kind>{_OTHER})(?:[（(《][^（）()《》]{{1,20}}[）)》])?(?:的通知)?$")
_PLAN_WORDS = re.compile(any_of("方案 计划 要点 分工 清单 措施 任务 行动 台账 责任书 分解"))
# What was done is no plan, whatever tasks it speaks of: 重点任务推进情况的通报, 实事进展情况表.
_STATE = re.compile(
    r"情况的?(?P<kind>通报|报告|汇报|总结|公示)$|(?P<table>(?:进展|完成|落实|推进|执行)情况(?:一览|统计|汇总)?表|统计表|排名表|决算表)$"
)
_LINES = 10
_LONGEST = 80


def other_genre(root: OutlineItem, title: str) -> str:
    """Give what the document calls itself where that is no plan (通报, 讲话, 条例), else nothing."""
    lines = [title, *(clean(piece.text) for piece in root.pieces[:_LINES])]
    for line in lines:
        if len(line) > _LONGEST:
            continue
        state = _STATE.search(line)
        if state:
            return state["kind"] or state["table"]
        match = _OTHER_TITLE.search(line)
        if match and not _PLAN_WORDS.search(line):
            return match["kind"]
    return ""
