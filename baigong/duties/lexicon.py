"""Finds all words of a set in a text in one pass, however large the set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Lexicon:
    """A set of words of two characters or more, ordered by the two characters that they begin with."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, of two characters or more."""
        self._words = frozenset(word for word in words if len(word) >= 2)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for word in self._words:
            lengths[word[:2]].add(len(word))
        self._lengths = {start: tuple(sorted(sizes)) for start, sizes in lengths.items()}

    def words_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Every word that stands in the text, with the place where it begins, in the order of the text."""
        for at in range(len(text) - 1):
            for length in self._lengths.get(text[at : at + 2], ()):
                word = text[at : at + length]
                if word in self._words:
                    yield at, word
