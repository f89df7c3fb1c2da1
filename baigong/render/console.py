"""A page on a terminal, by Rich: tables that fit the width, long text folded to two lines."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable
from typing import IO, Any

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from baigong.pages.blocks import Bar, Bars, Block, Column, Facts, Heading, Listing, Page, Paragraph, Tone
from baigong.render.inert import inert
from baigong.render.interface import Result

PIPED_WIDTH = 120
LEAST_WIDTH, MOST_WIDTH = 20, 1000
"""Between these a table can be drawn; COLUMNS may say anything."""
_STYLES: dict[Tone, str] = {
    "": "",
    "red": "bold red",
    "yellow": "yellow",
    "green": "green",
    "dim": "dim",
    "strong": "bold",
    "struck": "strike dim",
}
_BAR_WIDTH = 30
WHOLE = 10_000
"""More lines than any text takes."""
_CLOSING = "，。；：、！？）》”’〕】］"
_OPENING = "（《“‘〔【［"


def make_console(stream: IO[str] | None = None) -> Console:
    """Make a console on `stream` (standard output): as wide as the terminal, 120 columns in a pipe, or COLUMNS."""
    out = stream or sys.stdout
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and int(wanted[:9]):
        width = int(wanted[:9])
    else:
        width = shutil.get_terminal_size().columns if out.isatty() else PIPED_WIDTH
    width = max(LEAST_WIDTH, min(width, MOST_WIDTH))
    return Console(file=out, width=width, height=100, highlight=False, markup=False, emoji=False, soft_wrap=False)


def write(result: Result) -> bytes:
    """Draw a result as a text file of 120 columns (or COLUMNS), without colours or blanks at the ends of lines."""
    console = make_console(io.StringIO())
    with console.capture() as drawn:
        print_page(result.reading, console)
    return "".join(line.rstrip() + "\n" for line in drawn.get().splitlines()).encode("utf-8", "replace")


def print_page(page: Page, console: Console) -> None:
    """Print a page, its blocks one after another."""
    for block in page.blocks:
        for part in _block(block, console.width):
            console.print(part)


def print_listing(listing: Listing[Any], console: Console) -> None:
    """Print one listing with its footer, or the words for an empty one."""
    for part in _listing(listing, console.width):
        console.print(part)


def _block(block: Block, width: int) -> Iterable[RenderableType]:
    if isinstance(block, Heading):
        title = Text(inert(block.text), style="bold" if block.level == 1 else "bold cyan")
        return (title,) if block.level == 1 else (Text(), title)
    if isinstance(block, Paragraph):
        return (Folded(inert(block.text), _STYLES[block.tone]),)
    if isinstance(block, Facts):
        return (_facts(block),)
    if isinstance(block, Bars):
        return (_bars(block, width),)
    return _listing(block, width)


def _facts(facts: Facts) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for label, value in facts.rows:
        table.add_row(Text(inert(label)), Folded(inert(value)))
    return Padding(table, (0, 0, 0, 2), expand=False)


def _bars(bars: Bars, width: int) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    length = max(10, min(_BAR_WIDTH, width - 60))
    for bar in bars.bars:
        table.add_row(Text(inert(bar.label)), _bar(bar, length), Text(inert(bar.words)))
    return Padding(table, (0, 0, 0, 2), expand=False)


def _bar(bar: Bar, length: int) -> Text:
    filled = round(length * bar.percent / 100)
    mark = min(length - 1, round(length * bar.scheduled / 100))
    text = Text()
    for at in range(length):
        if at == mark:
            text.append("│", "bold")
        elif at < filled:
            text.append("█", _STYLES[bar.tone])
        else:
            text.append("░", "dim")
    return text


def _listing(listing: Listing[Any], width: int) -> Iterable[RenderableType]:
    if listing.title:
        yield Text(inert(listing.title), style="bold")
    if not listing.rows:
        yield Padding(Text(inert(listing.empty), style="dim"), (0, 0, 0, 2))
        return
    columns = [column for column in listing.columns if width >= column.least]
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for column in columns:
        table.add_column(
            Text(column.title),
            justify="right" if column.right else "left",
            no_wrap=not column.wide,
            ratio=1 if column.wide else None,
            # What a thing is cited by is never cut, however narrow the page.
            min_width=_longest(listing, column) if column.key == "id" and not column.wide else None,
        )
    table.expand = any(column.wide for column in columns)
    for row in listing.rows:
        table.add_row(
            *(
                Folded(inert(column.say(row)), _STYLES[column.tone(row)], WHOLE if listing.whole else 2)
                if column.wide
                else Text(inert(column.say(row)), style=_STYLES[column.tone(row)])
                for column in columns
            )
        )
    yield table
    for line in listing.footer.splitlines():
        yield Folded(inert(line), "dim")


def _longest(listing: Listing[Any], column: Column[Any]) -> int:
    return max((cell_len(inert(column.say(row))) for row in listing.rows), default=0)


class Folded:
    """Text that folds to the width it is given, and ends in … where it takes more than `most` lines."""

    def __init__(self, text: str, style: str = "", most: int = WHOLE) -> None:
        """Keep the text, already inert."""
        self.text = text
        self.style = style
        self.most = most

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the lines."""
        style = Style.parse(self.style) if self.style else None
        for line in fold(self.text, options.max_width, self.most):
            yield Segment(line, style)
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Ask for the whole text on one line, and take what is left."""
        return Measurement(min(16, options.max_width), min(cell_len(self.text), options.max_width))


def fold(text: str, width: int, most: int = 2) -> list[str]:
    """Fold text to at most `most` lines of `width` columns, the last ending in … where text is left over.

    A Chinese closing mark does not begin a line, so that the text reads as it is printed.
    """
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        taken = _fitting(rest, width)
        if taken < len(rest) and len(lines) == most - 1:
            taken = _fitting(rest, width - 1)
            lines.append(rest[:taken] + "…")
            return lines
        lines.append(rest[:taken])
        rest = rest[taken:].lstrip(" ")
    return lines or [""]


def _fitting(text: str, width: int) -> int:
    """Count the characters at the start of `text` that fit in `width` columns, at least one."""
    used = 0
    for at, letter in enumerate(text):
        used += cell_len(letter)
        if used > width:
            cut = max(1, at)
            if cut == len(text):
                return cut
            if text[cut] in _CLOSING:
                while cut > 1 and text[cut] in _CLOSING:
                    cut -= 1
            elif text[cut - 1] in _OPENING and cut > 1:
                cut -= 1
            elif letter.isascii() and letter.isalnum():
                # A number or a Latin word is not torn in two.
                start = cut
                while (
                    start > 0 and text[start - 1].isascii() and (text[start - 1].isalnum() or text[start - 1] in ".-%")
                ):
                    start -= 1
                cut = start if start > cut // 2 and start > 0 else cut
            return cut
    return len(text)
