"""Rights in a database: roles that have none, grants that cannot be made."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.errors.base import OutOfReachError, RequestError
from baigong.words import as_typed


class NotEnrolledError(OutOfReachError):
    """A role of the server has no part in the ledger."""

    def __init__(self, role: str) -> None:
        """Show how it gets one."""
        super().__init__(
            f"角色 {role} 还没有这个台账的授权", f"请管理员运行 {as_typed(f'db grant {role}')} --unit 单位全称"
        )
        self.role = role


class RefusedByServerError(OutOfReachError):
    """The server refused for want of rights; `reason` is the server's own word for it."""

    def __init__(self, name: str, reason: str) -> None:
        """Name the ledger."""
        super().__init__(f"{name} 的服务器拒绝了：这个角色没有权限，没有办完", "请管理员核对它的授权")
        self.name, self.reason = name, reason


class NotEntitledError(RequestError):
    """A role may not do what was asked."""

    def __init__(self, who: str, what: str, missing: str) -> None:
        """Say who, what was refused, and what is missing."""
        super().__init__(f"{who} 没有{what}的权限，什么也没有写入", missing)
        self.who, self.what = who, what


class NoSuchRoleError(RequestError):
    """The server has no such role."""

    def __init__(self, role: str) -> None:
        """Show how to make one."""
        super().__init__(f"服务器上没有角色 {role}", f"请先建立：createuser --pwprompt {role}")
        self.role = role


class NoKindOfGrantError(RequestError):
    """A grant does not say what for."""

    def __init__(self) -> None:
        """Name the kinds."""
        super().__init__(
            "没有说明给什么权限", "请写一个：--unit 单位（填报本单位的份额）、--coordinator（统筹）、--reader（只看）"
        )


class GroupAsMemberError(RequestError):
    """A group of units was to be the unit of a role."""

    def __init__(self, unit: str, members: Sequence[str]) -> None:
        """Name its members."""
        super().__init__(f"“{unit}”是单位组，一个角色只能代表一个单位", f"请写其中一个：{'、'.join(members[:8])}")
        self.unit = unit
