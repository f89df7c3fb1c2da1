"""The tokenizer of responsibility clauses: chunks between separators, each with the label it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from baigong.parse.responsibility.labels import Label, read_label
from baigong.parse.responsibility.names import is_name
from baigong.parse.wording import clean, outermost

_SEPARATORS = "、，；。,;/|"
_PLACES = frozenset("省市县区州旗乡镇")
_BLANK = re.compile(r"[ \t\u3000\xa0]+")


@dataclass(frozen=True)
class Chunk:
    """The words between two separators, the label they begin with and the mark that follows them."""

    label: Label | None
    text: str
    mark: str


# chunk = [ label ] , { letter | bracketed | quoted } ;      bracketed and quoted words hold no separator.
def tokenize(text: str) -> Iterator[Chunk]:
    """Cut a clause at 、 ， ； 。 and at labels, outside brackets and quotes."""
    hidden = outermost(text)
    start, index, label = 0, 0, _label_at(text, _skip(text, 0))
    if label:
        start = index = label.end
    at = 0
    while index < len(text):
        while at < len(hidden) and hidden[at].end < index:
            at += 1
        if at < len(hidden) and hidden[at].start <= index:
            standing = _standing_label(text, index)
            if standing:
                yield Chunk(label, text[start:index], "；")
                label = standing
                start = index = standing.end
            else:
                index = hidden[at].end + 1
            continue
        mark = None
        if text[index] in _SEPARATORS or _BLANK.match(text, index):
            mark = text[index]
            after = _skip(text, index + 1)
        elif index > start and text[index] in "牵责配协主承参落省市县区督完其":
            after = index
            # 行业主管部门 at the end is a name; only its colon makes a label of what stands inside the words.
            inner = read_label(text, index, within=False)
            mark = "；" if inner and text[inner.end - 1] in "：:】］]〕" else None
        if mark is None:
            index += 1
            continue
        following = _label_at(text, after)
        if _BLANK.fullmatch(mark) and not following:
            index += 1
            continue
        yield Chunk(label, text[start:index], "；" if _BLANK.fullmatch(mark) else mark)
        label = following
        start = index = following.end if following else max(after, index + (mark == text[index]))
    if start < len(text) or label:
        yield Chunk(label, text[start:], "")


# label = label , { label } ;      the last of several in a row counts.
def _label_at(text: str, index: int) -> Label | None:
    """Read the label at `index`, or the last of several in a row: 责任单位：牵头：市甲局."""
    label = read_label(text, index, within=True)
    while label:
        inner = read_label(text, _skip(text, label.end), within=True)
        if not inner:
            break
        label = inner
    return label


# standing = "【" , label , "】" ;      市甲局【配合单位】市乙局
def _standing_label(text: str, index: int) -> Label | None:
    """Read a label that stands in brackets of its own at `index`."""
    label = read_label(text, index + 1, within=False) if text[index] in "【〔［[" else None
    return label if label and text[label.end - 1] in "】〕］]" else None


def _skip(text: str, index: int) -> int:
    match = _BLANK.match(text, index)
    return match.end() if match else index


# spaced = name , { blank , name } ;
def spaced(words: str, raw: str) -> list[str]:
    """Names that only spaces separate: 市甲局 市乙局; a space inside a name is a stray one."""
    parts = [clean(part) for part in _BLANK.split(raw.strip())]
    if (
        len(parts) < 2
        or not all(is_name(part) or part in _PLACES for part in parts[:-1])
        or not words.startswith(parts[0])
    ):
        return [words]
    rest = words
    for part in parts[:-1]:
        if not rest.startswith(part):
            return [words]
        rest = rest[len(part) :]
    return [*parts[:-1], rest]
