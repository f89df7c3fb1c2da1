"""The columns of a table in Word share the width of the page."""

from __future__ import annotations

import pytest

from baigong.pages.blocks import Column, Listing
from baigong.render.docx_table import cells_of, layout, shown_columns
from tests.support.listings import COLUMNS, Row, listing

WIDTH = 8_000


@pytest.mark.parametrize("text", ["甲", "完成全部村级台账的核对工作" * 8])
def test_the_columns_fill_the_page_and_no_more(text: str) -> None:
    cells = cells_of(listing(text), COLUMNS, str)
    fit = layout(COLUMNS, cells, WIDTH)
    assert fit is not None
    assert sum(fit.widths) <= WIDTH and all(width > 0 for width in fit.widths)
    assert len(fit.widths) == len(COLUMNS)


def test_the_column_of_words_gets_what_the_others_leave() -> None:
    cells = cells_of(listing("完成全部村级台账的核对工作" * 8), COLUMNS, str)
    fit = layout(COLUMNS, cells, WIDTH)
    assert fit and fit.widths[1] == max(fit.widths)


def test_cells_are_cleaned() -> None:
    assert cells_of(listing("甲"), COLUMNS[:2], lambda text: f"<{text}>") == [["<1.1>", "<甲>"]]


def test_letters_become_smaller_before_a_table_fits_nowhere() -> None:
    cells = cells_of(listing("完成全部村级台账的核对工作" * 8), COLUMNS, str)
    sizes = [fit.size if (fit := layout(COLUMNS, cells, width)) else None for width in range(8_000, 1_000, -100)]
    assert list(dict.fromkeys(sizes)) == [10.5, 9.0, None]


def test_columns_of_a_wider_page_and_empty_spare_ones_are_left_out() -> None:
    assert [column.key for column in shown_columns(listing("甲"))] == ["id", "text"], "percent needs a wider page"
    spare = Column[Row]("note", "备注", lambda row: str(row.note), spare=True)
    for note, keys in (("", ["id"]), ("急", ["id", "note"])):
        shown = shown_columns(Listing((COLUMNS[0], spare), [Row(id="1", note=note)]))
        assert [column.key for column in shown] == keys
