"""A ledger in files: what is read anew, what is kept, and what a person is told of the files as a whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from baigong.errors import DataError
from baigong.store.file_store import FileStore, open_store
from baigong.store.plan_file import save_plan
from baigong.store.units_file import load_units
from tests.support.builders import UNITS, plan, task

PLAN = plan(task("1.1"))


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    save_plan(tmp_path / "tasks.yaml", PLAN)
    return open_store(str(tmp_path), tmp_path)


def test_a_plan_is_parsed_again_only_when_its_bytes_have_changed(store: FileStore, tmp_path: Path) -> None:
    first = store.plan()
    assert first == PLAN and store.plan() is first
    save_plan(tmp_path / "tasks.yaml", plan(task("1.2")))
    assert [one.id for one in store.plan().tasks] == ["1.2"]


def test_without_a_directory_there_are_no_units_and_one_that_is_added_makes_it(store: FileStore) -> None:
    assert store.units().units == ()
    store.add_unit("省甲厅")
    assert [unit.name for unit in store.units().units] == ["省甲厅"]


def test_the_ids_of_kept_copies_are_those_that_were_replaced(store: FileStore, tmp_path: Path) -> None:
    assert store.replaced_ids() == frozenset()
    save_plan(tmp_path / "tasks.yaml.old", plan(task("9.9", steps=["9.9.1"])))
    (tmp_path / "tasks.yaml.old2").write_text("rubbish", encoding="utf-8")
    assert store.replaced_ids() == {"9.9", "9.9.1"}


def test_an_inspection_gives_the_faults_of_every_file(store: FileStore, tmp_path: Path) -> None:
    assert store.inspect().faults == ()
    (tmp_path / "units.yaml").write_text("units: 3", encoding="utf-8")
    store.paths.journal.write_text("rubbish\n{}\n", encoding="utf-8")
    faults = store.inspect().faults
    assert len(faults) == 2 and all(isinstance(fault, DataError) for fault in faults)


def test_it_is_named_by_its_plan_and_evidence_lies_beside_it(store: FileStore, tmp_path: Path) -> None:
    assert Path(store.name).name == "tasks.yaml"
    assert store.evidence_base.resolve() == tmp_path.resolve()
    assert UNITS.units and store.warnings() == ()


def test_plans_that_share_a_directory_add_units_at_once_and_none_is_lost(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text("units: []\n", encoding="utf-8")
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        save_plan(tmp_path / name / "tasks.yaml", PLAN)

    def add(name: str) -> None:
        store = open_store(str(tmp_path / name), tmp_path)
        for at in range(8):
            store.add_unit(f"省{name}{at}局")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(add, ("甲", "乙")))
    names = {unit.name for unit in load_units(tmp_path / "units.yaml").units}
    assert names == {f"省{name}{at}局" for name in ("甲", "乙") for at in range(8)}
