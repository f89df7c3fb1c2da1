"""The hidden sheet of a workbook: what was written is read, and nothing else is trusted."""

from __future__ import annotations

import json

import pytest

from baigong.calendar import week
from baigong.errors import FormWithoutRecordError, LaterFormError
from baigong.workbook import record
from baigong.workbook.form import make_form
from baigong.workbook.layout import VERSION
from tests.support.builders import day
from tests.support.form import BOOK, MADE, PLAN

FORM = make_form(BOOK, "省甲厅", week(PLAN.head.start, 5), day("02-01"), MADE)
LINES = record.lines(FORM.meta, FORM.rows)


def test_what_was_written_is_read() -> None:
    meta, bases = record.read(LINES)
    assert meta == FORM.meta
    assert bases == {row.id: row.base for row in FORM.rows}


def changed(**fields: object) -> list[tuple[str, str]]:
    """The lines, with other metadata."""
    return [(LINES[0][0], json.dumps(json.loads(LINES[0][1]) | fields)), *LINES[1:]]


def test_a_form_of_a_later_version_is_known_as_one() -> None:
    for lines in (changed(version=VERSION + 1), changed(kind="praise")):
        with pytest.raises(LaterFormError):
            record.read(lines)


@pytest.mark.parametrize(
    "lines",
    [[], [("别的", "{}")], [(LINES[0][0], "[")], [(LINES[0][0], "[]")], changed(week="五"), [*LINES, ("9.9", "{}")]],
)
def test_what_somebody_else_wrote_is_no_record(lines: list[tuple[str, str]]) -> None:
    with pytest.raises(FormWithoutRecordError):
        record.read(lines)
