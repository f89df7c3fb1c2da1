"""Faults in the files of a ledger (tasks.yaml, units.yaml, the journal), each at its line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from baigong.errors.base import DataError
from baigong.words import as_typed

# YAML.


class NotUtf8Error(DataError):
    """A file is in another encoding."""

    def __init__(self, path: Path, line: int) -> None:
        """Name the line of the first byte that is no UTF-8."""
        super().__init__(path, line, "不是 UTF-8 编码的文本", "请用编辑器另存为 UTF-8")


class NotYamlError(DataError):
    """A file is no YAML; `fault` says what is wrong with it, where that is known."""

    def __init__(self, path: Path, line: int, fault: str = "") -> None:
        """Name the fault in Chinese, if there is a name for it."""
        super().__init__(
            path,
            line,
            f"不是合格的 YAML：{fault}" if fault else "不是合格的 YAML",
            "请核对这一行及上一行的缩进、引号和冒号" if fault else "请核对文件内容",
        )


class ControlCharacterError(DataError):
    """A file holds a character that no editor shows."""

    def __init__(self, path: Path, line: int, character: str) -> None:
        """Name the character by its code."""
        super().__init__(path, line, f"含有不可见的控制字符 U+{ord(character):04X}", "请删除这个字符")
        self.character = character


class TabIndentError(DataError):
    """A line is indented with a tab."""

    def __init__(self, path: Path, line: int) -> None:
        """Ask for blanks."""
        super().__init__(path, line, "行首有制表符（Tab）", "YAML 的缩进只能用空格，请改成空格")


class BadColonError(DataError):
    """A key is followed by a full-width colon, or by one without a blank behind it."""

    def __init__(self, path: Path, line: int, key: str, *, full_width: bool) -> None:
        """Name the key, and show how it is written."""
        fault = "后面的冒号是全角的" if full_width else "的冒号后面没有空格"
        super().__init__(path, line, f"键 {key} {fault}", f"请写成“{key}: ”，半角冒号加一个空格")
        self.key = key


class TooDeepError(DataError):
    """A file nests more levels than a plan has."""

    def __init__(self, path: Path, line: int, limit: int) -> None:
        """Give the bound."""
        super().__init__(path, line, f"嵌套超过 {limit} 层", "这不是任务文件应有的样子，请核对")
        self.limit = limit


class TooManyItemsError(DataError):
    """A file has more items than the bound."""

    def __init__(self, path: Path, line: int, limit: int) -> None:
        """Give the bound."""
        super().__init__(path, line, f"内容超过 {limit} 项的上限", "请核对是否选错了文件")
        self.limit = limit


class YamlAliasError(DataError):
    """A file repeats a part of itself by an alias, which can make a short file vast."""

    def __init__(self, path: Path, line: int, name: str) -> None:
        """Name the alias."""
        super().__init__(path, line, f"用了 YAML 引用 *{name}", "请把内容写全，不用 & 和 *")
        self.name = name


class YamlTagError(DataError):
    """A file asks for an object by a tag."""

    def __init__(self, path: Path, line: int, tag: str) -> None:
        """Name the tag."""
        super().__init__(path, line, f"不认识的 YAML 标记 {tag}", "请删去以 ! 开头的标记")
        self.tag = tag


class KeyNotTextError(DataError):
    """A key is a list or a mapping, or merges another mapping."""

    def __init__(self, path: Path, line: int) -> None:
        """Ask to look at the line."""
        super().__init__(path, line, "键必须是普通文字", "请核对这一行")


class RepeatedKeyError(DataError):
    """A mapping has a key twice."""

    def __init__(self, path: Path, line: int, key: str) -> None:
        """Name the key."""
        super().__init__(path, line, f"键 {key} 重复", "同一处只能写一次，请删去多余的一行")
        self.key = key


# What the keys hold.


class EmptyPlanError(DataError):
    """A plan's file holds nothing."""

    def __init__(self, path: Path) -> None:
        """Say how to make it anew."""
        super().__init__(path, 1, "文件是空的", f"请用 {as_typed('parse')} 或 {as_typed('init')} 重新生成")


_MEND = {
    "plan": f"请用 {as_typed('parse')} 重新生成",
    "units": "请写成 units: 之下每个单位一段，每段以“- name: 单位名称”开头",
}


class NotAMappingError(DataError):
    """A file is a list or a text where it should have keys."""

    def __init__(self, path: Path, keys: Sequence[str], kind: Literal["plan", "units"]) -> None:
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

    def __init__(self, path: Path, line: int | None, field: str, near: str) -> None:
        """Suggest the nearest key; "" where none is near."""
        super().__init__(
            path,
            line,
            field,
            f"不认识的键{f'，是不是 {near}？' if near else ''}",
            f"请核对拼写；允许的键见 {as_typed('schema')}",
        )
        self.near = near


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
        limit = "不能小于（早于）" if below else "不能大于（晚于）"
        super().__init__(path, line, field, f"“{value}”{limit} {bound}", "请核对")
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


# The journal.


class JournalFullError(DataError):
    """One more line and the journal would be longer than is read."""

    def __init__(self, path: Path, limit: int) -> None:
        """Give the bound in bytes."""
        super().__init__(
            path,
            None,
            f"记录文件已近 {limit // 1024 // 1024} MB 的上限",
            "什么也没有写入；请把旧方案的台账归档，另建新台账",
        )
        self.limit = limit


class ClashingEventError(DataError):
    """Two events of different content bear one id."""

    def __init__(self, path: Path, line: int, id: str, first: int) -> None:
        """Name the id, and the line of the first."""
        super().__init__(
            path,
            line,
            f"编号 {id} 与第 {first} 行相同而内容不同",
            f"请核对；两条都属实时，{as_typed('check --repair')} 给后一条换一个编号",
        )
        self.id, self.first = id, first


class MergeMarkerError(DataError):
    """git has left the marks of a conflict in the journal."""

    def __init__(self, path: Path, line: int) -> None:
        """Say that both sides stay."""
        super().__init__(
            path, line, "是 git 合并冲突的标记", "两边的记录都要留下，只删去 <<<<<<<、=======、>>>>>>> 三种行"
        )


class BrokenRecordError(DataError):
    """A line of the journal is no event: cut short, of an unknown kind, or with a wrong field."""

    def __init__(self, path: Path, line: int, fault: Literal["cut", "kind", "field"], field: str = "") -> None:
        """Say which, and name the field that is wrong."""
        what = {
            "cut": "不是一条完整的记录",
            "kind": "记录的种类（kind）不认识",
            "field": f"记录的“{field}”缺失或不合规定",
        }[fault]
        super().__init__(path, line, what, f"请从备份中恢复这一行；{as_typed('check --repair')} 可把坏行移到旁边的文件")
        self.field = field


# What unfolds to more than a ledger may hold.


class LineTooLongError(DataError):
    """A line of a journal is longer than any record."""

    def __init__(self, path: Path, line: int | None, limit: int) -> None:
        """Name the line, and the bound in bytes."""
        hint = "请核对这一行；记录的文字请写简短，长的内容另存文件作佐证"
        super().__init__(path, line, f"一条记录超过 {limit // 1024 // 1024} MB", hint)
        self.limit = limit


class TooManyBadLinesError(DataError):
    """Most of a file is no journal: nothing of it is moved, and it is not audited."""

    def __init__(self, path: Path, limit: int) -> None:
        """Give the bound."""
        what = f"有 {limit} 行以上不是记录，不像记录文件，什么也没有移动"
        super().__init__(path, None, what, "请核对是不是别的文件，或从备份中恢复")
        self.limit = limit


class VastFileError(DataError):
    """A file of the ledger holds more than can be read in the memory that a ledger may take."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(path, 1, "内容太多，内存放不下", "请核对是否选错了文件")
        self.path = path
