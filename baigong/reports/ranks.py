"""Ranks: equal ones share a rank, and those after them have the place at which they stand."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def ranks_of(scores: Sequence[Hashable]) -> list[int]:
    """Give the rank of each score of a list that is sorted, the best first: 90, 80, 80, 70 rank 1, 2, 2, 4."""
    first: dict[Hashable, int] = {}
    for place, score in enumerate(scores, 1):
        first.setdefault(score, place)
    return [first[score] for score in scores]
