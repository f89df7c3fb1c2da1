"""Data classes whose methods are written when the first value is made: a command imports a hundred that it never uses.

`dataclasses.dataclass` writes and compiles the methods of a class where it is declared, half a millisecond each time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(**options: bool) -> Callable[[type], type]:
        """Declare a data class, as `dataclasses.dataclass` does with options; it is finished on first use."""

        if options.get("slots"):
            # Such a class is another one once it is finished.
            return dataclasses.dataclass(**options)

        def declare(cls: type) -> type:
            cls.__init__ = _first_call(cls, options)
            cls.__dataclass_fields__ = _Fields(cls, options)
            return cls

        return declare


class _Fields:
    """Stands where the fields of a data class will be; who looks for them finishes the class."""

    def __init__(self, cls: type, options: dict[str, bool]) -> None:
        self._cls = cls
        self._options = options

    def __get__(self, _value: object, _owner: type) -> Any:
        _finish(self._cls, self._options)
        return vars(self._cls)["__dataclass_fields__"]


def _first_call(cls: type, options: dict[str, bool]) -> Callable[..., None]:
    def make(self: Any, *values: Any, **named: Any) -> None:
        _finish(cls, options)
        self.__init__(*values, **named)

    return make


def _finish(cls: Any, options: dict[str, bool]) -> None:
    if isinstance(vars(cls)["__dataclass_fields__"], _Fields):
        del cls.__init__, cls.__dataclass_fields__
        if options.keys() - {"frozen"}:
            dataclasses.dataclass(**options)(cls)
        else:
            # Three of the methods are the same for all classes: to write them anew for each takes as long as the rest.
            dataclasses.dataclass(eq=False, repr=False, **options)(cls)
            _add_methods(cls, frozen=options.get("frozen", False))


def _add_methods(cls: Any, *, frozen: bool) -> None:
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    values = attrgetter(*names) if names else _no_values

    def equal(self: Any, other: object) -> bool:
        """Whether both are of one class, with the same values."""
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        """Hash by the values."""
        return hash(values(self))

    own = vars(cls)
    for name, method in {
        "__repr__": _shown,
        "__eq__": equal,
        # As in every class: what compares by values that may change has no hash.
        "__hash__": hashed if frozen else None,
    }.items():
        # A class that defines how it compares has None for its hash.
        if name not in own or (name == "__hash__" and own[name] is None and "__eq__" in own):
            setattr(cls, name, method)


def _no_values(_value: object) -> tuple[()]:
    return ()


def _shown(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"
