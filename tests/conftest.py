"""What all tests share: the same examples on every run, and no setting of the user's that would change an answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings

from tests.support.index_damage import damage_every_index
from tests.support.postgres import Cluster, Database, binaries

settings.register_profile("baigong", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("baigong")

_SETTINGS = ("BAIGONG_FILE", "BAIGONG_TODAY", "BAIGONG_BY", "BAIGONG_LOCK_WAIT", "BAIGONG_DEBUG", "COLUMNS", "NO_COLOR")

_INDEX = os.environ.get("BAIGONG_TEST_INDEX", "")
"""What has become of the index of every ledger in this run; "" leaves it alone."""


@pytest.fixture(autouse=True)
def no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
    # The derived index, which BAIGONG_CACHE=off leaves out of all tests, lies beside their files.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    if _INDEX:
        damage_every_index(monkeypatch, _INDEX)


_numbers = count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this process's own."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    cluster = Cluster()
    yield cluster
    cluster.remove()


@pytest.fixture
def database(cluster: Cluster) -> Iterator[Database]:
    """A new database on it, with the tables of a ledger and nothing in them."""
    database = cluster.new_database(f"base{next(_numbers)}")
    yield database
    database.drop()
