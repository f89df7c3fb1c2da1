"""Bare ids, as input for another command."""

from __future__ import annotations

from baigong.pages.blocks import (
    Listing,
)
from baigong.render.ids import to_ids
from tests.support.listings import COLUMNS, Row, listing


def test_ids_come_once_each_or_units_where_there_are_no_ids() -> None:
    assert to_ids(listing("甲", "乙")) == "1.1\n1.2\n"
    rows = [Row(id="1.1"), Row(id="1.1"), Row(unit="省甲厅")]
    assert to_ids(Listing(COLUMNS, rows)) == "1.1\n省甲厅\n"
    assert to_ids(listing()) == ""
