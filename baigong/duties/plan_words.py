"""How common a word is in a plan: one that many of its tasks hold, or its title, says little about any one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from baigong.duties.departments import plain_words
from baigong.duties.lexicon import Lexicon

_SUBJECT = 0.5
"""The share of the plan's tasks in which a word of its title is taken to stand."""
_FEW = 5
"""In a plan of fewer tasks than this, the frequency of a word says nothing."""


class PlanWords:
    """The words of all tasks of a plan, and of its title."""

    def __init__(self, tasks: Iterable[str], title: str, lexicon: Lexicon) -> None:
        """Take the texts; the words of `lexicon` are counted in one pass, others when they are asked for."""
        self._tasks = [plain_words(text) for text in tasks]
        self._title = plain_words(title)
        self._lexicon = lexicon
        self._shares: dict[str, float] = {}

    def share(self, word: str) -> float:
        """Give the share (0 to 1) of the other tasks that hold a word of a task; 0 where it says nothing."""
        if len(self._tasks) < _FEW:
            return 0.0
        if word not in self._shares:
            holding = self._holding.get(word)
            if holding is None:
                holding = sum(word in text for text in self._tasks)
            share = max(holding - 1, 0) / len(self._tasks)
            self._shares[word] = max(share, _SUBJECT) if word in self._title else share
        return self._shares[word]

    @cached_property
    def _holding(self) -> Counter[str]:
        return Counter(word for text in self._tasks for word in {word for _, word in self._lexicon.words_in(text)})
