"""Plain data in an index, each part under its name, with the mark that shows whether it was damaged."""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import Any

from baigong.store.fingerprint import Fingerprint


class UnusableError(Exception):
    """The index cannot answer: the files themselves are to be read."""


def put(base: sqlite3.Connection, name: str, value: Any) -> None:
    """Keep plain data under a name."""
    base.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", (name, *marked_text(value)))


def get(base: sqlite3.Connection, name: str) -> Any:
    """Give the plain data kept under a name.

    Raises:
        UnusableError: there is none, or it is damaged.
    """
    row = base.execute("SELECT value, mark FROM parts WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise UnusableError
    return loaded(*row)


def marked_text(value: Any) -> tuple[str, int]:
    """Give the text of plain data, and its mark."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text, _mark(text)


def loaded(text: str, mark: int) -> Any:
    """Give the plain data of a text.

    Raises:
        UnusableError: the text is damaged: it does not have this mark.
    """
    if _mark(text) != mark:
        raise UnusableError
    return json.loads(text)


def _mark(text: str) -> int:
    return zlib.crc32(text.encode())


def fingerprint(value: dict[str, Any]) -> Fingerprint:
    """Give the fingerprint that is kept with plain data."""
    blocks, size, dates, looked = value["print"]
    return Fingerprint(tuple(blocks), size, tuple(dates), looked)
