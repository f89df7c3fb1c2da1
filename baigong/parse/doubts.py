"""What the parser is unsure of: the line of the document, its words, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Doubt:
    """One doubt: `line` counts from 1 in the document (0 when it is about the whole), `why` is for the reader."""

    line: int
    text: str
    why: str
