"""Plain data of a file to a model, each fault with its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from baigong.calendar import LAST_DAY, read_day
from baigong.errors import (
    BaigongError,
    DataError,
    DateSpellingError,
    FieldError,
    InconsistentPlanError,
    NotAMappingError,
    UnknownKeyError,
    UnknownValueError,
    UnquotedIdError,
    ValueBeyondError,
    ValueRefusedError,
    WrongTypeError,
)
from baigong.model.base import Frozen
from baigong.model.declarations import hints
from baigong.model.plan import PlanFaultError
from baigong.model.rules import Rules
from baigong.model.units import UnitsFile
from baigong.store.yaml_text import YamlDocument

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MAX_FAULTS = 1000
"""The most faults reported of one file."""

_Model = TypeVar("_Model", bound=Frozen)


def validate(model: type[_Model], path: Path, loaded: YamlDocument, faults: list[DataError]) -> _Model | None:
    """Make a model of loaded data, adding its faults, in the order of their lines, to `faults`."""
    if not isinstance(loaded.data, dict):
        keys = [model.key(name) for name in model.required() or model.field_names()]
        faults.append(NotAMappingError(path, keys, _FILES.get(model, "plan")))
        return None
    from pydantic import ValidationError

    try:
        return model.model_validate(loaded.data)
    except ValidationError as error:
        loaded.lines  # noqa: B018  # read before there are as many faults as lines, since both take room
        details = sorted(error.errors(include_url=False), key=lambda each: loaded.line(each["loc"]) or 0)
        problems = [_fault(path, loaded, each, model) for each in details[:MAX_FAULTS]]
        faults.extend(sorted(problems, key=lambda fault: fault.line or 0))
        return None


def _fault(path: Path, loaded: YamlDocument, details: ErrorDetails, model: type[Frozen]) -> FieldError:
    problem = details.get("ctx", {}).get("error")
    if isinstance(problem, PlanFaultError):
        return InconsistentPlanError(path, loaded.line(problem.path), _key_path(problem.path), problem.message)
    at = details["loc"]
    place = (path, loaded.line(at), _key_path(at))
    kind, value = details["type"], details["input"]
    if kind == "string_type" and value is not None and at and at[-1] == "id":
        return UnquotedIdError(*place, value)
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(at[-1]), _keys(at[:-1], model), n=1)
        return UnknownKeyError(*place, near[0] if near else "")
    if kind == "value_error":
        return ValueRefusedError(*place, str(problem))
    return _of_value(place, kind, value, details.get("ctx", {}))


def _of_value(place: tuple[Path, int | None, str], kind: str, value: Any, context: Mapping[str, Any]) -> FieldError:
    """Translate Pydantic's fault of a single value."""
    fault: FieldError = WrongTypeError(*place, "none" if kind == "string_type" and value is None else kind)
    if kind == "literal_error":
        fault = UnknownValueError(*place, value, str(context.get("expected", "")).replace(" or ", "、"))
    elif kind in ("greater_than_equal", "less_than_equal"):
        bound = next(iter(context.values()), "")
        fault = ValueBeyondError(*place, value, bound, below=kind == "greater_than_equal")
    elif kind.startswith("date") and isinstance(value, (str, int)):
        day = _meant_day(str(value))
        # 20190230 YAML takes for a number, and Pydantic a number for a moment.
        date_kind = "date_parsing" if str(value).isdigit() else kind
        fault = DateSpellingError(*place, value, day) if day else WrongTypeError(*place, date_kind, value)
    return fault


def _meant_day(text: str) -> date | None:
    """Read a day that is written otherwise than YAML wants it: 20190205, 2019.2.5, 2019年2月5日."""
    try:
        # Only days with a year: the file does not tell it.
        return read_day(text, LAST_DAY) if re.match(r"\d{4}", text) else None
    except BaigongError:
        return None


_FILES: dict[type[Frozen], Literal["units", "rules"]] = {UnitsFile: "units", Rules: "rules"}


def _keys(at: tuple[str | int, ...], model: type[Frozen]) -> list[str]:
    """Give the keys that a mapping at this place of a file of `model` may have."""
    for key in at:
        hint = next((hint for name, hint in hints(model).items() if model.key(name) == key), None)
        model = _model_in(hint) or model
    return sorted({model.key(name) for name in model.field_names()})


def _model_in(hint: Any) -> type[Frozen] | None:
    """Give the model that a field's type is or holds: Task of tuple[Task, ...]; None where it is of plain data."""
    parts = get_args(hint)
    if parts:
        return next((model for part in parts if (model := _model_in(part))), None)
    return hint if isinstance(hint, type) and issubclass(hint, Frozen) else None


def _key_path(path: tuple[str | int, ...]) -> str:
    return re.sub(r"\.\[", "[", ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in path)) or "文件"
