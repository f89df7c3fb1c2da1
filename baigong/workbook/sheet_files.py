"""The registry of files in which a sheet may come back, one line each: file endings, and the reader of their cells.

A new one is a module of this folder with a function that gives the sheets of a file, and a line of `SHEET_FILES`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast

from baigong.deferred import dataclass
from baigong.errors import OldWorkbookError

if TYPE_CHECKING:
    from baigong.workbook.grid import CellGrid


class SheetReader(Protocol):
    """A reader of one kind of file: gives its sheets by their titles, hidden ones too."""

    def __call__(self, data: bytes, ending: str) -> Mapping[str, CellGrid]:
        """Read a file; raises a WorkbookError where it is none, or is larger than any form."""


@dataclass(frozen=True)
class SheetFile:
    """One kind of file. `reader` is `module.function` in this folder, loaded only when such a file is read."""

    endings: tuple[str, ...]
    reader: str

    def read(self, data: bytes, ending: str) -> Mapping[str, CellGrid]:
        """Give the sheets of a file by their titles."""
        module, _, function = self.reader.partition(".")
        reader = cast("SheetReader", getattr(importlib.import_module(f"{__package__}.{module}"), function))
        return reader(data, ending)


SHEET_FILES: tuple[SheetFile, ...] = (SheetFile((".xlsx", ".xlsm"), "grid.read_sheets"),)
UNREAD = (".et", ".ods", ".csv", ".xlsb")
"""Endings of files that a unit may have saved its answer in, and that no line reads."""
_OLD = ".xls"
"""May hold what Excel wrote since 2007: its content tells."""


def is_sheet_file(ending: str) -> bool:
    """Whether a file of this ending may be an answer, one that cannot be read included."""
    return ending in (*UNREAD, _OLD) or any(ending in kind.endings for kind in SHEET_FILES)


def read_sheets(data: bytes, ending: str) -> Mapping[str, CellGrid]:
    """Give the sheets of a file by their titles; one without a known ending is taken for an .xlsx.

    Raises:
        WorkbookError: it is of a format that is not read, no workbook, locked, damaged, or larger than any form.
    """
    kind = next((kind for kind in SHEET_FILES if ending in kind.endings), None)
    if kind is None and ending in UNREAD:
        raise OldWorkbookError(ending)
    return (kind or SHEET_FILES[0]).read(data, ending)
