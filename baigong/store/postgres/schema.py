"""The tables of a database: numbered SQL files, each applied once, in order."""

from __future__ import annotations

from importlib import resources

from baigong.errors import (
    ForeignSchemaError,
    NewerSchemaError,
    NoSchemaError,
    NotEntitledError,
    OlderSchemaError,
    WrongEncodingError,
)
from baigong.store.postgres.server import Server

_LOCK = 4_812_019
"""The key of the advisory lock under which one process at a time migrates."""


def migrations() -> dict[int, str]:
    """Give the SQL of every version, by its number."""
    folder = resources.files("baigong.store.postgres") / "sql"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return {int(file.name.partition("_")[0]): file.read_text(encoding="utf-8") for file in files}


def migrate(server: Server) -> tuple[int, ...]:
    """Apply what is missing, in one transaction; give the numbers applied, none where all were.

    Raises:
        RequestError: the schema is newer, another's, or the role may not make it.
    """
    known = migrations()
    with server.transaction():
        server.rows("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        applied = _applied(server)
        if applied and max(applied) > max(known):
            raise NewerSchemaError(server.name, max(applied), max(known))
        missing = tuple(number for number in known if number not in applied)
        if missing and not _may_create(server, bool(applied)):
            raise NotEntitledError("这个角色", "建表", "请用库的所有者连接，或请他运行")
        for number in missing:
            server.rows(known[number].encode())
            server.rows("INSERT INTO baigong.version (number) VALUES (%s)", (number,))
    return missing


def require_schema(server: Server) -> None:
    """Refuse a database without the tables of just this version.

    Raises:
        RequestError: it has none, or older, newer or another's.
    """
    known = max(migrations())
    version = max(_applied(server), default=0)
    if not version:
        raise NoSchemaError(server.name)
    if version > known:
        raise NewerSchemaError(server.name, version, known)
    if version < known:
        raise OlderSchemaError(server.name, version, known)


def _applied(server: Server) -> frozenset[int]:
    ((encoding, schema, table),) = server.rows(
        "SELECT current_setting('server_encoding'), EXISTS (SELECT FROM pg_namespace WHERE nspname = 'baigong'),"
        " EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'applied'"
        " WHERE n.nspname = 'baigong' AND c.relname = 'version')"
    )
    if encoding != "UTF8":
        raise WrongEncodingError(server.name, encoding)
    if schema and not table:
        raise ForeignSchemaError(server.name)
    return (
        frozenset(number for (number,) in server.rows("SELECT number FROM baigong.version")) if table else frozenset()
    )


def _may_create(server: Server, there: bool) -> bool:
    question = (
        "SELECT pg_has_role(nspowner, 'MEMBER') FROM pg_namespace WHERE nspname = 'baigong'"
        if there
        else "SELECT has_database_privilege(current_database(), 'CREATE')"
    )
    ((may,),) = server.rows(question)
    return bool(may)
