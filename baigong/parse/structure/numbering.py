"""The numbers that items begin with: 一、 （一） 1. （1） ① 第一条 A. 【1】 任务一：, and how they rank."""

from __future__ import annotations

import re
from dataclasses import dataclass

from baigong.numerals import FORMAL_NUMBER, HAN_NUMBER, ROMAN_LETTERS, number
from baigong.parse.responsibility.labels import read_label
from baigong.parse.wording import half_width

_HAN = HAN_NUMBER + "{1,4}"
_NTH = rf"第(?P<n>{_HAN}|\d{{1,3}})"


@dataclass(frozen=True)
class NumberingStyle:
    """One way to number items.

    `first` are the letters that such a number begins with. `rank` says which style stands above which
    (0 is the outermost), whatever levels a document leaves out; None is a style of no settled place,
    which ranks below what it first stands under. `opens_chapter` says that it numbers chapters.
    """

    kind: str
    rank: float | None
    first: str
    pattern: re.Pattern[str]
    opens_chapter: bool = False


def _style(kind: str, rank: float | None, first: str, pattern: str, *, opens_chapter: bool = False) -> NumberingStyle:
    return NumberingStyle(kind, rank, first, re.compile(pattern), opens_chapter)


_HAN_FIRST = HAN_NUMBER[1:-1]
_DIGITS = "0123456789"
_LOOSE_WORDS = "任务|专项行动|专项任务|专项|重点任务|重点工作|项目|事项|举措|措施|行动|工程"

STYLES: tuple[NumberingStyle, ...] = (
    _style("part", 0, "第", rf"{_NTH}(?:部分|编|篇)", opens_chapter=True),
    _style("chapter", 1, "第", rf"{_NTH}章", opens_chapter=True),
    _style("division", 2, "第", rf"{_NTH}节", opens_chapter=True),
    _style("formal", 2.5, FORMAL_NUMBER[1:-1], rf"(?P<n>{FORMAL_NUMBER}{{1,4}})\s*[、.．﹒]", opens_chapter=True),
    _style("matter", 2.7, "第", rf"{_NTH}(?:件实事|项任务|件|项)(?:[：:、]|(?=[\s\u3000]))", opens_chapter=True),
    _style(
        "han",
        3,
        _HAN_FIRST,
        rf"(?P<n>{_HAN})\s*(?:、|[.．﹒](?!\d)|[,，](?=[^，。]{{2,30}}$))",
        opens_chapter=True,
    ),
    _style("article", 4, "第", rf"{_NTH}条"),
    _style("han-round", 5, "（(", rf"[（(]\s*(?P<n>{_HAN})\s*[）)]\s*[、.．]?"),
    _style(
        "decimal",
        6.5,
        _DIGITS,
        r"(?P<path>\d{1,2}(?:[.．]\d{1,2}){1,3})(?:[.．、]|(?=[\s\u3000《“]|[一-鿿](?<![万亿个%元倍米吨年月日级公千兆度]))(?![\s\u3000]*[万亿%]))",
    ),
    _style("digit", 6, _DIGITS, r"(?P<n>\d{1,3})\s*(?:[.．﹒、](?:(?!\d)|(?=20\d\d年|\d{1,2}月))|[)）](?!\d))"),
    _style("digit-round", 7, "（(", r"[（(]\s*(?P<n>\d{1,3})\s*[）)]\s*[、.．]?"),
    _style("square", None, "【[〔", r"[【\[〔]\s*(?P<n>\d{1,3}|" + _HAN + r")\s*[】\]〕](?=\s*[一-鿿《“])"),
    _style("roman", None, ROMAN_LETTERS + "IVX", rf"(?P<n>[{ROMAN_LETTERS}]|[IVX]{{1,6}})\s*[、.．](?=\s*[一-鿿《“])"),
    _style("letter", None, "ABCDEFGHJKLMNOPQRSTUVWXYZ", r"(?P<letter>[A-Z])\s*[、.．)）](?=\s*[一-鿿《“])"),
    _style("letter-small", None, "abcdefghijklmnopqrstuvwxyz", r"(?P<letter>[a-z])\s*[、.．)）](?=\s*[一-鿿《“])"),
    _style("roman-small", None, "ivx", r"(?P<small>[ivx]{2,6})\s*[、.．)）](?=\s*[一-鿿《“])"),
    _style(
        "named",
        None,
        "任专重项事举措行工",
        rf"(?:{_LOOSE_WORDS})(?P<n>{_HAN}|\d{{1,3}})\s*(?:[：:、]|[.．](?!\d))",
        opens_chapter=True,
    ),
)
# One character that is a whole number: kind, rank, first character, how many.
_SINGLE = (
    ("han-round", 5.0, "㈠", 10),
    ("digit-round", 7.0, "⑴", 20),
    ("digit", 6.0, "⒈", 20),
    ("circled", 8.0, "①", 20),
)
_AFTER_SINGLE = " \u3000.．、"

HEADING_KINDS = frozenset(style.kind for style in STYLES if style.opens_chapter)
"""Numbers that open a chapter."""

_BY_FIRST: dict[str, tuple[NumberingStyle, ...]] = {
    letter: tuple(style for style in STYLES if letter in style.first)
    for letter in dict.fromkeys("".join(style.first for style in STYLES))
}


@dataclass(frozen=True)
class Marker:
    """The number an item begins with: `text` as written, `ordinal` what it counts, `rank` its place above others.

    `rank` is None for a style whose place the document settles.
    """

    kind: str
    rank: float | None
    ordinal: int
    text: str


def read_marker(text: str) -> tuple[Marker, str] | None:
    """Read the number a paragraph begins with and give the words after it, or None."""
    text = text.lstrip()
    if not text:
        return None
    for kind, rank, first, count in _SINGLE:
        if 0 <= ord(text[0]) - ord(first) < count:
            rest = text[1:].lstrip(_AFTER_SINGLE)
            return Marker(kind, rank, ord(text[0]) - ord(first) + 1, text[0]), rest
    for style in _BY_FIRST.get(text[0], ()):
        match = style.pattern.match(text)
        marker = _marker(style, match) if match else None
        if match and marker:
            return marker, text[match.end() :].lstrip(" \u3000\t、")
    return None


def read_apart(number: str) -> Marker | None:
    """Read a number that stands apart from the words, as Word writes it: 1.1, （一）, 第一章, or a bare 1."""
    plain = half_width(number).strip()
    for text in (f"{plain}　甲", f"{plain}甲", f"{plain}、甲"):
        numbered = read_marker(text)
        if numbered and numbered[1] == "甲":
            return Marker(numbered[0].kind, numbered[0].rank, numbered[0].ordinal, plain)
    return None


def _marker(style: NumberingStyle, match: re.Match[str]) -> Marker | None:
    words, groups = match.group().strip(), match.groupdict()
    if groups.get("path"):
        parts = re.split(r"[.．]", match["path"])
        return Marker(style.kind, (style.rank or 0) + len(parts) / 100, int(parts[-1]), words)
    if groups.get("letter"):
        return Marker(style.kind, style.rank, ord(match["letter"].upper()) - ord("A") + 1, words)
    ordinal = number(match["small"].upper() if groups.get("small") else match["n"])
    return None if ordinal is None else Marker(style.kind, style.rank, ordinal, words)


_NAMED = re.compile(
    r"(?:负责|牵头|配合|单位|部门|责任|落实)[^（）()]{0,200}[）)〕\]】]\s*$|[（(][^（）()]{2,60}[）)]\s*$"
    r"|(?:牵头|负责|配合|参加|参与|落实)。\s*$"
)
_INNER = re.compile(r"[。；：）)〕\]】]\s*(?=[（(①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹\d一二三四五六七八九十])")


def split_children(text: str, marker: Marker) -> list[str]:
    """Cut a paragraph before numbers of a lower rank that run from 1 and stand behind clauses of units.

    1.深化改革。（1）……。（甲局负责）（2）……。（乙局负责） is a heading and two items.
    """
    cuts: list[int] = []
    kind = ""
    behind_clause = False
    for match in _INNER.finditer(text):
        numbered = read_marker(text[match.end() : match.end() + 12])
        if not numbered or not _ranks_below(numbered[0], marker) or (kind and numbered[0].kind != kind):
            continue
        if numbered[0].ordinal != len(cuts) + 1:
            continue
        kind = numbered[0].kind
        behind_clause = behind_clause or (
            bool(cuts) and bool(_NAMED.search(text[max(0, match.end() - 240) : match.end()]))
        )
        cuts.append(match.end())
    if len(cuts) < 2 or not behind_clause:
        return [text]
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _ranks_below(inner: Marker, outer: Marker) -> bool:
    return inner.rank is not None and outer.rank is not None and inner.rank > outer.rank


def split_inline(text: str, marker: Marker) -> tuple[str, str] | None:
    """Cut where the next number of the same kind begins inside the paragraph, after a full stop or a bracket."""
    for match in re.finditer(r"[。；）)〕\]】]\s*", text):
        numbered = read_marker(text[match.end() : match.end() + 12])
        if numbered and numbered[0].kind == marker.kind and numbered[0].ordinal == marker.ordinal + 1:
            return text[: match.end()], text[match.end() :]
    return None


_UNBROKEN = 120
"""A paragraph of more letters may be a whole document pasted in one line."""
_CHAPTER = re.compile(r"(?<![一二三四五六七八九十百第0-9])(?P<n>[一二三四五六七八九十]{1,3})、(?=[一-鿿])")
_SECTION = re.compile(r"[（(](?P<n>[一二三四五六七八九十]{1,3})[）)](?=[一-鿿])")
_TITLE = 200
"""A title, or a number, ends within so many letters."""
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_HEAD = re.compile(
    r"(?<=的通知)(?=[一-鿿]{1,12}[〔\[]\d{4}[〕\]]\d{1,4}号)|(?<=号)(?=[一-鿿]{1,20}[，：、])"
    r"|(?<=[：:])(?=现)|(?<=。)(?=\d{4}年\d{1,2}月\d{1,2}日)"
)


def split_unbroken(text: str) -> list[str]:
    """Cut a document in one unbroken line where its chapters 一、二、 and their items （一）（二） begin."""
    if len(text) < _UNBROKEN or read_marker(text):
        return [text]
    chapters = _running(_CHAPTER, text)
    if len(chapters) < 2:
        return [text]
    if all(text[at - 1 : at].isspace() for at in chapters):
        head, body = text[: chapters[0]], text[chapters[0] :]
        return [part for line in _at_blanks(head) for part in _HEAD.split(line) if part] + _at_blanks(body)
    parts = [part for part in _HEAD.split(text[: chapters[0]]) if part]
    for start, end in zip(chapters, [*chapters[1:], len(text)], strict=True):
        chapter = text[start:end]
        items = _running(_SECTION, chapter)
        cuts = [0, *items] if len(items) > 1 else [0]
        parts += [chapter[a:b] for a, b in zip(cuts, [*cuts[1:], len(chapter)], strict=True)]
    return parts


def _at_blanks(text: str) -> list[str]:
    """Cut where a blank stands for the end of a line: behind a full stop or a title, before a number or a label."""
    lines: list[list[str]] = []
    opening = ""
    for word in text.split():
        begins = bool(read_marker(word) or read_label(word, 0, within=False) or _DAY.match(word))
        titled = not re.search("[，。；]", opening) and not word[0].isdigit()
        # 第1件 alone is a number only before its blank.
        marker = read_marker(f"{opening} ")
        numbered = bool(marker and not marker[1])
        if lines and (numbered or not (begins or titled or lines[-1][-1][-1] in "。；：！？）)〕】")):
            lines[-1] += [" ", word] if numbered else [word]
            opening = (opening + " " * numbered + word)[:_TITLE]
        else:
            lines.append([word])
            opening = word[:_TITLE]
    return ["".join(words) for words in lines]


def _running(pattern: re.Pattern[str], text: str) -> list[int]:
    """Where numbers stand that run on from 1, one behind the other."""
    places: list[int] = []
    for match in pattern.finditer(text):
        if number(match["n"]) == len(places) + 1:
            places.append(match.start())
    return places
