"""A listing as bare ids, one per line, as input for another command."""

from __future__ import annotations

from typing import Any

from baigong.ledger.citation import cite
from baigong.pages.blocks import Listing, words_of
from baigong.render.inert import inert
from baigong.render.interface import Result


def write(result: Result) -> bytes:
    """Write a result's ids as a file."""
    return to_ids(result.table).encode("utf-8", "replace")


def to_ids(listing: Listing[Any]) -> str:
    """Write the `id` of each row, or its `unit`, without consecutive duplicates."""
    ids = [inert(cited_by(row)) for row in listing.rows]
    return "".join(f"{id}\n" for id in dict.fromkeys(ids))


def cited_by(row: object) -> str:
    """Give the reference of a row: its id, with its plan where there are several, or, for a unit, its name."""
    id = words_of(row, "id")
    return cite(words_of(row, "plan"), id) if id else words_of(row, "unit")
