"""The help pages: usage, what a command does, its parameters in frames; Chinese folded by columns."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from baigong.cli import streams
from baigong.render.fold import WHOLE, fold

_REQUIRED = "（必填）"
_LEAST = 24  # the least width of a description, in columns


def print_help(usage: str, about: str, parameters: Sequence[Any], commands: dict[str, dict[str, str]]) -> None:
    """Print a page on standard output: the `parameters` as Typer has them, and `commands` by panel."""
    streams.hint_at_encoding(sys.stdout)
    console = Console(file=sys.stdout, width=_width(), highlight=False, markup=False, emoji=False)
    console.print(Text(f"\n {usage}\n", style="bold"))
    for paragraph in about.split("\n\n"):
        for line in fold(_joined(paragraph), max(_LEAST, console.width - 2), WHOLE):
            console.print(f" {line}")
        console.print()
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    _print_panel(console, "参数", [_argument(one) for one in arguments])
    _print_panel(console, "选项", [_option(one) for one in options])
    for panel, rows in commands.items():
        _print_panel(console, panel, [((name,), help) for name, help in rows.items()])


def _joined(paragraph: str) -> str:
    """Join the lines of a paragraph; Chinese takes no space between them."""
    return re.sub(r"(?<=[^!-~]) (?=[^ -~])", "", " ".join(paragraph.split()))


def _width() -> int:
    wanted = os.environ.get("COLUMNS", "")
    return max(40, int(wanted) if wanted.isdigit() and int(wanted) else shutil.get_terminal_size((80, 24)).columns)


def _argument(one: Any) -> tuple[tuple[str, ...], str]:
    return ("*" if one.required else " ", one.metavar), (one.help or "") + (_REQUIRED if one.required else "")


def _option(one: Any) -> tuple[tuple[str, ...], str]:
    long = ",".join(name for name in one.opts if name.startswith("--"))
    short = ",".join(name for name in one.opts if not name.startswith("--"))
    return (long, short, one.metavar or ""), one.help or ""


_STYLES = ("bold cyan", "bold green", "bold yellow")


def _print_panel(console: Console, title: str, rows: Iterable[tuple[tuple[str, ...], str]]) -> None:
    rows = list(rows)
    if not rows:
        return
    widths = [max(cell_len(names[at]) for names, _ in rows) for at in range(len(rows[0][0]))]
    left = sum(width + 2 for width in widths)
    room = console.width - 4
    # Beside the names, or below them if the page is narrow.
    beside = room - left >= _LEAST
    indent = " " * (left if beside else 4)
    body = Text()
    for names, help in rows:
        for name, width, style in zip(names, widths, _STYLES, strict=False):
            body.append(name, style)
            body.append(" " * (width + 2 - cell_len(name)))
        lines = fold(help, room - len(indent), WHOLE)
        if not beside:
            body.rstrip()
            body.append("\n")
            lines[0] = indent + lines[0]
        body.append(f"\n{indent}".join(lines) + "\n")
    body.rstrip()
    console.print(Panel(body, title=title, title_align="left", border_style="dim"))
