"""Precedents: tasks whose lead is known, ranked by the likeness of their words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from baigong.duties.departments import plain_words

_PIECES = re.compile(r"[^\w]+|[0-9.]+")
_COMMON = 0.35
"""Two characters that stand in more than this share of the tasks say nothing about which tasks are alike."""
_LEAST = 0.05
"""The least likeness that counts, of 0 to 1."""
_NEAREST = 20
"""How many of the nearest tasks count."""


@dataclass(frozen=True)
class Precedent:
    """A task whose lead is settled. `decided` says that the office decided it; otherwise the plan itself names it."""

    id: str
    words: str
    leads: tuple[str, ...]
    units: tuple[str, ...] = ()
    decided: bool = False


@dataclass(frozen=True)
class Likeness:
    """A precedent with its number, and how like its words are to those of the task in hand, 0 to 1."""

    number: int
    precedent: Precedent
    share: float


def _features(words: str) -> Counter[str]:
    return Counter(piece[at : at + 2] for piece in _PIECES.split(plain_words(words)) for at in range(len(piece) - 1))


class Precedents:
    """The settled tasks of a plan and of the plans beside it, found by the words of a task."""

    def __init__(self, settled: Iterable[Precedent], around: Sequence[str] = ()) -> None:
        """Take the settled tasks, and the words of all tasks of the plan, which tell how common words are."""
        self.settled = tuple(settled)
        features = [_features(each.words) for each in self.settled]
        documents = [set(_features(text)) for text in around] or [set(each) for each in features]
        holding = Counter(feature for document in documents for feature in document)
        self._total = max(len(documents), 1)
        self._holding = holding
        self._postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, counted in enumerate(features):
            for feature, weight in self._weighed(counted).items():
                self._postings[feature].append((number, weight))

    def _weighed(self, counted: Counter[str]) -> dict[str, float]:
        """The features with their weights, scaled so that the likeness of a text to itself is 1."""
        weights = {}
        for feature, times in counted.items():
            holding = self._holding.get(feature, 0)
            if holding <= max(5, _COMMON * self._total):
                weights[feature] = (1 + math.log(times)) * math.log(1 + self._total / (1 + holding))
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}

    def like(self, id: str, words: str) -> tuple[Likeness, ...]:
        """The settled tasks most like these words, the likest first; never the task itself."""
        if not self.settled:
            return ()
        shares: defaultdict[int, float] = defaultdict(float)
        for feature, weight in self._weighed(_features(words)).items():
            for number, other in self._postings.get(feature, ()):
                shares[number] += weight * other
        near = [
            (share, number) for number, share in shares.items() if share >= _LEAST and self.settled[number].id != id
        ]
        near.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(Likeness(number, self.settled[number], min(share, 1.0)) for share, number in near[:_NEAREST])
