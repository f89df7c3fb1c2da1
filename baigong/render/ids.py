"""A listing as bare ids, one a line, to be handed to another command."""

from __future__ import annotations

from baigong.pages.blocks import Listing
from baigong.render.inert import inert


def to_ids(listing: Listing) -> str:
    """Write the `id` of each row, or its `unit`; the same one after another once."""
    ids = [inert(str(row.get("id") or row.get("unit"))) for row in listing.rows]
    return "".join(f"{id}\n" for id in dict.fromkeys(ids))
