"""The directory of units: what `data/units.yaml` holds, independent of any plan."""

from __future__ import annotations

import re
from typing import Annotated

from baigong.model.base import Frozen, Rule

ADDRESS = r"^$|^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$"
"""A mail address that needs no quoting (RFC 5322), or none."""


def _one_unit(value: str) -> str:
    """Refuse several units in one name; 、 in 各市党委、政府 and 各县（市、区）政府 is part of the name."""
    plain = re.sub(r"（[^（）]*）|\([^()]*\)", "", value)
    pieces = re.split("[，；、]", plain)
    if re.search("[，；]", plain) or (len(pieces) > 1 and all(len(piece.strip()) > 2 for piece in pieces)):
        raise ValueError(f"“{value}”像是几个单位，应当用半角逗号分开，例如 [{', '.join(filter(None, pieces))}]")
    return value


Name = Annotated[str, Rule(min_length=1, pattern=r"\S", check=_one_unit)]
"""The name of one unit."""


class Unit(Frozen):
    """A responsible unit, or a group that stands for several (then `members` is present, even when empty)."""

    name: Name
    aliases: tuple[Name, ...] = ()
    members: tuple[Name, ...] | None = None
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
