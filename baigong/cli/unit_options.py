"""Units named on a command line, including ones that are new to the directory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from baigong.cli import completion, options
from baigong.cli.parameters import flag, option
from baigong.cli.session import Session
from baigong.errors import UnknownUnitError
from baigong.words import unwrapped

_NAMES: dict[str, Any] = {"metavar": "单位", "many": True, "offer": completion.units}

Lead = Annotated[list[str], option("--lead", help="牵头单位；可多次使用", **_NAMES)]
Support = Annotated[list[str], option("--support", help="配合单位；可多次使用", **_NAMES)]
Leader = Annotated[str, option("--leader", metavar="姓名", help="分管领导", read=options.text)]
New = Annotated[bool, flag("--new", help="名录里没有的单位，加进名录")]


def responsible(name: str) -> Any:
    """Declare the option of that name for the units responsible."""
    return option(name, help="责任单位；可多次使用", **_NAMES)


class NamedUnits:
    """The units of one command line. With `new`, unknown ones are collected and added to the directory."""

    def __init__(self, session: Session, new: bool) -> None:
        """Look names up in the directory of the session."""
        self.session = session
        self.new = new
        self.added: dict[str, None] = {}

    def find(self, typed: Iterable[str]) -> tuple[str, ...]:
        """Find the named units, each once; one text may name several (甲局、乙局).

        Raises:
            UnknownUnitError: one is not known, and was not said to be new.
        """
        return tuple(dict.fromkeys(self._unit(name) for text in typed for name in text.split("、")))

    def add(self) -> None:
        """Add the new ones to the directory, unless somebody else has meanwhile."""
        there = {unit.name for unit in self.session.store.units().units} if self.added else set()
        for name in self.added:
            if name not in there:
                self.session.store.add_unit(name)

    def _unit(self, typed: str) -> str:
        try:
            return self.session.ledger.directory.find(typed)
        except UnknownUnitError as error:
            if not self.new:
                raise error.with_advice("确是新单位请加 --new") from None
        name = unwrapped(options.text(typed))
        self.added[name] = None
        return name
