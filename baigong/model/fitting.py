"""Values looked at without Pydantic: new ones that plainly fit their fields, and data that was validated before.

Neither is more lenient than Pydantic: what is in doubt goes to it (see `twins`), which decides, coerces and complains.
"""

from __future__ import annotations

import math
import re
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from baigong.model.base import Frozen, Rule

_Model = TypeVar("_Model", bound=Frozen)
_Result = TypeVar("_Result")


class DoubtError(Exception):
    """A value does not plainly fit: Pydantic is to look at it."""


def per_model(function: Callable[[type[Frozen]], _Result]) -> Callable[[type[Frozen]], _Result]:
    """Keep the result of a function for each model."""
    # A cast: a class is hashable whatever its instances are, which mypy does not see.
    return cast("Callable[[type[Frozen]], _Result]", cache(function))


@per_model
def hints(model: type[Frozen]) -> dict[str, Any]:
    """Give the type of each field, with its rules."""
    every = get_type_hints(model, include_extras=True)
    return {name: hint for name, hint in every.items() if get_origin(hint) is not ClassVar}


def fitted(model: type[Frozen], values: Mapping[str, Any], instance: Frozen) -> dict[str, Any]:
    """Give the values of the new `instance`, as its fields declare them.

    Raises:
        ValidationError: Pydantic's, when they are not.
    """
    try:
        known = hints(model)
        checked = {name: _fit(value, known[name]) for name, value in values.items()}
        if any(name not in checked for name in _required(model)):
            raise DoubtError
        object.__setattr__(instance, "__dict__", checked)
        instance.sound()
    except (DoubtError, KeyError, ValueError):
        from baigong.model.twins import validator

        return dict(vars(validator(model).validate_python(values)))
    return checked


@per_model
def _required(model: type[Frozen]) -> tuple[str, ...]:
    return model.required()


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
    """Whether a value plainly obeys a rule; regular expressions of Pydantic's read the end of a line otherwise."""
    if rule.check:
        value = rule.check(value)
    return (
        (rule.least is None or value >= rule.least)
        and (rule.most is None or value <= rule.most)
        and (rule.min_length is None or len(value) >= rule.min_length)
        and (rule.pattern is None or ("\n" not in value and re.search(rule.pattern, value) is not None))
        and (not rule.filled or (bool(value) and value.strip() == value))
    )


def checked(value: _Model) -> _Model:
    """Give a restored value whose fields plainly fit what they declare, those of values in it too.

    Raises:
        DoubtError: a field does not.
    """
    known = hints(type(value))
    try:
        for name, field in vars(value).items():
            _fit(field, known[name])
            for part in field if isinstance(field, tuple) else (field,):
                if isinstance(part, Frozen):
                    checked(part)
        value.sound()
    except (KeyError, ValueError):
        raise DoubtError from None
    if any(name not in vars(value) for name in _required(type(value))):
        raise DoubtError
    return value


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def restored(model: type[_Model], data: dict[str, Any]) -> _Model:
    """Make a value of plain data that was validated before, as `plain` or Pydantic wrote it.

    Raises:
        DoubtError: it is written otherwise.
    """
    try:
        readers = _readers(model)
        for name, read in readers.items():
            if name in data:
                data[name] = read(data[name])
        for name, key in model.KEYS.items():
            if key in data:
                data[name] = data.pop(key)
    except (TypeError, ValueError, AttributeError, KeyError):
        raise DoubtError from None
    return model.trusted(data)


@per_model
def _readers(model: type[Frozen]) -> dict[str, Callable[[Any], Any]]:
    """Give the readers of the fields that JSON holds in another type, by the keys of a file."""
    readers = {model.key(name): _reader(hint) for name, hint in hints(model).items()}
    return {key: read for key, read in readers.items() if read}


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    origin = get_origin(hint)
    if origin is Annotated:
        base, *rules = get_args(hint)
        return _filled if any(isinstance(rule, Rule) and rule.filled for rule in rules) else _reader(base)
    if origin in (Union, types.UnionType):
        return _union_reader(get_args(hint))
    if origin is tuple:
        read = _reader(get_args(hint)[0])
        return lambda items: tuple(map(read, _list(items)) if read else _list(items))
    if origin is dict:
        return lambda items: {key: _number(value) for key, value in items.items()}
    if isinstance(hint, type) and issubclass(hint, Frozen):
        return lambda data: restored(hint, data)
    plain_readers: dict[Any, Callable[[Any], Any]] = {date: _day, datetime: _moment, float: _number}
    return plain_readers.get(hint)


def _union_reader(choices: tuple[Any, ...]) -> Callable[[Any], Any] | None:
    readers = [read for choice in choices if choice is not type(None) and (read := _reader(choice))]
    if not readers:
        return None
    read = readers[0]
    if str in choices:
        return lambda value: value if isinstance(value, str) else read(value)
    return lambda value: None if value is None else read(value)


def _list(items: list[Any]) -> list[Any]:
    if type(items) is not list:
        raise DoubtError
    return items


def _number(value: float) -> float:
    if type(value) not in (int, float) or not abs(value) < 2**53:
        raise DoubtError
    return float(value)


def _filled(text: str) -> str:
    if not text or text.strip() != text:
        raise DoubtError
    return text


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise DoubtError
    return date.fromisoformat(text)


def _moment(text: str) -> datetime:
    if not _MOMENT.fullmatch(text):
        raise DoubtError
    return datetime.fromisoformat(text)


def plain(value: Any) -> Any:
    """Give a value as plain data that JSON can hold: of models the fields that are not at their default."""
    if isinstance(value, Frozen):
        defaults = type(value)
        return {
            value.key(name): plain(vars(value)[name])
            for name in _order(defaults)
            if name in vars(value) and vars(value)[name] != getattr(defaults, name, _NOTHING)
        }
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, datetime):
        text = value.isoformat()
        return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    return value.isoformat() if isinstance(value, date) else value


_NOTHING = object()


@per_model
def _order(model: type[Frozen]) -> tuple[str, ...]:
    return model.field_names()
