"""What a page is made of, whatever the format: headings, paragraphs, facts, listings, bars. Plain data only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Row = Mapping[str, Any]
Tone = Literal["", "red", "yellow", "green", "dim", "strong", "struck"]


def _plain(_row: Row) -> Tone:
    return ""


@dataclass(frozen=True)
class Column:
    """One column: `key` names it in JSON and on the command line, `say` gives its words, `tone` its emphasis.

    `wide` columns share the width that is left and fold to two lines; the others are as wide as they need.
    """

    key: str
    title: str
    say: Callable[[Row], str]
    tone: Callable[[Row], Tone] = _plain
    wide: bool = False
    right: bool = False
    least: int = 0
    """The page width, in columns of text, below which this column is left out; 0 keeps it always."""
    full: Callable[[Row], str] | None = None
    """Its words where there is room for all of them, in a file of data; None when they are the same."""

    def data(self, row: Row) -> str:
        """Give the words for a file of data."""
        return (self.full or self.say)(row)


@dataclass(frozen=True)
class Listing:
    """A table of rows; each row is a JSON object with an `id` or, for units, a `unit`."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    footer: str = ""
    empty: str = "没有"
    title: str = ""
    whole: bool = False
    """Whether long text is shown whole instead of folded to two lines."""


@dataclass(frozen=True)
class Heading:
    """A title of the page (level 1) or of a part of it (level 2)."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of words."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True)
class Facts:
    """Labels with their values, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bar:
    """A bar of `percent` (0 to 100), with a mark where 序时进度 stands, and words after it."""

    label: str
    percent: float
    scheduled: float
    words: str


@dataclass(frozen=True)
class Bars:
    """Bars one under another."""

    bars: tuple[Bar, ...]


Block = Heading | Paragraph | Facts | Listing | Bars


@dataclass(frozen=True)
class Page:
    """A page: its blocks in order."""

    blocks: tuple[Block, ...]
