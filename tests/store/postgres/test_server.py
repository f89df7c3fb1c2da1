"""Servers that are not there, that hang, and programs that are none; every wait is bounded."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from baigong.errors import (
    BaigongError,
)
from baigong.store.postgres import journal as journal_module
from baigong.store.postgres import server as server_module
from baigong.store.postgres.store import open_store
from tests.support.builders import plan, section, task
from tests.support.postgres import PASSWORD, Cluster, Database

PLAN = plan(section(*(task(f"1.{at}") for at in range(1, 9))))


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
