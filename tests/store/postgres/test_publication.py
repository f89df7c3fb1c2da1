"""Plans are published whole, one revision after the other, and lose no record; roles come and go."""

from __future__ import annotations

import threading

import pytest

from baigong.errors import (
    BaigongError,
    LedgerMovedError,
    NoPlanOfUnitError,
    NoSuchRoleError,
    NotEntitledError,
    PublishedMeanwhileError,
)
from baigong.ledger.directory import Directory
from baigong.store.postgres.publication import dismiss, enrol, members, publish_first, publish_revision
from baigong.store.postgres.store import DatabaseStore
from tests.support.builders import UNITS, assigned, plan, relinked, said, section, task
from tests.support.postgres import PASSWORD, Database

PLAN = plan(section(task("1.1"), task("1.2"), units=("省甲厅",)))
REVISED = plan(section(task("1.1"), task("1.3"), units=("省甲厅",)))
NAMES = Directory(UNITS, PLAN).meanings


@pytest.fixture
def store(database: Database, monkeypatch: pytest.MonkeyPatch) -> DatabaseStore:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return database.publish(PLAN)


def test_two_plans_published_at_once_under_one_key_are_one(database: Database) -> None:
    outcomes: list[str] = []
    ready = threading.Barrier(4)

    def publish() -> None:
        one = database.store(plan="台账")
        assert one.member
        ready.wait()
        try:
            publish_first(one, "台账", PLAN, UNITS, NAMES)
            outcomes.append("发布")
        except PublishedMeanwhileError as error:
            outcomes.append(f"退出码 {error.exit_code}")

    threads = [threading.Thread(target=publish) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["发布", "退出码 3", "退出码 3", "退出码 3"]
    assert database.sql("SELECT count(*) FROM baigong.plan") == [(1,)]


def test_a_revision_of_what_was_not_looked_at_is_refused(store: DatabaseStore, database: Database) -> None:
    other = database.store()
    assert store.plan() == other.plan() == PLAN
    publish_revision(store, REVISED, UNITS, NAMES, (), ())
    with pytest.raises(PublishedMeanwhileError):
        other.publish(PLAN, UNITS)
    store.journal.record(lambda _contents: [said("1.1", percent=10)])
    with pytest.raises(LedgerMovedError):
        publish_revision(database.store(), PLAN, UNITS, NAMES, (), ())


def test_no_revision_takes_the_task_of_a_record_away(store: DatabaseStore) -> None:
    store.journal.record(lambda _contents: [said("1.2", percent=10)])
    seen = store.journal.read().events
    with pytest.raises(BaigongError):
        publish_revision(store, REVISED, UNITS, NAMES, seen, ())
    assert store.plan() == PLAN
    publish_revision(store, REVISED, UNITS, NAMES, seen, [relinked("1.2", "1.3")])
    assert store.plan() == REVISED
    assert store.replaced_ids() == {"1.2"}


def test_roles_come_and_go(store: DatabaseStore, database: Database) -> None:
    role = database.role("unit", "省甲厅")
    assert [(one.kind, one.unit) for one in members(store)] == [("coordinator", ""), ("unit", "省甲厅")]
    assert dismiss(store, role)
    assert not dismiss(store, role)
    with pytest.raises(NoSuchRoleError):
        enrol(store, "nobody_there", "reader", "", "x")
    enrol(store, role, "reader", "", "厅领导")
    with pytest.raises(NotEntitledError) as raised:
        enrol(database.store(role), role, "unit", "省甲厅", "省甲厅")
    assert "--coordinator" in raised.value.hint


def test_the_owner_cannot_shut_itself_out(store: DatabaseStore) -> None:
    for attempt in (lambda: dismiss(store, "owner"), lambda: enrol(store, "owner", "reader", "", "x")):
        with pytest.raises(NotEntitledError) as raised:
            attempt()
        assert "所有者" in raised.value.message
    enrol(store, "owner", "coordinator", "", "督查室")
    store.journal.record(lambda _contents: [said("1.1", percent=10)])


def test_a_unit_without_a_task_is_told_so(store: DatabaseStore, database: Database) -> None:
    unit = database.store(database.role("unit", "省丙局"))
    with pytest.raises(NoPlanOfUnitError) as raised:
        unit.plan()
    assert "省丙局" in raised.value.message
    store.journal.record(lambda _contents: [assigned("1.1", support=("省丙局",))])
    assert [one.id for one in unit.plan().tasks] == ["1.1"]
