"""Where the derived index of a ledger lies: in a folder that is its user's alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.store.index_place import VARIABLE, index_place


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    return tmp_path / "baigong"


def test_each_ledger_has_a_file_of_its_own_that_nobody_else_may_read(cache: Path) -> None:
    one, other = index_place(Path("a/tasks.yaml")), index_place(Path("b/tasks.yaml"))
    assert one and other and one != other and one.parent == cache
    assert (cache.stat().st_mode & 0o777, one.stat().st_mode & 0o777) == (0o700, 0o600)
    assert index_place(Path("./a/tasks.yaml")) == one


def test_what_others_may_read_or_have_linked_is_not_used(cache: Path) -> None:
    place = index_place(Path("tasks.yaml"))
    assert place
    place.chmod(0o640)
    assert index_place(Path("tasks.yaml")) is None
    place.chmod(0o600)
    (cache / "second").hardlink_to(place)
    assert index_place(Path("tasks.yaml")) is None
    (cache / "second").unlink()
    cache.chmod(0o755)
    assert index_place(Path("tasks.yaml")) is None


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setenv(VARIABLE, "OFF")
    assert index_place(Path("tasks.yaml")) is None
    assert not cache.exists()
