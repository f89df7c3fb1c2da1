"""Every command there is, with its arguments and options, as the program itself knows them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import typer

from baigong.cli import chinese
from baigong.cli.app import app
from baigong.cli.commands import COMMANDS


@dataclass(frozen=True)
class Parameter:
    """One argument (its `option` is empty) or option of a command."""

    name: str
    option: str
    flag: bool
    many: bool


@cache
def built(name: str) -> Any:
    """Give a command as Typer has it."""
    group = chinese.command_line(app)
    return group.get_command(typer.Context(group), name)


@cache
def all_commands() -> dict[str, tuple[Parameter, ...]]:
    """Give the parameters of each command, by its name."""
    found: dict[str, tuple[Parameter, ...]] = {}
    for name in COMMANDS:
        command = built(name)
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
