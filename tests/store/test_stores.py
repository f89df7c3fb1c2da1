"""Which store an address opens: one line a kind, and one module."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from baigong.errors import BadAddressError, MissingDriverError, UnknownStoreKindError
from baigong.store import stores
from baigong.store.interface import Store
from baigong.store.plan_file import save_plan
from baigong.store.stores import address_of, open_store
from tests.support.builders import plan, said, task


@pytest.fixture
def here(tmp_path: Path) -> Path:
    save_plan(tmp_path / "data" / "tasks.yaml", plan(task()))
    return tmp_path


def test_what_is_named_goes_before_the_environment_and_that_before_what_is_near(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_store(None, here).name == "data/tasks.yaml"
    monkeypatch.setenv("BAIGONG_FILE", str(here / "env.yaml"))
    assert open_store(None, here).name == str(here / "env.yaml")
    assert open_store(str(here / "other.yaml"), here).name == str(here / "other.yaml")


def test_a_kind_of_store_that_is_not_there_is_refused_in_words(here: Path) -> None:
    with pytest.raises(UnknownStoreKindError) as raised:
        open_store("mysql://host/base", here)
    assert raised.value.kind == "mysql"
    assert "host" not in raised.value.message, "an address may hold a password"


@pytest.mark.parametrize(
    "typed",
    [
        "postgresql:/u:S3cret@h/b", "postgresql//u:S3cret@h/b", "postgresql：//u:S3cret@h/b", "postgres:u:S3cret@h",
        "host=h password=S3cret", "postgresql+psycopg2://u:S3cret@h/b", "jdbc:postgresql://u:S3cret@h/b",
    ],
)  # fmt: skip
def test_what_resembles_an_address_is_no_path_that_messages_repeat(here: Path, typed: str) -> None:
    with pytest.raises((BadAddressError, UnknownStoreKindError)) as raised:
        open_store(typed, here)
    assert "S3cret" not in raised.value.message + raised.value.hint


def test_a_path_that_resembles_an_address_is_a_path_where_it_is_one(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here)
    (here / "postgres:old.yaml").write_text("")
    assert address_of("postgres:old.yaml") == ("postgres:old.yaml", "file")
    assert address_of(" postgresql://h/b ") == ("postgresql://h/b", "postgresql")
    assert address_of("甲" * 5000) == ("甲" * 5000, "file")


def test_a_database_without_its_driver_says_what_to_install(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("baigong.store.postgres", "psycopg"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingDriverError) as raised:
        open_store("POSTGRES://host/base", here)
    assert "baigong[postgres]" in raised.value.hint


def test_a_new_kind_of_store_is_one_module_and_one_line(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = ModuleType("other_store")
    opened: list[str] = []

    def open_other(where: str, folder: Path, _waiting: object) -> Store:
        opened.append(where)
        return open_store(str(folder), folder)

    other.__dict__["open_store"] = open_other
    monkeypatch.setitem(sys.modules, "other_store", other)
    monkeypatch.setitem(stores.STORES, "other", "other_store")
    assert open_store("other://host/base", here).plan() == plan(task())
    assert opened == ["other://host/base"]


def test_a_store_gives_what_stands_there_now(here: Path) -> None:
    store = open_store(str(here), here)
    first = store.plan()
    assert store.plan() is first, "unchanged bytes are not parsed again"
    assert store.units().units == ()
    save_plan(here / "data" / "tasks.yaml", plan(task("1.2")))
    (here / "data" / "units.yaml").write_text("units:\n- name: 省甲厅\n", encoding="utf-8")
    assert [one.id for one in store.plan().tasks] == ["1.2"]
    store.add_unit("省乙委")
    assert [unit.name for unit in store.units().units] == ["省甲厅", "省乙委"]
    assert store.evidence_base == here / "data"


def test_an_event_is_said_to_stand_where_a_person_would_look(here: Path) -> None:
    store = open_store(str(here), here)
    (event,) = store.journal.record(lambda _contents: [said("1.1")])
    assert store.journal.read().place(event.id) == f"{here}/data/progress.jsonl:1"
    inventory = store.inspect()
    assert (inventory.plan, inventory.faults) == (plan(task()), ())
