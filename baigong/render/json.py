"""Data as JSON: keys as they are, Chinese as it is written."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any


def to_json(data: Any) -> str:
    """Write rows, or a report made of dataclasses, as indented JSON; lone surrogates are escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
