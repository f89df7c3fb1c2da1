"""Plain data of a file to a model, each fault with its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
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
    TooManyItemsError,
    UnknownKeyError,
    UnknownValueError,
    UnquotedIdError,
    ValueBeyondError,
    ValueRefusedError,
    WrongTypeError,
)
from baigong.model.base import Frozen
from baigong.model.declarations import hints
from baigong.model.plan import Plan, PlanFaultError, Task
from baigong.model.rules import Rules
from baigong.model.units import UnitsFile
from baigong.store.yaml_text import YamlDocument

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MAX_FAULTS = 1000
"""The most faults reported of one file."""

MAX_OF_TASK = 10_000
"""The most values of one task; of a document's there are a few dozen."""
MAX_VALUES = 150_000
"""The most values of a file besides its tasks and what they hold."""
MAX_TASKS = 150_000
"""The most tasks of a plan: a command that looks at all of them takes some kilobytes for each."""

Place = tuple[str | int, ...]
_Model = TypeVar("_Model", bound=Frozen)


def validate(model: type[_Model], path: Path, loaded: YamlDocument, faults: list[DataError]) -> _Model | None:
    """Make a model of loaded data, adding its faults, in the order of their lines, to `faults`.

    The data must not be used afterwards: a plan's tasks are taken out of it.
    """
    if not isinstance(loaded.data, dict):
        keys = [model.key(name) for name in model.required() or model.field_names()]
        faults.append(NotAMappingError(path, keys, _FILES.get(model, "plan")))
        return None
    from pydantic import ValidationError

    try:
        details = _take_in_tasks(path, loaded) if model is Plan else []
        _refuse_vast(path, loaded, loaded.data, (), MAX_VALUES)
    except TooManyItemsError as error:
        faults.append(error)
        return None
    try:
        value = model.model_validate(loaded.data)
        if not details:
            return value
    except ValidationError as error:
        details += [each for each in error.errors(include_url=False) if not (details and _whole_fault(each))]
    lines = loaded.lines({_place(each) for each in details})
    details.sort(key=lambda each: lines[_place(each)] or 0)
    faults.extend(_fault(path, lines[_place(each)], each, model) for each in details[:MAX_FAULTS])
    return None


def gravest(faults: Sequence[DataError]) -> DataError:
    """Give the fault to be told where one is: the first; a key that is missing is often there, misspelt."""
    first = faults[0]
    if isinstance(first, FieldError):
        return next((one for one in faults if isinstance(one, UnknownKeyError) and one.meant == first.field), first)
    return first


def _take_in_tasks(path: Path, loaded: YamlDocument) -> list[ErrorDetails]:
    """Make values of a plan's tasks one by one, in their place, until there are faults enough; give the faults.

    All at once, a hostile plan could have more faults than memory. Where there is a fault the tasks are left out.
    """
    from pydantic import ValidationError

    details: list[ErrorDetails] = []
    lists = [_list(section, "tasks") for section in _list(loaded.data, "sections")]
    if sum(map(len, lists)) > MAX_TASKS:
        raise TooManyItemsError(path, loaded.line(("sections",)) or 1, MAX_TASKS)
    places = ((number, at) for number, tasks in enumerate(lists) for at in range(len(tasks)))
    for number, at in places:
        tasks, place = lists[number], ("sections", number, "tasks", at)
        _refuse_vast(path, loaded, tasks[at], place, MAX_OF_TASK)
        try:
            tasks[at] = Task.model_validate(tasks[at])
        except ValidationError as error:
            details += [{**each, "loc": (*place, *each["loc"])} for each in error.errors(include_url=False)]
            if len(details) >= MAX_FAULTS:
                break
    if details:
        for tasks in lists:
            tasks.clear()
    return details


def _list(data: Any, key: str) -> list[Any]:
    """Give the list under a key; an empty one where there is none, which Pydantic then complains of."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, list) else []


def _refuse_vast(path: Path, loaded: YamlDocument, data: Any, place: Place, most: int) -> None:
    """Refuse data of more than `most` values: each of them may be a fault, and faults take more room than values.

    Raises:
        TooManyItemsError: there are more.
    """
    count, waiting = 0, [data]
    while waiting:
        value = waiting.pop()
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        count += sum(not isinstance(part, Task) for part in parts)
        if count > most:
            raise TooManyItemsError(path, loaded.line(place) or 1, most)
        waiting.extend(part for part in parts if isinstance(part, (dict, list)))


def _place(details: ErrorDetails) -> Place:
    """Give where a fault is: the keys and places that lead there from the top of the file."""
    problem = _whole_fault(details)
    return problem.path if problem else details["loc"]


def _whole_fault(details: ErrorDetails) -> PlanFaultError | None:
    """Give the fault that only the whole plan shows, if it is one."""
    problem = details.get("ctx", {}).get("error")
    return problem if isinstance(problem, PlanFaultError) else None


def _fault(path: Path, line: int | None, details: ErrorDetails, model: type[Frozen]) -> FieldError:
    at = _place(details)
    place = (path, line, _key_path(at))
    problem = _whole_fault(details)
    if problem:
        return InconsistentPlanError(*place, problem.message)
    kind, value = details["type"], details["input"]
    if kind == "string_type" and value is not None and at and at[-1] == "id":
        return UnquotedIdError(*place, value)
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(at[-1]), _keys(at[:-1], model), n=1)
        return UnknownKeyError(*place, near[0] if near else "", in_rules=model is Rules)
    if kind == "value_error":
        return ValueRefusedError(*place, str(details.get("ctx", {}).get("error")))
    return _of_value(place, kind, value, details.get("ctx", {}))


def _of_value(place: tuple[Path, int | None, str], kind: str, value: Any, context: Mapping[str, Any]) -> FieldError:
    """Translate Pydantic's fault of a single value."""
    fault: FieldError = WrongTypeError(*place, "none" if kind == "string_type" and value is None else kind)
    if kind == "literal_error":
        fault = UnknownValueError(*place, value, _plain_choices(str(context.get("expected", ""))))
    elif kind in ("greater_than_equal", "less_than_equal"):
        bound = next(iter(context.values()), "")
        fault = ValueBeyondError(*place, value, bound, below=kind == "greater_than_equal")
    elif kind.startswith("date") and isinstance(value, (str, int)):
        day = _meant_day(str(value))
        # 20190230 YAML takes for a number, and Pydantic a number for a moment.
        date_kind = "date_parsing" if str(value).isdigit() else kind
        fault = DateSpellingError(*place, value, day) if day else WrongTypeError(*place, date_kind, value)
    return fault


def _plain_choices(expected: str) -> str:
    """Write Pydantic's 'day', 'week' or 'month' as people write them: day、week、month."""
    return "、".join(re.findall(r"'([^']*)'", expected)) or expected


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
