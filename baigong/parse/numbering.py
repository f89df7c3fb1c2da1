"""The numbers that items begin with: 一、 （一） 1. （1） ① 第一条, and how they rank."""

from __future__ import annotations

import re
from dataclasses import dataclass

from baigong.numerals import HAN_NUMBER, number

_HAN = HAN_NUMBER + "{1,4}"

# Rank says which number stands above which, whatever levels a document leaves out.
_KINDS: tuple[tuple[str, float, str], ...] = (
    ("part", 0, rf"第(?P<n>{_HAN}|\d{{1,3}})(?:部分|编|篇)"),
    ("chapter", 1, rf"第(?P<n>{_HAN}|\d{{1,3}})章"),
    ("division", 2, rf"第(?P<n>{_HAN}|\d{{1,3}})节"),
    ("han", 3, rf"(?P<n>{_HAN})\s*(?:、|[.．﹒](?!\d)|[,，](?=[^，。]{{2,30}}$))"),
    ("article", 4, rf"第(?P<n>{_HAN}|\d{{1,3}})条"),
    ("han-round", 5, rf"[（(]\s*(?P<n>{_HAN})\s*[）)]\s*[、.．]?"),
    (
        "decimal",
        6.5,
        r"(?P<path>\d{1,2}(?:[.．]\d{1,2}){1,3})(?:[.．、]|(?=[\s\u3000《“]|[一-鿿](?<![万亿个%元倍米吨年月日级公千兆度]))(?![\s\u3000]*[万亿%]))",
    ),
    ("digit", 6, r"(?P<n>\d{1,3})\s*(?:[.．﹒、](?:(?!\d)|(?=20\d\d年|\d{1,2}月))|[)）](?!\d))"),
    ("digit-round", 7, r"[（(]\s*(?P<n>\d{1,3})\s*[）)]\s*[、.．]?"),
)
_PATTERNS = tuple((kind, rank, re.compile(pattern)) for kind, rank, pattern in _KINDS)
# One character that is a whole number: kind, rank, first character, how many.
_SINGLE = (
    ("han-round", 5.0, "㈠", 10),
    ("digit-round", 7.0, "⑴", 20),
    ("digit", 6.0, "⒈", 20),
    ("circled", 8.0, "①", 20),
)
_AFTER_SINGLE = " \u3000.．、"

HEADING_KINDS = frozenset({"part", "chapter", "division", "han"})
"""Numbers that open a chapter."""


@dataclass(frozen=True)
class Marker:
    """The number an item begins with: `text` as written, `ordinal` what it counts, `rank` its place above others."""

    kind: str
    rank: float
    ordinal: int
    text: str


def read_marker(text: str) -> tuple[Marker, str] | None:
    """Read the number a paragraph begins with and give the words after it, or None."""
    text = text.lstrip()
    for kind, rank, first, count in _SINGLE:
        if text and 0 <= ord(text[0]) - ord(first) < count:
            rest = text[1:].lstrip(_AFTER_SINGLE)
            return Marker(kind, rank, ord(text[0]) - ord(first) + 1, text[0]), rest
    for kind, rank, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            return _marker(kind, rank, match), text[match.end() :].lstrip(" \u3000\t、")
    return None


def _marker(kind: str, rank: float, match: re.Match[str]) -> Marker:
    words = match.group().strip()
    if kind == "decimal":
        parts = re.split(r"[.．]", match["path"])
        return Marker(kind, rank + len(parts) / 100, int(parts[-1]), words)
    return Marker(kind, rank, number(match["n"]), words)


_NAMED = re.compile(
    r"(?:负责|牵头|配合|单位|部门|责任|落实)[^（）()]{0,200}[）)〕\]】]\s*$|[（(][^（）()]{2,60}[）)]\s*$"
)


def split_children(text: str, marker: Marker) -> list[str]:
    """Cut a paragraph before numbers of a lower rank that run from 1 and stand behind clauses of units.

    1.深化改革。（1）……。（甲局负责）（2）……。（乙局负责） is a heading and two items.
    """
    cuts: list[int] = []
    kind = ""
    behind_clause = False
    for match in re.finditer(r"[。；：）)〕\]】]\s*(?=[（(①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹\d一二三四五六七八九十])", text):
        found = read_marker(text[match.end() : match.end() + 12])
        if not found or found[0].rank <= marker.rank or (kind and found[0].kind != kind):
            continue
        if found[0].ordinal != len(cuts) + 1:
            continue
        kind = found[0].kind
        behind_clause = behind_clause or (
            bool(cuts) and bool(_NAMED.search(text[max(0, match.end() - 240) : match.end()]))
        )
        cuts.append(match.end())
    if len(cuts) < 2 or not behind_clause:
        return [text]
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def split_inline(text: str, marker: Marker) -> tuple[str, str] | None:
    """Cut where the next number of the same kind begins inside the paragraph, after a full stop or a bracket."""
    for match in re.finditer(r"[。；）)〕\]】]\s*", text):
        found = read_marker(text[match.end() : match.end() + 12])
        if found and found[0].kind == marker.kind and found[0].ordinal == marker.ordinal + 1:
            return text[: match.end()], text[match.end() :]
    return None
