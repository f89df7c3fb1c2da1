"""Where a result goes and in which format: the terminal, or a file whose ending tells the format."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

from rich.console import Console

from baigong.errors import RequestError, UsageError
from baigong.pages.blocks import Listing, Page
from baigong.render.console import PIPED_WIDTH, make_console, print_listing, print_page
from baigong.render.delimited import to_csv, to_tsv
from baigong.render.ids import to_ids
from baigong.render.inert import inert
from baigong.render.json import to_json
from baigong.render.markdown import to_markdown
from baigong.store.files import write_whole


class Format(StrEnum):
    """The formats of a listing."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"
    IDS = "ids"


_ENDINGS = {
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".md": Format.MD,
    ".txt": Format.TABLE,
}


def choose(format: Format | None, file: Path | None, allowed: tuple[Format, ...] = tuple(Format)) -> Format:
    """Choose the format: the one asked for, else by the file's ending, else a table.

    Raises:
        UsageError: the ending is of no format that this result has.
    """
    if format is None and file is not None:
        format = _ENDINGS.get(file.suffix.lower())
        if format is None or format not in allowed:
            endings = "、".join(ending for ending, known in _ENDINGS.items() if known in allowed)
            raise UsageError(f"不会写“{file.suffix or file.name}”这种文件", f"文件名请以 {endings} 结尾")
    chosen = format or Format.TABLE
    if chosen not in allowed:
        raise UsageError(f"这里没有 {chosen} 格式", f"可用：{'、'.join(allowed)}")
    return chosen


def show_listing(listing: Listing, format: Format | None = None, file: Path | None = None) -> None:
    """Print a listing, or write it to a file."""
    writers: dict[Format, Callable[[], str]] = {
        Format.JSON: lambda: to_json(list(listing.rows)),
        Format.CSV: lambda: to_csv(listing),
        Format.TSV: lambda: to_tsv(listing),
        Format.MD: lambda: to_markdown(listing),
        Format.IDS: lambda: to_ids(listing),
    }
    _show(choose(format, file), writers, lambda console: print_listing(listing, console), file)


def refuse_ledger_file(file: Path) -> None:
    """Refuse to write a result over a file of a ledger.

    Raises:
        RequestError: it is named as one.
    """
    if file.name.lower() in ("tasks.yaml", "units.yaml"):
        raise RequestError(f"{file} 是台账的文件，不能用查询结果覆盖", "请换一个文件名")


PAGE_FORMATS = (Format.TABLE, Format.JSON, Format.MD)


def show_page(page: Page, data: Any, format: Format | None = None, file: Path | None = None) -> None:
    """Print a page, or write it to a file; JSON gets the data it was made of."""
    writers: dict[Format, Callable[[], str]] = {
        Format.JSON: lambda: to_json(data),
        Format.MD: lambda: to_markdown(page),
    }
    _show(choose(format, file, PAGE_FORMATS), writers, lambda console: print_page(page, console), file)


def _as_text(table: Callable[[Console], None], like: Console) -> str:
    """Draw on a page of that console's width, without the blanks that fill its lines."""
    with like.capture() as drawn:
        table(like)
    return "".join(line.rstrip() + "\n" for line in drawn.get().splitlines())


def _show(
    format: Format, writers: dict[Format, Callable[[], str]], table: Callable[[Console], None], file: Path | None
) -> None:
    if file is None:
        if format is not Format.TABLE:
            sys.stdout.write(writers[format]())
        elif sys.stdout.isatty():
            table(make_console())
        else:
            sys.stdout.write(_as_text(table, make_console()))
        return
    if format is Format.TABLE:
        plain = Console(file=io.StringIO(), width=PIPED_WIDTH, no_color=True, highlight=False)
        content = _as_text(table, plain)
    else:
        content = writers[format]()
    refuse_ledger_file(file)
    if not file.absolute().parent.is_dir():
        raise RequestError(f"没有文件夹 {file.parent}，没有写入", "请核对路径，或先建好文件夹")
    # Excel takes a CSV file for the local code page unless it begins with a mark.
    encoding = "utf-8-sig" if format is Format.CSV else "utf-8"
    write_whole(file, content.encode(encoding, "replace"))
    sys.stdout.write(inert(f"已写入 {file}") + "\n")
