"""A part of an index is given as it was put, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.store.index import Index
from baigong.store.index_parts import UnusableError, get, loaded, marked_text, put


@pytest.fixture
def index(tmp_path: Path) -> Index:
    file = tmp_path / "index.sqlite"
    file.touch()
    return Index(file)


def test_a_part_is_given_as_it_was_last_put(index: Index) -> None:
    with index.open(write=True) as base:
        put(base, "plan", {"title": "方案"})
        put(base, "plan", {"title": "方案", "tasks": [1, None]})
    with index.open() as base:
        assert get(base, "plan") == {"title": "方案", "tasks": [1, None]}


def test_a_part_that_is_missing_or_damaged_is_not_given(index: Index) -> None:
    with index.open(write=True) as base:
        put(base, "plan", {"tasks": 3})
        base.execute("UPDATE parts SET value = replace(value, '3', '4') WHERE name = 'plan'")
        for name in ("plan", "units"):
            with pytest.raises(UnusableError):
                get(base, name)


def test_the_mark_of_a_text_is_that_of_no_other() -> None:
    text, mark = marked_text(["核清底数"])
    assert loaded(text, mark) == ["核清底数"]
    with pytest.raises(UnusableError):
        loaded(text.replace("核", "摸"), mark)
