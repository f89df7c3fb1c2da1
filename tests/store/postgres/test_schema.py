"""The tables of a database: made once, by whoever owns it; none, newer, older or another's are told."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg
import pytest

from baigong.errors import (
    BaigongError,
    ForeignSchemaError,
    NewerSchemaError,
    NoPlanPublishedError,
    NoSchemaError,
    NotEntitledError,
    OlderSchemaError,
    WrongEncodingError,
)
from baigong.store.postgres import schema
from baigong.store.postgres.address import read_address
from baigong.store.postgres.publication import enrol, publish_first
from baigong.store.postgres.schema import migrate
from baigong.store.postgres.server import Server
from baigong.store.postgres.store import DatabaseStore, open_store
from tests.support.builders import UNITS
from tests.support.journals import add
from tests.support.postgres import OWNER, PASSWORD, PLAN, Cluster, Database, noted, notes


def test_schemas_that_are_missing_newer_older_or_of_others(cluster: Cluster, database: Database) -> None:
    def opened() -> DatabaseStore:
        return open_store(database.url(), Path.cwd())

    with pytest.raises(NoPlanPublishedError):
        opened().plan()
    database.sql("INSERT INTO baigong.version VALUES (9999)")
    with pytest.raises(NewerSchemaError):
        opened().plan()
    with pytest.raises(NewerSchemaError):
        migrate(opened().server)
    database.sql("TRUNCATE baigong.version; INSERT INTO baigong.version VALUES (0)")
    with pytest.raises((OlderSchemaError, NoSchemaError)):
        opened().plan()
    database.sql("DROP SCHEMA baigong CASCADE")
    with pytest.raises(NoSchemaError):
        opened().plan()
    database.sql("CREATE SCHEMA baigong; CREATE TABLE baigong.version (x int)")
    with pytest.raises(ForeignSchemaError):
        migrate(opened().server)
    with pytest.raises(ForeignSchemaError):
        opened().plan()
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(WrongEncodingError):
        migrate(Server(read_address(cluster.url("latin"))))


def test_two_who_make_the_tables_at_once_make_them_once(database: Database) -> None:
    database.sql("DROP SCHEMA baigong CASCADE")
    applied: list[tuple[int, ...]] = []
    threads = [
        threading.Thread(target=lambda: applied.append(migrate(Server(read_address(database.url()))))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(applied) == [(), (), (), (1,)]


def test_an_owner_without_superuser_rights_makes_publishes_and_grants(database: Database) -> None:
    owner, unit = f"owner_{database.name}", f"unit_{database.name}"
    for role in (owner, unit):
        database.sql(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'")
    database.sql("DROP SCHEMA baigong CASCADE")
    database.sql(f"ALTER DATABASE {database.name} OWNER TO {owner}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", PASSWORD)
        store = database.store(owner)
        assert migrate(store.server) == (1,)
        publish_first(store, "台账", PLAN, UNITS, {})
        enrol(store, unit, "unit", "省甲厅", "省甲厅")
        add(store, noted("统筹"))
        add(database.store(unit), noted("单位", unit="省甲厅"))
    assert notes(database) == ["统筹", "单位"]
    database.sql(f"DROP SCHEMA baigong CASCADE; ALTER DATABASE {database.name} OWNER TO {OWNER}")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(NotEntitledError):
        patch.setenv("PGPASSWORD", PASSWORD)
        migrate(database.store(unit).server)


def test_a_newer_program_upgrades_the_tables_and_keeps_what_is_in_them(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(database.publish(PLAN), noted("先前"))
    newer = schema.migrations() | {2: "ALTER TABLE baigong.member ADD COLUMN phone text NOT NULL DEFAULT ''"}
    monkeypatch.setattr(schema, "migrations", lambda: newer)
    with pytest.raises(OlderSchemaError):
        database.store().plan()
    assert [migrate(database.store().server) for _ in range(2)] == [(2,), ()]
    assert database.store().plan() == PLAN and notes(database) == ["先前"]
    monkeypatch.setattr(schema, "migrations", lambda: newer | {3: "ALTER TABLE baigong.nowhere ADD COLUMN x text"})
    with pytest.raises(BaigongError):
        migrate(database.store().server)
    assert database.sql("SELECT max(number) FROM baigong.version") == [(2,)], "all of a step or nothing"
