"""What kind of document it is, told by its title: a plan says what is to be done, a report or a law does not."""

from __future__ import annotations

import re

from baigong.parse.structure.outline import OutlineItem
from baigong.parse.wording import any_of, clean

_OTHER = any_of(
    "通报 讲话 致辞 发言 纪要 条例 规定 暂行规定 名单 公报 报告 简报 回顾 总结 汇报 综述 工作情况 进展情况 解读 "
    "答记者问 记者会 公示 章程"
)
_OTHER_TITLE = re.compile(rf"(?P<kind>{_OTHER})(?:[（(《][^（）()《》]{{1,20}}[）)》])?(?:的通知)?$")
_PLAN_WORDS = re.compile(any_of("方案 计划 要点 分工 清单 措施 任务 行动 台账 责任书 分解"))
_LINES = 10
_LONGEST = 80


def other_genre(root: OutlineItem, title: str) -> str:
    """Give what the document calls itself where that is no plan (通报, 讲话, 条例), else nothing."""
    lines = [title, *(clean(piece.text) for piece in root.pieces[:_LINES])]
    for line in lines:
        match = _OTHER_TITLE.search(line) if len(line) <= _LONGEST else None
        if match and not _PLAN_WORDS.search(line):
            return match["kind"]
    return ""
