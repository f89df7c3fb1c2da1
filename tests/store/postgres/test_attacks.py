"""What a stolen client could try besides the refusals of test_rights: every other door of the server is shut."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest

from baigong.errors import NotEntitledError
from tests.support.builders import assigned, plan, retracted, said, section, task
from tests.support.postgres import PASSWORD, Database

pytestmark = pytest.mark.slow

PLAN = plan(
    section(task("1.1"), task("1.2"), units=("省甲厅",)),
    section(task("2.1"), id="2", units=("省乙委", "省丙局")),
)
OTHER = plan(section(task("1.1"), units=("省乙委",)), title="另一个方案")

REFUSALS = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.IntegrityError,
    psycopg.errors.FeatureNotSupported,
    psycopg.errors.DataError,
)


class Ledger:
    """A database with two plans, a role of each kind, and one event of each unit."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.sessions: dict[str, psycopg.Connection[Any]] = {}
        self.office = database.publish(PLAN, key="甲")
        database.publish(OTHER, key="乙")
        self.unit, self.neighbour = database.role("unit", "省甲厅"), database.role("unit", "省乙委")
        self.reader, self.coordinator = database.role("reader"), database.role("coordinator")
        own = said("1.1", percent=10, unit="省甲厅", id="own")
        database.store(self.unit, plan="甲").journal.record(lambda _contents: [own])
        for key, theirs in (("甲", "2.1"), ("乙", "1.1")):
            event = said(theirs, percent=20, unit="省乙委", id=f"theirs{key}", note="不外传")
            database.store(self.neighbour, plan=key).journal.record(lambda _contents, event=event: [event])  # type: ignore[misc]  # bound as a default

    def everything(self) -> list[object]:
        tables = ("event", "revision", "plan", "member", "part", "node", "task", "name", "clock", "version")
        return [self.database.sql(f"SELECT * FROM baigong.{table} ORDER BY 1, 2") for table in tables]

    def refused(self, statement: str, *roles: str) -> None:
        """Run a statement as each role; every one must be refused."""
        for role in roles:
            if role not in self.sessions:
                self.sessions[role] = psycopg.connect(
                    self.database.url(role), password=PASSWORD, autocommit=True, prepare_threshold=None
                )
            session = self.sessions[role]
            with pytest.raises(REFUSALS):
                session.execute(statement.replace("{me}", role).encode())
                pytest.fail(f"{role} may: {statement}")
            session.rollback()
            session.execute("DISCARD ALL")


@pytest.fixture
def ledger(database: Database, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return Ledger(database)


def insert(document: object, id: str = "x1", at: int = 1) -> str:
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    return f"INSERT INTO baigong.event (plan, id, document) VALUES ({at}, '{id}', '{text}')"


REPORT = {"kind": "progress", "on": "2019-01-10", "task": "1.1", "unit": "省甲厅", "percent": 10}

DOORS = [
    # Rights of one's own.
    "ALTER ROLE {me} SUPERUSER",
    "ALTER ROLE {me} BYPASSRLS",
    "ALTER ROLE {me} CREATEROLE",
    "ALTER ROLE {me} SET session_replication_role = replica",
    "ALTER ROLE owner PASSWORD 'x'",
    "ALTER DATABASE {base} SET search_path = public",
    "ALTER SYSTEM SET fsync = off",
    "GRANT owner TO {me}",
    "REASSIGN OWNED BY owner TO {me}",
    "DROP OWNED BY owner",
    "ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT ALL ON TABLES TO {me}",
    # Objects of the ledger.
    "CREATE TABLE baigong.mine (x int)",
    "CREATE VIEW baigong.mine AS SELECT 1",
    "CREATE RULE mine AS ON INSERT TO baigong.event DO INSTEAD NOTHING",
    "CREATE INDEX mine ON baigong.event (day)",
    "CREATE POLICY mine ON baigong.plan USING (true)",
    "DROP POLICY read ON baigong.event",
    "ALTER TABLE baigong.event OWNER TO {me}",
    "ALTER TABLE baigong.event NO FORCE ROW LEVEL SECURITY",
    "ALTER FUNCTION baigong.kind() OWNER TO {me}",
    "ALTER FUNCTION baigong.kind() SET search_path = public",
    "ALTER SCHEMA baigong RENAME TO other",
    "COMMENT ON TABLE baigong.event IS 'x'",
    # Tables and functions that are the server's alone.
    "SELECT * FROM baigong.task",
    "SELECT * FROM baigong.name",
    "SELECT * FROM baigong.clock",
    "SELECT nextval('baigong.plan_number_seq')",
    "SELECT setval('baigong.plan_number_seq', 1)",
    "SELECT baigong.undone(1, 'own')",
    "SELECT baigong.require_coordinator()",
    "CREATE TEMP TABLE mine (LIKE baigong.event);"
    " CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION baigong.admit()",
    # Ways around an insert.
    "INSERT INTO baigong.event (plan, id, document) SELECT plan, id, document FROM baigong.event"
    " ON CONFLICT (plan, id) DO UPDATE SET document = excluded.document",
    "MERGE INTO baigong.event e USING (SELECT 'own' AS id) m ON e.id = m.id"
    " WHEN MATCHED THEN UPDATE SET document = '{}' WHEN NOT MATCHED THEN DO NOTHING",
    "COPY baigong.event (plan, id, document) FROM '/dev/null'",
    # With the right to write files this fails with another error, a relative path, which is not among the refusals.
    "COPY baigong.event TO 'stolen'",
    "SELECT * FROM baigong.event FOR UPDATE",
    "SELECT * FROM baigong.plan FOR KEY SHARE",
    "BEGIN; LOCK TABLE baigong.event IN SHARE MODE",
    "SET row_security = off; SELECT * FROM baigong.event",
    # The server's files.
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_terminate_backend(pg_backend_pid()) FROM baigong.clock",
    "SELECT pg_reload_conf()",
]


def test_no_other_door_is_open_to_a_role_of_the_ledger(ledger: Ledger) -> None:
    before = ledger.everything()
    for statement in DOORS:
        ledger.refused(statement.replace("{base}", ledger.database.name), ledger.unit, ledger.reader)
        if "row_security" not in statement:
            ledger.refused(statement.replace("{base}", ledger.database.name), ledger.coordinator)
    assert ledger.everything() == before


FORGERIES = [
    # Of another plan, by the column and by the document.
    insert(REPORT | {"unit": "省甲厅"}, at=2),
    insert(REPORT, at=99),
    insert(REPORT | {"plan": "乙"}),
    insert(REPORT | {"prev": "0" * 64}),
    insert(REPORT | {"role": "owner"}),
    # Of another's share or task, in every spelling.
    insert(REPORT | {"task": "2.1"}),
    insert(REPORT | {"task": " 1.1"}),
    insert(REPORT | {"unit": "省甲厅 "}),
    insert(REPORT | {"unit": ""}),
    insert(REPORT | {"unit": "省乙委"}),
    # What only a coordinator says.
    insert({"kind": "assign", "on": "2019-01-10", "task": "1.1", "lead": ["省甲厅"]}),
    insert({"kind": "relink", "on": "2019-01-10", "task": "1.1", "old": "1.2"}),
    insert({"kind": "defer", "on": "2019-01-10", "task": "1.1", "due": "2019-12-31", "reason": "x"}),
    insert({"kind": "reject", "on": "2019-01-10", "task": "1.1", "reason": "x"}),
    insert({"kind": "close", "on": "2019-01-10", "task": "1.1"}),
    # Of others, taken back.
    insert({"kind": "retract", "on": "2019-01-10", "event": "theirs甲"}),
    insert({"kind": "retract", "on": "2019-01-10", "event": "theirs乙"}),
    insert({"kind": "retract", "on": "2019-01-10", "event": "theirs乙"}, at=2),
    insert({"kind": "retract", "on": "2019-01-10", "event": "own"}, at=2),
    # No days and no numbers.
    *(
        insert(REPORT | {"on": on})
        for on in (
            "infinity",
            "-infinity",
            "today",
            "2019-1-1",
            "0001-01-01",
            "２０１９-０１-１０",
            "2019-01-10 BC",
            "",
        )
    ),
    insert(json.dumps(REPORT).replace(": 10}", ": NaN}")),
    insert(json.dumps(REPORT).replace(": 10}", ": 1e400}")),
    insert(REPORT | {"actual": {"3户": 10**30}}),
    # No text that a program could read.
    insert(json.dumps(REPORT | {"note": "前\0后"})),
    insert(json.dumps(REPORT | {"note": "半个\ud800字"})),
    insert(REPORT, id=" "),
    insert(REPORT, id="x" * 201),
    insert(REPORT, id="own"),
]


def test_a_unit_forges_no_event(ledger: Ledger) -> None:
    before = ledger.everything()
    for statement in FORGERIES:
        ledger.refused(statement, ledger.unit)
    assert ledger.everything() == before
    ledger.database.sql(
        insert(REPORT | {"evidence": [{"file": "附件.docx", "size": 3, "sha256": "0" * 64}]}), ledger.unit
    )


def test_a_coordinator_passes_no_rights_on(ledger: Ledger) -> None:
    # PostgreSQL only warns where somebody grants what is not theirs to grant.
    for right in ("SELECT ON baigong.event", "INSERT ON baigong.event", "EXECUTE ON FUNCTION baigong.kind()"):
        ledger.database.sql(f"GRANT {right} TO PUBLIC", ledger.coordinator)
    stranger = f"stranger_{ledger.database.name}"
    ledger.database.sql(f"CREATE ROLE {stranger} LOGIN PASSWORD '{PASSWORD}'")
    ledger.refused("SELECT * FROM baigong.event", stranger)
    ledger.refused("SELECT baigong.kind()", stranger)
    ledger.refused(insert(REPORT), stranger)


def test_the_owner_keeps_the_rights_that_all_functions_run_by(ledger: Ledger) -> None:
    for statement in ("SELECT baigong.dismiss('owner')", "SELECT baigong.enrol('owner', 'reader', NULL, 'x')"):
        ledger.refused(statement, "owner", ledger.coordinator)
    ledger.database.sql("DELETE FROM baigong.member WHERE role = 'owner'")
    for statement in ("SELECT baigong.dismiss('owner')", "SELECT baigong.enrol('owner', 'reader', NULL, 'x')"):
        ledger.refused(statement, ledger.coordinator)


def test_what_others_do_is_not_overheard(ledger: Ledger) -> None:
    database = ledger.database
    with psycopg.connect(database.url(ledger.neighbour), password=PASSWORD) as neighbour:
        neighbour.execute("SELECT '不外传' FROM baigong.event")
        heard = database.sql("SELECT query FROM pg_stat_activity WHERE usename <> current_user", ledger.unit)
        assert heard and all("不外传" not in str(row) for row in heard)
    database.sql("ANALYZE")
    statistics = "SELECT * FROM pg_stats WHERE schemaname = 'baigong' AND tablename <> 'version'"
    assert database.sql(statistics) != []
    assert database.sql(statistics, ledger.unit) == []
    # The text of a statement, which the server's log may keep, has no words of an event in it.
    with psycopg.connect(database.url()) as listener:
        listener.execute("LISTEN baigong")
        listener.commit()
        event = said("1.2", percent=10, unit="省甲厅", note="私下")
        database.store(ledger.unit, plan="甲").journal.record(lambda _contents: [event])
        assert list(listener.notifies(timeout=0.1)) == []


def test_a_unit_sees_only_the_plans_that_it_takes_part_in(ledger: Ledger) -> None:
    see = (
        "SELECT key FROM baigong.plan",
        "SELECT DISTINCT plan FROM baigong.node",
        "SELECT DISTINCT plan FROM baigong.part",
    )
    assert [ledger.database.sql(one, ledger.unit) for one in see] == [[("甲",)], [(1,)], [(1,)]]
    assert len(ledger.database.sql(see[0], ledger.neighbour)) == 2
    ledger.refused("SELECT baigong.hold(2, true)", ledger.unit, ledger.reader)
    assert ledger.database.store(ledger.unit).plan_keys() == ("甲",)


def test_what_was_reported_before_a_share_was_taken_away_is_not_taken_back_after_it(ledger: Ledger) -> None:
    ledger.office.journal.record(lambda _contents: [assigned("1.1", responsible=("省丙局",))])
    ledger.refused(insert({"kind": "retract", "on": "2019-01-10", "event": "own"}), ledger.unit)
    unit = ledger.database.store(ledger.unit, plan="甲")
    with pytest.raises(NotEntitledError):
        unit.journal.record(lambda _contents: [retracted(said("1.1", id="own"))])


def test_a_chain_of_retractions_does_not_exhaust_the_server(ledger: Ledger) -> None:
    """A unit may take back what it took back; a chain deeper than the stack must not keep others from publishing."""
    length = 1001
    ledger.database.sql(
        "ALTER TABLE baigong.event DISABLE TRIGGER ALL;"
        "INSERT INTO baigong.event (plan, id, document, at, author, role, kind, day, task, unit, target)"
        " SELECT 1, 'r' || n, jsonb_build_object('kind', 'retract', 'on', '2019-01-10', 'event',"
        " CASE n WHEN 1 THEN 'own' ELSE 'r' || n - 1 END), now(), 'x', 'x', 'retract', '2019-01-10', '1.1', '',"
        f" CASE n WHEN 1 THEN 'own' ELSE 'r' || n - 1 END FROM generate_series(1, {length}) AS n"
    )
    assert ledger.database.sql(
        "SELECT baigong.undone(1, 'own'), baigong.undone(1, 'r1'), baigong.undone(1, 'theirs甲')"
    ) == [(True, False, False)]


def test_a_session_that_was_open_ends_with_the_grant(ledger: Ledger) -> None:
    with psycopg.connect(ledger.database.url(ledger.unit), password=PASSWORD, autocommit=True) as session:
        assert session.execute("SELECT count(*) FROM baigong.event").fetchone() == (1,)
        ledger.database.sql(f"SELECT baigong.dismiss('{ledger.unit}')", ledger.coordinator)
        for statement in ("SELECT count(*) FROM baigong.event", insert(REPORT)):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(statement.encode())


def test_a_role_that_is_made_anew_under_an_old_name_inherits_nothing(ledger: Ledger) -> None:
    database, unit = ledger.database, ledger.unit
    database.sql(f"DROP OWNED BY {unit}")
    database.sql(f"DROP ROLE {unit}")
    database.sql(f"CREATE ROLE {unit} LOGIN PASSWORD '{PASSWORD}'")
    ledger.refused("SELECT * FROM baigong.event", unit)
    ledger.refused(insert(REPORT), unit)


def test_a_transaction_of_an_older_view_does_not_run_behind_the_clock(ledger: Ledger) -> None:
    database = ledger.database
    with psycopg.connect(database.url(ledger.unit), password=PASSWORD) as session:
        session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        session.execute("SELECT count(*) FROM baigong.event")
        ledger.office.journal.record(lambda _contents: [said("1.2", percent=30)])
        with pytest.raises(psycopg.errors.SerializationFailure):
            session.execute(insert(REPORT).encode())
