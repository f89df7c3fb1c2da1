"""Names that leave off their level: behind 区交建局 in one list, 资源生态局 is 区资源生态局."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LEVEL = re.compile(r"[省市县区州旗镇乡]")
_OFFICE = re.compile(r"[局委厅办部]$|(?:支队|大队|中心|公司)$")
_PLACE = re.compile(r"[省市县区州旗盟镇乡国各]|有关|相关")


def same_units(lists: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Give the full name of each name that leaves its level off, where a plan's lists of units tell which it is.

    It does where one name with a level is named elsewhere, or where the name stands in a list behind one with
    a level and is that of a department.
    """
    named = dict.fromkeys(name for names in lists for name in names)
    levels = dict.fromkeys(name[0] for name in named if _LEVEL.match(name))
    if not levels:
        return {}
    same: dict[str, str] = {}
    for name in named:
        full = [level + name for level in levels if level + name in named]
        if len(full) == 1 and not _LEVEL.match(name) and _OFFICE.search(name):
            same[name] = full[0]
    for names in lists:
        level = ""
        for name in names:
            if _LEVEL.match(name):
                level = name[0]
            elif level and name not in same and _is_department(name):
                same[name] = level + name
    return same


def _is_department(name: str) -> bool:
    """Whether a name without place and level is that of a kind of department."""
    if name[-1] not in "局委厅办部" or _PLACE.search(name[:-1]) or len(name) > 9:
        return False
    from baigong.duties.departments import shipped_departments

    return bool(shipped_departments().kinds_of(name))
