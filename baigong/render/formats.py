"""The registry of formats, one line each: name, file endings, the results it can show, and its writer.

A new format is a module of this folder with a `Writer`, and a line of `FORMATS`.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Literal, cast

from baigong.deferred import dataclass
from baigong.errors import EndingOfAnotherFormatError, UnknownEndingError, UnknownFormatError
from baigong.render.interface import Result, Writer

Part = Literal["data", "listing", "page", "book", "agenda"]
"""The parts of a result that a format can write: see `Result`."""
_READ: tuple[Part, ...] = ("listing", "page")


@dataclass(frozen=True)
class Format:
    """One format, for results that have one of the parts it `shows`.

    `writer` is `module.function` in this folder, loaded only when something is written.
    """

    name: str
    endings: tuple[str, ...]
    shows: tuple[Part, ...]
    writer: str
    binary: bool = False
    """Whether its files are binary, so that a terminal cannot show them."""

    def fits(self, result: Result) -> bool:
        """Whether it can show this result."""
        return any(getattr(result, part) is not None for part in self.shows)

    def write(self, result: Result) -> bytes:
        """Write a result as a whole file."""
        module, _, function = self.writer.partition(".")
        return cast("Writer", getattr(importlib.import_module(f"{__package__}.{module}"), function))(result)


FORMATS: tuple[Format, ...] = (
    Format("table", (".txt",), _READ, "console.write"),
    Format("json", (".json",), ("data",), "json.write"),
    Format("csv", (".csv",), ("listing",), "delimited.write_csv"),
    Format("tsv", (".tsv",), ("listing",), "delimited.write_tsv"),
    Format("md", (".md",), _READ, "markdown.write"),
    Format("ids", (), ("listing",), "ids.write"),
    Format("docx", (".docx",), _READ, "docx.write", binary=True),
    Format("xlsx", (".xlsx",), ("listing", "book"), "xlsx.write", binary=True),
    Format("html", (".html", ".htm"), _READ, "html.write"),
    Format("ics", (".ics",), ("agenda",), "ics.write"),
    Format("taskwarrior", (), ("agenda",), "taskwarrior.write"),
)
TABLE = FORMATS[0]
"""What a terminal shows where no format is asked for."""


def _names(*parts: Part) -> tuple[str, ...]:
    return tuple(format.name for format in FORMATS if {*parts, "data"} & {*format.shows})


LISTING_NAMES, PAGE_NAMES, EXPORT_NAMES = _names("listing"), _names("page"), _names("book", "agenda")
"""The formats of a listing, of a page, and of a whole ledger."""


def choose(name: str | None, file: Path | None, result: Result) -> Format:
    """Choose the format: by name, else by the file's ending, else a table.

    Raises:
        UsageError: no format of that name or ending can show this result (names those that can), or the two disagree.
    """
    usable = [format for format in FORMATS if format.fits(result)]
    if name is not None:
        wanted = name.strip().lower()
        format = next((format for format in usable if format.name == wanted), None)
        if format is None:
            exists = any(format.name == wanted for format in FORMATS)
            raise UnknownFormatError(wanted if exists else name, [format.name for format in usable], elsewhere=exists)
        other = next((one for one in FORMATS if file and file.suffix.lower() in one.endings), format)
        # taskwarrior writes JSON: a format without an ending of its own takes any.
        if file and format.endings and other is not format:
            raise EndingOfAnotherFormatError(file, format.name, format.endings[0])
        return format
    if file is None:
        return TABLE
    ending = file.suffix.lower()
    format = next((format for format in usable if ending in format.endings), None)
    if format is None:
        raise UnknownEndingError(file, [one for format in usable for one in format.endings])
    return format
