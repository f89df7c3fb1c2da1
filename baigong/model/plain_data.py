"""Values as plain data that JSON can hold, and values made again of such data, which was validated before it was kept.

Pydantic is not needed for either. Data written in another way than here is left to it (see `twins`).
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from baigong.model.base import Frozen, Rule
from baigong.model.declarations import hints, per_model
from baigong.model.fit import DoubtError

_Model = TypeVar("_Model", bound=Frozen)


def restored(model: type[_Model], data: dict[str, Any]) -> _Model:
    """Make a value of plain data that was validated before, as `plain` or Pydantic wrote it.

    Raises:
        DoubtError: it is written otherwise.
    """
    try:
        readers = _readers(model)
        for name, value in data.items():
            if name in readers:
                data[name] = readers[name](value)
        for name, key in model.KEYS.items():
            if key in data:
                data[name] = data.pop(key)
    except (TypeError, ValueError, AttributeError, KeyError):
        raise DoubtError from None
    return model.trusted(data)


def plain(value: Any) -> Any:
    """Give a value as plain data that JSON can hold: of models the fields that are not at their default."""
    if isinstance(value, Frozen):
        defaults = type(value)
        return {
            value.key(name): plain(vars(value)[name])
            for name in hints(defaults)
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
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


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


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise DoubtError
    return date.fromisoformat(text)


def _moment(text: str) -> datetime:
    if not _MOMENT.fullmatch(text):
        raise DoubtError
    return in_shared_zone(datetime.fromisoformat(text))


_ZONES: dict[timedelta | None, timezone] = {}


def in_shared_zone(moment: datetime) -> datetime:
    """Give a moment with the one zone that all of its offset have: to compare those of two zones takes much longer."""
    offset = moment.utcoffset()
    zone = _ZONES.get(offset)
    if zone is None and offset is not None:
        zone = _ZONES[offset] = timezone(offset)
    return moment.replace(tzinfo=zone)
