"""The rows of a plan in an index: each task at its place, with what tells whether a question is about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import date
from typing import Any

from baigong.model.plain_data import plain, restored
from baigong.model.plan import Plan, Section, Task
from baigong.store.fingerprint import Fingerprint
from baigong.store.index_parts import UnusableError, fingerprint, get, loaded, marked_text, put


def write_plan(base: sqlite3.Connection, content: Fingerprint, plan: Plan) -> None:
    """Write a plan in the place of the one before, with the fingerprint of the content that it was made of."""
    for table in ("tasks", "places", "nodes", "names", "finished"):
        base.execute(f"DELETE FROM {table}")
    sections = []
    at = 0
    for number, section in enumerate(plan.sections):
        sections.append(plain(section.model_copy(update={"tasks": ()})))
        for task in section.tasks:
            base.execute("INSERT INTO tasks VALUES (?, ?, ?)", (at, *marked_text(plain(task))))
            place = (at, number, task.names_units, _earliest(plan, section, task).isoformat())
            base.execute("INSERT INTO places VALUES (?, ?, ?, ?)", place)
            base.executemany("INSERT INTO nodes VALUES (?, ?)", ((node.id, at) for node in task.nodes))
            base.executemany("INSERT INTO names VALUES (?, ?)", ((name, at) for name in task.all_units))
            at += 1
    head = {
        "print": astuple(content),
        "plan": plain(plan.head),
        "former": plain(plan.former),
        "sections": sections,
        "tasks": at,
        "clauses": plan.clauses,
    }
    put(base, "plan", head)


def _earliest(plan: Plan, section: Section, task: Task) -> date:
    """Give the first day after which something of a task may be late."""
    dues = [section.due_of(task, plan.head), *(step.due for step in task.steps if step.due)]
    return min([*dues, *([section.start_of(task, plan.head)] if any(node.every for node in task.nodes) else [])])


def read_plan(base: sqlite3.Connection, content: Fingerprint) -> Plan:
    """Give the plan that was made of just this content.

    Raises:
        UnusableError: it is not there, or damaged.
    """
    head = get(base, "plan")
    if not fingerprint(head).same(content):
        raise UnusableError
    plan = plan_of_rows(base, head)
    if sum(len(section.tasks) for section in plan.sections) != head["tasks"]:
        raise UnusableError
    return plan


def plan_of_rows(base: sqlite3.Connection, head: dict[str, Any], places: Iterable[int] | None = None) -> Plan:
    """Give the plan, with the tasks at these places only where any are named."""
    plan = restored(Plan, {"plan": head["plan"], "former": head["former"], "sections": []})
    return plan.model_copy(update={"sections": tuple(_sections(base, head["sections"], places))})


def _sections(
    base: sqlite3.Connection, sections: list[dict[str, Any]], places: Iterable[int] | None
) -> Iterator[Section]:
    """Give the sections of a plan with those of their tasks that stand at these places, or with all."""
    query = "SELECT places.section, value, mark FROM tasks JOIN places USING (at) "
    if places is None:
        rows: Iterable[Any] = base.execute(query + "ORDER BY at")
    else:
        rows = (row for at in sorted(places) for row in base.execute(query + "WHERE at = ?", (at,)))
    tasks: dict[int, list[Task]] = {}
    for section, text, mark in rows:
        tasks.setdefault(section, []).append(restored(Task, loaded(text, mark)))
    for number, data in enumerate(sections):
        yield _with_tasks(restored(Section, data), tuple(tasks.get(number, ())))


def _with_tasks(section: Section, tasks: tuple[Task, ...]) -> Section:
    return section.model_copy(update={"tasks": tasks}) if tasks else section
