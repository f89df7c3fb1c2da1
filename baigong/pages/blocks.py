"""The blocks of a page, in no format yet: headings, paragraphs, facts, listings, bars. Plain data only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, Literal, TypeVar

from baigong.deferred import dataclass
from baigong.numerals import to_han

R_contra = TypeVar("R_contra", contravariant=True)
Tone = Literal["", "red", "yellow", "green", "dim", "strong", "struck"]
Medium = Literal["screen", "document", "web"]
"""Where a page is read: on a terminal, on paper (Word, Markdown), or in a browser."""
Place = Literal["body", "centre", "right", "flush"]
"""Where a paragraph stands in a document: indented by two characters, centred, at the right, or without an indent."""


def _plain(_row: object) -> Tone:
    return ""


@dataclass(frozen=True)
class Column(Generic[R_contra]):
    """One column of rows of one type: `key` names it in JSON and on the command line, `tone` gives its emphasis.

    `words` makes the cell's words; the default is the row's field `key`. `wide` columns share the remaining width and
    fold to two lines; the others are as wide as they need.
    """

    key: str
    title: str
    words: Callable[[R_contra], str] | None = None
    tone: Callable[[R_contra], Tone] = _plain
    wide: bool = False
    right: bool = False
    least: int = 0
    """The page width, in columns of text, below which this column is left out; 0 keeps it always."""
    spare: bool = False
    """Whether a table leaves it out when all its cells are empty."""
    tail: Callable[[R_contra], str] | None = None
    """The end of its words that stays where they are cut to fit; None if there is no such end."""
    full: Callable[[R_contra], str] | None = None
    """Its full words for a data file; None when they are the same as `words`."""

    def say(self, row: R_contra) -> str:
        """Give the words for a screen or a page."""
        return self.words(row) if self.words else words_of(row, self.key)

    def data(self, row: R_contra) -> str:
        """Give the words for a file of data."""
        return self.full(row) if self.full else self.say(row)


def words_of(row: object, key: str) -> str:
    """Write a field of a row: "" for None or a missing field, 、 between several values, a date as 2019-02-01."""
    value = getattr(row, key, None)
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return "、".join(str(one) for one in value)
    return str(value)


@dataclass(frozen=True)
class Listing(Generic[R_contra]):
    """A table of rows; each row has an `id` or, for units, a `unit`."""

    columns: tuple[Column[R_contra], ...]
    rows: Sequence[R_contra]
    footer: str = ""
    empty: str = "没有"
    title: str = ""
    whole: bool = False
    """Whether long text is shown whole instead of folded to two lines."""
    data_columns: tuple[Column[R_contra], ...] = ()
    """The columns of a data file, if they differ."""
    most: int = 0
    """How many rows a screen shows, 0 for all of them; documents always have all."""
    rest: str = ""
    """The command that shows the rows beyond `most`."""
    counter: str = "项"
    """The measure word of its rows."""

    @property
    def for_data(self) -> tuple[Column[R_contra], ...]:
        """The columns of a file of data."""
        return self.data_columns or self.columns


@dataclass(frozen=True)
class Heading:
    """A title of the page (level 1), of a part of it (level 2), or of a part of a part (level 3)."""

    text: str
    level: int = 2
    new_page: bool = False
    """Whether a document begins a page with it."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of words; an `unbroken` one is pasted elsewhere, and not folded to the width of a screen."""

    text: str
    tone: Tone = ""
    place: Place = "body"
    unbroken: bool = False


@dataclass(frozen=True)
class FactList:
    """Labels with their values, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bar:
    """A bar of `percent` (0 to 100) in the colour `tone`, with a mark where 序时进度 stands, and words after it."""

    label: str
    percent: float
    scheduled: float
    words: str
    tone: Tone = ""


@dataclass(frozen=True)
class Bars:
    """Bars one under another."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """A chart of a listing's percentages: a line, or bars, for each column of `series`, by their keys."""

    title: str
    label: str
    series: tuple[str, ...]
    kind: Literal["line", "bar"] = "line"


@dataclass(frozen=True)
class Table:
    """A listing of a sheet, and the chart below it."""

    listing: Listing[Any]
    chart: Chart | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, its tables one under another; the filter and the footer are the first one's."""

    name: str
    tables: tuple[Table, ...]
    title: str = ""


@dataclass(frozen=True)
class Only:
    """Blocks for some media alone; they are made only where they are shown."""

    media: tuple[Medium, ...]
    make: Callable[[], Iterable[Block | Only]]


Block = Heading | Paragraph | FactList | Listing[Any] | Bars
"""What a format draws."""


@dataclass(frozen=True)
class Figure:
    """A headline figure, with what it is and what stands beside it."""

    label: str
    value: str
    note: str = ""
    tone: Tone = ""


@dataclass(frozen=True)
class Figures:
    """Headline figures side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class LineChart:
    """Lines of percentages, 0 to 100, over the same labels; None where a line has no value."""

    title: str
    labels: tuple[str, ...]
    lines: tuple[tuple[str, tuple[float | None, ...]], ...]


Tags = Mapping[str, tuple[str, ...]]
"""Under which values of each filter a row is shown."""


@dataclass(frozen=True)
class GridRow:
    """A row of a heat map: its name, and the words and the tone of each cell."""

    name: str
    cells: tuple[tuple[str, Tone], ...]
    tags: Tags


@dataclass(frozen=True)
class Grid:
    """A heat map: rows under the same columns; `note` says what its cells mean."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    note: str


@dataclass(frozen=True)
class Filter:
    """A choice of one value by which the rows of a page are filtered, each with its words."""

    key: str
    title: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Filters:
    """The filters of the page, in one bar."""

    filters: tuple[Filter, ...]


@dataclass(frozen=True)
class FilteredListing:
    """A listing whose rows the filters of the page show and hide; `tags` says for which values a row is shown."""

    listing: Listing[Any]
    tags: Callable[[Any], Tags]
    counted: bool = False
    """Whether the bar of filters says how many of its rows are shown."""


@dataclass(frozen=True)
class Contents:
    """Links to the parts of the page."""


WebBlock = Block | Contents | Figures | LineChart | Grid | Filters | FilteredListing
"""What a page for a browser draws."""


@dataclass(frozen=True)
class WebPage:
    """A page for a browser alone."""

    title: str
    blocks: tuple[WebBlock, ...]


@dataclass(frozen=True)
class Page:
    """A page: its blocks in order. A document of an `outlined` page numbers its headings: 一、 then （一）."""

    blocks: tuple[Block | Only, ...]
    outlined: bool = False

    def on(self, medium: Medium) -> tuple[Block, ...]:
        """Give the blocks that a medium shows."""
        blocks = tuple(_chosen(self.blocks, medium))
        return tuple(_numbered(blocks)) if self.outlined and medium == "document" else blocks


def _chosen(blocks: Iterable[Block | Only], medium: Medium) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Only):
            yield block
        elif medium in block.media:
            yield from _chosen(block.make(), medium)


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    part = division = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            part, division = part + 1, 0
            yield replace(block, text=f"{to_han(part)}、{block.text}")
        elif isinstance(block, Heading) and block.level == 3:
            division += 1
            yield replace(block, text=f"（{to_han(division)}）{block.text}")
        else:
            yield block
