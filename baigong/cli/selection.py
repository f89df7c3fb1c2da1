"""Which part of a ledger a command needs, told from the words that were typed: the rest is then not read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from baigong.cli.parameters import Selector
from baigong.store.interface import Selection

if TYPE_CHECKING:
    from baigong.cli.open_plans import Plans
    from baigong.cli.session import Session, Where
    from baigong.model.units import UnitsFile
    from baigong.store.interface import Surroundings

# A number as the plan writes it: whatever else may stand for tasks is read with the whole plan.
_EXACT = re.compile(r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*")


def _of_ids(typed: Mapping[str, Any], _where: Where) -> Selection | None:
    words = typed.get("ids") or typed.get("id") or ()
    return _exact([words] if isinstance(words, str) else words)


def _of_words(typed: Mapping[str, Any], _where: Where) -> Selection | None:
    """Of several words the last is a percent, unless it might as well be the number of a task."""
    words = typed["words"]
    return None if len(words) > 1 and "." in words[-1] else _exact(words[:-1] or words)


def _exact(words: Sequence[str]) -> Selection | None:
    return Selection(ids=tuple(words)) if words and all(map(_EXACT.fullmatch, words)) else None


def _of_query(typed: Mapping[str, Any], where: Where) -> Selection | None:
    if typed["leader"] or not (typed["unit"] or typed["overdue"]):
        return None
    return _of_units(typed["unit"] or (), where.today() if typed["overdue"] else None)


def _of_lateness(typed: Mapping[str, Any], where: Where) -> Selection | None:
    if typed["leader"]:
        return None
    if typed["within"]:
        return _of_units(typed["unit"]) if typed["unit"] else None
    return _of_units(typed["unit"] or (), where.today())


def _of_units(typed: Sequence[str], late_on: Any = None) -> Selection:
    def names(around: Surroundings, units: UnitsFile) -> Collection[str]:
        """Give the names that stand for the units that were typed: their own, and those of their groups."""
        from baigong.ledger.directory import Directory

        directory = Directory(units, None, around.assigned, around.clauses)
        wanted = {directory.find(name) for name in typed}
        every = dict.fromkeys((*(name for names in around.clauses for name in names), *around.assigned))
        return [
            name
            for name in every
            if directory.canonical(name) in wanted or wanted.intersection(directory.expand_one(name))
        ]

    return Selection(names=names if typed else None, late_on=late_on)


OfTasks = Annotated["Session", Selector(_of_ids)]
"""A session that needs only the tasks named by the parameter `ids` or `id`."""
OfWords = Annotated["Session", Selector(_of_words)]
"""A session that needs only the tasks named by `words`, before a percent."""
OfQuery = Annotated["Plans", Selector(_of_query)]
"""Plans of which only the tasks of the units asked for, or those that may be late, are needed."""
OfLateness = Annotated["Plans", Selector(_of_lateness)]
"""Plans of which only the tasks that may be late are needed."""
