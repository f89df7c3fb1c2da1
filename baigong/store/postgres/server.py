"""The connection to a server: waits are bounded, failures are errors of ours, and no message holds a password."""

from __future__ import annotations

import os
import socket
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

import psycopg
from psycopg import errors as states
from psycopg.abc import Params

from baigong.errors import (
    BaigongError,
    ConnectionLostError,
    LedgerBusyError,
    NoSchemaError,
    RefusedByServerError,
    ServerFailureError,
    ServerFullError,
    ServerTooSlowError,
    ServerUnreachableError,
)
from baigong.store.lock import lock_wait
from baigong.store.postgres.address import Address

CONNECTING = 10
"""Seconds for which a connection is tried, unless the address or PGCONNECT_TIMEOUT says otherwise."""
ANSWERING = 60.0
"""Seconds that the server may take over one statement."""
_TICK = 0.2
_LONGEST = 2**31 - 1
"""The longest wait that the server can be told, in milliseconds."""
_GRACE = 5.0
"""Seconds beyond that after which a server that does not stop the statement itself is given up."""


class Server:
    """One connection, made when it is first needed, and made again where it broke off outside a transaction."""

    def __init__(self, address: Address, answering: float = ANSWERING) -> None:
        """Name the server; nothing is sent yet."""
        self.address = address
        self.name = address.name
        self.answering = answering
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self._watch: _Watch | None = None
        self._open = False

    def rows(self, query: str | bytes, parameters: Params | None = None) -> list[tuple[Any, ...]]:
        """Send one statement, and give its rows.

        Raises:
            OutOfReachError: the server is not there, too slow, full, or the connection broke off.
            psycopg.Error: of a kind that the caller asked for.
        """
        connection = self._opened()
        with self._bounded(), self._translated(connection):
            cursor = connection.execute(query.encode() if isinstance(query, str) else query, parameters)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the body in a transaction: committed at its end, rolled back where it raises.

        One within another is part of it.
        """
        if self._open:
            yield
            return
        self.rows("BEGIN")
        self._open = True
        try:
            yield
        except BaseException:
            self._open = False
            with suppress(BaigongError, psycopg.Error):
                self.rows("ROLLBACK")
            raise
        self._open = False
        self.rows("COMMIT")

    def close(self) -> None:
        """Give the connection up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._watch = None

    def _opened(self) -> psycopg.Connection[tuple[Any, ...]]:
        if self._connection is None:
            self._connection = self._connected()
        return self._connection

    def _connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        settings: dict[str, Any] = {"application_name": "baigong", **self.address.settings}
        if "PGCONNECT_TIMEOUT" not in os.environ:
            settings.setdefault("connect_timeout", CONNECTING)
        settings.setdefault("client_encoding", "UTF8")
        try:
            connection = psycopg.connect(**settings, autocommit=True)
        except psycopg.Error as error:
            raise _unreachable(self.name, error) from None
        self._connection, self._watch = connection, _Watch(connection)
        offset = datetime.now().astimezone().strftime("%z")
        # No object of somebody else's schema may stand for one of PostgreSQL's or of ours.
        self.rows(
            "SELECT set_config('search_path', 'pg_catalog', false),"
            " set_config('statement_timeout', %s, false), set_config('lock_timeout', %s, false),"
            " set_config('idle_in_transaction_session_timeout', '120s', false),"
            # To compile a query that reads a few rows takes longer than to run it.
            " set_config('TimeZone', %s, false), set_config('jit', 'off', false),"
            # What is acknowledged is on the server's disk, even where a role was set to be content with less.
            " set_config('synchronous_commit',"
            " replace(current_setting('synchronous_commit'), 'off', 'on'), false)",
            (f"{int(self.answering * 1000)}ms", f"{lock_timeout()}ms", _zone(offset)),
        )
        return connection

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        """Give up where the server does not even keep its own bound: it hangs, or the network swallows."""
        watch, bound = self._watch, self.answering + _GRACE
        assert watch
        watch.deadline = time.monotonic() + bound
        try:
            yield
        except ConnectionLostError:
            if watch.expired:
                raise ServerTooSlowError(self.name, bound) from None
            raise
        finally:
            watch.deadline = None

    @contextmanager
    def _translated(self, connection: psycopg.Connection[tuple[Any, ...]]) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            if connection.broken or connection.closed:
                self._connection = None
                raise ConnectionLostError(self.name) from None
            ours = self._explained(error)
            if ours is None:
                raise
            raise ours from None

    def _explained(self, error: psycopg.Error) -> BaigongError | None:
        """Give our error of PostgreSQL's; None for those that mean something to the caller."""
        if isinstance(error, states.LockNotAvailable):
            return LedgerBusyError("别人正在记录")
        if isinstance(error, states.QueryCanceled):
            return ServerTooSlowError(self.name, self.answering)
        if error.sqlstate and error.sqlstate.startswith("53"):
            return ServerFullError(self.name)
        if isinstance(error, (states.InvalidSchemaName, states.UndefinedTable, states.UndefinedFunction)):
            return NoSchemaError(self.name)
        if isinstance(error, states.InsufficientPrivilege):
            return RefusedByServerError(self.name, error.diag.message_hint or "")
        meant = (states.IntegrityError, states.SerializationFailure, states.UndefinedObject)
        return None if isinstance(error, meant) else ServerFailureError(self.name, error.sqlstate or "—")

    @property
    def role(self) -> str:
        """The role that the server knows this connection by."""
        return self._opened().info.user


class _Watch:
    """Cuts a connection whose answer is overdue: a thread of its own looks at the deadline a few times a second."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self.deadline: float | None = None
        self.expired = False
        self._connection = weakref.ref(connection)
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(_TICK)
            connection, deadline = self._connection(), self.deadline
            if connection is None or connection.closed:
                return
            if deadline is not None and time.monotonic() > deadline:
                self.expired = True
                with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(connection.fileno())) as wire:
                    wire.shutdown(socket.SHUT_RDWR)
                return
            del connection


def lock_timeout() -> int:
    """Give the milliseconds that a recording waits for another, within what the server takes; 0 would be for ever."""
    return max(1, int(min(lock_wait() * 1000, _LONGEST)))


def _zone(offset: str) -> str:
    """Name the offset of the local time (+0800), for moments as people read them: Etc/GMT-8, where east is negative."""
    hours = int(offset[:3])
    return f"Etc/GMT{-hours:+d}" if offset[3:] == "00" and hours else "UTC"


_REASONS = (
    ("password authentication failed", "口令不对，或没有这个角色", "请核对 ~/.pgpass、PGPASSWORD 或 pg_service.conf"),
    ("no password supplied", "没有给口令", "请把口令放在 ~/.pgpass、PGPASSWORD 或 pg_service.conf 里"),
    ("fe_sendauth", "没有给口令", "请把口令放在 ~/.pgpass、PGPASSWORD 或 pg_service.conf 里"),
    ("no pg_hba.conf entry", "服务器不让从本机连接", "请管理员在 pg_hba.conf 里放行"),
    ("is not permitted to log in", "这个角色不能登录", "请管理员给它 LOGIN"),
    ("starting up", "服务器正在启动", "请稍后重试"),
    ("shutting down", "服务器正在关闭", "请稍后重试"),
    ("too many", "服务器的连接已满", "请稍后重试"),
    ("remaining connection slots", "服务器的连接已满", "请稍后重试"),
    ("database", "没有这个库", "请核对库名，或用 createdb 建立"),
    ("role", "没有这个角色", "请核对用户名，或请管理员用 createuser 建立"),
    ("timeout expired", "等了一阵没有答复", "请核对地址和网络后重试"),
    ("definition of service", "没有这个服务名", "请核对 ~/.pg_service.conf"),
    ("translate host name", "找不到这台服务器", "请核对服务器的名字"),
    ("Name or service not known", "找不到这台服务器", "请核对服务器的名字"),
    ("name resolution", "找不到这台服务器", "请核对服务器的名字"),
    ("certificate", "证书不对", "请核对 sslmode、sslrootcert 等设置"),
    ("SSL", "加密连接不成", "请核对 sslmode、sslrootcert 等设置"),
    ("unsupported frontend protocol", "那里不是 PostgreSQL", "请核对地址和端口"),
    ("expected authentication request", "那里不是 PostgreSQL", "请核对地址和端口"),
)
"""What libpq and the server say in English before there is a code to go by; only the wording depends on it."""


def _unreachable(name: str, error: psycopg.Error) -> ServerUnreachableError:
    text = str(error)
    for mark, reason, hint in _REASONS:
        if mark in text and (mark not in ("database", "role") or "does not exist" in text):
            return ServerUnreachableError(name, reason, hint)
    return ServerUnreachableError(name, "没有服务器在那里应答")
