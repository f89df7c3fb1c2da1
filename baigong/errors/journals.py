"""Faults in a journal, each at its line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from baigong.errors.base import DataError
from baigong.words import as_typed


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
