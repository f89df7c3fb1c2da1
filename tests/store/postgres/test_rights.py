"""Who may do what is held by the server: each role tries in plain SQL what it may not."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import timedelta

import psycopg
import pytest

from baigong.calendar import FIRST_DAY, LAST_DAY
from baigong.errors import NotEnrolledError, NotEntitledError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from baigong.store.postgres.store import DatabaseStore
from tests.support.builders import (
    UNITS,
    assigned,
    closed,
    day,
    deferred,
    plan,
    relinked,
    retracted,
    said,
    section,
    task,
)
from tests.support.journals import add
from tests.support.postgres import PASSWORD, Database

PLAN = plan(
    section(task("1.1"), task("1.2"), units=("省甲管理厅",)),  # an alias of 省甲厅
    section(task("2.1", lead=("省乙委",)), task("2.2", units=("各县区政府",)), id="2", units=("省丙局",)),
)


REFUSALS = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)


@pytest.fixture
def store(database: Database, monkeypatch: pytest.MonkeyPatch) -> DatabaseStore:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return database.publish(PLAN)


def insert(document: object, id: str = "x1", columns: str = "", values: str = "") -> str:
    text = json.dumps(document, ensure_ascii=False).replace("'", "''")
    return f"INSERT INTO baigong.event (plan, id, document{columns}) VALUES (1, '{id}', '{text}'{values})"


REPORT = {"kind": "progress", "on": "2019-01-10", "task": "1.1", "unit": "省甲厅", "percent": 10}


def test_a_unit_records_its_own_share_and_sees_what_concerns_it(database: Database, store: DatabaseStore) -> None:
    add(store, said("1.1", percent=5), said("2.1", percent=30, unit="省乙委"), said("2.2", percent=1, unit="东县政府"))
    one, county = database.store(database.role("unit", "省甲厅")), database.store(database.role("unit", "东县政府"))
    (written,) = add(one, said("1.1", percent=50, unit="省甲厅", by="张三"))
    assert written.by == "省甲厅", "the author is the role's, whatever the client says"
    assert [(event.kind, event.by) for event in one.journal.read().events] == [
        ("progress", "owner"),
        ("progress", "省甲厅"),
    ]
    assert [one.id for one in one.plan().tasks] == ["1.1", "1.2"]
    assert one.warnings() == ("以省甲厅的身份，只列它承担的 2 项任务（方案共 4 项）",)
    assert [one.id for one in county.plan().tasks] == ["2.2"]
    assert len(county.journal.read().events) == 1
    add(one, retracted(written))
    assert len(store.journal.read().events) == 5


FORBIDDEN = [
    "UPDATE baigong.event SET document = document || '{\"percent\": 99}'",
    "DELETE FROM baigong.event",
    "TRUNCATE baigong.event",
    "TRUNCATE baigong.event CASCADE",
    "ALTER TABLE baigong.event DISABLE TRIGGER ALL",
    "ALTER TABLE baigong.event DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE baigong.event DISABLE TRIGGER admit",
    "DROP TABLE baigong.event CASCADE",
    "DROP SCHEMA baigong CASCADE",
    "SET session_replication_role = replica",
    "SET ROLE owner",
    "SET SESSION AUTHORIZATION owner",
    "CREATE FUNCTION baigong.kind() RETURNS text LANGUAGE sql AS 'SELECT ''coordinator'''",
    "CREATE OR REPLACE FUNCTION baigong.unit() RETURNS text LANGUAGE sql AS 'SELECT ''省乙委'''",
    "CREATE POLICY all_of_it ON baigong.event FOR SELECT USING (true)",
    "CREATE TRIGGER mine BEFORE INSERT ON baigong.event FOR EACH ROW EXECUTE FUNCTION baigong.refuse()",
    "UPDATE baigong.member SET kind = 'coordinator', unit = NULL",
    "INSERT INTO baigong.member VALUES ('x', 'coordinator', NULL, 'x')",
    "UPDATE baigong.part SET unit = '省甲厅'",
    "INSERT INTO baigong.part VALUES (1, '2.1', '省甲厅', true)",
    "UPDATE baigong.clock SET last = 'infinity'",
    "UPDATE baigong.plan SET document = '{}'",
    "DELETE FROM baigong.revision",
    "SELECT baigong.enrol('owner', 'reader', NULL, 'x')",
    "SELECT baigong.dismiss('owner')",
    "SELECT baigong.publish('台账', 1, '{}', '{}', '[]', '{}')",
    "SELECT baigong.assess(1, '2.1')",
    "COPY baigong.event TO PROGRAM 'true'",
    "BEGIN; LOCK TABLE baigong.event IN ACCESS EXCLUSIVE MODE; COMMIT",
    insert(REPORT, columns=", at", values=", '1999-01-01'"),
    insert(REPORT, columns=", author", values=", '省长'"),
    insert(REPORT, columns=", role", values=", 'owner'"),
    insert(REPORT | {"at": "1999-01-01T00:00:00Z"}),
    insert(REPORT | {"by": "省长"}),
    insert(REPORT | {"unit": "省乙委"}),
    insert(REPORT | {"unit": "省乙委", "task": "2.1"}),
    insert(REPORT | {"task": "2.1"}),
    insert(REPORT | {"task": "9.9"}),
    insert({key: value for key, value in REPORT.items() if key != "unit"}),
    insert({"kind": "close", "on": "2019-01-10", "task": "1.1"}),
    insert({"kind": "assign", "on": "2019-01-10", "task": "2.1", "lead": ["省甲厅"]}),
    insert({"kind": "relink", "on": "2019-01-10", "task": "1.1", "old": "2.1"}),
    insert({"kind": "retract", "on": "2019-01-10", "event": "office"}),
    insert({"kind": "retract", "on": "2019-01-10", "event": "other"}),
    insert({"kind": "retract", "on": "2019-01-10", "event": "nobody"}),
    insert(REPORT, id="office"),
]


def test_a_unit_and_a_reader_are_refused_in_plain_sql(database: Database, store: DatabaseStore) -> None:
    add(store, said("1.1", percent=5, id="office"), said("2.1", percent=30, unit="省乙委", id="other"))
    before = database.sql("SELECT * FROM baigong.event ORDER BY id")
    unit, reader = database.role("unit", "省甲厅"), database.role("reader")
    granted = database.sql("SELECT * FROM baigong.member ORDER BY role")
    for statement in FORBIDDEN:
        for role in (unit, reader):
            with pytest.raises(REFUSALS):
                database.sql(statement, role)
                pytest.fail(f"{role} may: {statement}")
    assert database.sql("SELECT * FROM baigong.event ORDER BY id") == before
    assert database.sql("SELECT * FROM baigong.member ORDER BY role") == granted


REWRITING = [
    "UPDATE baigong.event SET author = 'x'",
    "DELETE FROM baigong.event",
    "TRUNCATE baigong.event",
    "ALTER TABLE baigong.event DISABLE TRIGGER unchanged",
    "DELETE FROM baigong.revision",
    "SELECT baigong.enrol('{me}', 'coordinator', NULL, '省长')",
    "SELECT baigong.enrol('public', 'reader', NULL, 'x')",
    "SELECT baigong.dismiss('owner')",
    insert(REPORT, columns=", at", values=", '1999-01-01'"),
    insert(REPORT | {"by": "省长"}),
]


def test_a_coordinator_does_all_but_rewrite_history(database: Database, store: DatabaseStore) -> None:
    add(store, said("1.1", percent=5))
    coordinator = database.role("coordinator")
    for statement in REWRITING:
        with pytest.raises((*REFUSALS, psycopg.errors.UndefinedObject)):
            database.sql(statement.replace("{me}", coordinator), coordinator)
            pytest.fail(f"a coordinator may: {statement}")
    events = [said("1.1", percent=9), closed("2.1"), deferred("1.2", "04-01"), assigned("2.1", lead=("省丙局",))]
    add(database.store(coordinator), *events)
    assert len(store.journal.read().events) == 5


def test_not_even_the_owner_rewrites_it_by_mistake(database: Database, store: DatabaseStore) -> None:
    add(store, said("1.1", percent=5))
    for table in ("event", "revision"):
        for change in ("UPDATE baigong.{} SET plan = plan", "DELETE FROM baigong.{}", "TRUNCATE baigong.{}"):
            for mode in ("origin", "replica"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    database.sql(f"SET session_replication_role = {mode}; {change.format(table)}")


def test_a_reader_reads_all_and_records_nothing(database: Database, store: DatabaseStore) -> None:
    add(store, said("1.1", percent=5), said("2.1", percent=30))
    reader = database.store(database.role("reader"))
    assert len(reader.journal.read().events) == 2
    assert reader.plan() == PLAN
    with pytest.raises(NotEntitledError) as raised:
        add(reader, said("1.1", percent=6))
    assert "--reader" in raised.value.hint


def test_reading_beyond_is_refused_in_plain_sql(database: Database, store: DatabaseStore) -> None:
    add(store, said("1.1", percent=5, id="mine"), said("2.1", percent=30, id="theirs"))
    unit = database.role("unit", "省甲厅")
    assert database.sql("SELECT id FROM baigong.event", unit) == [("mine",)]
    assert database.sql("SELECT DISTINCT unit FROM baigong.part", unit) == [("省甲厅",)]
    assert database.sql("SELECT role FROM baigong.member", unit) == [(unit,)]
    assert database.sql("SELECT * FROM baigong.revision", unit) == []
    # What a function or an operator of one's own in a plan of the query could leak comes after row-level security.
    leak = (
        "CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS"
        " 'BEGIN RAISE EXCEPTION ''%'', $1; END';"
        "SELECT * FROM baigong.event WHERE id <> 'mine' AND pg_temp.tell(document::text)"
    )
    assert database.sql(leak, unit) == []


def test_a_function_in_the_search_path_does_not_stand_for_ours(database: Database, store: DatabaseStore) -> None:
    unit = database.role("unit", "省甲厅")
    database.sql(f"GRANT CREATE ON SCHEMA public TO PUBLIC; GRANT TEMP ON DATABASE {database.name} TO PUBLIC")
    trick = (
        f"CREATE TEMP TABLE member AS SELECT '{unit}'::name AS role, 'coordinator' AS kind,"
        " NULL::text AS unit, 'x' AS title;"
        "CREATE FUNCTION public.kind() RETURNS text LANGUAGE sql AS 'SELECT ''coordinator''';"
        "CREATE FUNCTION public.unit() RETURNS text LANGUAGE sql AS 'SELECT ''省乙委''';"
        "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
        " 'SELECT ''1999-01-01''::timestamptz';"
        "SET search_path = pg_temp, public, pg_catalog, baigong;"
    )
    for forbidden in (REPORT | {"unit": "省乙委", "task": "2.1"}, {"kind": "close", "on": "2019-01-10", "task": "1.1"}):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            database.sql(trick + insert(forbidden), unit)
    database.sql(trick.replace("public.", "pg_temp.") + insert(REPORT), unit)
    ((at,),) = database.sql("SELECT extract(year FROM at)::int FROM baigong.event")
    assert at > 2019


def test_a_share_comes_and_goes_with_assignments(database: Database, store: DatabaseStore) -> None:
    unit = database.store(database.role("unit", "省甲厅"))
    report = said("2.1", percent=10, unit="省甲厅")
    with pytest.raises(NotEntitledError) as raised:
        add(unit, report)
    assert "assign" in raised.value.hint
    (assignment,) = add(store, assigned("2.1", responsible=("省甲厅",)))
    add(unit, report)
    assert [one.id for one in unit.plan().tasks] == ["1.1", "1.2", "2.1"]
    add(store, retracted(assignment))
    assert [one.id for one in unit.plan().tasks] == ["1.1", "1.2"]
    with pytest.raises(NotEntitledError):
        add(unit, said("2.1", percent=20, unit="省甲厅"))
    assert not unit.journal.read().events, "what it no longer takes part in does not concern it"


def test_who_takes_part_is_the_same_on_the_server_as_in_the_ledger(database: Database, store: DatabaseStore) -> None:
    """The rule of Roles.after, once in SQL: over random assignments, retractions and relinks."""
    chance = random.Random(7)
    names = ("省甲厅", "省乙委", "省丙局", "各县区政府", "省丁办")
    events: list[Event] = []
    for at in range(60):
        if events and chance.random() < 0.3:
            events += add(store, retracted(chance.choice(events)))
        else:
            roles: dict[str, Sequence[str]] = {
                role: tuple(chance.sample(names, chance.randrange(3)))
                for role in ("lead", "responsible", "support")
                if chance.random() < 0.5
            }
            on = f"01-{chance.randrange(10, 20)}"
            events += add(store, assigned(chance.choice(("1.1", "2.1", "2.2")), on=on, **roles))
        if at % 6 == 0:
            ledger = Ledger(PLAN, store.journal.read().events, UNITS)
            expected = {(id, unit) for id in ("1.1", "2.1", "2.2") for unit in ledger.task(id, day("12-31")).units}
            actual = database.sql("SELECT task, unit FROM baigong.part WHERE current AND task <> '1.2'")
            assert {pair for pair in actual if pair[1] != "各县区政府" and pair[1] != "省甲管理厅"} == expected


def test_relinked_records_are_seen_by_the_units_of_their_new_task(database: Database, store: DatabaseStore) -> None:
    add(store, said("2.1", percent=30), relinked("2.1", "1.1"))
    unit = database.store(database.role("unit", "省甲厅"))
    assert [event.kind for event in unit.journal.read().events] == ["progress", "relink"]


def test_a_role_without_a_part_is_told_what_it_lacks(database: Database, store: DatabaseStore) -> None:
    database.sql(f"CREATE ROLE stranger LOGIN PASSWORD '{PASSWORD}'")
    try:
        with pytest.raises(NotEnrolledError) as raised:
            database.store("stranger").plan()
        assert "db grant stranger" in raised.value.hint
    finally:
        database.sql("DROP ROLE stranger")


UNSOUND: list[object] = [
    [],
    {},
    {"kind": "progress"},
    REPORT | {"percent": 101},
    REPORT | {"percent": "50"},
    REPORT | {"on": "2019-02-30"},
    REPORT | {"on": "9999-01-01"},
    REPORT | {"status": "closed"},
    REPORT | {"extra": 1},
    REPORT | {"task": " "},
    REPORT | {"task": "\u3000"},
    REPORT | {"evidence": [{"file": "\u3000", "size": 1, "sha256": "0" * 64}]},
    REPORT | {"kind": "hello"},
    REPORT | {"note": 5},
    REPORT | {"evidence": "x"},
    REPORT | {"evidence": [{"file": "x"}]},
    REPORT | {"actual": {"x": "y"}},
    REPORT | {"actual": [1]},
    REPORT | {"final": "yes"},
    REPORT | {"note": "长" * 400_000},
    REPORT | {"on": str(FIRST_DAY - timedelta(days=1))},
    REPORT | {"on": str(LAST_DAY + timedelta(days=1))},
    {"kind": "defer", "on": "2019-01-10", "task": "1.1"},
    {"kind": "assign", "on": "2019-01-10", "task": "1.1", "lead": "省甲厅"},
]


def test_what_is_no_event_is_refused_by_the_server(database: Database, store: DatabaseStore) -> None:
    for document in UNSOUND:
        with pytest.raises(psycopg.errors.CheckViolation):
            database.sql(insert(document))
            pytest.fail(f"taken: {str(document)[:200]}")
    for id in ("", " ", "\u3000", "\u00a0", "x ", "\nx", "x" * 201):
        with pytest.raises(psycopg.errors.CheckViolation):
            database.sql(insert(REPORT, id=id))
            pytest.fail(f"taken: {id!r}")
    assert store.journal.read().events == ()
    for at, on in enumerate((FIRST_DAY, LAST_DAY)):
        database.sql(insert(REPORT | {"on": str(on)}, id=f"day{at}"))
    assert len(store.journal.read().events) == 2
