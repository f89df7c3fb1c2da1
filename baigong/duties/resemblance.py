"""How much words resemble the duties of a kind of department, where they hold none of its duties word for word."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

_PRIOR = 400.0
"""How many pairs of characters the duties of all kinds together weigh beside those of one kind."""
_EXAMPLES = 2
"""How many duties an explanation names."""


def _pairs(words: str) -> Iterable[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


class Resemblance:
    """Naive Bayes over pairs of characters: 劳动竞赛 resembles the duties 技能竞赛 and 劳动保护.

    Every kind is compared with all kinds of its realm together: divisions of one organisation with one another, and
    departments with one another.
    """

    def __init__(self, duties: Mapping[str, Iterable[str]], inner: Iterable[str] = ()) -> None:
        """Take the duties of every kind, in plain words, and the kinds that are `inner`."""
        divisions = frozenset(inner)
        self._absent: list[tuple[frozenset[str], dict[str, float]]] = []
        """For each realm the pairs that its duties hold, and what one weighs for a kind without it."""
        self._present: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._holders: dict[tuple[str, str], str] = {}
        for realm in (divisions, frozenset(duties) - divisions):
            self._learn({kind: sorted(duties[kind]) for kind in duties if kind in realm})

    def _learn(self, duties: Mapping[str, list[str]]) -> None:
        counts = {kind: Counter(pair for word in words for pair in _pairs(word)) for kind, words in duties.items()}
        everywhere: Counter[str] = Counter()
        for counted in counts.values():
            everywhere.update(counted)
        total = everywhere.total()
        weights: dict[str, float] = {}
        for kind, counted in counts.items():
            size = counted.total()
            absent = weights[kind] = math.log(_PRIOR / (size + _PRIOR))
            for pair, times in counted.items():
                usual = everywhere[pair] / total
                share = (times + _PRIOR * usual) / (size + _PRIOR)
                self._present[pair][kind] = math.log(share / usual) - absent
            for word in duties[kind]:
                for pair in _pairs(word):
                    self._holders.setdefault((kind, pair), word)
        self._absent.append((frozenset(everywhere), weights))

    def of(self, words: str) -> dict[str, float]:
        """Give the resemblance of words to each kind, in logarithms of odds, evened out by their length."""
        pairs = [pair for pair in _pairs(words) if pair in self._present]
        if not pairs:
            return {}
        scores: dict[str, float] = {}
        for known, weights in self._absent:
            held = sum(pair in known for pair in pairs)
            scores.update({kind: absent * held for kind, absent in weights.items()})
        for pair in pairs:
            for kind, weight in self._present[pair].items():
                scores[kind] += weight
        even = math.sqrt(len(words) - 1)
        return {kind: score / even for kind, score in scores.items()}

    def examples(self, words: str, kind: str) -> tuple[str, ...]:
        """Give duties of the kind that the words resemble most."""
        weighty = sorted(
            ((self._present[pair][kind], pair) for pair in _pairs(words) if kind in self._present.get(pair, ())),
            reverse=True,
        )
        return tuple(dict.fromkeys(self._holders[kind, pair] for _, pair in weighty))[:_EXAMPLES]
