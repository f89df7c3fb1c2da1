"""The shipped ledger: from the package where it was installed, from `data/` of a clone."""

from __future__ import annotations

from pathlib import Path

import pytest

import baigong
from baigong.store.shipped import NAMES, shipped


def test_in_a_clone_the_shipped_files_are_those_of_data() -> None:
    here = Path(__file__).parents[2] / "data"
    assert [shipped(name) for name in NAMES] == [here / "tasks.yaml", here / "units.yaml", here / "plan.txt"]


def test_where_it_was_installed_they_are_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "baigong"
    (package / "shipped").mkdir(parents=True)
    (package / "shipped" / "tasks.yaml").touch()
    monkeypatch.setattr(baigong, "__file__", str(package / "__init__.py"))
    assert shipped("tasks.yaml") == package / "shipped" / "tasks.yaml"
    assert shipped("units.yaml") == tmp_path / "data" / "units.yaml"
