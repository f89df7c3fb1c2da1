"""Imports point one way, down the road that data takes; docs/design.md says what each layer is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import FILES, PACKAGE, nodes_of

LAYERS = (
    "cli",
    "render",
    "pages",
    "reports",
    "changes",
    "workbook",
    "ledger",
    "parse",
    "store",
    "duties",
    "model",
    "",  # the root: calendar/, errors/, numerals, words
)
"""Every layer, the highest first: none imports one that stands before it."""

ROOT = {"__init__", "__main__", "deferred", "numerals", "words"}
OF_ROOT = {"calendar", "errors"}
"""The folders that belong to the root: days, and every error a user can meet, a module a family."""
OUTSIDE = {"__main__": "cli"}
"""What belongs to another layer than the folder it lies in: the door of the program."""


def layer_of(module: str) -> str:
    """The layer of a dotted module within the package: cli.app → cli, calendar → "" (the root)."""
    first, dot, _ = module.partition(".")
    if first in OUTSIDE:
        return OUTSIDE[first]
    return first if first not in OF_ROOT and (dot or (PACKAGE / first).is_dir()) else ""


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module of the package that a file imports, at its top or within a function, with the line."""
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            if node.module == "baigong":
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif node.module.startswith("baigong."):
                yield node.lineno, node.module.removeprefix("baigong.")
        elif isinstance(node, ast.Import):
            names = (alias.name for alias in node.names if alias.name.startswith("baigong."))
            yield from ((node.lineno, name.removeprefix("baigong.")) for name in names)


def test_imports_point_down() -> None:
    upward = []
    for path in FILES:
        own = LAYERS.index(layer_of(".".join(path.relative_to(PACKAGE).with_suffix("").parts)))
        upward += [
            f"{path.relative_to(PACKAGE)}:{line} imports {module}"
            for line, module in imports(path)
            if module.partition(".")[0] not in ("__version__",) and LAYERS.index(layer_of(module)) < own
        ]
    assert not upward


def test_every_folder_is_a_layer_and_the_root_holds_nothing_else() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders <= {*LAYERS, *OF_ROOT}
    assert {path.stem for path in PACKAGE.glob("*.py")} == ROOT


def test_reports_and_ledger_know_neither_the_clock_nor_files() -> None:
    forbidden = {"os", "pathlib", "time", "shutil", "tempfile", "sys", "subprocess"}
    for layer in ("ledger", "reports", "changes", "pages"):
        for path in (PACKAGE / layer).rglob("*.py"):
            nodes = nodes_of(path)
            names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
            names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
            assert not names & forbidden, f"{path.relative_to(PACKAGE)} imports {names & forbidden}"
            asked = {
                f"{node.value.id}.{node.attr}"
                for node in nodes
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            }
            clocks = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today"}
            assert not asked & clocks, f"{path.relative_to(PACKAGE)} asks what time it is"
