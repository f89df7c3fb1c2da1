"""The tree of numbered items that a document is, and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from baigong.parse.dates.deadlines import only_time
from baigong.parse.sources.interface import Document, SourceParagraph, SourceTable
from baigong.parse.structure.columns import find_header
from baigong.parse.structure.numbering import (
    Marker,
    read_apart,
    read_marker,
    split_children,
    split_inline,
    split_unbroken,
)
from baigong.parse.wording import clean, half_width, sentences

_ANNEX = re.compile(r"附\s*(?:件|表|录)\s*[0-9一二三四五六七八九十]{0,3}\s*(?:[:：.．、].{0,60})?")
_DATE_ALONE = re.compile(r"[（(]?(?:\d{4}|[〇零○一二三四五六七八九]{4})年.{1,3}月.{1,3}日[）)]?")
# The foot of a web page, copied along with the document.
_FOOT = re.compile(
    r"ICP备|网站标识码|公网安备|版权所有|Copyright|扫一扫|网站地图|技术支持[：:]|浏览器(?:建议|版本)|^【?(?:打印|关闭|字体|分享)"
)
_FOOT_LABEL = re.compile(r"(?:主办|承办|协办|维护|技术支持|地址|联系|邮编|电话|传真)[^：:]{0,6}[：:]")
_FOOT_LINES = 15
# 某市人民政府办公室 above the date at the end, or two offices side by side.
_SIGNER = re.compile(
    r"(?:[一-鿿（）()“”]{3,30}(?:政府|办公厅|办公室|委员会|[部委局厅署院会]|领导小组|指挥部|管委会|公司)"
    r"[ \u3000、]*){1,4}"
)
_DECIMAL = re.compile(r"\s*\d{1,2}[.．]\d{1,2}(?![\d.．])[ \u3000]*[一-鿿]")
_UNMARKED = re.compile(r"^\s*(?P<n>\d{1,2})[ \u3000]+(?=[一-鿿][^。；，]{1,28}$)")
_CONTENTS = re.compile(r"[.．…·]{3,}\s*\d+\s*$|…+\s*\d*$")
_LEADER = 60
"""The dots of a table of contents stand right before its page number."""
_MARKUP = re.compile(r"^(?:#{1,6}\s+|>\s*|[-*+]\s+(?=\S))|\*\*|__")
# Two spaces tell as much as two hundred, and cost less to look through.
_SPACES = re.compile(r"[ \t\u3000\xa0]{3,}")
HEADING_LENGTH = 40
_BELOW = 0.3
"""How far a style of no settled rank stands below the item it is first met under; settled ones are farther apart."""
_ALONE = 2.8
"""The rank of such a style that stands under no number: a chapter's."""


@dataclass
class Piece:
    """One paragraph under an item: half-width words, spaces kept, and the line it stands on.

    `marker` is a number that stands apart from its words.
    """

    line: int
    text: str
    marker: Marker | None = None


@dataclass(eq=False)
class OutlineItem:
    """A numbered item: its heading if it has one, its paragraphs in order, and the items beneath it.

    Items are compared and hashed by identity: two items of the same words are two.
    """

    marker: Marker | None
    line: int
    parent: OutlineItem | None = None
    heading: str = ""
    pieces: list[Piece] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    children: list[OutlineItem] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of its number; `root`, `annex` and `tail` have none."""
        return self.marker.kind if self.marker else "root"

    @property
    def is_numbered(self) -> bool:
        """Whether a number opens it; the root, an annex and what follows the date have none."""
        return self.marker is not None and self.rank >= 0

    @property
    def rank(self) -> float:
        """The rank of its number; the root stands above all others, -1."""
        return -1 if self.marker is None or self.marker.rank is None else self.marker.rank

    @property
    def path(self) -> tuple[int, ...]:
        """The numbers from the outermost item to this one."""
        above = self.parent.path if self.parent else ()
        return (*above, self.marker.ordinal) if self.marker and self.is_numbered else above

    def walk(self) -> Iterator[OutlineItem]:
        """This item and all beneath it, in the order of the document."""
        stack = [self]
        while stack:
            item = stack.pop()
            yield item
            stack.extend(reversed(item.children))


def read_outline(document: Document) -> OutlineItem:
    """Build the tree; the root holds what stands before the first number (head, preamble)."""
    tree = _Tree()
    unmarked = (
        sum(bool(_DECIMAL.match(block.text)) for block in document.blocks if isinstance(block, SourceParagraph)) > 1
    )
    for block in document.blocks[: _foot(document)]:
        if isinstance(block, SourceTable):
            if find_header(block) or (tree.current.tables and len(block.rows[0]) > 2):
                tree.current.tables.append(block)
                continue
            for paragraph in _laid_out(block):
                for piece in _pieces(paragraph):
                    tree.place(piece)
            continue
        # 1　总体要求 above 1.1, with no mark behind the number.
        text = _UNMARKED.sub(r"\g<n>. ", block.text) if unmarked and not block.number else block.text
        for part in split_unbroken(text) if not block.number else [text]:
            for piece in _pieces(replace(block, text=part)):
                tree.place(piece)
    for item in tree.root.walk():
        _split_heading(item)
    _agree_on_headings(tree.root)
    return tree.root


def _foot(document: Document) -> int:
    """Where the foot of a web page begins, copied along with the document: 主办单位：…… 网站标识码：……."""
    blocks = document.blocks
    start = len(blocks)
    for at in range(len(blocks) - 1, max(len(blocks) - _FOOT_LINES, 0), -1):
        block = blocks[at]
        words = clean(block.text) if isinstance(block, SourceParagraph) else ""
        if not words or len(words) > 120:
            break
        if _FOOT.search(words) or (start < len(blocks) and _FOOT_LABEL.match(words)):
            start = at
    return start


def _laid_out(table: SourceTable) -> Iterator[SourceParagraph]:
    """The paragraphs of a table that only lays words out: labels with their values, or text in one column."""
    for row, (line, cells) in enumerate(zip(table.lines, table.rows, strict=True)):
        own = [cell.strip() for at, cell in enumerate(cells) if cell.strip() and (row, at) not in table.merged]
        labelled = len(own) % 2 == 0 and all(len(clean(cell)) <= 8 for cell in own[::2])
        if labelled:
            yield from (
                SourceParagraph(line, f"{label.rstrip('：: ')}：{value}")
                for label, value in zip(own[::2], own[1::2], strict=True)
            )
        elif len(own) <= 2:
            yield from (SourceParagraph(line, part) for cell in own for part in cell.split("\n") if part.strip())


def _pieces(paragraph: SourceParagraph) -> Iterator[Piece]:
    """The paragraph, or several where the next number begins inside it."""
    text = _MARKUP.sub("", _SPACES.sub("  ", half_width(paragraph.text))).strip()
    if paragraph.number:
        marker = read_apart(paragraph.number)
        if marker:
            yield Piece(paragraph.line, text, marker)
            return
        text = paragraph.number + text
    while text and not _CONTENTS.search(text[-_LEADER:]):
        numbered = read_marker(text)
        cut = split_inline(text, numbered[0]) if numbered else None
        here = cut[0] if cut else text
        parts = split_children(here, numbered[0]) if numbered else [here]
        yield from (Piece(paragraph.line, part) for part in parts)
        if not cut:
            return
        text = cut[1]


class _Tree:
    """The tree as it grows; `current` is the item that the next paragraph belongs to."""

    def __init__(self) -> None:
        self.root = OutlineItem(None, 0)
        self.current = self.root
        self._ranks: dict[str, float] = {}

    def place(self, piece: Piece) -> None:
        """Hang the paragraph into the tree."""
        words = clean(piece.text)
        begun = bool(self.root.children)
        if begun and _ANNEX.fullmatch(words) and len(words) <= 64:
            self._set_apart("annex", piece)
            return
        if begun and (_DATE_ALONE.fullmatch(words) or (len(words) <= 120 and _FOOT.search(words))):
            self._set_apart("tail", piece)
            return
        numbered = (piece.marker, piece.text) if piece.marker else read_marker(piece.text)
        if not numbered:
            self.current.pieces.append(piece)
            return
        marker, rest = self._settled(numbered[0]), numbered[1]
        parent = self.current
        while parent.marker and parent.rank >= (marker.rank or 0) and parent.parent:
            parent = parent.parent
        item = OutlineItem(marker, piece.line, parent)
        parent.children.append(item)
        if rest:
            item.pieces.append(Piece(piece.line, rest))
        self.current = item

    def _settled(self, marker: Marker) -> Marker:
        """Give a style of no settled place its rank: below the item that its first number stands under."""
        if marker.rank is not None:
            return marker
        kind, ordinal = marker.kind, marker.ordinal
        # H. and then I. are letters, not Roman numbers.
        letters = "letter" if kind == "roman" else ""
        at: OutlineItem | None = self.current
        while letters and at and at.marker and len(marker.text.rstrip("、.． ")) == 1:
            if at.kind == letters and at.marker.ordinal == ord(marker.text[0]) - ord("A"):
                kind, ordinal = letters, at.marker.ordinal + 1
                break
            at = at.parent
        if kind not in self._ranks:
            above = self.current.rank
            self._ranks[kind] = above + _BELOW if above >= 0 else _ALONE
        return Marker(kind, self._ranks[kind], ordinal, marker.text)

    def _set_apart(self, kind: str, piece: Piece) -> None:
        """Begin what stands outside the numbering: an annex, or the date at the end with those who signed above it."""
        signed = self._signers() if kind == "tail" else []
        self.current = OutlineItem(Marker(kind, -1, 0, ""), piece.line, self.root)
        self.current.pieces += [*signed, piece]
        self.root.children.append(self.current)

    def _signers(self) -> list[Piece]:
        """Take the lines of nothing but offices off the end of the last item."""
        pieces = self.current.pieces
        at = len(pieces)
        while at > 1 and _SIGNER.fullmatch(pieces[at - 1].text.strip()):
            at -= 1
        signed = pieces[at:]
        del pieces[at:]
        return signed


# Whom to call, or who may read it, is no work that a heading would stand over.
_CONTACT = re.compile(r"\s*[（(]?(?:(?:联系人|联系电话|联系方式|电话|邮箱)[：:]|此件[^。]{0,6}(?:公开|发布)|信息公开)")
_TIME_BEHIND = re.compile(r"[（(](?P<time>[^（）()]{2,40})[）)][。；：:]?$")


def ends_in_time(heading: str) -> str:
    """The time in the brackets that a heading ends in, empty where it has none: 摸底排查（2022年5月底前）."""
    match = _TIME_BEHIND.search(heading)
    return match["time"] if match and only_time(match["time"]) else ""


def _split_heading(item: OutlineItem) -> None:
    """Take the short first sentence off as the heading, when more stands after it."""
    if not item.is_numbered or not item.pieces:
        return
    first = clean(item.pieces[0].text)
    more = bool(item.children) or any(not _CONTACT.match(piece.text) for piece in item.pieces[1:])
    ends = first[-1:] not in "。；，：:;,）)〕】" or ends_in_time(first)
    if ends and len(first) <= HEADING_LENGTH * 1.5 and more and "。" not in first[:-1]:
        item.heading = first
        del item.pieces[0]
        return
    opening = sentences(first)[0]
    if len(opening) <= HEADING_LENGTH and opening[-1:] == "。" and (len(opening) < len(first) or more):
        item.heading = opening
        item.pieces[0].text = _after(item.pieces[0].text, opening)
        if not item.pieces[0].text.strip():
            del item.pieces[0]


def _after(text: str, opening: str) -> str:
    """Give what follows the cleaned `opening` in the text as written, spaces and all."""
    wanted, index = 0, 0
    while wanted < len(opening) and index < len(text):
        wanted += text[index] == opening[wanted]
        index += 1
    return text[index:]


def _agree_on_headings(root: OutlineItem) -> None:
    """Put headings back where those of the same kind mostly have none: then a short first sentence is work."""
    by_kind: dict[str, list[OutlineItem]] = {}
    for item in root.walk():
        if item.pieces or item.heading:
            by_kind.setdefault(item.kind, []).append(item)
    for items in by_kind.values():
        if sum(bool(item.heading) for item in items) * 2 >= len(items):
            continue
        for item in items:
            if item.heading and item.pieces and item.pieces[0].line == item.line:
                item.pieces[0].text = item.heading + item.pieces[0].text
                item.heading = ""
