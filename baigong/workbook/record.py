"""The hidden sheet of a workbook: what it was made from, written and read as lines of two cells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from baigong.errors import FormWithoutRecordError, LaterFormError
from baigong.workbook.form import Base, Meta, Row
from baigong.workbook.layout import LAYOUTS, VERSION

_META: TypeAdapter[Meta] = TypeAdapter(Meta)
_BASE: TypeAdapter[Base] = TypeAdapter(Base)
_HEAD = "报送表"
"""The first cell of the line that holds the metadata; each line after it holds a row's id and its base."""


def lines(meta: Meta, rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Give the lines of the hidden sheet."""
    bases = [(row.id, _json(_BASE.dump_python(row.base, mode="json"))) for row in rows]
    return [(_HEAD, _json(_META.dump_python(meta, mode="json", by_alias=True))), *bases]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read(rows: Sequence[tuple[str, str]]) -> tuple[Meta, Mapping[str, Base]]:
    """Read the lines of the hidden sheet.

    Raises:
        FormWithoutRecordError: they are not what was written.
        LaterFormError: a later version of baigong wrote them.
    """
    if not rows or rows[0][0] != _HEAD:
        raise FormWithoutRecordError
    try:
        written = json.loads(rows[0][1])
        version = written.get("version") if isinstance(written, dict) else None
        if isinstance(version, int) and (version > VERSION or written.get("kind") not in LAYOUTS):
            raise LaterFormError(version)
        meta = _META.validate_python(written)
        return meta, {id: _BASE.validate_json(text) for id, text in rows[1:] if id}
    except (ValueError, ValidationError, RecursionError):
        raise FormWithoutRecordError from None
