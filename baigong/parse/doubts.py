"""What the parser is unsure of: the item and line of the document, its words, why, and how grave it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

WHOLE, LOST, WRONG, LOOK = 4, 3, 2, 1
"""How grave: the whole plan; work or a unit may be missing; something may be wrong; worth a look."""

_QUOTED = re.compile(r"“[^“”]*”")
_NUMBERS = re.compile(r"\d[\d\-年月日]*")
_LONGEST = 120


@dataclass(frozen=True)
class Doubt:
    """One doubt: `line` counts from 1 in the document (0 when it is about the whole), `why` is for the reader.

    `item` is the id of the task, or the numbers that lead to the words: 二、（三）.
    """

    line: int
    text: str
    why: str
    item: str = ""
    gravity: int = WRONG


@dataclass(frozen=True)
class DoubtGroup:
    """Doubts of one cause: how many, where, and the words of the first."""

    why: str
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def first(self) -> Doubt:
        """The one that stands for the others."""
        return self.doubts[0]

    @property
    def places(self) -> str:
        """Where they stand: the items, or the lines of those without."""
        places = dict.fromkeys(doubt.item or (f"第{doubt.line}行" if doubt.line else "全文") for doubt in self.doubts)
        shown, count = list(places)[:6], max(len(places), len(self.doubts))
        return "、".join(shown) + (f" 等{count}处" if count > len(shown) else "")


def settle(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Give the doubts one for one cause, the gravest first.

    Of several about the same words the gravest is kept; what is only worth a look is told once for all its places.
    """
    best: dict[tuple[int, str], Doubt] = {}
    rest: list[Doubt] = []
    for each in doubts:
        doubt = replace(each, text=each.text[:_LONGEST].strip() or each.why)
        key = (doubt.line, doubt.text[:40])
        if doubt.gravity < LOST:
            rest.append(doubt)
        elif key not in best or (doubt.gravity, "“" in doubt.why) > (best[key].gravity, "“" in best[key].why):
            best[key] = doubt
    # A sentence that is doubted needs no doubt about the whole item that it stands in.
    grave = [doubt for doubt in best.values() if not _is_told(doubt, best.values())]
    minor = [_as_one(group) for group in grouped(doubt for doubt in dict.fromkeys(rest) if doubt.gravity == LOOK)]
    kept = [*grave, *(doubt for doubt in dict.fromkeys(rest) if doubt.gravity > LOOK), *minor]
    return tuple(sorted(kept, key=lambda doubt: (-doubt.gravity, doubt.line)))


def _is_told(doubt: Doubt, others: Iterable[Doubt]) -> bool:
    """Whether another doubt of the same item says it about a part of its words."""
    return doubt.gravity == LOST and any(
        other is not doubt and other.item == doubt.item and doubt.item and other.text[:20] in doubt.text[1:]
        for other in others
    )


def _as_one(group: DoubtGroup) -> Doubt:
    """Give the one doubt that stands for a group, with every place it was met."""
    return group.first if len(group.doubts) == 1 else replace(group.first, why=group.why, item=group.places)


def grouped(doubts: Iterable[Doubt]) -> tuple[DoubtGroup, ...]:
    """Put doubts of one cause together, in the order of the first of each: 38 about 指导 are one."""
    groups: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        groups.setdefault(_NUMBERS.sub("0", _QUOTED.sub("“…”", doubt.why)), []).append(doubt)
    return tuple(DoubtGroup(_why(group), tuple(group)) for group in groups.values())


def _why(group: list[Doubt]) -> str:
    """The cause in words that hold for all of them, with what is quoted in a few."""
    first = group[0].why
    quoted = dict.fromkeys(words for doubt in group for words in _QUOTED.findall(doubt.why)[:1])
    if len(group) == 1 or len(quoted) <= 1 or not _QUOTED.search(first):
        return first
    named = "".join(list(quoted)[:3]) + ("等" if len(quoted) > 3 else "")
    return _QUOTED.sub(lambda _: named, first, count=1)
