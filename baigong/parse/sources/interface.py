"""What every input format gives: a document of paragraphs and tables, each with the line it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from baigong.errors import DocumentTooLongError
from baigong.parse.doubts import Doubt

MAX_DOCUMENT_SIZE = 30 * 1024 * 1024
"""The largest file that is read, before unpacking."""
MAX_CHARACTERS = 8_000_000
"""The most text that is read out of a document; the longest notices have some hundred thousand characters."""


@dataclass(frozen=True)
class SourceParagraph:
    """One paragraph as it stands in the file; `line` counts from 1 (in Word a paragraph, in Excel a row).

    `number` is one that the program writes before it and that is no part of its words.
    """

    line: int
    text: str
    number: str = ""


@dataclass(frozen=True)
class SourceTable:
    """Rows of cells with merged cells already carried down and across; `lines` names the line of each row.

    `merged` lists the (row, column) of the cells that only repeat a merged one; `title` is the sheet's name.
    """

    lines: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()
    title: str = ""


SourceBlock = SourceParagraph | SourceTable


@dataclass(frozen=True)
class Document:
    """What was read; `wrapped` says that lines may have been broken where a paragraph does not end.

    `title` is what the file calls itself, for a document that has no title in its text. `doubts` name what
    the file holds and the document does not: hidden words, a formula without its value.
    """

    blocks: tuple[SourceBlock, ...]
    wrapped: bool = False
    title: str = ""
    doubts: tuple[Doubt, ...] = ()


class Source(Protocol):
    """One input format."""

    suffixes: Sequence[str]

    def read(self, data: bytes) -> Document:
        """Decode `data`.

        Raises:
            DocumentError: when it is not what its name says, or is locked, or holds no text.
        """
        ...


def bounded(document: Document) -> Document:
    """Give the document back if it is not too long.

    Raises:
        DocumentError: beyond `MAX_CHARACTERS`.
    """
    total = 0
    for block in document.blocks:
        total += (
            len(block.text) if isinstance(block, SourceParagraph) else sum(len(c) for row in block.rows for c in row)
        )
        if total > MAX_CHARACTERS:
            raise DocumentTooLongError(MAX_CHARACTERS)
    return document
