"""How far one PostgreSQL server carries: fills a database, times commands and 32 writers at once, prints query plans.

    python benchmarks/postgres.py --plans 200 --tasks 500 --events 20

starts a server of its own in a temporary folder, with the settings a new installation has (fsync included). "Server"
is the time that the server plans and executes all statements of a command (pg_stat_statements); "whole" is the command
in this process, the connection included, without the start of Python. The commands run as a coordinator, and once more
as a unit. Of the writers, "server" is the sum of the durations that the server logs of a recording's connection, with
the wait for the plan's lock.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).parents[1]))

from baigong.cli.app import run
from baigong.model.events import Event
from baigong.model.plan import Plan, PlanHead, Section, Task
from baigong.model.units import Unit, UnitsFile
from baigong.store.interface import Excerpt, Selection
from tests.support.ground import Child
from tests.support.postgres import Cluster, Database, noted

UNITS = tuple(f"第{number}局" for number in range(1, 41))
WRITERS = 32
_FILL = """
INSERT INTO baigong.event (plan, id, document, at, author, role, kind, day, node, task, unit, target)
SELECT p.number, 'e' || p.number || '-' || t.id || '-' || n,
    CASE WHEN n %% 20 = 19
        THEN jsonb_build_object(
            'kind', 'assign', 'on', d.day, 'task', t.id, 'lead', jsonb_build_array(t.responsible[1]))
        ELSE jsonb_build_object('kind', 'progress', 'on', d.day, 'task', t.id, 'unit', t.responsible[1 + n %% 3],
            'percent', least(99, 5 * n), 'note', '第' || n || '次报告：已完成现场核查，正在汇总材料，下一步报送审核。')
    END,
    '2019-01-20'::timestamptz + n * interval '1 day' + row_number() OVER (PARTITION BY p.number) * interval '1 ms',
    t.responsible[1], 'owner', CASE WHEN n %% 20 = 19 THEN 'assign' ELSE 'progress' END, d.day, t.id, t.id,
    CASE WHEN n %% 20 = 19 THEN '' ELSE t.responsible[1 + n %% 3] END, NULL
FROM baigong.plan p JOIN baigong.task t ON t.plan = p.number, generate_series(0, %(events)s - 1) AS n,
    LATERAL (SELECT '2019-01-20'::date + n * 2 AS day) AS d
WHERE p.number = %(plan)s
"""
_QUERIES = {
    "list --unit, overdue --unit: the events of a unit's tasks": (
        "SELECT document::text, id, at, author FROM baigong.event"
        " WHERE plan = 7 AND task = ANY(ARRAY(SELECT task FROM baigong.part WHERE plan = 7 AND unit = '第3局'))"
        " ORDER BY at, id"
    ),
    "show, a recording: the events of one task": (
        "SELECT document::text, id, at, author FROM baigong.event"
        " WHERE plan = 7 AND task = ANY(ARRAY['1.9']) ORDER BY at, id"
    ),
    "list as a unit, behind row-level security: the events of its own tasks": (
        "SELECT document::text, id, at, author FROM baigong.event"
        " WHERE plan = 7"
        " AND task = ANY(ARRAY(SELECT task FROM baigong.part WHERE plan = 7 AND unit = '第3局' AND current))"
        " ORDER BY at, id"
    ),
    "as a unit, behind row-level security: the plans that it takes part in": (
        "SELECT key, number FROM baigong.plan ORDER BY number"
    ),
    "a recording: the last moment of a plan": "SELECT max(at) FROM baigong.event WHERE plan = 7",
}


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--tasks", type=int, default=500)
    parser.add_argument("--events", type=int, default=20)
    parser.add_argument("--runs", type=int, default=40)
    options = parser.parse_args()
    os.environ["BAIGONG_TODAY"] = "2019-03-10"
    cluster = Cluster(durable=True)  # fsync, and statistics of its statements
    try:
        database = cluster.new_database("bench")
        fill(database, options.plans, options.tasks, options.events)
        print(f"machine: {os.cpu_count()} cores; {database.sql('SELECT version()')[0][0].split(' on ')[0]}")
        commands(database, options.plans, options.tasks, options.runs)
        writers(database, options.plans, options.tasks)
        explain(database)
    finally:
        cluster.remove()


def plan_of(number: int, tasks: int) -> Plan:
    """Make a plan of five sections; each task names three of forty units."""
    chance = random.Random(number)
    head = PlanHead(title=f"第{number}号方案", start=date(2019, 1, 1), due=date(2019, 12, 31))
    sections = []
    for section in range(1, 6):
        rows = tuple(
            Task(
                id=f"{section}.{at}", text=f"完成第{section}板块第{at}批台账的核对、整改和验收工作。",
                units=tuple(chance.sample(UNITS, 3)), due=date(2019, 2, 1 + at % 28),
            )
            for at in range(1, tasks // 5 + 1)
        )  # fmt: skip
        sections.append(Section(id=str(section), title=f"板块{section}", tasks=rows))
    return Plan(head=head, sections=tuple(sections))


def fill(database: Database, plans: int, tasks: int, events: int) -> None:
    """Publish the plans as a coordinator does, and put their events in behind the triggers, as a copy of history."""
    units = UnitsFile(units=tuple(Unit(name=name) for name in UNITS))
    begun = time.monotonic()
    for number in range(1, plans + 1):
        database.publish(plan_of(number, tasks), units, f"方案{number}").server.close()
    published = time.monotonic()
    database.sql("ALTER TABLE baigong.event DISABLE TRIGGER ALL")
    with psycopg.connect(database.url(), autocommit=True) as connection:
        for number in range(1, plans + 1):
            connection.execute(_FILL, {"plan": number, "events": events})
    triggers = ", ".join(f"ENABLE ALWAYS TRIGGER {name}" for name in ("admit", "follow", "unchanged", "kept"))
    database.sql(f"ALTER TABLE baigong.event {triggers}")
    database.sql("UPDATE baigong.clock c SET last = (SELECT max(at) FROM baigong.event e WHERE e.plan = c.plan)")
    database.sql("VACUUM ANALYZE")
    ((count, size),) = database.sql(
        "SELECT count(*), pg_size_pretty(pg_database_size(current_database())) FROM baigong.event"
    )
    print(
        f"{plans} plans of {tasks} tasks, {count} events, {size}; published in {published - begun:.0f} s,"
        f" filled in {time.monotonic() - published:.0f} s"
    )


def commands(database: Database, plans: int, tasks: int, runs: int) -> None:
    """Time each command on plans, units and tasks drawn at random."""
    chance = random.Random(1)
    roles = {"coordinator": database.role("coordinator"), "unit": database.role("unit", UNITS[2])}
    os.environ["PGPASSWORD"] = database.password
    statistics_of = psycopg.connect(database.url(), autocommit=True)
    statistics_of.execute("CREATE EXTENSION pg_stat_statements")

    def server_seconds(role: str) -> float:
        row = statistics_of.execute(
            "SELECT coalesce(sum(total_exec_time + total_plan_time), 0) / 1000 FROM pg_stat_statements s"
            " JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = %s AND toplevel",
            (role,),
        ).fetchone()
        assert row
        return float(row[0])

    kinds: dict[str, Callable[[], list[str]]] = {
        "list --unit": lambda: ["list", "--unit", chance.choice(UNITS)],
        "overdue --unit": lambda: ["overdue", "--unit", chance.choice(UNITS)],
        "show": lambda: ["show", f"{chance.randrange(1, 6)}.{chance.randrange(1, tasks // 5)}"],
        "progress": lambda: [
            "progress", f"{chance.randrange(1, 6)}.{chance.randrange(1, tasks // 5)}", str(chance.randrange(1, 99)),
            "--note", f"第{chance.random()}次",
        ],
        "list, as a unit": lambda: ["list"],
        "list (a whole plan)": lambda: ["list"],
        "report (a whole plan)": lambda: ["report"],
    }  # fmt: skip
    print(
        f"\n| command, {runs} runs | server p50 | server p95 | whole p50 | whole p95 |\n| --- | --- | --- | --- | --- |"
    )
    for name, line in kinds.items():
        server, whole = [], []
        role = roles["unit" if "as a unit" in name else "coordinator"]
        for _ in range(runs if "whole" not in name else runs // 4):
            words = line()
            address = database.url(role, plan=f"方案{chance.randrange(1, plans + 1)}")
            before, begun = server_seconds(role), time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as errors:
                code = run([words[0], "-f", address, *words[1:]])
            whole.append(time.perf_counter() - begun)
            assert code == 0, errors.getvalue()
            server.append(server_seconds(role) - before)
        print(f"| `{name}` | {milliseconds(server)} | {milliseconds(whole)} |", flush=True)
    statistics_of.close()


def writers(database: Database, plans: int, tasks: int) -> None:
    """Let 32 processes record at once: each in plans drawn at random, then all in one plan."""
    each = 5
    role = database.role("coordinator")
    database.sql(f"ALTER ROLE {role} SET log_duration = on")
    print(f"\n| {WRITERS} writers × {each} recordings | server p50 | server p95 | whole p50 | whole p95 | a second |")
    print("| --- | --- | --- | --- | --- | --- |")
    for where, most in (("spread over all plans", plans), ("all in one plan", 1)):

        def write(child: Child, most: int = most) -> None:
            import signal

            signal.alarm(0)
            chance = random.Random(os.getpid())
            for number in range(each):
                store = database.store(role, plan=f"方案{chance.randrange(1, most + 1)}")
                event = noted(f"{os.getpid()}-{number}", at=chance.randrange(1, tasks // 5))
                selection = Selection(ids=(event.task,))
                store.excerpt(selection)  # as a command does before it asks and records
                begun = time.perf_counter()
                store.record_in(selection, partial(one_event, event))
                child.say(str(time.perf_counter() - begun))
                store.server.close()

        logged = database.cluster.log.stat().st_size
        begun = time.monotonic()
        children = [Child(write) for _ in range(WRITERS)]
        lines = [line for child in children for line in child.wait()[1]]
        spent = time.monotonic() - begun
        times = [float(line) for line in lines if line.replace(".", "").isdigit()]
        lost = WRITERS * each - len(times)
        print(
            f"| {where} | {milliseconds(logged_seconds(database.cluster.log, logged))} | {milliseconds(times)}"
            f" | {len(times) / spent:.0f} |" + (f" {lost} failed" if lost else "")
        )


def one_event(event: Event, _part: Excerpt) -> list[Event]:
    """Give the event to record, whatever the ledger holds."""
    return [event]


def logged_seconds(log: Path, start: int) -> list[float]:
    """Give the seconds that the server logged, from a place in its log on, of each connection."""
    sums: dict[str, float] = {}
    for line in log.read_bytes()[start:].decode(errors="replace").splitlines():
        logged = re.match(r"(\S+?):\s*LOG:  duration: (\S+) ms", line)
        if logged:
            sums[logged[1]] = sums.get(logged[1], 0.0) + float(logged[2]) / 1000
    return list(sums.values())


def explain(database: Database) -> None:
    """Print the plans of the queries: as a coordinator, and as a unit behind row-level security."""
    coordinator, unit = database.role("coordinator"), database.role("unit", "第3局")
    for name, query in _QUERIES.items():
        role = unit if "as a unit" in name else coordinator
        print(f"\n{name}:")
        for (line,) in database.sql(f"EXPLAIN (ANALYZE, BUFFERS, SUMMARY) {query}", role):
            print(f"    {line}")


def milliseconds(times: list[float]) -> str:
    """Write the median and the 95th percentile."""
    cuts = statistics.quantiles(times, n=20)
    return f"{statistics.median(times) * 1000:.0f} ms | {cuts[18] * 1000:.0f} ms"


if __name__ == "__main__":
    main()
