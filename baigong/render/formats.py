"""The registry of formats, one line each: name, file endings, the results it can show, and its writer.

A new format is a module of this folder with a `Writer`, and a line of `FORMATS`.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from baigong.errors import UsageError
from baigong.render.interface import Result, Writer


@dataclass(frozen=True)
class Format:
    """One format. `writer` is `module.function` in this folder, loaded only when something is written."""

    name: str
    endings: tuple[str, ...]
    shows: Literal["listing", "page", "both"]
    writer: str
    binary: bool = False
    """Whether its files are binary, so that a terminal cannot show them."""

    def fits(self, result: Result) -> bool:
        """Whether it can show this result."""
        return (
            self.shows == "both"
            or (self.shows == "listing" and result.listing is not None)
            or (self.shows == "page" and result.page is not None)
        )

    def write(self, result: Result) -> bytes:
        """Write a result as a whole file."""
        module, _, function = self.writer.partition(".")
        return cast("Writer", getattr(importlib.import_module(f"{__package__}.{module}"), function))(result)


FORMATS: tuple[Format, ...] = (
    Format("table", (".txt",), "both", "console.write"),
    Format("json", (".json",), "both", "json.write"),
    Format("csv", (".csv",), "listing", "delimited.write_csv"),
    Format("tsv", (".tsv",), "listing", "delimited.write_tsv"),
    Format("md", (".md",), "both", "markdown.write"),
    Format("ids", (), "listing", "ids.write"),
    Format("docx", (".docx",), "both", "docx.write", binary=True),
)
TABLE = FORMATS[0]
"""What a terminal shows where no format is asked for."""
LISTING_NAMES = tuple(format.name for format in FORMATS if format.shows != "page")
PAGE_NAMES = tuple(format.name for format in FORMATS if format.shows != "listing")


def choose(name: str | None, file: Path | None, result: Result) -> Format:
    """Choose the format: by name, else by the file's ending, else a table.

    Raises:
        UsageError: no format of that name or ending can show this result; names those that can.
    """
    usable = [format for format in FORMATS if format.fits(result)]
    if name is not None:
        wanted = name.strip().lower()
        format = next((format for format in usable if format.name == wanted), None)
        if format is None:
            exists = any(format.name == wanted for format in FORMATS)
            message = f"这里没有 {wanted} 格式" if exists else f"没有“{name}”这种格式"
            raise UsageError(message, f"可用：{'、'.join(format.name for format in usable)}")
        return format
    if file is None:
        return TABLE
    ending = file.suffix.lower()
    format = next((format for format in usable if ending in format.endings), None)
    if format is None:
        endings = "、".join(ending for format in usable for ending in format.endings)
        raise UsageError(f"不会写“{file.suffix or file.name}”这种文件", f"文件名请以 {endings} 结尾")
    return format
