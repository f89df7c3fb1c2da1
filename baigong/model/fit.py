"""Whether values plainly fit the fields of a model, so that Pydantic need not be imported to look at them.

This is never more lenient than Pydantic: what is in doubt goes to it (see `twins`), which coerces or complains.
"""

from __future__ import annotations

import math
import re
import types
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from baigong.model.base import Frozen, Rule
from baigong.model.declarations import hints, required

_Model = TypeVar("_Model", bound=Frozen)


class DoubtError(Exception):
    """A value does not plainly fit: Pydantic is to look at it."""


def fitted(model: type[Frozen], values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values of a new instance of a model, as its fields declare them.

    Raises:
        ValidationError: Pydantic's, when they are not.
    """
    try:
        known = hints(model)
        taken = {name: _fit(value, known[name]) for name, value in values.items()}
        if any(name not in taken for name in required(model)):
            raise DoubtError
        model.trusted(taken).sound()
    except (DoubtError, KeyError, ValueError):
        from baigong.model.twins import validator

        return dict(vars(validator(model).validate_python(values)))
    return taken


def checked(value: _Model) -> _Model:
    """Give a restored value whose fields plainly fit what they declare, those of values in it too.

    Raises:
        DoubtError: a field does not.
    """
    known = hints(type(value))
    try:
        for name, field in vars(value).items():
            _fit(field, known[name])
            parts = field if isinstance(field, tuple) else (field,)
            for part in parts:
                if isinstance(part, Frozen):
                    checked(part)
        value.sound()
    except (KeyError, ValueError):
        raise DoubtError from None
    if any(name not in vars(value) for name in required(type(value))):
        raise DoubtError
    return value


def _fit(value: Any, hint: Any) -> Any:
    """Give a value that plainly fits a type, a list as a tuple and a whole number as a float."""
    origin = get_origin(hint)
    if origin is Annotated:
        base, *rules = get_args(hint)
        value = _fit(value, base)
        for rule in rules:
            if not isinstance(rule, Rule) or not _obeys(value, rule):
                raise DoubtError
        return value
    if origin in (Union, types.UnionType):
        return _fit_any(value, get_args(hint))
    if origin is tuple and type(value) in (tuple, list):
        return tuple(_fit(item, get_args(hint)[0]) for item in value)
    if origin is dict and type(value) is dict:
        keys, items = get_args(hint)
        return {_fit(key, keys): _fit(item, items) for key, item in value.items()}
    if origin is Literal and type(value) is str and value in get_args(hint):
        return value
    return _fit_plain(value, hint)


def _fit_any(value: Any, choices: tuple[Any, ...]) -> Any:
    if value is None and type(None) in choices:
        return None
    for choice in choices:
        if choice is not type(None):
            try:
                return _fit(value, choice)
            except DoubtError:
                pass
    raise DoubtError


def _fit_plain(value: Any, hint: Any) -> Any:
    kind = type(value)
    if kind is hint:
        if kind is str and not value.isascii():
            # Half a character, which Pydantic refuses, cannot be encoded.
            try:
                value.encode()
            except UnicodeEncodeError:
                raise DoubtError from None
        if (kind is float and not math.isfinite(value)) or (kind is datetime and value.utcoffset() is None):
            raise DoubtError
        return value
    if hint is float and kind is int and abs(value) < 2**53:
        return float(value)
    if isinstance(hint, type) and issubclass(hint, Frozen) and isinstance(value, hint):
        return value
    raise DoubtError


def _obeys(value: Any, rule: Rule) -> bool:
    """Whether a value plainly obeys a rule."""
    if rule.check:
        value = rule.check(value)
    return (
        (rule.least is None or value >= rule.least)
        and (rule.most is None or value <= rule.most)
        and (rule.min_length is None or len(value) >= rule.min_length)
        # Python's `$` matches before a last line end, Pydantic's does not.
        and (rule.pattern is None or ("\n" not in value and re.search(rule.pattern, value) is not None))
        and (not rule.filled or (bool(value) and value.strip() == value))
    )
