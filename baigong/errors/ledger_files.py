"""Faults in what the files of a ledger (tasks.yaml, units.yaml) hold, each at its line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from baigong.errors.base import DataError
from baigong.words import as_typed

# What the keys hold.


class EmptyPlanError(DataError):
    """A plan's file holds nothing."""

    def __init__(self, path: Path) -> None:
        """Say how to make it anew."""
        super().__init__(path, 1, "文件是空的", f"请用 {as_typed('parse')} 或 {as_typed('init')} 重新生成")


_MEND = {
    "plan": f"请用 {as_typed('parse')} 重新生成",
    "units": "请写成 units: 之下每个单位一段，每段以“- name: 单位名称”开头",
    "rules": f"样本见 {as_typed('units --rules-example')}",
}


class NotAMappingError(DataError):
    """A file is a list or a text where it should have keys."""

    def __init__(self, path: Path, keys: Sequence[str], kind: Literal["plan", "units", "rules"]) -> None:
        """Name the keys, and say how such a file is written."""
        super().__init__(path, 1, f"最外层应当是带 {'、'.join(keys)} 的映射", _MEND[kind])
        self.keys, self.kind = tuple(keys), kind


class FieldError(DataError):
    """What stands under a key is not what belongs there."""

    def __init__(self, path: Path, line: int | None, field: str, fault: str, hint: str) -> None:
        """Name the key by its whole path (sections.[3].tasks.[2].due)."""
        super().__init__(path, line, f"{field}: {fault}", hint)
        self.field, self.fault = field, fault


class InconsistentPlanError(FieldError):
    """Parts of a plan contradict each other: an id twice, a due before a start."""

    def __init__(self, path: Path, line: int | None, field: str, fault: str) -> None:
        """Repeat what the model says."""
        super().__init__(path, line, field, fault, "请对照原文改正")


class UnknownKeyError(FieldError):
    """A key that a file does not have, as a slip of the pen makes one."""

    def __init__(self, path: Path, line: int | None, field: str, near: str, *, in_rules: bool = False) -> None:
        """Suggest the nearest key, "" where none is near; `in_rules` in a file of rules of 考核, which has a model."""
        super().__init__(
            path,
            line,
            field,
            f"不认识的键{f'，是不是 {near}？' if near else ''}",
            f"请核对拼写；{_MEND['rules'] if in_rules else '允许的键见 ' + as_typed('schema')}",
        )
        self.meant = ".".join((*field.split(".")[:-1], near)) if near else ""


class UnknownValueError(FieldError):
    """A value is not one of those that are allowed."""

    def __init__(self, path: Path, line: int | None, field: str, value: object, allowed: str) -> None:
        """List those that are."""
        super().__init__(path, line, field, f"“{value}”不在允许的取值之内", f"允许：{allowed}")
        self.value = value


class ValueRefusedError(FieldError):
    """The model refuses a value by a rule of its own, and says why."""

    def __init__(self, path: Path, line: int | None, field: str, fault: str) -> None:
        """Repeat what the model says."""
        super().__init__(path, line, field, fault, "请核对")


class ValueBeyondError(FieldError):
    """A value is less than its bound, or more."""

    def __init__(self, path: Path, line: int | None, field: str, value: object, bound: object, *, below: bool) -> None:
        """Name the bound; `below` where the value is less."""
        less, more = ("早于", "晚于") if isinstance(bound, date) else ("小于", "大于")
        limit = f"{bound:g}" if isinstance(bound, float) else bound
        super().__init__(path, line, field, f"“{value}”不能{less if below else more} {limit}", "请核对")
        self.value, self.bound = value, bound


class DateSpellingError(FieldError):
    """A date is written otherwise than YAML wants it: 20190205, 2019.2.5, 2019年2月5日."""

    def __init__(self, path: Path, line: int | None, field: str, value: object, day: date) -> None:
        """Show how it is written."""
        super().__init__(path, line, field, f"“{value}”的写法不对", f"请写成 {day}")
        self.value, self.day = value, day


class UnquotedIdError(FieldError):
    """An id without quotes is a number to YAML, and 3.10 becomes 3.1."""

    def __init__(self, path: Path, line: int | None, field: str, value: object) -> None:
        """Show the quotes."""
        super().__init__(
            path,
            line,
            field,
            f"编号 {value} 没有加引号，会被当成数字（3.10 会变成 3.1）",
            "请给编号加上引号，例如 '3.10'",
        )
        self.value = value


_EMPTY = ("不能为空", "请填写，或删去这一项")
_DATE = ("不是日期，或没有这一天", "请写成 2019-02-01")
_LIST = ("应当是列表", "请写成 [甲, 乙] 或每行一个“- ”")
_MAPPING = ("应当是带键的映射", "请写成“键: 值”的样子")
_BOOL = ("应当是 true 或 false", "请改成 true 或 false")
_NUMBER = ("应当是数字", "请改成数字")
_WHOLE = ("应当是整数", "请改成整数")


_FAULTS = {
    "missing": ("缺少这一项", "请补上"),
    "none": _EMPTY,
    "string_too_short": _EMPTY,
    "string_pattern_mismatch": _EMPTY,
    "string_type": ("应当是文字", "请加上引号"),
    "date_type": ("不是日期", "请写成 2019-02-01"),
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": ("带了时刻，应当只是日期", "请写成 2019-02-01"),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "bool_type": _BOOL,
    "bool_parsing": _BOOL,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": ("数字太大", "请核对"),
}


class WrongTypeError(FieldError):
    """A value is of another type than its key wants, or missing. `kind` is Pydantic's name of the fault."""

    def __init__(self, path: Path, line: int | None, field: str, kind: str, value: object = None) -> None:
        """Say what is wanted; of a date, repeat the value."""
        fault, hint = _FAULTS.get(kind, ("不合规定", f"允许的写法见 {as_typed('schema')}"))
        super().__init__(path, line, field, f"“{value}”{fault}" if value is not None else fault, hint)
        self.kind, self.value = kind, value


# The directory of units.


class DuplicateUnitError(DataError):
    """A unit that is to be added is there already."""

    def __init__(self, path: Path, name: str) -> None:
        """Name it."""
        super().__init__(path, None, f"已有单位“{name}”", "请核对名称")
        self.name = name


class UnitNotAddedError(DataError):
    """The layout of a directory does not let a unit be added at its end."""

    def __init__(self, path: Path, name: str) -> None:
        """Show the line to be added by hand."""
        super().__init__(path, None, f"没能把“{name}”加在末尾", f"请用编辑器在 units 之下添加一行“- name: {name}”")
        self.name = name


class ClashingUnitError(DataError):
    """Two units bear one name."""

    def __init__(self, path: Path, line: int | None, number: int, name: str, owner: str) -> None:
        """Name both, and the place of the second in the list, from 1."""
        super().__init__(path, line, f"units[{number}]: 名称“{name}”与“{owner}”重复", "请只留一处")
        self.name, self.owner = name, owner


# What unfolds to more than a ledger may hold.


class VastFileError(DataError):
    """A file of the ledger holds more than can be read in the memory that a ledger may take."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(path, 1, "内容太多，内存放不下", "请核对是否选错了文件")
        self.path = path
