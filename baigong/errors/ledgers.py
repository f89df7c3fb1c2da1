"""Ledgers that are not there, are busy, or changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from baigong.errors.base import OutOfReachError, RequestError
from baigong.words import as_typed, first_names


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
        names = first_names(ids, 5, counter="")
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


_BEGIN = f"请先用 {as_typed('init')} 建立台账，或用 -f 指明 tasks.yaml"


class NoLedgerError(RequestError):
    """There is no ledger here, nor in any folder above."""

    def __init__(self) -> None:
        """Say how to make one, or to name one."""
        super().__init__("这里没有台账（从当前文件夹往上都没有 data/tasks.yaml 或 tasks.yaml）", _BEGIN)


class NoLedgerInFolderError(RequestError):
    """A folder that was named holds no ledger."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(f"{folder} 里没有 data/tasks.yaml 或 tasks.yaml", _BEGIN)
        self.folder = folder


class PlanGoneError(RequestError):
    """The plan of a ledger is gone, while other files of it are there."""

    def __init__(self, plan: Path, rest: str) -> None:
        """Name the plan's file, and one that is there."""
        super().__init__(
            f"{plan} 不见了（{rest} 还在）", f"请从备份恢复，或用 {as_typed('parse')} 方案文件 -o 重新生成"
        )
        self.plan, self.rest = plan, rest


class NotAFileStoreError(RequestError):
    """What only files have was asked of a ledger that is kept elsewhere."""

    def __init__(self, name: str) -> None:
        """Name the ledger."""
        super().__init__(f"{name} 不是文件台账，没有 --audit 和 --repair", "请去掉这个选项")
        self.name = name


class FaultsError(RequestError):
    """A ledger has faults, which were listed."""

    def __init__(self, count: int) -> None:
        """Count them."""
        super().__init__(f"发现 {count} 处错误", "请按上面所列逐条改正")
        self.count = count


class TracesError(RequestError):
    """A journal bears traces of hands, which were listed."""

    def __init__(self, count: int) -> None:
        """Count them."""
        super().__init__(f"发现 {count} 处人为改动记录文件的痕迹", "请与备份或别处的同一台账核对")
        self.count = count


# A plan read anew, over a ledger.


class DoubtsError(RequestError):
    """A plan has doubts, and was to be written only without any."""

    def __init__(self, count: int) -> None:
        """Count them."""
        super().__init__(f"有 {count} 处存疑，没有写文件", "核对后去掉 --strict 再办")
        self.count = count


class FaultyPlanError(RequestError):
    """A file that a new plan would replace has a fault, so that nobody knows what would be lost."""

    def __init__(self, path: Path, fault: str) -> None:
        """Name the file and its fault."""
        super().__init__(f"{path} 已存在而有错误（{fault}），没有写入", "请先改正；确要用新文件换掉它，请加 --force")
        self.path = path


class OrphansError(RequestError):
    """Records would lose their tasks by a revision."""

    def __init__(self, count: int) -> None:
        """Count the records."""
        super().__init__(
            f"有 {count} 条记录所指的任务在新方案中没有了，没有写入",
            f"任务换了说法的，写入后用 {as_typed('relink 原编号 新编号')} 把记录转过去；"
            "确要写入，请加 --force，记录不会删除",
        )
        self.count = count


class LedgerMovedError(RequestError):
    """Somebody changed the ledger while the differences of a revision were looked at."""

    def __init__(self) -> None:
        """Ask to begin again."""
        super().__init__("核对差别的时候，台账又有了变动，没有写入", "请再运行一次")
