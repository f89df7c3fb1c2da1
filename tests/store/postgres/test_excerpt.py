"""A part of a ledger in a database: what is asked of one plan, one unit or one task reads the rows of just these."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from baigong.cli.app import run
from baigong.store.interface import Selection
from baigong.store.postgres.excerpt import cut
from baigong.store.postgres.server import Server
from tests.support.builders import plan, relinked, said, section, task
from tests.support.postgres import PASSWORD, Database

FEW = plan(
    section(task("1.1"), task("1.2"), units=("省甲厅", "省乙委")),
    section(task("2.1"), id="2", units=("省丙局",)),
    title="只有几项的方案",
)
MANY = plan(section(*(task(f"1.{at}") for at in range(1, 301)), units=("省甲厅", "省乙委")), title="很长的方案")

Answer = tuple[str, dict[str, Any]]
"""A question, and the plan by which the server answered it."""


def test_a_part_is_the_sections_of_its_tasks() -> None:
    part = cut(FEW, {"2.1"})
    assert [(one.id, [task.id for task in one.tasks]) for one in part.sections] == [("2", ["2.1"])]
    assert part.head == FEW.head
    assert cut(FEW, set()).sections == ()


def test_only_the_whole_can_tell_for_a_unit_and_after_a_relink(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    store, one = database.publish(FEW), Selection(ids=("1.1",))
    part = store.excerpt(one)
    assert part and [task.id for task in part.plan.tasks] == ["1.1"]
    assert store.excerpt(Selection()) is None
    assert store.excerpt(Selection(ids=("9.9",))) is None
    assert database.store(database.role("unit", "省甲厅")).excerpt(one) is None
    store.journal.record(lambda _contents: [relinked("1.2", "1.1")])
    assert store.excerpt(one) is None


@pytest.fixture
def explained(monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """Gathers every question that is sent to a server."""
    plain = Server.rows
    gathered: list[Answer] = []

    def explaining(self: Server, query: str | bytes, parameters: Any = None) -> list[tuple[Any, ...]]:
        if isinstance(query, str) and query.startswith("SELECT") and " baigong." in query and "(%s" not in query:
            # Tables of a few hundred rows would be read from end to end; those of a province are not.
            plain(self, "SELECT set_config('enable_seqscan', 'off', false)")
            ((answer,),) = plain(self, f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", parameters)
            gathered.append((query, answer[0]["Plan"]))
        return plain(self, query, parameters)

    monkeypatch.setattr(Server, "rows", explaining)
    return gathered


def rows_read(node: dict[str, Any]) -> Iterator[float]:
    """Give the rows that each scan of the query read, those that it left out too."""
    if "Relation Name" in node:
        rows = (
            node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        )
        yield rows * node["Actual Loops"]
    for below in node.get("Plans", ()):
        yield from rows_read(below)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["coordinator", "unit"])
@pytest.mark.parametrize(
    "line", ["list", "list --unit 甲厅", "overdue --unit 甲厅", "show 1.1", "progress 1.1 40", "log", "undo"]
)
def test_a_command_that_asks_about_one_plan_reads_no_row_of_another(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    explained: list[Answer],
    kind: Any,
    line: str,
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-01")
    database.publish(MANY, key="长").journal.record(
        lambda _contents: [said(f"1.{at}", percent=10, unit="省甲厅") for at in range(1, 301)]
    )
    database.publish(FEW, key="短").journal.record(lambda _contents: [said("1.1", percent=10, unit="省乙委")])
    role = database.role(kind, "省甲厅" if kind == "unit" else "")
    database.store(role, plan="短").journal.record(lambda _contents: [said("1.2", percent=20, unit="省甲厅")])
    database.sql("ANALYZE")
    explained.clear()
    command, *rest = line.split()
    assert run([command, "-f", database.url(role, plan="短"), *rest]) == 0
    assert len(explained) > 5
    for query, answer in explained:
        assert max(rows_read(answer), default=0) <= 20, (query, json.dumps(answer, ensure_ascii=False, indent=1))


def test_a_question_about_a_task_reads_the_events_of_that_task(database: Database, explained: list[Answer]) -> None:
    database.publish(MANY).journal.record(
        lambda _contents: [said(f"1.{at}", percent=10, unit="省甲厅") for at in range(1, 301)]
    )
    database.sql("ANALYZE")
    explained.clear()
    assert run(["show", "-f", database.url(), "1.7"]) == 0
    events = [max(rows_read(answer), default=0) for query, answer in explained if "FROM baigong.event" in query]
    assert events and max(events) <= 20
