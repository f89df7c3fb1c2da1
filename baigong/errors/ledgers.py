"""Ledgers that are not there, are busy, or changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from baigong.errors.base import OutOfReachError, RequestError
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
