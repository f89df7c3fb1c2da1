"""Names of units that nobody bears, or several."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.errors.base import RequestError
from baigong.words import as_typed


class NoUnitNamedError(RequestError):
    """The name of a unit is empty."""

    def __init__(self) -> None:
        """Show an example."""
        super().__init__("单位名称是空的", "请写出单位名称，例如 --unit 省财政厅")


class AmbiguousUnitError(RequestError):
    """Several units may be meant, or one by a single character only."""

    _SHOWN = 12

    def __init__(self, typed: str, candidates: Sequence[str]) -> None:
        """List the candidates, the first twelve of many."""
        some = "、".join(candidates[: self._SHOWN])
        count = f"等{len(candidates)}个" if len(candidates) > self._SHOWN else ""
        many = "有多个" if len(candidates) > 1 else "只有一个字，"
        super().__init__(f"“{typed}”{many}可能的单位：{some}{count}", "请写得更完整一些")
        self.typed, self.candidates = typed, tuple(candidates)


class UnknownUnitError(RequestError):
    """The directory and the plan know no such unit."""

    def __init__(self, typed: str, near: Sequence[str]) -> None:
        """Suggest the nearest names."""
        if near:
            super().__init__(f"没有单位“{typed}”，是不是：{'、'.join(near)}？", "名单见 units.yaml")
        else:
            super().__init__(f"没有单位“{typed}”", "名单见 units.yaml，可在其中添加单位或别名")
        self.typed, self.near = typed, tuple(near)


class UnknownLeaderError(RequestError):
    """No task has a leader of that name, or several leaders fit it."""

    def __init__(self, typed: str, candidates: Sequence[str], leaders: Sequence[str]) -> None:
        """Name those that fit or, where none does, all there are."""
        if candidates:
            super().__init__(f"“{typed}”可能是{'、'.join(candidates)}", "请写全姓名")
        else:
            known = f"台账里有{'、'.join(leaders)}" if leaders else "台账里的任务都没有写分管领导"
            super().__init__(
                f"没有分管领导“{typed}”；{known}", f"分管领导用 {as_typed('assign 编号 --leader 姓名')} 写明"
            )
        self.typed, self.candidates = typed, tuple(candidates)


class RenamedUnitError(RequestError):
    """A form was sent to a unit whose name the ledger no longer has."""

    def __init__(self, unit: str) -> None:
        """Name the unit."""
        super().__init__(f"台账里没有{unit}", "单位改名的，请在 units.yaml 里加别名")
        self.unit = unit
