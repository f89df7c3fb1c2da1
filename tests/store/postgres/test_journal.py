"""Each event is recorded once, whatever breaks: cut connections, restarts, full disks, texts that cannot be stored."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from baigong.errors import (
    BaigongError,
    UncertainRecordingError,
    UnstorableTextError,
)
from baigong.model.events import Progress
from baigong.store.postgres import journal as journal_module
from baigong.store.postgres.store import open_store
from tests.support.ground import Child
from tests.support.journals import add
from tests.support.postgres import PLAN, Cluster, Database, noted, notes


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
