"""Which unit is meant: the names of a plan and of `units.yaml`, their aliases, parts, groups and misspellings."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

from baigong.errors import AmbiguousUnitError, NoUnitNamedError, UnknownUnitError
from baigong.ledger.levels import same_units
from baigong.model.plan import Plan, Responsibility
from baigong.model.units import Unit, UnitsFile
from baigong.store.interface import Clauses
from baigong.words import unwrapped, visible


def plain_name(name: str) -> str:
    """Write a name the way names are compared: half-width brackets and letters, nothing invisible, no spaces."""
    return "".join(unicodedata.normalize("NFKC", visible(name)).split())


def named_in(responsible: Responsibility) -> Iterator[str]:
    """Every unit a clause names, lead first, then responsible, then support."""
    yield from responsible.lead
    yield from responsible.units
    yield from responsible.support


def find_unit(directories: Iterable[Directory], typed: str) -> str:
    """Find the unit that was meant in any of several directories; the name in full is meant before a part of one.

    Raises:
        RequestError: several fit, or none does in any of them.
    """
    names: dict[str, None] = {}
    errors: list[AmbiguousUnitError | UnknownUnitError] = []
    for directory in directories:
        try:
            names[directory.find(typed)] = None
        except (AmbiguousUnitError, UnknownUnitError) as error:
            errors.append(error)
    if len(names) > 1:
        wanted = plain_name(unwrapped(typed))
        whole = [name for name in names if plain_name(name) == wanted]
        if not whole:
            raise AmbiguousUnitError(typed, tuple(names))
        return whole[0]
    if not names:
        raise next((error for error in errors if isinstance(error, AmbiguousUnitError)), errors[0])
    return next(iter(names))


def entry_in(directories: Iterable[Directory], name: str) -> Unit:
    """Give what the first of several directories that tells more of a unit than its name holds of it."""
    entries = (entry for directory in directories if (entry := directory.entry(name)))
    return next((one for one in entries if one.leader or one.contact or one.phone or one.email), Unit(name=name))


class Directory:
    """The units of a ledger: those of `units.yaml`, and those that the plan names besides."""

    def __init__(
        self, units: UnitsFile, plan: Plan | None = None, more: Iterable[str] = (), clauses: Clauses | None = None
    ) -> None:
        """Take the file's units first, then the names of the plan's clauses, then `more` (assigned since).

        Where the plan is a part of one, `clauses` are those of the whole.
        """
        self._units = {unit.name: unit for unit in units.units}
        self._members: dict[str, tuple[str, ...]] = {}
        # An alias that several units bear names the first of them.
        self._aliases = {alias: unit.name for unit in reversed(units.units) for alias in unit.aliases}
        if clauses is None:
            clauses = plan.clauses if plan else ()
        self._same = same_units(clauses)
        named = dict.fromkeys(name for names in clauses for name in names)
        named.update(dict.fromkeys(more))
        canonical = {name: self.canonical(name) for name in named}
        self.in_plan: tuple[str, ...] = tuple(dict.fromkeys(canonical.values()))
        for name in self.in_plan:
            self._units.setdefault(name, Unit(name=name))

    @cached_property
    def _names(self) -> dict[str, str]:
        """Every way of writing a unit's name in full, to the name itself."""
        names: dict[str, str] = {}
        for unit in self._units.values():
            for member in unit.members or ():
                names.setdefault(plain_name(member), member)
        for unit in self._units.values():
            for alias in unit.aliases:
                names[plain_name(alias)] = unit.name
        for unit in self._units.values():
            names[plain_name(unit.name)] = unit.name
        for short, name in self._same.items():
            names.setdefault(plain_name(short), name)
        return names

    def canonical(self, name: str) -> str:
        """Give the directory's own name for a name or alias; a name it does not know stays as it is."""
        if name in self._units:
            return name
        return self._aliases.get(name) or self._same.get(name, name)

    def members(self, name: str) -> tuple[str, ...]:
        """Give the units that a name stands for: a group's members, or the unit alone (a group without members too)."""
        unit = self._units.get(name)
        return unit.members if unit and unit.members else (name,)

    def expand(self, names: Iterable[str]) -> tuple[str, ...]:
        """Put members in the place of groups, each unit once, in order."""
        return tuple(dict.fromkeys(member for name in names for member in self.expand_one(name)))

    def expand_one(self, name: str) -> tuple[str, ...]:
        """Give the units that one name or alias stands for."""
        # A trend calls this for every unit of every task on every day: hundreds of thousands of times for a few names.
        if name not in self._members:
            self._members[name] = tuple(dict.fromkeys(self.members(self.canonical(name))))
        return self._members[name]

    @property
    def meanings(self) -> dict[str, tuple[str, ...]]:
        """Every name and alias, to the directory's own name for it and the units that it stands for."""
        written = (*self._units, *self._aliases, *self._same)
        return {name: tuple(dict.fromkeys((self.canonical(name), *self.expand_one(name)))) for name in written}

    def overlap(self, one: str, other: str) -> bool:
        """Whether two names have a unit in common: the same unit, or a group and one of its members."""
        theirs = self.expand_one(other)
        return one == other or any(unit in theirs for unit in self.expand_one(one))

    def is_group(self, name: str) -> bool:
        """Whether a name stands for several units."""
        unit = self._units.get(name)
        return bool(unit and unit.is_group)

    def groups_of(self, name: str) -> tuple[str, ...]:
        """Give the groups that hold a unit."""
        return tuple(unit.name for unit in self._units.values() if name in (unit.members or ()))

    def leader(self, name: str) -> str:
        """Give the person in charge of a unit, or "" where the directory does not say."""
        unit = self._units.get(name)
        return unit.leader if unit else ""

    def entry(self, name: str) -> Unit | None:
        """Give what the directory holds of a unit; None where it does not know it."""
        return self._units.get(name)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every unit's own name, members of groups included."""
        return tuple(dict.fromkeys(self._names.values()))

    def find(self, typed: str) -> str:
        """Find a unit by its exact name, an alias, or a part of two characters or more that fits one name only.

        Raises:
            RequestError: several fit (they are listed), or none does (the nearest are suggested).
        """
        wanted = plain_name(typed)
        if wanted not in self._names:
            typed = unwrapped(typed)
            wanted = plain_name(typed)
        if not wanted:
            raise NoUnitNamedError
        if wanted in self._names:
            return self._names[wanted]
        candidates = self._holding(wanted)
        if len(candidates) == 1 and len(wanted) > 1:
            return candidates[0]
        if candidates:
            raise AmbiguousUnitError(typed, candidates)
        raise UnknownUnitError(typed, self._near(wanted))

    def _holding(self, part: str) -> tuple[str, ...]:
        names = [name for written, name in self._names.items() if part in written]
        # Units of the plan go before units that only the directory has.
        return tuple(dict.fromkeys([name for name in names if self._takes_part(name)] or names))

    def _takes_part(self, name: str) -> bool:
        return name in self.in_plan or any(group in self.in_plan for group in self.groups_of(name))

    def _near(self, wanted: str) -> list[str]:
        written = difflib.get_close_matches(wanted, list(self._names), n=8, cutoff=0.5)
        near = list(dict.fromkeys(self._names[name] for name in written))
        best = [name for name in near if difflib.SequenceMatcher(None, wanted, plain_name(name)).ratio() >= 0.7]
        return (best or near)[:3]
