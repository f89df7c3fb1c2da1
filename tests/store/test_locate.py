"""Where the ledger is: named, in the environment, or the nearest from here upward."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.errors import RequestError
from baigong.store.locate import locate


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tasks.yaml").touch()
    (tmp_path / "a" / "b").mkdir(parents=True)
    return tmp_path


def test_the_nearest_from_here_upward(here: Path) -> None:
    assert locate(None, here / "a" / "b").plan == here / "data" / "tasks.yaml"
    (here / "a" / "tasks.yaml").touch()
    assert locate(None, here / "a" / "b").plan == here / "a" / "tasks.yaml"


def test_the_ledger_of_the_folder_we_are_in_is_named_in_short(here: Path) -> None:
    assert locate(None, here).plan == Path("data/tasks.yaml")


def test_data_goes_before_a_file_beside_it(here: Path) -> None:
    (here / "tasks.yaml").touch()
    assert locate(None, here).plan == Path("data/tasks.yaml")


def test_what_is_named_goes_before_the_environment_and_that_before_what_is_near(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = here / "a" / "other.yaml"
    monkeypatch.setenv("BAIGONG_FILE", str(here / "a" / "env.yaml"))
    assert locate(None, here).plan == here / "a" / "env.yaml"
    assert locate(str(other), here).plan == other


def test_a_folder_stands_for_the_ledger_in_it(here: Path) -> None:
    assert locate(str(here), Path("/")).plan == here / "data" / "tasks.yaml"
    assert locate(str(here / "data"), Path("/")).plan == here / "data" / "tasks.yaml"
    with pytest.raises(RequestError, match="里没有"):
        locate(str(here / "a"), Path("/"))


def test_no_ledger_here_names_init(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as raised:
        locate(None, tmp_path)
    assert "没有台账" in raised.value.message
    assert "baigong init" in raised.value.hint


def test_the_files_of_a_ledger_stand_beside_its_plan(here: Path) -> None:
    place = locate(str(here), here)
    assert place.folder == here / "data"
    assert (place.units.name, place.journal.name) == ("units.yaml", "progress.jsonl")
    assert place.units.parent == place.journal.parent == place.folder


def test_a_database_is_refused_in_words(here: Path) -> None:
    with pytest.raises(RequestError, match="PostgreSQL"):
        locate("postgresql://host/base", here)


def test_no_such_user(here: Path) -> None:
    with pytest.raises(RequestError, match="没有 ~nobody-at-all 这个用户"):
        locate("~nobody-at-all/tasks.yaml", here)
