"""Ledgers kept in a database: their addresses, the plans published there, and the records that it takes."""

from __future__ import annotations

from baigong.errors.base import DataError, OutOfReachError, RequestError, UsageError
from baigong.words import as_typed, pip_typed


class MissingDriverError(RequestError):
    """The database's driver is not installed."""

    def __init__(self) -> None:
        """Show how to install it."""
        command = pip_typed("'baigong[postgres]'")
        super().__init__("台账在 PostgreSQL 里，而本机没有装它的驱动", f"请运行 {command}")


class BadAddressError(RequestError):
    """An address of a database is no valid one; it is not repeated, since it may hold a password."""

    def __init__(self) -> None:
        """Show one."""
        super().__init__("数据库地址写得不对", "例如 postgresql://用户名@服务器/库名?plan=百日攻坚")


class PasswordInAddressError(RequestError):
    """An address on the command line holds a password, which everybody on the machine can see."""

    def __init__(self) -> None:
        """Name the places for a password."""
        super().__init__(
            "命令行里的地址带着口令，本机的人用 ps 都看得到",
            "请去掉口令，改放在 ~/.pgpass、PGPASSWORD 或 pg_service.conf 里",
        )


class NotADatabaseError(RequestError):
    """What only a ledger in a database has was asked of a file."""

    def __init__(self, name: str) -> None:
        """Name the ledger, and show an address."""
        super().__init__(
            f"{name} 不是数据库里的台账", "请用 -f 或 BAIGONG_FILE 写地址，例如 postgresql://用户名@服务器/库名"
        )
        self.name = name


class MissingSubjectError(UsageError):
    """An action on a database does not say on what."""

    def __init__(self, what: str) -> None:
        """Name what is missing."""
        super().__init__(f"没有写{what}", f"用法见 {as_typed('db --help')}")
        self.what = what


class NoPlanPublishedError(RequestError):
    """A database holds no plan."""

    def __init__(self, name: str) -> None:
        """Show how to put one in."""
        super().__init__(f"{name} 里还没有方案", f"请由统筹单位运行 {as_typed('db publish')} data/tasks.yaml")
        self.name = name


class NoPlanOfUnitError(RequestError):
    """A unit takes part in no plan of a database."""

    def __init__(self, unit: str) -> None:
        """Name the unit, and say who changes that."""
        super().__init__(f"库里没有{unit}承担任务的方案", "请统筹单位发布方案，或用 assign 把任务交给它")
        self.unit = unit


class KeyTakenError(RequestError):
    """A plan would be published under the key of another one."""

    def __init__(self, key: str, title: str) -> None:
        """Name the plan that is there."""
        super().__init__(
            f"“{key}”已是另一个方案：{title}，没有发布", "请用 --plan 另起一个名字；确是它的修订，文号或标题应当一致"
        )
        self.key, self.title = key, title


class OrphansByPublishingError(RequestError):
    """Records would lose their tasks by a published revision."""

    def __init__(self, count: int) -> None:
        """Count them, and show both ways out."""
        super().__init__(
            f"有 {count} 条记录所指的任务在新方案中没有了，没有发布",
            "换了编号的，请加 --relink 原编号=新编号；不再办的任务请留在文件里，用 drop 取消",
        )
        self.count = count


class BadRelinkError(RequestError):
    """A pair of ids is not one, or names what is not there."""

    def __init__(self, typed: str) -> None:
        """Repeat it."""
        super().__init__(
            f"“{typed}”不是一对编号，或新方案中没有后一个编号", "请写 原编号=新编号，例如 --relink 3.2=3.5"
        )
        self.typed = typed


class PublishedMeanwhileError(OutOfReachError):
    """Somebody else published while the differences were looked at."""

    def __init__(self, key: str) -> None:
        """Name the plan."""
        super().__init__(f"“{key}”刚被别人改过，没有写入", "请再运行一次")
        self.key = key


class DifferentLedgersError(RequestError):
    """Two ledgers that were to be synchronised are of different plans."""

    def __init__(self, here: str, there: str) -> None:
        """Name both plans."""
        super().__init__(
            f"两边不是同一个方案（{here}；{there}），没有同步", "请核对地址；库里有几个方案的，在地址后写 ?plan=名称"
        )
        self.here, self.there = here, there


class UnstorableTextError(RequestError):
    """A record holds a character that PostgreSQL cannot store, or no character at all."""

    def __init__(self, id: str, what: str) -> None:
        """Name the record and the character."""
        super().__init__(f"记录 {id} 里有{what}，数据库存不下，什么也没有写入", "请去掉这个字符")
        self.id = id


class UnsoundEventError(RequestError):
    """The server refused an event whose form it does not know."""

    def __init__(self) -> None:
        """Suggest an update."""
        super().__init__("服务器不认识这条记录的内容，什么也没有写入", "两边的 baigong 版本可能不同，请升级后重试")


class PublishedPlanFaultError(DataError):
    """A plan in a database is not one that this version can read."""

    def __init__(self, name: str) -> None:
        """Name the ledger."""
        super().__init__(name, None, "库里的方案读不出来", "两边的 baigong 版本可能不同，请升级后重试")
