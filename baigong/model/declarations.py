"""What a model declares: the type of each of its fields, with its rules, looked up once for each model."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, TypeVar, cast, get_origin, get_type_hints

from baigong.model.base import Frozen

_Result = TypeVar("_Result")


def per_model(function: Callable[[type[Frozen]], _Result]) -> Callable[[type[Frozen]], _Result]:
    """Keep the result of a function for each model."""
    # A cast: a class is hashable whatever its instances are, which mypy does not see.
    return cast("Callable[[type[Frozen]], _Result]", cache(function))


@per_model
def hints(model: type[Frozen]) -> dict[str, Any]:
    """Give the type of each field, with its rules."""
    every = get_type_hints(model, include_extras=True)
    return {name: hint for name, hint in every.items() if get_origin(hint) is not ClassVar}


@per_model
def required(model: type[Frozen]) -> tuple[str, ...]:
    """Give the names of the fields without a default."""
    return tuple(name for name in hints(model) if not hasattr(model, name))
