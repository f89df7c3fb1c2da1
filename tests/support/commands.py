"""Every command there is, with its arguments and options, as the program itself knows them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from baigong.cli import chinese
from baigong.cli.app import app


@dataclass(frozen=True)
class Parameter:
    """One argument (its `option` is empty) or option of a command."""

    name: str
    option: str
    flag: bool
    many: bool


@cache
def all_commands() -> dict[str, tuple[Parameter, ...]]:
    """Give the parameters of each command, by its name."""
    found: dict[str, tuple[Parameter, ...]] = {}
    for name, command in chinese.command(app).commands.items():
        found[name] = tuple(
            Parameter(
                str(one.name),
                one.opts[0] if one.param_type_name == "option" else "",
                bool(getattr(one, "is_flag", False)),
                bool(getattr(one, "multiple", False)) or one.nargs == -1,
            )
            for one in command.params
        )
    return found
