"""The plan in an index is the plan that was written, whole or with some of its tasks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from baigong.store.fingerprint import Fingerprint
from baigong.store.index import Index
from baigong.store.index_parts import UnusableError, get
from baigong.store.index_plan import plan_of_rows, read_plan, write_plan
from baigong.store.plan_file import plan_of

CONTENT = """\
plan: {title: 方案, start: 2019-01-01, due: 2019-03-31}
sections:
- id: '1'
  units: [省甲厅]
  tasks:
  - {id: '1.1', text: 核清底数。, steps: [{id: 1.1.1, text: 汇总, due: 2019-02-01}]}
  - {id: '1.2', text: 建立台账。, lead: [省乙委], due: 2019-02-28}
  - {id: '1.3', text: 每月报送。, every: month, start: 2019-01-15}
- id: '2'
  units: [省丙局]
  tasks:
  - {id: '2.1', text: 办结全部事项。}
""".encode()
PRINT = Fingerprint.of(CONTENT)
PLAN = plan_of(Path("tasks.yaml"), CONTENT)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    file = tmp_path / "index.sqlite"
    file.touch()
    with Index(file).open(write=True) as base:
        write_plan(base, PRINT, PLAN)
        yield base


def test_the_plan_is_read_for_the_content_that_it_was_made_of_alone(base: sqlite3.Connection) -> None:
    assert read_plan(base, PRINT) == PLAN
    with pytest.raises(UnusableError):
        read_plan(base, Fingerprint.of(CONTENT + b"\n"))


def test_a_plan_that_lacks_a_task_is_not_read(base: sqlite3.Connection) -> None:
    base.execute("DELETE FROM tasks WHERE at = 1")
    with pytest.raises(UnusableError):
        read_plan(base, PRINT)


def test_a_part_of_the_plan_keeps_its_sections(base: sqlite3.Connection) -> None:
    part = plan_of_rows(base, get(base, "plan"), [3, 1])
    assert [(section.id, [task.id for task in section.tasks]) for section in part.sections] == [
        ("1", ["1.2"]),
        ("2", ["2.1"]),
    ]
    assert part.head == PLAN.head


def test_nothing_of_a_task_is_late_before_its_first_date_that_counts(base: sqlite3.Connection) -> None:
    rows = dict(base.execute("SELECT id, early FROM nodes JOIN places USING (at)").fetchall())
    assert rows == {
        "1.1": "2019-02-01", "1.1.1": "2019-02-01", "1.2": "2019-02-28", "1.3": "2019-01-15", "2.1": "2019-03-31",
    }  # fmt: skip


def test_a_new_plan_leaves_nothing_of_the_one_before(base: sqlite3.Connection) -> None:
    base.execute("INSERT INTO finished VALUES (0, '2019-02-01')")
    shorter = PLAN.model_copy(update={"sections": PLAN.sections[1:]})
    write_plan(base, PRINT, shorter)
    assert read_plan(base, PRINT) == shorter
    assert not base.execute("SELECT * FROM finished").fetchall()
    assert base.execute("SELECT name, at FROM names").fetchall() == []
    assert base.execute("SELECT id FROM nodes").fetchall() == [("2.1",)]
