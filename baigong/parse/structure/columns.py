"""What the columns of a task table hold, told by the words of its header row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from baigong.parse.responsibility.labels import LabelKind, label_kind
from baigong.parse.sources.interface import SourceTable
from baigong.parse.wording import any_of, clean

Column = Literal[
    "serial",
    "group",
    "task",
    "goal",
    "lead",
    "units",
    "support",
    "oversee",
    "time",
    "person",
    "leader",
    "source",
    "year",
    "note",
    "",
]

_SERIAL = re.compile(r"序号|编号|项目编号|号|NO\.?|No\.?")
_GROUPS = any_of("类别 分类 领域 板块 类型 大类 方面 维度 专项 一级任务 大项")
_GROUP = re.compile(rf"{any_of('任务 工作 项目 目标 指标 重点 问题 改革 整改')}?{_GROUPS}|类|一级指标|模块")
_TASK_WORDS = any_of(
    "年度 主要 重点 具体 改革 整改 工作 任务 目标 项目 建设 支持 实施 行动 落实 二级 三级 分解 推进 创建 整治 核心 "
    "细化 考核 民生 实事 责任"
)
_TASKS = any_of(
    "任务 内容 事项 措施 举措 工作 要点 项目 名称 任务内容 指标 清单 要求 目标任务 任务分解 问题 做法 任务名称 "
    "事项名称 政策 政策措施 实事"
)
_TASK = re.compile(
    rf"{_TASK_WORDS}*{_TASKS}(?:[及和与](?:要求|措施|内容|目标|分工|规模|标准|举措|实施计划|计划|进度))?"
)
_GOAL_WORDS = any_of("完成 年度 工作 预期 主要 阶段 阶段性 具体 总体 任务 建设 量化 最终 整改 绩效")
_GOALS = any_of("目标 标志 成效 成果 标准 目标值 进度目标 成果形式 成果要求 结果")
_GOAL = re.compile(rf"(?:\d{{4}}年)?{_GOAL_WORDS}*{_GOALS}(?:要求|值)?")
_SOURCE = re.compile(r"(?:任务|工作|文件|事项)?来源|(?:工作|政策|任务)?依据|批示(?:内容|件)?")
_YEAR = re.compile(r"(20\d\d)年?(?:度?(?:计划|任务|目标|数|量|建设|实施|投资|完成)*)?")
_LEADERS = re.compile(r"领导|责任人|负责人|[省市县区州]长")
_LEADER_OF = any_of("分管 包抓 包保 领办 牵头 联系 责任 挂点 挂钩 挂帅 负责")
_LEADER = re.compile(
    rf"{_LEADER_OF}?(?:[省市区县州盟旗镇乡校院局厂]级?|公司|集团|班子)领导(?:同志)?|{_LEADER_OF}领导(?:同志)?"
)
# What is to be reached by when: 6月底前主体封顶，12月底前竣工.
_PROGRESS_OF = any_of("形象 序时 工作 实施 推进 项目 建设 年度 任务 时间")
_PROGRESS = re.compile(
    rf"{_PROGRESS_OF}?{any_of('进度 节点 时间表')}{any_of('计划 安排 要求 目标')}?|{any_of('实施 推进 进度')}计划"
)
# 目标及完成时限 says both in one cell; 计划竣工时间 is when it is done.
_BY_WHEN = any_of("完成时限 完成时间 时限 进度 时间节点")
_FINISHED = re.compile(
    rf"{_GOAL_WORDS}*{any_of('目标 任务')}{any_of('及 和 与')}{_GOAL_WORDS}*{_BY_WHEN}"
    rf"|{any_of('计划 预计 拟')}?{any_of('竣工 建成 完工 投产 投用 交付 达产 验收')}{any_of('时间 时限 日期 节点')}"
)
_CLERKS = re.compile("联系|填报|经办")
_NOTE = re.compile(r"备注|说明|进展情况|进展|完成情况|落实情况|存在问题|签字|联系电话|状态")
_ANY_WHO = re.compile(
    r"(?P<lead>牵头|主办|主责)|(?P<support>配合|协办|协同|参与|参加|协助)|(?P<units>责任|承办|落实|实施|负责|属地责任|项目业主|业主单位|行业主管)"
)
_NOT_WHO = re.compile(any_of("计划 情况 方案 内容 时间 措施 目标 要求 标准 进度 结果 地点 范围 期限") + "$")
HEADERS_SOUGHT = "工作任务（或重点任务、工作内容、主要措施）、牵头单位、责任单位、配合单位、完成时限"
"""What a task table's header is recognized by, for the message when none is found."""
_SEARCHED = 15
_ROLE_COLUMNS = ("lead", "units", "support")


@dataclass(frozen=True)
class Header:
    """The header of a table: its row, what each column holds, and the (column, year) of those that name a year."""

    row: int
    columns: tuple[Column, ...]
    years: tuple[tuple[int, int], ...] = ()

    def all_of(self, *kinds: Column) -> list[int]:
        """The indexes of the columns of these kinds, in order."""
        return [at for at, column in enumerate(self.columns) if column in kinds]


def column_kind(words: str) -> Column:
    """Tell what a column holds by its header."""
    plain = re.sub(r"[（(][^（）()]*[）)]|[:：*]", "", clean(words.replace("\n", "")))
    if not plain or len(plain) > 16:
        return ""
    kind = label_kind(plain)
    if kind:
        return _labelled(kind, plain)
    for column, pattern in _PATTERNS:
        if pattern.fullmatch(plain):
            return column
    who = _ANY_WHO.match(plain)
    if who and who.lastgroup and len(plain) <= 10 and not _NOT_WHO.search(plain):
        return who.lastgroup  # type: ignore[return-value]
    return ""


def _labelled(kind: LabelKind, words: str) -> Column:
    """A column headed by a label; of persons only those who answer for the task, of asides only what it came from."""
    if kind == "person":
        return "leader" if _LEADERS.search(words) and not _CLERKS.search(words) else "person"
    if kind == "aside":
        return "source" if _SOURCE.fullmatch(words) else "note"
    return kind


_PATTERNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("serial", _SERIAL),
    ("leader", _LEADER),
    ("year", _YEAR),
    ("source", _SOURCE),
    ("note", _NOTE),
    ("time", _PROGRESS),
    ("time", _FINISHED),
    ("group", _GROUP),
    ("goal", _GOAL),
    ("task", _TASK),
)


def find_header(table: SourceTable) -> Header | None:
    """Find the row that names a column of tasks and a column of units; None when no row does."""
    best: tuple[int, Header] | None = None
    for row, cells in enumerate(table.rows[:_SEARCHED]):
        columns = _under(_columns(cells), table.rows, row)
        score = len({column for column in columns if column})
        if not _sufficient(columns) or score < 2:
            continue
        # A header of two rows names its columns in the lower; further down it is only repeated.
        # One name over several columns says less than the names beneath: 责任单位 over 牵头单位 and 配合单位.
        if best is None or (row == best[1].row + 1 and score >= best[0]):
            best = (score, Header(row, columns, _years(columns, cells)))
    return best[1] if best else None


def _years(columns: tuple[Column, ...], cells: Sequence[str]) -> tuple[tuple[int, int], ...]:
    years = ((at, _YEAR.match(clean(cells[at]))) for at, column in enumerate(columns) if column == "year")
    return tuple((at, int(match.group(1))) for at, match in years if match)


def _under(columns: tuple[Column, ...], rows: Sequence[Sequence[str]], row: int) -> tuple[Column, ...]:
    """Give a second row of headers the names that stand above it where it has none: cells merged downwards."""
    if not row or not any(column in _ROLE_COLUMNS for column in columns) or _sufficient(columns):
        return columns
    above, cells = rows[row - 1], rows[row]
    own = [clean(cell) for cell, over in zip(cells, above, strict=False) if cell.strip() and cell != over]
    if not _sufficient(_columns(above)) or any(not column_kind(words) for words in own):
        return columns
    upper = _columns(above)
    return tuple(column or (upper[at] if at < len(upper) else "") for at, column in enumerate(columns))


def _columns(cells: Sequence[str]) -> tuple[Column, ...]:
    return tuple(column_kind(cell) for cell in cells)


def _sufficient(columns: Sequence[Column]) -> bool:
    return any(c in _ROLE_COLUMNS for c in columns) and any(c in ("task", "goal", "group") for c in columns)


def is_header(cells: Sequence[str], header: Header) -> bool:
    """Whether a row repeats the header, as on every page of a printed table."""
    kinds = _columns(cells)
    same = sum(kind == column for kind, column in zip(kinds, header.columns, strict=False) if column)
    return same >= max(2, sum(bool(column) for column in header.columns) - 1)
