"""Ledgers that are not there, are busy, or changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from baigong.errors.base import DataError, OutOfReachError, RequestError
from baigong.words import as_typed


class UnknownStoreKindError(RequestError):
    """A ledger's address is of a kind that this version cannot open."""

    def __init__(self, kind: str) -> None:
        """Name the kind of store."""
        super().__init__(f"这个版本还不能把台账放在 {kind} 里", "请用 -f 指明 tasks.yaml 文件或它所在的文件夹")
        self.kind = kind


class LedgerBusyError(OutOfReachError):
    """Another process holds the ledger's lock for longer than the wait."""

    def __init__(self, holder: str) -> None:
        """Say who holds it, in the words that the holder left."""
        super().__init__(f"台账正被占用（{holder}）", "请等对方完成后重试")
        self.holder = holder


class PlanRevisedError(OutOfReachError):
    """The plan was revised between the look at a task and the recording about it."""

    def __init__(self, ids: Sequence[str]) -> None:
        """Name the tasks and steps whose words are no longer what they were."""
        names = "、".join(ids[:5]) + ("等" if len(ids) > 5 else "")
        super().__init__(
            f"方案刚被修订，{names} 已不是原来的内容，什么也没有记录", f"请用 {as_typed(f'show {ids[0]}')} 核对后重办"
        )
        self.ids = tuple(ids)


class MovedMeanwhileError(RequestError):
    """Somebody recorded something between the question and the recording."""

    def __init__(self) -> None:
        """Ask to begin again."""
        super().__init__("台账刚刚另有记录，与刚才列出的不同，什么也没有记录", "请再收一次")


class LedgerPresentError(RequestError):
    """A new ledger was to be made where one is."""

    def __init__(self, folder: Path, names: str) -> None:
        """Name what is there, and show how to make one elsewhere."""
        elsewhere = as_typed("init 新台账")
        super().__init__(f"{folder} 里已有 {names}，没有覆盖", f"另建一本请写文件夹的名字，例如 {elsewhere}")
        self.folder = folder


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
