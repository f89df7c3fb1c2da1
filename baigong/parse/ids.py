"""What a task is cited by: the shortest end of the numbering path that is unique in the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class NumberPath:
    """Where a task stands: the numbers down to its item, its own number within the item (0 for none), its steps."""

    path: tuple[str, ...]
    part: int = 0
    steps: int = 0

    def cut(self, length: int) -> str:
        """The id with so many of the last numbers of the path."""
        return ".".join((*self.path[-length:], *([str(self.part)] if self.part else [])))


def shorten(places: Sequence[NumberPath]) -> tuple[list[str], list[int]]:
    """Give each place its id, all cut to the same length, and the indexes of those that had to be told apart.

    Ids of steps must not meet those of tasks. A document that numbers two items alike gives the later
    one a letter: 3.2b.
    """
    longest = max((len(place.path) for place in places), default=1)
    for length in range(1, longest + 1):
        ids = [place.cut(length) for place in places]
        if _unique(ids, places):
            return ids, []
    return _lettered([place.cut(longest) for place in places], places)


def _unique(ids: Iterable[str], places: Sequence[NumberPath]) -> bool:
    seen: set[str] = set()
    bases: dict[str, tuple[str, ...]] = {}
    for name, place in zip(ids, places, strict=True):
        # 1.1 and 1.2 are parts of an item 1: no other item may be called 1.
        base = name.removesuffix(f".{place.part}") if place.part else name
        if bases.setdefault(base, place.path) != place.path:
            return False
        for each in _with_steps(name, place.steps):
            if each in seen:
                return False
            seen.add(each)
    return True


def _with_steps(name: str, count: int) -> list[str]:
    return [name, *(f"{name}.{number}" for number in range(1, count + 1))]


def _lettered(ids: list[str], places: Sequence[NumberPath]) -> tuple[list[str], list[int]]:
    seen: set[str] = set()
    again: dict[str, int] = {}
    unique_ids, clashing = [], []
    for at, (name, place) in enumerate(zip(ids, places, strict=True)):
        unique = name
        while not seen.isdisjoint(_with_steps(unique, place.steps)):
            again[name] = again.get(name, 1) + 1
            unique = name + _letters(again[name])
        if unique != name:
            clashing.append(at)
        seen.update(_with_steps(unique, place.steps))
        unique_ids.append(unique)
    return unique_ids, clashing


def _letters(number: int) -> str:
    """Give b for 2, c for 3, and so on; after z, aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
