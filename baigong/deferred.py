"""Data classes whose methods are written when the first value is made: a command imports a hundred that it never uses.

`dataclasses.dataclass` writes and compiles the methods of a class where it is declared, half a millisecond each time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
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
        dataclasses.dataclass(**options)(cls)
