"""Ledgers kept in a database: addresses, servers, schemas, and what a role may not do."""

from __future__ import annotations

from collections.abc import Sequence

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


# The server.


class ServerUnreachableError(OutOfReachError):
    """A connection could not be made."""

    def __init__(self, name: str, reason: str, hint: str = "请核对地址、网络和服务器后重试") -> None:
        """Name the ledger, and the reason."""
        super().__init__(f"连不上 {name}：{reason}", hint)
        self.name, self.reason = name, reason


class ConnectionLostError(OutOfReachError):
    """The connection broke off."""

    def __init__(self, name: str) -> None:
        """Name the ledger."""
        super().__init__(f"与 {name} 的连接断了，没有办完", "请稍后重试；已确认的记录都在")
        self.name = name


class UncertainRecordingError(OutOfReachError):
    """The connection broke off while the server confirmed a recording, and could not be made again."""

    def __init__(self, name: str) -> None:
        """Name the ledger, and how to find out."""
        super().__init__(
            f"与 {name} 的连接在确认的时候断了，不知这次是否记下",
            f"请在恢复后用 {as_typed('log')} 核对，没有记下的再办一次",
        )
        self.name = name


class ServerTooSlowError(OutOfReachError):
    """The server did not answer within the bound."""

    def __init__(self, name: str, seconds: float) -> None:
        """Give the bound in seconds."""
        super().__init__(f"{name} 过了 {seconds:g} 秒没有答复，没有办完", "请稍后重试，或请管理员看看服务器")
        self.name, self.seconds = name, seconds


class ServerFullError(OutOfReachError):
    """The server's disk or memory is full."""

    def __init__(self, name: str) -> None:
        """Name the ledger."""
        super().__init__(f"{name} 的服务器磁盘或内存已满，什么也没有写入", "请告诉管理员，腾出空间后重试")
        self.name = name


class ServerFailureError(OutOfReachError):
    """The server refused for a reason that is not foreseen here."""

    def __init__(self, name: str, code: str) -> None:
        """Give PostgreSQL's code of the error."""
        super().__init__(f"{name} 的服务器报错（SQLSTATE {code}），没有办完", "请把这行字告诉管理员")
        self.name, self.code = name, code


# The schema.


class NoSchemaError(RequestError):
    """A database holds no ledger yet."""

    def __init__(self, name: str) -> None:
        """Show how to make one."""
        super().__init__(f"{name} 里还没有台账的表", f"请由库的所有者运行 {as_typed('db init')}")
        self.name = name


class NewerSchemaError(RequestError):
    """A database was written by a newer version."""

    def __init__(self, name: str, version: int, known: int) -> None:
        """Give its version, and the highest that is known."""
        super().__init__(f"{name} 的表是第 {version} 版，本机的程序只认到第 {known} 版", "请升级 baigong")
        self.name, self.version, self.known = name, version, known


class OlderSchemaError(RequestError):
    """A database was made by an older version."""

    def __init__(self, name: str, version: int, known: int) -> None:
        """Give its version, and the one that is needed."""
        super().__init__(
            f"{name} 的表是第 {version} 版，本机的程序要第 {known} 版", f"请由库的所有者运行 {as_typed('db init')}"
        )
        self.name, self.version, self.known = name, version, known


class ForeignSchemaError(RequestError):
    """Another program's schema has the ledger's name."""

    def __init__(self, name: str) -> None:
        """Name the database."""
        super().__init__(f"{name} 里有一个叫 baigong 的模式（schema），不是本程序建的", "请另用一个库")
        self.name = name


class WrongEncodingError(RequestError):
    """A database cannot hold every character."""

    def __init__(self, name: str, encoding: str) -> None:
        """Name its encoding."""
        super().__init__(
            f"{name} 的编码是 {encoding}，存不下全部汉字", "请建一个 UTF8 的库：createdb -E UTF8 -T template0 库名"
        )
        self.name, self.encoding = name, encoding


# Plans of a database.


class NoPlanPublishedError(RequestError):
    """A database holds no plan."""

    def __init__(self, name: str) -> None:
        """Show how to put one in."""
        super().__init__(f"{name} 里还没有方案", f"请由统筹单位运行 {as_typed('db publish')} data/tasks.yaml")
        self.name = name


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


# Roles.


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
