"""The directory of units: what `data/units.yaml` holds, independent of any plan."""

from __future__ import annotations

from typing import Annotated

from baigong.model.base import Frozen, Rule

ADDRESS = r"^$|^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$"
"""A mail address that needs no quoting (RFC 5322), or none."""


class Unit(Frozen):
    """A responsible unit, or a group that stands for several (then `members` is present, even when empty)."""

    name: Annotated[str, Rule(min_length=1)]
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] | None = None
    leader: str = ""
    contact: str = ""
    phone: str = ""
    email: Annotated[str, Rule(pattern=ADDRESS)] = ""
    duties: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether the name stands for several units (各市州政府)."""
        return self.members is not None


class UnitsFile(Frozen):
    """The whole of `units.yaml`."""

    units: tuple[Unit, ...] = ()
