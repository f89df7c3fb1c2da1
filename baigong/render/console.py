"""A page on a terminal: tables that fit the width, long text folded to two lines, colours by Rich."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from baigong.pages.blocks import Bar, Bars, Block, FactList, Heading, Listing, Page, Paragraph
from baigong.render.fold import WHOLE, fold
from baigong.render.interface import Result
from baigong.render.screen import UNICODE, Screen, screen_of
from baigong.render.table import STYLES, table_lines

PIPED_WIDTH = 120
LEAST_WIDTH, MOST_WIDTH = 20, 1000
"""Between these a page can be drawn; COLUMNS may say anything."""
_BAR_WIDTH = 30
_HEADINGS = {1: "bold", 2: "bold cyan", 3: "cyan"}


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
    return drawn(result.reading, console).encode("utf-8", "replace")


def drawn(page: Page, console: Console) -> str:
    """Draw a page as text, with the colours that the console has, without blanks at the ends of lines."""
    with console.capture() as captured:
        print_page(page, console)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def print_page(page: Page, console: Console) -> None:
    """Print a page, its blocks one after another."""
    screen = _screen(console)
    before: Block | None = None
    for block in page.on("screen"):
        # A part stands apart from what is before it, but not from the heading that it is under, nor from the top.
        apart = before is not None and not (isinstance(before, Heading) and before.level > 1)
        if isinstance(block, Heading) and block.level > 1 and apart:
            _print(iter((Text(),)), console)
        if isinstance(block, Listing) and not block.rows and not block.title and before is None:
            # Alone on the page it stands where a heading would.
            _print(_folded(block.empty, console.width, screen, "dim"), console)
        else:
            _print(_block(block, console.width, screen), console)
        before = block


def _screen(console: Console) -> Screen:
    # Text drawn into a file or a test has no terminal encoding.
    encoding = getattr(console.file, "encoding", None)
    return screen_of(encoding) if encoding else UNICODE


def _print(lines: Iterator[Text], console: Console) -> None:
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _block(block: Block, width: int, screen: Screen) -> Iterator[Text]:
    if isinstance(block, Heading):
        yield from _folded(block.text, width, screen, _HEADINGS[block.level])
    elif isinstance(block, Paragraph) and block.unbroken:
        yield Text(screen.text(block.text))
    elif isinstance(block, Paragraph):
        yield from _folded(block.text, width, screen, STYLES[block.tone])
    elif isinstance(block, FactList):
        yield from _facts(block, width, screen)
    elif isinstance(block, Bars):
        yield from _bars(block, width, screen)
    else:
        yield from _listing(block, width, screen)


def _folded(text: str, width: int, screen: Screen, style: str = "") -> Iterator[Text]:
    return (Text(line, style) for line in fold(screen.text(text), width, WHOLE))


def _facts(facts: FactList, width: int, screen: Screen) -> Iterator[Text]:
    rows = [(screen.text(label), screen.text(value)) for label, value in facts.rows]
    widest = max((cell_len(label) for label, _ in rows), default=0)
    # A label wider than half the line gets its own line.
    beside = widest <= width // 2 - 4
    for label, value in rows:
        indent = " " * (2 + widest + 2 if beside else 4)
        lines = fold(value, max(8, width - len(indent)), WHOLE)
        start = Text("  ").append(label, "dim")
        if beside:
            start.append(" " * (widest - cell_len(label) + 2)).append(lines.pop(0))
            yield start
        else:
            yield from (Text("  ").append(line, "dim") for line in fold(label, width - 2, WHOLE))
        yield from (Text(indent + line) for line in lines)


def _bars(bars: Bars, width: int, screen: Screen) -> Iterator[Text]:
    """Give each bar with its label to the left, or above it if the line is too narrow."""
    labels = [screen.text(bar.label) for bar in bars.bars]
    words = _aligned([screen.text(bar.words) for bar in bars.bars])
    label_width = max(map(cell_len, labels), default=0)
    caption_width = max(map(cell_len, words), default=0)
    beside = 2 + label_width + 2 + 10 + 2 + caption_width <= width
    most = max(10, min(_BAR_WIDTH, width - 60))
    length = max(8, min(most, width - 4 - caption_width - (2 + label_width if beside else 0)))
    for bar, label, caption in zip(bars.bars, labels, words, strict=True):
        drawn_bar = _bar(bar, length, screen).append(f"  {caption}")
        if beside:
            yield Text(f"  {label}" + " " * (label_width - cell_len(label) + 2)).append_text(drawn_bar)
        else:
            yield from (Text(f"  {line}") for line in fold(label, width - 2, WHOLE))
            yield Text("  ").append_text(drawn_bar)


def _aligned(words: list[str]) -> list[str]:
    """Align the percents with which the words of bars begin at their last digits."""
    widths = [cell_len(each.partition("\u3000")[0]) for each in words]
    return [" " * (max(widths) - width) + each for each, width in zip(words, widths, strict=True)]


def _bar(bar: Bar, length: int, screen: Screen) -> Text:
    filled = round(length * bar.percent / 100)
    mark = min(length - 1, round(length * bar.scheduled / 100))
    text = Text()
    for at in range(length):
        if at == mark:
            text.append(screen.mark, "bold")
        elif at < filled:
            text.append(screen.full, STYLES[bar.tone])
        else:
            text.append(screen.empty, "dim")
    return text


def _listing(listing: Listing[Any], width: int, screen: Screen) -> Iterator[Text]:
    if listing.title:
        yield from _folded(listing.title, width, screen, "bold")
    if not listing.rows:
        yield from (Text("  ").append(line) for line in _folded(listing.empty, width - 2, screen, "dim"))
        return
    beyond = len(listing.rows) - listing.most if listing.most else 0
    if beyond > 0:
        listing = replace(listing, rows=listing.rows[: listing.most])
    yield from table_lines(listing, width, screen)
    if beyond > 0:
        yield from _folded(f"另有 {beyond} {listing.counter}未列，见 {listing.rest}", width, screen, "dim")
    for line in listing.footer.splitlines():
        yield from _folded(line, width, screen, "dim")
