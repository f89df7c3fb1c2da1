"""What a word weighs by where it stands: in the heading of a task, in a clause of circumstance, inside another word."""

from __future__ import annotations

import re
from collections.abc import Iterable

Span = tuple[int, int]

_HEADING = 2.0
"""How much more a word weighs in the sentence that heads a task: 加大创业担保贷款贴息支持力度。符合…"""
_CIRCUMSTANCE = 0.5
"""How much a word weighs in a clause that says by, for or around what the work is done: 围绕清洁能源示范省建设，."""
_SHORTEST_HEADING, _LONGEST_HEADING = 4, 32
"""How many characters such a sentence has."""
_OPENING = 0.5
"""How much more the first word of a task weighs than its last: the work comes before its purpose."""
_SWALLOWED = 0.3
"""How much a word counts that stands inside a longer word of another unit: 交通 in 交通安全."""
_ORGAN_OF_THE_STATE = re.compile(r"(?:国家|全国|中央)[^,。;、()国]{2,8}?(?:总局|委员会|委|部|局|办|署)(?![门分])")
"""An organ of the state that a local plan speaks of: 对接国家发展改革委."""
_CIRCUMSTANCES = re.compile(
    r"(?:^|(?<=[。;]))(?:\d+[、.])?"
    r"(?:围绕|按照|根据|结合|针对|对照|依托|依据|遵循|立足|为了?|以[^,。;]{2,30}为|在[^,。;]{2,30}(?:基础|前提|同时))"
    r"[^,。;]{1,40},"
)
"""In plain words, where commas are half-width."""


class Passage:
    """A text in plain words, with its heading and its clauses of circumstance."""

    def __init__(self, text: str, local: bool = False) -> None:
        """Take the text. For `local` units, names of organs of the state are blanked: they name none of the units."""
        self.text = _ORGAN_OF_THE_STATE.sub(lambda organ: "\0" * len(organ[0]), text) if local else text
        self._heading = _heading_length(text)
        self._circumstances = tuple(clause.span() for clause in _CIRCUMSTANCES.finditer(text))

    def factor(self, span: Span, inside: bool) -> float:
        """How much a word weighs by its place; `inside` says that a longer word of another unit holds it."""
        factor = 1 + _OPENING * (1 - span[0] / len(self.text))
        if span[0] < self._heading:
            factor *= _HEADING
        if any(start <= span[0] < end for start, end in self._circumstances):
            factor *= _CIRCUMSTANCE
        return factor * _SWALLOWED if inside else factor


def _heading_length(text: str) -> int:
    """How much of a text is its heading: a short first sentence that others follow; 0 where there is none."""
    end = text.find("。")
    return end if _SHORTEST_HEADING <= end <= _LONGEST_HEADING and end < len(text) - 1 else 0


def inner_spans(spans: Iterable[Span]) -> set[Span]:
    """The spans that stand inside a longer one."""
    inside: set[Span] = set()
    reach = 0
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if end <= reach:
            inside.add((start, end))
        reach = max(reach, end)
    return inside
