"""Names are nouns of the vocabulary: none is a participle that says only that something was found or given."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import FILES, PACKAGE, nodes_of

VAGUE = {"found", "said", "given", "made", "asked"}


def names(path: Path) -> Iterator[tuple[int, str]]:
    """Every name that a module gives to anything, with its line."""
    for node in nodes_of(path):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.lineno, node.name


def test_a_name_says_what_the_thing_is() -> None:
    assert not [
        f"{path.relative_to(PACKAGE)}:{line}: {name}"
        for path in FILES
        for line, name in names(path)
        if name.strip("_").lower() in VAGUE
    ]
