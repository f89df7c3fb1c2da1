"""Data as JSON: the fields of rows are the keys, dates are YYYY-MM-DD, Chinese is not escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from baigong.render.interface import Result
from baigong.reports.plan_name import is_left_out

# Characters that JSON leaves unescaped but a screen acts upon: DEL and C1 (U+009B begins an escape code), line
# separators, changes of direction, byte order marks, lone surrogates.
_ACTIVE = re.compile(
    "[\x7f-\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufeff]",
)


def write(result: Result) -> bytes:
    """Write a result's data as a JSON file."""
    return to_json(result.data).encode("utf-8", "replace")


def to_json(data: Any) -> str:
    """Write rows, or a report of dataclasses, as indented JSON; characters that act on a screen are escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)
    return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        # What a field holds is written in its turn: a copy of the whole would double what a report takes.
        content = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: held for each, held in content if not is_left_out(each, held)}
    if isinstance(value, Sequence):
        return list(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
