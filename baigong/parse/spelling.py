"""Names of units that may be misspelt: seen once, and one letter from another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from baigong.model.plan import Plan, Responsibility
from baigong.parse.responsibility.names import is_generic

_SHORTEST = 4
_LONGEST = 20
_FEW = 5
# 省财政厅 and 市财政厅 are two offices, not one misspelt.
_LEVELS = frozenset("省市县区州镇国各级直")


def find_misspelt(plan: Plan) -> list[tuple[str, str, str]]:
    """List (id of the section or task, name seen once, the name it is one letter from).

    Two departments whose work is known are two, however alike their names: 县民政局 and 县财政局.
    """
    from baigong.duties.departments import shipped_departments

    kinds = shipped_departments()
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
    pairs = []
    for name, count in counts.items():
        if count > 1 or len(name) < _SHORTEST:
            continue
        others = {
            other
            for shorter in [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]
            for other in near.get(shorter, ())
            if other != name and counts[other] > 1 and _one_letter(name, other)
            if not _differ(kinds.kinds_of(name), kinds.kinds_of(other))
        }
        if others:
            pairs.append((where[name], name, min(others)))
    return pairs


def _differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both names are of kinds that are known, and not of one."""
    return bool(one and other) and one != other


_LEVEL = re.compile("[省市县区州]")
_GENERIC = re.compile("有关|相关")
_OFFICE = re.compile("[局委厅办部]$")


def find_doubles(plan: Plan) -> list[tuple[str, str, str]]:
    """List (id of the section or task, name, another) for names of one level that seem to be one department.

    县住建局 beside 县住房城乡建设局: of one kind, and one name is the other's short form.
    """
    from baigong.duties.departments import shipped_departments

    kinds = shipped_departments()
    where: dict[str, str] = {}
    for name, place in _names(plan):
        where.setdefault(name, place)
    by_kind: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for name in where:
        if _LEVEL.match(name) and _OFFICE.search(name) and len(name) <= _LONGEST:
            kind = kinds.kinds_of(name)
            if kind:
                by_kind[name[0], kind].append(name)
    return [
        (where[name], name, other)
        for names in by_kind.values()
        for at, other in enumerate(names)
        for name in names[at + 1 : at + 1 + _FEW]
        if _is_short_form(name, other) or _is_short_form(other, name)
    ]


def find_generic(plan: Plan) -> list[str]:
    """List the names that stand for units which they do not name: 区直相关部门, 有关区县政府, 各行业主管部门."""
    names = dict.fromkeys(name for name, _ in _names(plan))
    return [name for name in names if _GENERIC.search(name) or (name.startswith("各") and is_generic(name))]


def _is_short_form(short: str, long: str) -> bool:
    """Whether the letters of one name stand in the other in their order: 住建 in 住房城乡建设."""
    if long.startswith(short):
        # 县农业局林业办 is an office of 县农业局.
        return False
    one, other = short[1:-1], iter(long[1:-1])
    return len(short) + 2 <= len(long) and all(letter in other for letter in one)


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
