"""Workbooks that units send back and that cannot be collected; what stands in them has a module of its own."""

from __future__ import annotations

from baigong.errors.base import BaigongError, RequestError


class WorkbookError(BaigongError):
    """A workbook cannot be read as a form that this ledger sent out."""


class DamagedWorkbookError(WorkbookError):
    """The file is damaged, or no .xlsx at all."""

    def __init__(self, why: str = "打不开，文件损坏或不是 Excel 表格") -> None:
        """Say what is wrong with it."""
        super().__init__(why, "请让单位用 Excel 或 WPS 打开，另存为 .xlsx 再发")


class OldWorkbookError(WorkbookError):
    """An .xls of before 2007, or the format of another program."""

    def __init__(self, ending: str) -> None:
        """Name the ending of the file."""
        super().__init__(f"是 {ending} 格式，读不了", "请用 Excel 或 WPS 打开，另存为 .xlsx")


class LockedWorkbookError(WorkbookError):
    """The file has a password."""

    def __init__(self) -> None:
        """Say how to take it off."""
        super().__init__("加了密码，打不开", "请让单位去掉密码后另存为 .xlsx 再发")


class VastWorkbookError(WorkbookError):
    """The file unpacks to more than any form has."""

    def __init__(self, most: int) -> None:
        """Name the bound, in bytes."""
        most_mb = most // 1024 // 1024
        super().__init__(f"展开后超过 {most_mb} MB，可能是压缩炸弹，没有读", "请核对来源，让单位在原表上重填")


class CrowdedWorkbookError(WorkbookError):
    """The file holds more cells, formats or words than any form has."""

    def __init__(self) -> None:
        """Say what there is too much of."""
        super().__init__("单元格、格式或文字多得不像报送表，没有读", "请核对来源，让单位在原表上重填")


class NotAFormError(WorkbookError):
    """A workbook of somebody else: no form of baigong."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("不是报送表", "请把它移出这个文件夹")


class FormWithoutRecordError(WorkbookError):
    """A form whose hidden sheet is gone or changed."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("缺少发出时的信息（表是另建的，或隐藏的工作表被删改）", "请把内容填回原发的报送表，再收")


class LaterFormError(WorkbookError):
    """A form that a later version of baigong made."""

    def __init__(self, version: object) -> None:
        """Name the version of its layout."""
        super().__init__(f"是更新版本的 baigong 生成的（表式 {version}）", "请升级 baigong 后再收")


class OtherPlanError(WorkbookError):
    """A form of another plan."""

    def __init__(self, title: str) -> None:
        """Name the plan."""
        super().__init__(f"是另一份方案《{title}》的报送表", "请用 -f 指明那份方案的台账再收")


class OtherUnitError(WorkbookError):
    """A form whose head names another unit than it was made for."""

    def __init__(self, written: str, unit: str) -> None:
        """Name both units."""
        super().__init__(f"表头写的是{written}，这份表是发给{unit}的", f"请让{written}在发给它的那份表上填")


class UncollectableError(RequestError):
    """What was read back cannot be recorded as it is, and nothing was."""

    def __init__(self, faults: int, conflicts: int) -> None:
        """Count the faults and the conflicts."""
        parts = [f"{faults} 处问题" if faults else "", f"{conflicts} 处冲突" if conflicts else ""]
        ways = [
            "改好后再收，或加 --skip-bad 略过有问题的" if faults else "",
            "冲突的，加 --ours 以台账为准，或 --theirs 以报送表为准" if conflicts else "",
        ]
        super().__init__(f"有 {'、'.join(filter(None, parts))}，什么也没有记录", "；".join(filter(None, ways)))


class NoWorkbooksError(RequestError):
    """There is nothing to collect, or far too much."""

    def __init__(self, count: int) -> None:
        """Count what there is."""
        if count:
            super().__init__(f"有 {count} 个文件，太多", "请只给出放报送表的文件夹")
        else:
            super().__init__("没有可收的报送表", "请给出填好的 .xlsx，或放着它们的文件夹")
