"""The words of a document: cleaned, measured for brackets, cut into sentences and clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HALF = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_HALF[ord("％")] = ord("%")

# Soft hyphens, zero-width marks, direction marks and byte-order marks carry no meaning in a notice;
# the other control characters could reach a terminal.
_INVISIBLE = {0xAD: None, 0x2060: None, 0xFEFF: None, 0x180E: None}
_INVISIBLE |= dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), None)
_INVISIBLE |= dict.fromkeys(code for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A))

_SEEN: dict[int, int | None] = {**_HALF, **_INVISIBLE}

_SPACE = re.compile(r"[\s\u3000]+")
_LATIN = re.compile(r"[0-9A-Za-z]")

# Round brackets pair whatever their width, and so do square ones: notices mix them within one pair.
_PAIRS = {
    "（": "r",
    "(": "r",
    "〔": "s",
    "[": "s",
    "［": "s",
    "【": "s",
    "《": "t",
    "〈": "a",
    "“": "q",
    "‘": "p",
    "「": "k",
    "『": "j",
}
_CLOSE = {
    "）": "r",
    ")": "r",
    "〕": "s",
    "]": "s",
    "］": "s",
    "】": "s",
    "》": "t",
    "〉": "a",
    "”": "q",
    "’": "p",
    "」": "k",
    "』": "j",
}

_MARK = re.compile(f"[{re.escape(''.join((*_PAIRS, *_CLOSE)))}]")

_THOUSANDS = re.compile(r"\d，\d{3}(?!\d)[万亿]?[个项处家户人名元吨亩套台辆件公平米立千]")

SENTENCE_ENDS = "。！？!?"
CLAUSE_MARKS = "，；,;"


def any_of(words: str) -> str:
    """Give the pattern that matches any of the words, which spaces separate; the longer of two alike is tried first."""
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"


def half_width(text: str) -> str:
    """Make full-width digits, letters and ％ half-width and drop what cannot be seen; spaces stay."""
    return text.translate(_SEEN)


def clean(text: str) -> str:
    """Give the words as a ledger keeps them: half-width, no stray spaces; one between two Latin words stays."""
    return _SPACE.sub(_space, half_width(text).strip())


def _space(match: re.Match[str]) -> str:
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return " " if _LATIN.match(before) and _LATIN.match(after) else ""


@dataclass(frozen=True)
class Pair:
    """A matched pair of brackets or quotes: indexes of both marks, and whether it is round, square, title or quote."""

    start: int
    end: int
    kind: str

    @property
    def is_bracket(self) -> bool:
        """Whether a remark may stand in it: round or square, not a title or a quotation."""
        return self.kind in "rs"


def pairs(text: str) -> list[Pair]:
    """List the matched pairs, outermost first in the order they open; marks without a partner are left out."""
    stack: list[tuple[str, int]] = []
    open_kinds: dict[str, int] = {}
    matched = []
    for mark in _MARK.finditer(text):
        index, char = mark.start(), mark.group()
        if char in _PAIRS:
            kind = _PAIRS[char]
            stack.append((kind, index))
            open_kinds[kind] = open_kinds.get(kind, 0) + 1
        elif char in _CLOSE and open_kinds.get(_CLOSE[char]):
            kind = _CLOSE[char]
            while stack:
                opened, start = stack.pop()
                open_kinds[opened] -= 1
                if opened == kind:
                    matched.append(Pair(start, index, kind))
                    break
    return sorted(matched, key=lambda pair: pair.start)


def outermost(text: str) -> list[Pair]:
    """List the pairs that stand in no other pair, in order."""
    top: list[Pair] = []
    for pair in pairs(text):
        if not top or pair.start > top[-1].end:
            top.append(pair)
    return top


def split_outside(text: str, marks: str) -> list[str]:
    """Cut after each of `marks` that stands outside brackets and quotes; the pieces join back to `text`."""
    pieces, start, at = [], 0, 0
    hidden = outermost(text)
    for mark in re.finditer(f"[{re.escape(marks)}]+", text):
        while at < len(hidden) and hidden[at].end < mark.start():
            at += 1
        inside = at < len(hidden) and hidden[at].start < mark.start()
        if not inside and not _in_number(text, mark.start()):
            pieces.append(text[start : mark.end()])
            start = mark.end()
    if start < len(text):
        pieces.append(text[start:])
    return pieces


def _in_number(text: str, index: int) -> bool:
    """Whether a comma stands inside a number: 1,200亿元, 12，345户."""
    if text[index] == ",":
        return text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()
    return text[index] == "，" and bool(_THOUSANDS.match(text, max(0, index - 1)))


def sentences(text: str) -> list[str]:
    """Cut into sentences, each with its full stop; quoted full stops do not end one."""
    return split_outside(text, SENTENCE_ENDS)


def clauses(text: str) -> list[str]:
    """Cut a sentence at ， and ； outside brackets and quotes, each clause with the mark that follows it."""
    return split_outside(text, CLAUSE_MARKS)


def without(text: str, kinds: str) -> str:
    """Blank out what stands in pairs of these kinds with spaces, so that every index stays what it was."""
    letters = list(text)
    blanked = -1
    for pair in pairs(text):
        if pair.kind in kinds and pair.start > blanked:
            blanked = pair.end
            letters[pair.start : pair.end + 1] = " " * (pair.end + 1 - pair.start)
    return "".join(letters)
