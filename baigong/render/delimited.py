"""A listing as CSV or TSV, for a spreadsheet: Chinese headings, whole texts, ids as text, no cell that is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from baigong.pages.blocks import Listing
from baigong.render.inert import inert
from baigong.render.interface import Result

# Includes full-width forms: spreadsheets set to Chinese or Japanese treat them as half-width.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write_csv(result: Result) -> bytes:
    """Write a result's listing as a CSV file, with a byte order mark so that Excel reads it as UTF-8."""
    return to_csv(result.table).encode("utf-8-sig", "replace")


def write_tsv(result: Result) -> bytes:
    """Write a result's listing as a TSV file."""
    return to_tsv(result.table).encode("utf-8", "replace")


def to_csv(listing: Listing[Any]) -> str:
    """Write comma-separated values."""
    return _write(listing, ",", as_text)


def to_tsv(listing: Listing[Any]) -> str:
    """Write tab-separated values; tabs and line breaks within a text become spaces."""
    return _write(listing, "\t", cell)


def _write(listing: Listing[Any], delimiter: str, cited: Callable[[str], str]) -> str:
    """Write the table; `cited` writes the ids."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([column.title for column in listing.for_data])
    for row in listing.rows:
        writer.writerow([(cited if column.key == "id" else cell)(column.data(row)) for column in listing.for_data])
    return out.getvalue()


def cell(text: str) -> str:
    """Make a cell that a spreadsheet reads as text: possible formulas get an apostrophe in front."""
    harmless = inert(text)
    return "'" + harmless if harmless.lstrip().startswith(_FORMULA) else harmless


def as_text(id: str) -> str:
    """Write an id as a spreadsheet text, ="3.10": otherwise 3.10 becomes the number 3.1, and 1.6.4 a date."""
    return '="' + inert(id).replace('"', "") + '"'
