"""A page as one HTML file: it sends no request, runs its own style and script alone, and shows foreign text as text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined
from lxml import etree
from markupsafe import Markup

from baigong.pages.blocks import (
    Column,
    FilteredListing,
    Grid,
    Heading,
    LineChart,
    Listing,
    Paragraph,
    Tags,
    WebBlock,
    words_of,
)
from baigong.render.inert import inert
from baigong.render.interface import Result

_SHORT = ("id", "due", "next_due", "on", "status", "light", "percent", "finished_on", "start", "answer_by")
"""Columns whose cells are never broken into two lines."""
_SORTED = {"light": ("红", "黄", "绿", "—")}
_SORT_KEYS = ("id", "task", *_SORTED)
"""Columns that are not sorted by their words: 3.10 follows 3.9, and lights stand in their own order."""
_NOTHING_ELSE = "base-uri 'none'; form-action 'none'"
_WIDE, _NARROW = (900, 320, 14), (420, 300, 5)
"""A chart for a screen and for a phone: its width, its height, and the most labels below it."""


def write(result: Result) -> bytes:
    """Write a result's page for a browser or, where it has none, its page for reading."""
    if result.web is not None:
        page = result.web()
        title, blocks = page.title, page.blocks
        if result.mark:
            blocks = (*blocks[:1], Paragraph(result.mark, "strong"), *blocks[1:])
    else:
        blocks = result.reading.on("web")
        title = next((block.text for block in blocks if isinstance(block, Heading)), result.title)
        if result.title and not any(isinstance(block, Heading) and block.level == 1 for block in blocks):
            title, blocks = result.title, (Heading(result.title, 1), *blocks)
    return to_html(title or "台账", blocks).encode("utf-8", "replace")


def to_html(title: str, blocks: Sequence[WebBlock]) -> str:
    """Write blocks as a whole HTML file."""
    # Only the text between the tags is hashed: a browser runs these two and no others.
    style, script = _file("page.css"), _file("page.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; {_NOTHING_ELSE}"
    environment = Environment(autoescape=True, trim_blocks=True, undefined=StrictUndefined, finalize=_text)
    tags = _distinct_tags(blocks)
    return (
        environment.from_string(_file("page.html.jinja"))
        .render(
            title=title,
            blocks=blocks,
            policy=policy,
            style=Markup(style),
            script=Markup(script),
            shown=_shown,
            short=_SHORT,
            sorted=_SORT_KEYS,
            sort_key=_sort_key,
            chart=_chart,
            tags=inert(f"[{','.join(tags)}]"),
            number=lambda these: tags[_json(these)],
            parts=[block for block in blocks if isinstance(block, Heading) and block.level == 2],
        )
        .lstrip()
    )


def _file(name: str) -> str:
    return resources.files("baigong.render").joinpath("web", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _text(value: object) -> object:
    """Make text from files harmless before it is escaped; what is markup already is ours."""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _json(tags: Tags) -> str:
    return json.dumps(tags, ensure_ascii=False, separators=(",", ":"))


def _distinct_tags(blocks: Sequence[WebBlock]) -> dict[str, int]:
    """Number the tags of rows: many rows share theirs, which stand on the page once."""
    every = [row.tags for block in blocks if isinstance(block, Grid) for row in block.rows]
    every += [block.tags(row) for block in blocks if isinstance(block, FilteredListing) for row in block.listing.rows]
    return {text: number for number, text in enumerate(dict.fromkeys(map(_json, every)))}


def _shown(listing: Listing[Any]) -> list[Column[Any]]:
    """Give the columns of a table: the spare ones only where a row has words for them."""
    return [column for column in listing.columns if not column.spare or any(column.say(row) for row in listing.rows)]


def _sort_key(column: Column[Any], row: Any) -> str:
    if column.key in _SORTED:
        order = _SORTED[column.key]
        words = column.say(row)
        return str(order.index(words) if words in order else len(order))
    return re.sub(r"\d+", lambda match: match[0].zfill(6), words_of(row, column.key))


def _chart(block: LineChart, narrow: bool) -> Markup:
    """Draw lines as SVG by pygal; its own styles and its script, with all that it would load, are left out."""
    from pygal import Line

    width, height, most = _NARROW if narrow else _WIDE
    drawn = Line(
        width=width,
        height=height,
        range=(0, 100),
        js=[],
        show_legend=False,
        no_prefix=True,
        disable_xml_declaration=True,
        dots_size=3,
    )
    step = -(-len(block.labels) // most) or 1
    # Counted from the last point, which has a label always.
    last = len(block.labels) - 1
    drawn.x_labels = [inert(label) if (last - at) % step == 0 else "" for at, label in enumerate(block.labels)]
    drawn.y_labels = [0, 25, 50, 75, 100]
    for name, values in block.lines:
        drawn.add(inert(name), list(values))
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(drawn.render(), parser)
    for element in list(root.iter("{*}defs", "{*}script", "{*}style", "{*}desc", "{*}title")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        for name in [name for name in element.attrib if name == "style" or "href" in name]:
            del element.attrib[name]
    root.set("class", "narrow" if narrow else "wide")
    root.set("role", "img")
    root.set("aria-label", inert(block.title))
    root.attrib.pop("id", None)
    return Markup(etree.tostring(root, encoding="unicode"))
