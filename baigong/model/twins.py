"""The Pydantic models that validate data for ours, made of the same declarations when the first data is validated."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar, Union, cast, get_args, get_origin

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    WrapValidator,
    create_model,
)

from baigong.model.base import Frozen, Rule
from baigong.model.declarations import hints, per_model, required
from baigong.model.plain_data import in_shared_zone

_Value = TypeVar("_Value")


class _Twin(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, validate_by_name=True, validate_by_alias=True)


class Validator(Generic[_Value]):
    """Makes values of ours of data, or raises Pydantic's ValidationError."""

    def __init__(self, adapter: TypeAdapter[Any], finish: Callable[[Any], Any] = lambda value: value) -> None:
        """Take an adapter, and the function that makes a value of ours of what it gives."""
        self._adapter = adapter
        self._finish = finish

    def validate_python(self, data: Any) -> _Value:
        """Validate plain data, or a value of ours."""
        return cast("_Value", self._finish(self._adapter.validate_python(data)))

    def validate_json(self, data: bytes) -> _Value:
        """Validate a text of JSON."""
        return cast("_Value", self._finish(self._adapter.validate_json(data)))

    def json_schema(self) -> dict[str, Any]:
        """Give the JSON Schema."""
        return self._adapter.json_schema()


@per_model
def validator(model: type[Frozen]) -> Validator[Any]:
    """Give the validator of a model."""
    return Validator(TypeAdapter(_translated(model)))


def union_validator(models: tuple[type[Frozen], ...], discriminator: str) -> Validator[Any]:
    """Give the validator of several models that a field tells apart."""
    ours = {_twin(model): model for model in models}
    union: Any = Union[tuple(ours)]  # noqa: UP007  # of a tuple known only now
    return Validator(
        TypeAdapter(Annotated[union, Field(discriminator=discriminator)]),
        lambda twin: _ours(ours[type(twin)], twin),
    )


def as_json(value: Frozen) -> str:
    """Give all fields of a value, defaults too, as JSON."""
    return cast("BaseModel", _as_twin(value)).model_dump_json()


def _as_twin(value: Any) -> Any:
    if isinstance(value, Frozen):
        fields = {name: _as_twin(getattr(value, name)) for name in value.field_names()}
        return _twin(type(value)).model_construct(**fields)
    return tuple(map(_as_twin, value)) if isinstance(value, tuple) else value


@per_model
def _twin(model: type[Frozen]) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for name, hint in hints(model).items():
        settings: dict[str, Any] = {} if name in required(model) else _default(_as_twin(getattr(model, name)))
        if name in model.KEYS:
            settings["alias"] = model.KEYS[name]
        fields[name] = (_translated(hint), Field(**settings))
    return create_model(model.__name__, __base__=_Twin, __doc__=model.__doc__, __module__=model.__module__, **fields)


def _default(value: Any) -> dict[str, Any]:
    """Give the setting of a default value; a dictionary would be copied, piece by piece, for every instance."""
    return {"default": value} if value or not isinstance(value, dict) else {"default_factory": dict}


def _ours(model: type[Frozen], twin: BaseModel) -> Frozen:
    set_fields = twin.model_fields_set
    instance = model.trusted({name: value for name, value in vars(twin).items() if name in set_fields})
    instance.sound()
    return instance


def _translated(hint: Any) -> Any:
    """Put a field's type into Pydantic's terms."""
    origin = get_origin(hint)
    if origin is Annotated:
        base, *rules = get_args(hint)
        terms = [term for rule in rules for term in (_terms(rule) if isinstance(rule, Rule) else [rule])]
        return Annotated[(_translated(base), *terms)]
    if origin in (Union, types.UnionType):
        return Union[tuple(map(_translated, get_args(hint)))]  # noqa: UP007  # of a tuple known only now
    if origin in (tuple, dict):
        parts = (part if part is ... else _translated(part) for part in get_args(hint))
        return origin[tuple(parts)]
    if hint is datetime:
        return Annotated[AwareDatetime, AfterValidator(in_shared_zone)]
    if isinstance(hint, type) and issubclass(hint, Frozen):
        return Annotated[_twin(hint), WrapValidator(_keeping(hint))]
    return hint


def _keeping(model: type[Frozen]) -> Callable[[Any, Callable[[Any], Any]], Frozen]:
    """Give the function that leaves a value of ours as it is, and makes one of anything else."""

    def make(value: Any, validate: Callable[[Any], Any]) -> Frozen:
        return value if isinstance(value, model) else _ours(model, validate(value))

    return make


def _terms(rule: Rule) -> Iterator[Any]:
    every = {"ge": rule.least, "le": rule.most, "min_length": rule.min_length, "pattern": rule.pattern}
    limits = {name: limit for name, limit in every.items() if limit is not None}
    if limits or rule.strict:
        yield Field(**limits, strict=rule.strict or None)
    if rule.filled:
        yield StringConstraints(strip_whitespace=True, min_length=1)
    if rule.check:
        yield AfterValidator(rule.check)
