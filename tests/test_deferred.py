"""A data class that is finished on first use is one that `dataclasses` would have made at once."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import Any

import pytest

from baigong import deferred

declare: Any = deferred.dataclass


def _classes(decorate: Any) -> tuple[Any, Any]:
    class Base:
        """A base."""

        name: str
        number: int = 3

    Base.__annotations__ = {"name": str, "number": int}
    base = decorate(frozen=True)(Base)

    class Derived(base):  # type: ignore[misc, valid-type]  # a class made at run time
        """One of it."""

        more: tuple[str, ...] = ()

        @property
        def whole(self) -> str:
            return f"{self.name}{self.number}{self.more}"

    Derived.__annotations__ = {"more": tuple}
    return base, decorate(frozen=True)(Derived)


@pytest.mark.parametrize("first", [0, 1], ids=["the base first", "the derived one first"])
def test_it_behaves_as_one_that_was_finished_at_once(first: int) -> None:
    here, there = _classes(declare), _classes(dataclasses.dataclass)
    for at in (first, 1 - first):
        one, other = here[at]("甲", number=4), there[at]("甲", number=4)
        assert repr(one).rpartition(".")[2] == repr(other).rpartition(".")[2]
        assert one == here[at]("甲", 4) and hash(one) == hash(other)
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
        assert dataclasses.replace(one, name="乙") == here[at]("乙", 4)
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.name = "丙"
        with pytest.raises(TypeError):
            here[at]()
    assert here[1]("甲", more=("a",)).whole == "甲3('a',)"


def test_its_fields_are_there_before_the_first_value() -> None:
    _, derived = _classes(declare)
    assert dataclasses.is_dataclass(derived)
    assert [field.name for field in dataclasses.fields(derived)] == ["name", "number", "more"]


def test_a_class_that_is_not_used_is_not_finished() -> None:
    script = (
        "import dataclasses, sys; before = []; really = dataclasses.dataclass; from baigong.pages import blocks; "
        "sys.exit('__eq__' in vars(blocks.WebPage))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
