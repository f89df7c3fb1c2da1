"""A listing as CSV or TSV, for a spreadsheet: headings in Chinese, whole texts, no cell that could be a formula."""

from __future__ import annotations

import csv
import io

from baigong.pages.blocks import Listing
from baigong.render.inert import inert

# The full-width forms too: a spreadsheet set to Chinese or Japanese takes them for the half-width.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def to_csv(listing: Listing) -> str:
    """Write comma-separated values."""
    return _write(listing, ",")


def to_tsv(listing: Listing) -> str:
    """Write tab-separated values; tabs and line breaks within a text become spaces."""
    return _write(listing, "\t")


def _write(listing: Listing, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([column.title for column in listing.columns])
    for row in listing.rows:
        writer.writerow([cell(column.data(row)) for column in listing.columns])
    return out.getvalue()


def cell(text: str) -> str:
    """Make a text that a spreadsheet takes for text: an apostrophe goes before what it would take for a formula."""
    harmless = inert(text)
    return "'" + harmless if harmless.lstrip().startswith(_FORMULA) else harmless
