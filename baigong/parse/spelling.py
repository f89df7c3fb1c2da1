"""Names of units that may be misspelt: seen once, and one letter from another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from baigong.model.plan import Plan, Responsibility

_SHORTEST = 4
# 省财政厅 and 市财政厅 are two offices, not one misspelt.
_LEVELS = frozenset("省市县区州镇国各级直")


def find_misspelt(plan: Plan) -> list[tuple[str, str, str]]:
    """List (id of the section or task, name seen once, the name it is one letter from)."""
    where: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for name, place in _names(plan):
        counts[name] += 1
        where.setdefault(name, place)
    near: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        if len(name) >= _SHORTEST:
            for shorter in {name[:at] + name[at + 1 :] for at in range(len(name))} | {name}:
                near[shorter].append(name)
    found = []
    for name, count in counts.items():
        if count > 1 or len(name) < _SHORTEST:
            continue
        others = {
            other
            for shorter in [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]
            for other in near.get(shorter, ())
            if other != name and counts[other] > 1 and _one_letter(name, other)
        }
        if others:
            found.append((where[name], name, min(others)))
    return found


def _names(plan: Plan) -> Iterator[tuple[str, str]]:
    for section in plan.sections:
        yield from ((name, section.id) for name in _all(section))
        for task in section.tasks:
            yield from ((name, task.id) for name in _all(task))


def _all(who: Responsibility) -> tuple[str, ...]:
    return who.lead + who.units + who.support


def _one_letter(one: str, other: str) -> bool:
    """Whether the names differ by one letter changed, added or left out, and not by their level alone."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(different) == 1 and not (set(different[0]) <= _LEVELS)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    at = next((i for i, char in enumerate(shorter) if longer[i] != char), len(shorter))
    return longer[at + 1 :] == shorter[at:] and longer[at] not in _LEVELS
