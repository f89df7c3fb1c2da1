"""What a unit has answered in a workbook that cannot be accepted: in a cell, or in a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from baigong.errors.base import BaigongError
from baigong.errors.workbooks import WorkbookError
from baigong.words import STATUS, Reported, as_typed, number

# What stands in one cell.


class CellError(BaigongError):
    """What stands in one cell cannot be accepted: what is wrong, and what is accepted."""


class CellTooLongError(CellError):
    """A cell holds more words than a report has."""

    def __init__(self, length: int, limit: int) -> None:
        """Count the characters, and give the bound."""
        super().__init__(f"有 {length} 字，太长", f"最多 {limit} 字，请摘要，材料另附")
        self.length, self.limit = length, limit


class FormulaError(CellError):
    """A formula has no value that can be read: never worked out, an error, or taken from another file."""

    def __init__(self, fault: Literal["unsaved", "error", "external"], value: str = "") -> None:
        """Say which; `value` is the error's own (#REF!)."""
        what = {
            "unsaved": "是公式，没有算出的值",
            "error": f"是公式的错误值 {value}",
            "external": "是引用别的程序或别的文件的公式",
        }[fault]
        super().__init__(what, "请直接填写数值或文字")
        self.fault, self.value = fault, value


class OfficeStatusError(CellError):
    """A status that only the supervision office gives."""

    def __init__(self, text: str, accepted: str) -> None:
        """Repeat it, and list those that a unit can report."""
        super().__init__(f"“{text}”由督查室办理，单位不能填", f"请填 {accepted}，情况写在存在问题里")
        self.text = text


class UnclearStatusError(CellError):
    """The words mean no status."""

    def __init__(self, text: str, accepted: str) -> None:
        """Repeat them, and list those that a unit can report."""
        super().__init__(f"状态“{_short(text)}”看不懂", f"请填 {accepted}")
        self.text = text


class PercentError(CellError):
    """What stands where a percent belongs is none."""

    def __init__(self, message: str) -> None:
        """Show how a percent is written."""
        super().__init__(message, "请填 0 到 100 之间的数，例如 60")


class PercentIsDateError(PercentError):
    """A spreadsheet has made a date of a percent."""

    def __init__(self, day: date) -> None:
        """Name the date."""
        super().__init__(f"进度“{day:%Y-%m-%d}”是日期")
        self.day = day


class UnclearPercentError(PercentError):
    """The words mean no percent."""

    def __init__(self, text: str) -> None:
        """Repeat them."""
        super().__init__(f"进度“{_short(text)}”看不懂")
        self.text = text


class PercentOutOfBoundsError(PercentError):
    """A percent below 0 or above 100."""

    def __init__(self, text: str) -> None:
        """Repeat it."""
        super().__init__(f"进度 {_short(text)} 超出范围")
        self.text = text


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


# What a row says.


class RowError(WorkbookError):
    """What a row says cannot be recorded: what is wrong, and what is accepted."""


class RowMismatchError(RowError):
    """The number of a row and its words are those of two tasks, as after sorting a part of the sheet."""

    def __init__(self, id: str, other: str) -> None:
        """Name the number, and the task whose words they are."""
        super().__init__(
            f"编号 {id} 与这一行的任务对不上（这段文字是 {other} 的）", "排序时请选中整张表；请核对是哪一项"
        )
        self.id, self.other = id, other


class RowWithoutIdError(RowError):
    """A row has answers and no number."""

    def __init__(self) -> None:
        """Ask for it."""
        super().__init__("这一行没有编号，不知道说的是哪一项", "请填编号，例如 3.2；不是任务的内容请删去")


class RowTwiceError(RowError):
    """Two rows of a workbook answer for one task, and differ."""

    def __init__(self, id: str, first: str) -> None:
        """Name the task, and the cell of the first."""
        super().__init__(f"{id} 有两行，填得不一样（另一行在 {first}）", "请只留一行")
        self.id, self.first = id, first


class AnswersDifferError(RowError):
    """Two workbooks of one unit and week answer for one task, and differ."""

    def __init__(self, id: str, other: str) -> None:
        """Name the task, and the place in the other workbook."""
        super().__init__(f"{id} 与同一单位的另一份（{other}）填得不一样", "请只留一份，或把两份改成一致")
        self.id, self.other = id, other


class UnknownRowError(RowError):
    """A row that somebody added has a number that the plan does not have."""

    def __init__(self, id: str) -> None:
        """Name the number."""
        super().__init__(f"方案里没有 {id}", "请核对编号")
        self.id = id


class RowGoneError(RowError):
    """A revision has taken the task of a row out of the plan."""

    def __init__(self, id: str) -> None:
        """Name the task."""
        super().__init__(f"方案修订后没有 {id} 这一项了", f"请核对它并入了哪一项，用 {as_typed('progress')} 记录")
        self.id = id


class RowOfOthersError(RowError):
    """A unit answers for a task in which it has no part."""

    def __init__(self, unit: str, id: str, units: Sequence[str]) -> None:
        """Name those that have one."""
        super().__init__(f"{unit}不承担 {id}", f"承担单位为：{'、'.join(units) or '（未列单位）'}")
        self.unit, self.id, self.units = unit, id, tuple(units)


class OngoingPercentError(RowError):
    """A percent of work that goes on for ever."""

    def __init__(self) -> None:
        """Ask for words."""
        super().__init__("持续推进的事项不填进度", "请删去进度，只写进展情况")


class ContradictionError(RowError):
    """A status and a percent that contradict each other."""

    def __init__(self, status: Reported, percent: float) -> None:
        """Name both, and say which percent the status has."""
        mend = {"done": "已完成的进度填 100", "todo": "未启动的进度填 0"}
        super().__init__(
            f"状态是{STATUS[status]}，进度却是 {number(percent)}",
            mend.get(status, "全部完成请选已完成；没有完成请填不到 100 的数"),
        )
        self.status, self.percent = status, percent


class BackToTodoError(RowError):
    """What has begun is reported as not begun."""

    def __init__(self, before: str) -> None:
        """Say where it stood, in words."""
        super().__init__(f"上次已是{before}，不能再填未启动", "请填推进中、受阻或已完成")
        self.before = before


class RowFinishedError(RowError):
    """What is finished is reported as under way."""

    def __init__(self, id: str, unit: str, now: str, wanted: str) -> None:
        """Say what it is now and what it was to become, both in words."""
        super().__init__(
            f"{id} 现为{now}，不能再记为{wanted}", f"确需重新办理，请先 {as_typed(f'reopen {id} --unit {unit}')}"
        )
        self.id, self.unit = id, unit


class NoProposalError(RowError):
    """A proposal is accepted where there is none."""

    def __init__(self, id: str, typed: str) -> None:
        """Name the task, and the word that accepts."""
        super().__init__(f"{id} 没有建议的牵头单位，不能写“{typed}”", "请写单位名称")
        self.id, self.typed = id, typed


class LeadError(RowError):
    """A unit that cannot lead a task is written as its lead."""

    def __init__(self, message: str, units: Sequence[str]) -> None:
        """List the units that can, the first six of many."""
        super().__init__(message, f"请从下拉列表中选：{'、'.join(units[:6])}{'等' if len(units) > 6 else ''}")
        self.units = tuple(units)


class UnclearLeadError(LeadError):
    """The name that is written is nobody's, or several units'."""

    def __init__(self, cause: BaigongError, units: Sequence[str]) -> None:
        """Say what the directory says of the name."""
        super().__init__(cause.message, units)


class OtherLeadError(LeadError):
    """The unit has no part in the task."""

    def __init__(self, unit: str, id: str, units: Sequence[str]) -> None:
        """Name it."""
        super().__init__(f"{unit}不承担 {id}", units)
        self.unit, self.id = unit, id
