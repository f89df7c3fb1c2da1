"""What a task is cited by: the shortest end of the numbering path that is unique in the plan."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def shorten(paths: Sequence[tuple[str, ...]], beneath: Sequence[int] | None = None) -> tuple[list[str], list[int]]:
    """Give each path its id, all cut to the same length, and the indexes of those that had to be told apart.

    `beneath` says how many steps each has; their ids must not meet another's. A document that numbers
    two items alike gives the later one a letter: 3.2b.
    """
    steps = beneath or [0] * len(paths)
    longest = max((len(path) for path in paths), default=1)
    for length in range(1, longest + 1):
        ids = [".".join(path[-length:]) for path in paths]
        if _unique(ids, steps):
            return ids, []
    return _lettered([".".join(path) for path in paths], steps)


def _unique(ids: Iterable[str], steps: Sequence[int]) -> bool:
    seen: set[str] = set()
    for name, count in zip(ids, steps, strict=True):
        for each in _with_steps(name, count):
            if each in seen:
                return False
            seen.add(each)
    return True


def _with_steps(name: str, count: int) -> list[str]:
    return [name, *(f"{name}.{number}" for number in range(1, count + 1))]


def _lettered(ids: list[str], steps: Sequence[int]) -> tuple[list[str], list[int]]:
    seen: set[str] = set()
    again: dict[str, int] = {}
    given, clashing = [], []
    for at, (name, count) in enumerate(zip(ids, steps, strict=True)):
        unique = name
        while seen & set(_with_steps(unique, count)):
            again[name] = again.get(name, 1) + 1
            unique = name + _letters(again[name])
        if unique != name:
            clashing.append(at)
        seen.update(_with_steps(unique, count))
        given.append(unique)
    return given, clashing


def _letters(number: int) -> str:
    """Give b for 2, c for 3, and so on; after z, aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
