"""A page or a listing as Markdown: tables in pipes, every mark that Markdown or HTML would act on escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from baigong.pages.blocks import Bars, Block, FactList, Heading, Listing, Page, Paragraph
from baigong.render.inert import inert
from baigong.render.interface import Result

_MARKS = re.compile(
    r"[\\`*_{}\[\]<>()#|~!&$]"
    # Marks that begin a list, a rule or a heading, and text that becomes a link by itself.
    r"|^[-+](?=\s|$)|^[-=](?=[-=\s]*$)"
    r"|:(?=//)|(?<=www)\.|@|(?<=mailto):|(?<=xmpp):",
    re.IGNORECASE,
)

# A list may begin with a number of nine digits.
_NUMBER = re.compile(r"^(\d{1,9})\.(?=\s|$)")


def write(result: Result) -> bytes:
    """Write a result as a Markdown file."""
    return to_markdown(result.reading).encode("utf-8", "replace")


def to_markdown(page: Page | Listing[Any]) -> str:
    """Write a page, or one listing, as Markdown."""
    blocks: tuple[Block, ...] = (page,) if isinstance(page, Listing) else page.on("document")
    return "\n\n".join("\n".join(_block(block)) for block in blocks) + "\n"


def escape(text: str) -> str:
    """Write text so that Markdown and HTML show it as it is."""
    return _NUMBER.sub(r"\1\\.", _MARKS.sub(r"\\\g<0>", inert(text).lstrip(" ")))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escape(block.text)}"
    elif isinstance(block, Paragraph):
        yield escape(block.text)
    elif isinstance(block, FactList):
        yield from (f"- {escape(label)}：{escape(value)}" for label, value in block.rows)
    elif isinstance(block, Bars):
        yield from _bars(block)
    else:
        yield from _listing(block)


def _bars(bars: Bars) -> Iterator[str]:
    yield from ("| 板块 | 进度 | 序时进度 | |", "| --- | ---: | ---: | --- |")
    for bar in bars.bars:
        yield f"| {escape(bar.label)} | {bar.percent:g}% | {bar.scheduled:g}% | {escape(bar.words)} |"


def _listing(listing: Listing[Any]) -> Iterator[str]:
    if listing.title:
        yield f"**{escape(listing.title)}**\n"
    if not listing.rows:
        yield escape(listing.empty)
        return
    yield "| " + " | ".join(column.title for column in listing.columns) + " |"
    yield "| " + " | ".join("---:" if column.right else "---" for column in listing.columns) + " |"
    for row in listing.rows:
        yield "| " + " | ".join(escape(column.say(row)) for column in listing.columns) + " |"
    if listing.footer:
        yield from ("\n" + escape(line) for line in listing.footer.splitlines())
