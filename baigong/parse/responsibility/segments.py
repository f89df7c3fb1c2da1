"""The segments of a paragraph: plain words, clauses of responsibility, and what looks like one but cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from baigong.parse.responsibility.clause import Clause


@dataclass(frozen=True)
class PlainWords:
    """Words of work, as written."""

    text: str
    line: int


@dataclass(frozen=True)
class FoundClause:
    """A clause where it stands: its words, and whether it has the line to itself."""

    clause: Clause
    text: str
    line: int
    own_line: bool


@dataclass(frozen=True)
class SuspectClause:
    """Words that look like a clause but could not be taken apart."""

    text: str
    line: int
    why: str


Segment = PlainWords | FoundClause | SuspectClause
