"""The server of a database: out of reach or in trouble, and the schema that it holds."""

from __future__ import annotations

from baigong.errors.base import OutOfReachError, RequestError
from baigong.words import as_typed


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
