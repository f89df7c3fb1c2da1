"""The packed streams of a PDF, measured before anything is built of them."""

from __future__ import annotations

import re
import zlib
from itertools import islice

from baigong.errors import VastPageError

MAX_STREAM = 64 * 1024 * 1024
"""The most bytes that one stream may unpack to; a page as a picture of 300 dots an inch has half as many."""
MAX_STREAMS = 512 * 1024 * 1024
MAX_LETTERS = 60_000
"""The most letters that the strings of one stream may hold: an object is made of each."""
_STREAM = re.compile(rb"stream\r?\n")
_STRINGS = re.compile(rb"\((?:\\.|[^\\()]){0,65536}\)|<[0-9A-Fa-f\s]{2,131072}>")
MAX_STROKES = 20_000
"""The most lines, curves and boxes that one stream may draw: an object is made of each."""
_STROKES = re.compile(rb"(?<![^\s\])])(?:l|c|v|y|re|h)(?=\s|$)")
_STROKE_BYTES = 80
_MOST_PACKED = 3
"""So many times over a stream may be packed."""
MAX_DEPTH = 10_000
"""How deep arrays may stand within each other. Pictures hold brackets by chance, but never so many unclosed."""
MAX_BRACKETS = 5_000_000
_BRACKETS = re.compile(rb"[\[\]]|<<|>>")
_SHOWS = (b"Tj", b"TJ")
_PACKED = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def refuse_bombs(data: bytes) -> None:
    """Refuse a PDF whose streams unpack to more than any page needs.

    Raises:
        DocumentError: then.
    """
    refuse_deep(data)
    total = 0
    for match in _STREAM.finditer(data):
        packed = data[match.end() : match.end() + 2]
        if packed not in _PACKED:
            content = data[match.end() : data.find(b"endstream", match.end())]
        else:
            content = _unpacked(memoryview(data)[match.end() :])
            for _ in range(_MOST_PACKED):
                if content[:2] not in _PACKED:
                    break
                content = _unpacked(memoryview(content))
            else:
                raise VastPageError
        total += len(content)
        if total > MAX_STREAMS:
            raise VastPageError
        refuse_deep(content)
        _refuse_long_strings(content)
        _refuse_many_strokes(content)


def refuse_deep(content: bytes) -> None:
    """Refuse arrays and dictionaries that stand deep within each other: a reader keeps a list for each.

    Raises:
        VastPageError: then.
    """
    depth = 0
    for count, match in enumerate(_BRACKETS.finditer(content)):
        depth = depth + 1 if match[0] in (b"[", b"<<") else max(0, depth - 1)
        if depth > MAX_DEPTH or count > MAX_BRACKETS:
            raise VastPageError


def _unpacked(packed: memoryview) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, MAX_STREAM + 1)
    except zlib.error:
        return b""
    if len(content) > MAX_STREAM:
        raise VastPageError
    return content


def _refuse_long_strings(content: bytes) -> None:
    if not any(mark in content for mark in _SHOWS):
        return
    letters = 0
    for match in _STRINGS.finditer(content):
        letters += len(match.group())
        if letters > 2 * MAX_LETTERS * 2:
            raise VastPageError
    # A string longer than the pattern looks for is no line of print either.
    if letters == 0 and len(content) > MAX_STREAM // 16:
        raise VastPageError


def _refuse_many_strokes(content: bytes) -> None:
    strokes = sum(1 for _ in islice(_STROKES.finditer(content), MAX_STROKES + 1))
    # Pictures hold any bytes, and so some that look like strokes; a page of strokes holds little else.
    if strokes > MAX_STROKES and strokes * _STROKE_BYTES > len(content):
        raise VastPageError
