"""Several plans in one folder: which is meant, and what may not be done to one that was put away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from baigong.errors.base import RequestError
from baigong.words import as_typed, first_names

SHOWN = 8
"""How many names a message lists."""


def _listed(names: Sequence[str]) -> str:
    return first_names(names, SHOWN)


class SeveralPlansError(RequestError):
    """One plan is wanted, and the folder holds several."""

    def __init__(self, names: Sequence[str]) -> None:
        """Name them."""
        super().__init__(
            f"这里有 {len(names)} 个方案：{_listed(names)}", f"请用 --plan 指明一个，例如 --plan {names[0]}"
        )
        self.names = tuple(names)


class SeveralPlansPublishedError(RequestError):
    """An address is to name one plan, and the database holds several."""

    def __init__(self, names: Sequence[str]) -> None:
        """Name them, and show how an address names one."""
        super().__init__(
            f"库里有 {len(names)} 个方案：{_listed(names)}", f"请在地址后写明一个，例如 '…?plan={names[0]}'"
        )
        self.names = tuple(names)


class UnknownPlanError(RequestError):
    """No plan has that name, or several have."""

    def __init__(self, typed: str, near: Sequence[str], names: Sequence[str]) -> None:
        """List the plans that were perhaps meant, else all of them."""
        if near:
            super().__init__(f"“{typed}”可能是：{_listed(near)}", "请写方案文件夹的全名")
        else:
            super().__init__(f"没有方案“{typed}”", f"方案有 {_listed(names)}（见 {as_typed('plans')}）")
        self.typed, self.near = typed, tuple(near)


class IdOfSeveralPlansError(RequestError):
    """A bare number is a task of more than one plan."""

    def __init__(self, typed: str, cited: Sequence[str]) -> None:
        """Show the number with each plan."""
        super().__init__(f"编号 {typed} 在 {len(cited)} 个方案里都有", f"请写明方案：{_listed(cited)}")
        self.typed, self.cited = typed, tuple(cited)


class IdOfNoPlanError(RequestError):
    """A bare number is a task of no plan."""

    def __init__(self, typed: str, names: Sequence[str]) -> None:
        """Count the plans."""
        super().__init__(f"{len(names)} 个方案里都没有编号 {typed}", f"请用 {as_typed('list')} 核对编号")
        self.typed = typed


class IdsOfSeveralPlansError(RequestError):
    """Numbers of several plans were named where only one plan can be recorded on."""

    def __init__(self, names: Sequence[str]) -> None:
        """Name the plans."""
        super().__init__(f"编号分属 {_listed(names)}，一次只能办一个方案的，什么也没有记录", "请按方案分开办理")
        self.names = tuple(names)


class WeekOfSeveralPlansError(RequestError):
    """A week was named by its number, and each plan counts its own."""

    def __init__(self, number: int, names: Sequence[str]) -> None:
        """Say what else names a week."""
        super().__init__(
            f"各方案的第{number}周不是同一周（{_listed(names)}）",
            "请用 --date 写这一周的某一天，或用 --plan 指明一个方案",
        )
        self.number = number


class TooManyFoldersError(RequestError):
    """A folder has more entries than a folder of plans can have."""

    def __init__(self, folder: Path, most: int) -> None:
        """Name the folder and the bound."""
        super().__init__(
            f"{folder} 里的文件和文件夹超过 {most} 个，没有逐个去找方案", "请用 -f 指明台账，或把各方案单放一个文件夹"
        )
        self.folder, self.most = folder, most


class ArchivedPlanError(RequestError):
    """A plan that was put away was to be changed."""

    def __init__(self, plan: Path | str) -> None:
        """Name the plan."""
        super().__init__(
            f"{plan} 已归档，只能查看，什么也没有记录", f"要继续办理，先用 {as_typed('plans --restore 方案名')} 取回"
        )
        self.plan = plan


class NoPlansFolderError(RequestError):
    """What only a folder of plans has was asked of a ledger that stands alone."""

    def __init__(self) -> None:
        """Say what a folder of plans is."""
        super().__init__("这是单独一本台账，不能这样办", "几个方案放在同一文件夹的子文件夹里，用 -f 指明那个文件夹")


class SamePlanError(RequestError):
    """Tasks were to be carried from a plan to itself."""

    def __init__(self, name: str) -> None:
        """Name it."""
        super().__init__(f"转出和转入是同一个方案：{name}", "请用 --to 指明另一个方案")
        self.name = name


class AllArchivedError(RequestError):
    """Every plan of a folder was put away."""

    def __init__(self, count: int) -> None:
        """Count them."""
        super().__init__(f"这里的 {count} 个方案都已归档", f"请用 --plan 指明一个来查看，或用 {as_typed('plans')} 列出")
        self.count = count


class PlanPutAwayError(RequestError):
    """A number cites a plan that was put away, and is out of whatever spans the plans."""

    def __init__(self, name: str) -> None:
        """Say how it is looked at, and how it is taken back."""
        restore = as_typed(f"plans --restore {name}")
        super().__init__(f"方案 {name} 已归档", f"查看请加 --plan {name}；要继续办理，先用 {restore} 取回")
        self.name = name
