"""Where responsibility clauses stand in a paragraph: in brackets, on a line of their own, or run on behind a label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from baigong.parse.labels import Label, label_kind, read_label, read_predicate
from baigong.parse.units import Clause, read_clause
from baigong.parse.wording import Pair, clean, outermost

_LABEL_START = re.compile(
    r"(?:^|(?<=[。；！？;）)〕\]】（(〔\[\s]))\s*(?=[省市县区州镇项任工属总主具第共相有各牵责分包督联负挂配协参支联会监指统业承落实执完办建计预拟要整阶推起进达时期节])"
)
_LONGEST = 6000
"""A bracket of more letters is no clause; the longest real ones have some hundreds."""
_SENTENCE_END = "。！？；;!?"
_MARKS = "。；;，、"
_SHORT = 8
"""教育、财政等部门 leaves the last word off its names; longer words that are no name are prose."""
_STANDING_LABEL = re.compile(r"^[【〔\[［]([^【】〔〕\[\]［］]{2,16})[】〕\]］]")


@dataclass(frozen=True)
class Words:
    """Words of work, as written."""

    text: str
    line: int


@dataclass(frozen=True)
class Named:
    """A clause where it stands: its words, and whether it has the line to itself."""

    clause: Clause
    text: str
    line: int
    own_line: bool


@dataclass(frozen=True)
class Suspect:
    """Words that look like a clause but could not be taken apart."""

    text: str
    line: int
    why: str


Segment = Words | Named | Suspect


def find_clauses(text: str, line: int) -> list[Segment]:
    """Cut a paragraph into words and the clauses between them, in order; nothing is lost."""
    found: list[tuple[int, int, Named | Suspect]] = []
    covered = 0
    brackets = outermost(text)
    for pair in brackets:
        if not pair.is_bracket:
            continue
        named = _in_bracket(text, pair, line)
        if named:
            found.append((pair.start, pair.end + 1, named))
    hidden = [(pair.start, pair.end) for pair in brackets]
    for label in _labels(text, hidden):
        if label.start < covered:
            continue
        end = _run_end(text, label, hidden)
        clause = read_clause(text[label.start : end])
        covered = end
        if clause is None and label.kind != "person":
            if text[label.end : end].strip(" 。；，"):
                words = clean(text[label.start : end])
                found.append((label.start, end, Suspect(words, line, "像是责任条款，但没能拆开")))
            continue
        start = label.start
        if start and text[start - 1] in "（(〔[【" and not any(a == start - 1 for a, _ in hidden):
            start -= 1
        whole = clean(text[label.start : end])
        named = Named(clause or Clause(), whole, line, own_line=not text[:start].strip())
        found = [entry for entry in found if not start <= entry[0] < end]
        found.append((start, end, named))
    return _assemble(text, line, sorted(found, key=lambda entry: entry[0]))


def _assemble(text: str, line: int, found: list[tuple[int, int, Named | Suspect]]) -> list[Segment]:
    segments: list[Segment] = []
    at = 0
    for start, end, named in found:
        if start < at:
            continue
        stop = end
        while stop < len(text) and text[stop] in _MARKS:
            stop += 1
        words = text[at:start]
        if words.strip():
            # 推进甲事（甲局负责）；办好乙事。 The mark behind the bracket ends the words before it.
            ends = words.rstrip()[-1] in _SENTENCE_END
            segments.append(Words(words if ends else words + text[end:stop], line))
        segments.append(named)
        at = stop
    if text[at:].strip():
        segments.append(Words(text[at:], line))
    return segments


def _in_bracket(text: str, pair: Pair, line: int) -> Named | Suspect | None:
    """Read a pair of brackets: a clause, a suspect, or None for the brackets of prose."""
    content = text[pair.start + 1 : pair.end]
    # 【责任单位】市甲局、市乙局 is a label, not a clause.
    standing = _STANDING_LABEL.match(text[pair.start : pair.end + 1])
    if (standing and label_kind(clean(standing.group(1)))) or not _may_be_clause(content):
        return None
    clause = read_clause(content)
    if clause is None:
        label = read_label(content.lstrip(), 0, within=True)
        people = label is not None and label.kind == "person"
        return Named(Clause(), clean(content), line, own_line=False) if people else None
    before, after = text[: pair.start].rstrip(), text[pair.end + 1 :].strip()
    named = Named(clause, clean(text[pair.start : pair.end + 1]), line, not before and not after.strip("。；"))
    opens = not before or before[-1] in _SENTENCE_END
    closes = opens or not after or after[0] in "。；;"
    # Names alone, with neither label nor connective, are a clause only after a full stop.
    certain = clause.sure and (clause.predicated or (opens and len(content) >= 3))
    short = clause.predicated and opens and all(len(name) <= _SHORT for name in clause.odd)
    if (clause.labelled and (clause.names_units or clause.time)) or (clause.names_units and (certain or short)):
        return named
    if (clause.predicated or clause.labelled) and closes:
        return Suspect(named.text, line, "像是责任条款，但没能拆开")
    return None


def _may_be_clause(content: str) -> bool:
    """Cheap test that spares the grammar the brackets of prose: a label, a connective, or an ending like a unit's."""
    words = clean(content)
    if not 2 <= len(words) <= _LONGEST:
        return False
    if read_label(words, 0, within=True) or "单位" in words or "时限" in words:
        return True
    last = re.split(r"[，。；,;]", words.rstrip("。；;"))
    return any(read_predicate(part) for part in last) or "下同" in words or not re.search(r"[。！？《]", words)


def _labels(text: str, hidden: list[tuple[int, int]]) -> list[Label]:
    labels = []
    at = 0
    for match in _LABEL_START.finditer(text):
        start = match.end()
        while at < len(hidden) and hidden[at][1] < start:
            at += 1
        inside = at < len(hidden) and hidden[at][0] < start <= hidden[at][1]
        if inside:
            standing = _STANDING_LABEL.match(text[hidden[at][0] : hidden[at][1] + 1])
            if not standing or start != hidden[at][0] + 1:
                continue
        label = read_label(text, start, within=inside)
        if label:
            labels.append(label)
    return labels


def _run_end(text: str, label: Label, hidden: list[tuple[int, int]]) -> int:
    """Where a clause without brackets ends: at the full stop that no label follows, or with the paragraph."""
    index, at = label.end, 0
    while index < len(text):
        while at < len(hidden) and hidden[at][1] < index:
            at += 1
        if at < len(hidden) and hidden[at][0] <= index <= hidden[at][1]:
            index = hidden[at][1] + 1
            continue
        if text[index] in "。！？":
            after = index + 1
            while after < len(text) and text[after].isspace():
                after += 1
            if not read_label(text, after, within=False):
                return index + 1
        index += 1
    return len(text)
