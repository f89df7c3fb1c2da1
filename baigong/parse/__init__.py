"""Document → Plan: sources decode, outline and clauses take apart, assemble puts together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baigong.parse.doubts import Doubt
    from baigong.parse.pipeline import ParsedPlan, parse_document
    from baigong.parse.steps import join_steps

__all__ = ["Doubt", "ParsedPlan", "join_steps", "parse_document"]

_HOMES = {
    "Doubt": "baigong.parse.doubts",
    "ParsedPlan": "baigong.parse.pipeline",
    "join_steps": "baigong.parse.steps",
    "parse_document": "baigong.parse.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: a command that does not parse must not pay for the parser."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)
