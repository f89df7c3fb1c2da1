"""What all models share: frozen, without unknown keys (a typo must not be lost in silence), without NaN.

A model is declared as a class of annotated fields. Whatever comes from outside is validated by Pydantic, on models made
of the same declarations (see `twins`); a command that only reads what was validated before never imports it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Self, dataclass_transform

from baigong.calendar import FIRST_DAY, LAST_DAY
from baigong.deferred import dataclass


@dataclass(frozen=True)
class Rule:
    """What a field's value must fulfil besides its type; it stands in the field's annotation.

    `least` and `most` are included. `filled` takes off the space around a text and refuses an empty one; `strict` takes
    a text only, and nothing that could be made one; `check` gives the value back or raises a ValueError in Chinese.
    """

    least: Any = None
    most: Any = None
    min_length: int | None = None
    pattern: str | None = None
    filled: bool = False
    strict: bool = False
    check: Callable[[Any], Any] | None = None


Day = Annotated[date, Rule(least=FIRST_DAY, most=LAST_DAY)]
"""A day of a plan, within bounds, since weeks and checkpoints are counted between days."""

LARGEST = 10**15
"""The largest number of a plan or a record, so that sums stay finite and can be printed."""

Number = Annotated[float, Rule(least=-LARGEST, most=LARGEST)]
"""A number of a plan or a record: a target's value, a value reached."""


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=True)
class Frozen:
    """A value that never changes once made; an unknown key is an error.

    A field that was not given is the class's own attribute: its default.

    Raises:
        ValueError: Pydantic's ValidationError, when a value is not what its field declares.
    """

    KEYS: ClassVar[Mapping[str, str]] = {}
    """The key in a file of a field that has another name in code."""

    def __init__(self, **values: Any) -> None:
        """Take the values by their fields' names."""
        from baigong.model.fit import fitted

        object.__setattr__(self, "__dict__", fitted(type(self), values))

    @classmethod
    def trusted(cls, values: dict[str, Any]) -> Self:
        """Make a value of fields that were validated before."""
        instance = cls.__new__(cls)
        object.__setattr__(instance, "__dict__", values)
        return instance

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """Make a value of plain data.

        Raises:
            ValidationError: Pydantic's, with every fault and its place.
        """
        from baigong.model.twins import validator

        value: Self = validator(cls).validate_python(data)
        return value

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """Give the JSON Schema of the data that `model_validate` takes."""
        from baigong.model.twins import validator

        return validator(cls).json_schema()

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Give the names of the fields, those of the last base class first."""
        from baigong.model.declarations import hints

        return tuple(hints(cls))

    @classmethod
    def required(cls) -> tuple[str, ...]:
        """Give the names of the fields without a default."""
        from baigong.model.declarations import required

        return required(cls)

    @classmethod
    def key(cls, name: str) -> str:
        """Give the key under which a field stands in a file."""
        return cls.KEYS.get(name, name)

    def sound(self) -> None:
        """Check what only the whole value can tell.

        Raises:
            ValueError: it contradicts itself.
        """

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """Give a copy with other values of some fields; they are not validated."""
        return type(self).trusted({**self.__dict__, **update})

    def model_dump(self) -> dict[str, Any]:
        """Give the fields that are not at their default, as plain data that JSON can hold."""
        from baigong.model.plain_data import plain

        data: dict[str, Any] = plain(self)
        return data

    def model_dump_json(self) -> str:
        """Give all fields as JSON."""
        from baigong.model.twins import as_json

        return as_json(self)

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse a change."""
        raise AttributeError(f"{type(self).__name__}.{name} is frozen")

    def __delattr__(self, name: str) -> None:
        """Refuse a change."""
        raise AttributeError(f"{type(self).__name__}.{name} is frozen")

    def __eq__(self, other: object) -> bool:
        """Whether both are of one class and all their fields are equal."""
        if type(self) is not type(other):
            return NotImplemented
        if self.__dict__ == other.__dict__:
            return True
        return all(getattr(self, name) == getattr(other, name) for name in {**self.__dict__, **other.__dict__})

    def __hash__(self) -> int:
        """Hash by all fields."""
        return hash((type(self), *(getattr(self, name) for name in self.field_names())))

    def __repr__(self) -> str:
        """Show the class and the fields that were given."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"
