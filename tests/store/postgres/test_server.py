"""Servers that are not there, hang, restart, cut connections, fill up; addresses and schemas that are wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from baigong.changes.common import new_id
from baigong.errors import (
    BadAddressError,
    BaigongError,
    ForeignSchemaError,
    NewerSchemaError,
    NoPlanPublishedError,
    NoSchemaError,
    NotEntitledError,
    OlderSchemaError,
    PasswordInAddressError,
    SeveralPlansError,
    UncertainRecordingError,
    UnknownPlanError,
    UnstorableTextError,
    WrongEncodingError,
)
from baigong.model.events import Event, Progress
from baigong.store.postgres import journal as journal_module
from baigong.store.postgres import server as server_module
from baigong.store.postgres.address import read_address
from baigong.store.postgres.publication import enrol, publish_first
from baigong.store.postgres.schema import migrate
from baigong.store.postgres.server import Server
from baigong.store.postgres.store import DatabaseStore, open_store
from tests.support.builders import UNITS, plan, said, section, task
from tests.support.ground import Child
from tests.support.postgres import OWNER, PASSWORD, Cluster, Database

PLAN = plan(section(*(task(f"1.{at}") for at in range(1, 9))))


def noted(note: str = "", at: int = 1, **more: Any) -> Progress:
    event = said(f"1.{at}", percent=10, note=note, **({"id": new_id()} | more))
    assert isinstance(event, Progress)
    return event


def add(store: DatabaseStore, *events: Event) -> list[Event]:
    return store.journal.record(lambda _contents: events)


def notes(database: Database) -> list[str]:
    return [note for (note,) in database.sql("SELECT document ->> 'note' FROM baigong.event ORDER BY at, id")]


class TestAddresses:
    """What is typed after -f."""

    def test_the_plan_is_ours_and_all_else_is_the_drivers(self) -> None:
        address = read_address(
            "postgres://li@db.example:6432/ledger?sslmode=verify-full&plan=百日攻坚&sslrootcert=/ca.pem"
        )
        assert address.plan == "百日攻坚"
        assert address.settings == {
            "user": "li", "host": "db.example", "port": "6432", "dbname": "ledger", "sslmode": "verify-full",
            "sslrootcert": "/ca.pem",
        }  # fmt: skip
        assert address.name == "postgresql://li@db.example:6432/ledger?plan=百日攻坚"
        assert read_address("POSTGRESQL:///?service=ledger").name == "postgresql:///?service=ledger"

    @pytest.mark.parametrize(
        "typed", ["postgresql://u:{}@h/b", "postgresql://h/b?user=u&password={}", "postgresql://h/b?sslpassword={}"]
    )
    def test_a_password_is_refused_on_the_command_line_and_never_repeated(
        self, typed: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed = typed.format(PASSWORD)
        with pytest.raises(PasswordInAddressError) as raised:
            read_address(typed)
        assert PASSWORD not in f"{raised.value.message}{raised.value.hint}"
        monkeypatch.setenv("BAIGONG_FILE", typed)
        address = read_address(typed)
        assert PASSWORD not in f"{address.name}{address!r}"

    @pytest.mark.parametrize("typed", ["postgresql://u:{}@h/b?nonsense=1", "postgresql://[::1/b?password={}"])
    def test_what_the_driver_does_not_understand_is_not_repeated(self, typed: str) -> None:
        with pytest.raises(BadAddressError) as raised:
            read_address(typed.format(PASSWORD))
        assert PASSWORD not in f"{raised.value.message}{raised.value.hint}"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://{role}@{folder}/{base}", "口令"),
        ("postgresql://nobody-here@{folder}/{base}", "口令"),
        ("postgresql://owner@{folder}/no-such-base", "没有这个库"),
        ("postgresql://owner@127.0.0.1:1/x", "没有服务器"),
        ("postgresql://owner@no-such-host.invalid/x", "找不到这台服务器"),
        ("postgresql:///?service=no-such-service", "没有这个服务名"),
        ("postgresql://owner@{folder}/{base}?sslmode=require", "SSL"),
    ],
)
def test_why_a_server_is_out_of_reach_is_said_without_the_password(
    database: Database, monkeypatch: pytest.MonkeyPatch, address: str, words: str
) -> None:
    monkeypatch.setenv("PGPASSWORD", f"wrong-{PASSWORD}")
    role = "unit_wrong"
    database.sql(
        f"DO $$ BEGIN CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'; EXCEPTION WHEN duplicate_object THEN END $$"
    )
    at = f"127.0.0.1:{database.cluster.port}"
    with pytest.raises(BaigongError) as raised:
        open_store(address.format(folder=at, base=database.name, role=role), Path.cwd()).plan()
    assert raised.value.exit_code == 3
    told = raised.value.message + raised.value.hint
    assert PASSWORD not in told
    assert words in told or words == "SSL", told


def test_another_program_that_listens_is_told_from_a_server() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def answer() -> None:
            connection, _ = listener.accept()
            connection.recv(100)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(BaigongError) as raised:
            open_store(f"postgresql://x@127.0.0.1:{port}/x?sslmode=disable", Path.cwd()).plan()
        thread.join()
    assert raised.value.exit_code == 3


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


def test_files_need_no_driver(tmp_path: Path) -> None:
    script = (
        "import sys; from baigong.cli.app import run; run(['init', sys.argv[1]]);"
        "run(['list', '-f', sys.argv[1] + '/data']); sys.exit('psycopg' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, check=False)
    assert done.returncode == 0


def test_a_plan_must_be_named_where_there_are_several(database: Database) -> None:
    database.publish(PLAN, key="甲")
    database.publish(plan(section(task("1.1"))), key="乙")
    with pytest.raises(SeveralPlansError) as several:
        open_store(database.url(), Path.cwd()).plan()
    assert several.value.names == ("甲", "乙")
    with pytest.raises(UnknownPlanError):
        open_store(database.url(plan="丙"), Path.cwd()).plan()
    one, other = (open_store(database.url(plan=key), Path.cwd()) for key in ("甲", "乙"))
    same = noted("甲的")
    one.journal.record(lambda _contents: [same])
    other.journal.record(lambda _contents: [same.model_copy(update={"note": "乙的"})])
    assert [event.note for event in other.journal.read().events] == ["乙的"]


@pytest.mark.parametrize("text", ["前\0后", "半个\ud800字"])
def test_a_character_that_cannot_be_stored_is_named(database: Database, text: str) -> None:
    store = database.publish(PLAN)
    event = noted().model_copy(update={"note": text})
    with pytest.raises(UnstorableTextError):
        store.journal.record(lambda _contents: [event])
    assert notes(database) == []
    written = "写作 \\u0000 的几个字"
    add(store, noted(written))
    assert notes(database) == [written]


def test_a_full_disk_is_told_and_nothing_is_written(database: Database) -> None:
    store = database.publish(PLAN)
    database.sql(
        "CREATE FUNCTION public.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$;"
        "CREATE TRIGGER zz AFTER INSERT ON baigong.event FOR EACH ROW EXECUTE FUNCTION public.full()"
    )
    with pytest.raises(BaigongError) as raised:
        store.journal.record(lambda _contents: [noted()])
    assert raised.value.exit_code == 3
    assert "已满" in raised.value.message
    assert notes(database) == []


@pytest.mark.parametrize(
    ("wait", "milliseconds"), [("0", 1), ("0.3", 300), ("很久", 30_000), ("nan", 30_000), ("inf", 2**31 - 1)]
)
def test_the_wait_for_a_lock_is_one_that_the_server_can_be_told(
    monkeypatch: pytest.MonkeyPatch, wait: str, milliseconds: int
) -> None:
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", wait)
    assert server_module.lock_timeout() == milliseconds


def test_a_server_that_hangs_is_waited_for_within_bounds(
    cluster: Cluster, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "_GRACE", 0.3)
    monkeypatch.setattr(journal_module, "_PAUSES", ())
    store = database.publish(PLAN)
    store.server.answering = 0.5
    fresh = open_store(database.url(connect_timeout="2"), Path.cwd())
    cluster.freeze()
    try:
        for attempt, most in ((store.journal.read, 3.0), (fresh.plan, 6.0)):
            begun = time.monotonic()
            with pytest.raises(BaigongError) as raised:
                attempt()
            assert raised.value.exit_code == 3
            assert time.monotonic() - begun < most
    finally:
        cluster.thaw()
    assert store.journal.read().events == ()


def test_a_connection_cut_while_the_server_confirms_is_looked_up_and_not_repeated(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = database.publish(PLAN)
    rows = store.server.rows
    cut: list[str] = []

    def cutting(before: bool) -> Callable[..., list[tuple[object, ...]]]:
        def send(query: str | bytes, parameters: object = None) -> list[tuple[object, ...]]:
            if query != "COMMIT" or cut:
                return rows(query, parameters)  # type: ignore[arg-type]  # as it was called
            cut.append("")
            if before:
                return rows("SELECT pg_terminate_backend(pg_backend_pid())")
            rows(query)
            return rows("SELECT pg_terminate_backend(pg_backend_pid())")

        return send

    for before in (True, False):
        cut.clear()
        monkeypatch.setattr(store.server, "rows", cutting(before))
        event = noted(f"先断：{before}")
        (written,) = add(store, event)
        assert written.by == "owner"
    assert notes(database) == ["先断：True", "先断：False"]


def test_a_connection_that_cannot_be_made_again_leaves_it_uncertain_and_says_so(
    cluster: Cluster, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = database.publish(PLAN)
    monkeypatch.setattr(journal_module, "_PAUSES", (0.05,))
    rows = store.server.rows

    def stopping(query: str | bytes, parameters: object = None) -> list[tuple[object, ...]]:
        if query == "COMMIT":
            cluster.stop("immediate")
        return rows(query, parameters)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(store.server, "rows", stopping)
    try:
        with pytest.raises(UncertainRecordingError) as raised:
            store.journal.record(lambda _contents: [noted("一次")])
        assert raised.value.exit_code == 3
        assert "log" in raised.value.hint
    finally:
        cluster.start()
    monkeypatch.undo()
    again = open_store(database.url(), Path.cwd())
    again.journal.record(lambda _contents: [noted("再来")])
    assert notes(database) == ["再来"]


@pytest.mark.slow
def test_every_acknowledged_event_is_there_once_though_connections_are_cut(database: Database) -> None:
    writers, each = 32, 50
    database.publish(PLAN)

    def write(child: Child) -> None:
        signal.alarm(300)  # the machine may be busy
        store = database.store()
        for number in range(each):
            event = noted(f"{os.getpid()}-{number}", at=1 + number % 8)
            try:
                add(store, event)
            except BaigongError as error:
                child.say(f"失败 {event.note} {error.message}")
            else:
                child.say(f"成 {event.note}")

    children = [Child(write) for _ in range(writers)]
    finished = threading.Event()
    cuts: list[object] = []

    def cut() -> None:
        while not finished.wait(0.2):
            cuts.extend(
                database.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND application_name = 'baigong' ORDER BY random() LIMIT 2"
                )
            )

    cutter = threading.Thread(target=cut)
    cutter.start()
    lines = [line for child in children for line in child.wait()[1]]
    finished.set()
    cutter.join()
    acknowledged = [line.split()[1] for line in lines if line.startswith("成")]
    there = notes(database)
    assert len(lines) == writers * each
    assert len(cuts) > 10
    assert len(there) == len(set(there)), "one event twice"
    assert set(acknowledged) <= set(there)
    assert len(acknowledged) > writers * each * 0.9, [line for line in lines if line.startswith("失败")][:5]
    moments = [at for (at,) in database.sql("SELECT at FROM baigong.event ORDER BY at")]
    assert len(set(moments)) == len(moments), "one order"


@pytest.mark.slow
def test_a_server_restarted_in_the_midst_is_told_and_the_next_try_succeeds(
    cluster: Cluster, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = database.publish(PLAN)
    monkeypatch.setattr(journal_module, "_PAUSES", (0.05, 0.05))
    store.journal.record(lambda _contents: [noted("一")])
    cluster.stop("immediate")
    try:
        with pytest.raises(BaigongError) as raised:
            store.journal.record(lambda _contents: [noted("二")])
        assert raised.value.exit_code == 3
        with pytest.raises(BaigongError):
            store.journal.read()
    finally:
        cluster.start()
    # A restart within one recording is bridged.
    restarted: list[bool] = []

    def restart(_contents: object) -> list[Progress]:
        if not restarted:
            restarted.append(True)
            cluster.stop("fast")
            cluster.start()
        return [noted("三")]

    store.journal.record(restart)
    assert notes(database) == ["一", "三"]
