"""The sources of the package as the tests of its shape read them: each file is read and parsed once a process."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "baigong"
FILES = tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of the syntax tree of a file; nobody changes one."""
    return tuple(ast.walk(ast.parse(text_of(path))))
