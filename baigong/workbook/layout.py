"""The layout of the workbooks that go out and come back; the writer and the reader both follow these tables.

A column is open (the unit fills it in) or locked (it shows what the ledger holds).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from baigong.words import STATUS, Reported

Kind = Literal["progress", "division"]
"""报送表 for progress, 分解表 for who leads."""

VERSION = 1
"""The version of this layout; a workbook of a later one is refused."""
META = "baigong"
"""The hidden sheet that says what a workbook was made from."""
UNITS = "名单"
"""The hidden sheet that holds the units of the drop-downs."""
HELP = "填报说明"

MOST_WORDS = 5000
"""The most characters of one answer."""


@dataclass(frozen=True)
class Field:
    """One column, or one line of the head: its key, its title, other titles that people give it.

    `width` is in characters of the default font, for a column.
    """

    key: str
    title: str
    width: float = 0
    open: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One kind of workbook: the title of its sheet, the columns of the table, and the head above it."""

    kind: Kind
    sheet: str
    file: str
    """The file name's part after the unit, with `week`: 第5周 of 省水利厅-第5周.xlsx."""
    columns: tuple[Field, ...]
    head: tuple[Field, ...]

    @property
    def open(self) -> tuple[Field, ...]:
        """The columns that are filled in."""
        return tuple(column for column in self.columns if column.open)


UNIT = Field("unit", "填报单位", others=("单位", "责任单位"))
FILLER = Field("filler", "填报人", open=True, others=("填表人", "经办人"))
PHONE = Field("phone", "联系电话", open=True, others=("电话", "联系方式"))
HEAD = (UNIT, FILLER, PHONE)

ID = Field("id", "编号", 7, others=("序号", "任务编号"))
TEXT = Field("text", "任务", 30, others=("任务内容", "工作任务", "任务（举措）"))

PROGRESS = Layout(
    "progress",
    "填报",
    "第{week}周",
    (
        ID,
        TEXT,
        Field("role", "角色", 5.5),
        Field("due", "时限", 11),
        Field("days", "还有几天", 7.5),
        Field("light", "灯", 4),
        Field("before", "上次进度", 11),
        Field("latest", "最近一次报告", 20),
        Field("status", "状态", 8.5, open=True, others=("目前状态", "当前状态", "办理状态", "完成状态")),
        Field("percent", "进度", 7, open=True, others=("完成进度", "完成比例", "完成率", "本次进度", "目前进度")),
        Field("note", "进展情况", 30, open=True, others=("进展", "工作进展", "落实情况", "完成情况", "本周进展")),
        Field("problem", "存在问题", 18, open=True, others=("问题", "困难和问题", "存在的问题", "存在困难")),
        Field("next", "下一步措施", 18, open=True, others=("下一步", "下步措施", "下一步工作", "下一步打算", "措施")),
        Field("targets", "目标", 15, others=("目标值", "任务目标")),
        Field("actual", "目标实际值", 9, open=True, others=("实际值", "实际完成值", "目标完成值")),
        Field("evidence", "佐证", 12, open=True, others=("佐证材料", "依据", "佐证文号")),
        Field("leader", "分管领导", 9),
    ),
    HEAD,
)

DIVISION = Layout(
    "division",
    "分解",
    "任务分解",
    (
        ID,
        TEXT,
        Field("units", "责任单位", 34, others=("承担单位",)),
        Field("now", "现牵头", 14),
        Field("proposed", "建议牵头", 16),
        Field("probability", "把握", 7),
        Field("grounds", "依据", 24),
        Field("lead", "牵头单位", 20, open=True, others=("定牵头", "牵头", "确定牵头单位")),
        Field("note", "备注", 22, open=True, others=("说明",)),
    ),
    HEAD[1:],
)

LAYOUTS: dict[str, Layout] = {PROGRESS.kind: PROGRESS, DIVISION.kind: DIVISION}
"""Every kind of workbook, by its name in the metadata."""

CHOICES: tuple[Reported, ...] = ("todo", "doing", "blocked", "done")
"""The statuses that a unit may report; 已取消 and 已销号 are the supervision office's."""

STATUS_WORDS: dict[str, Reported] = {STATUS[code]: code for code in CHOICES} | {
    "未开始": "todo",
    "没有启动": "todo",
    "尚未启动": "todo",
    "未开展": "todo",
    "进行中": "doing",
    "正在推进": "doing",
    "推进": "doing",
    "办理中": "doing",
    "正在办理": "doing",
    "实施中": "doing",
    "已启动": "doing",
    "有困难": "blocked",
    "受阻滞": "blocked",
    "停滞": "blocked",
    "完成": "done",
    "已办结": "done",
    "办结": "done",
    "全部完成": "done",
    "已全部完成": "done",
}
"""The ways in which people write a status, in words."""

ACCEPTING = ("同意", "采纳", "同意建议", "采纳建议", "是", "√", "✓")
"""What stands for the proposed unit in a sheet of proposals."""
