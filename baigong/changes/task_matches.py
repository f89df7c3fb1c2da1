"""Matches between two versions of a plan: which new task is which old one, by words, neighbours and number."""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz import fuzz

from baigong.model.plan import Plan, Task

_ALIKE = 0.66
"""Two texts at least so alike, 0 to 1, are one task whose words changed; evidence counts for likeness."""
LEAST_ALIKE = 0.4
"""Two texts that are less alike are never one task."""
_NEIGHBOUR = 0.1
"""What the same task above, or below, is worth."""
_NUMBER = 0.1
"""What the same number is worth."""
_FEW = 300
"""Of more unmatched tasks than this only those nearby are compared."""
_LONGEST = 600
"""Texts are compared by so many letters."""


def match_tasks(old: Plan, new: Plan) -> dict[str, str]:
    """Pair new ids with old ones: the same words first, in order; then the likest words, neighbours as evidence."""
    by_words: dict[str, list[str]] = defaultdict(list)
    for task in old.tasks:
        by_words[task.text].append(task.id)
    kept: dict[str, str] = {}
    for task in new.tasks:
        same = by_words.get(task.text, [])
        if same:
            kept[task.id] = task.id if task.id in same else same[0]
            same.remove(kept[task.id])
    _match_reworded(list(old.tasks), list(new.tasks), kept)
    return kept


def _match_reworded(old: list[Task], new: list[Task], kept: dict[str, str]) -> None:
    """Pair tasks whose words changed, the most similar first; add the pairs to `kept`.

    The same neighbours or the same number make up for less similarity.
    """
    taken = set(kept.values())
    places = {task.id: at for at, task in enumerate(old)}
    gone = [task for task in old if task.id not in taken]
    fresh = [(at, task) for at, task in enumerate(new) if task.id not in kept]
    pairs = []
    for at, task in fresh:
        above = places.get(kept.get(new[at - 1].id, ""), -2) if at else -1
        below = places.get(kept.get(new[at + 1].id, ""), -2) if at + 1 < len(new) else len(old)
        for other in _candidates(task, gone, old, above, below):
            alike = likeness(task.text, other.text)
            beside = (places[other.id] - 1 == above) + (places[other.id] + 1 == below)
            evidence = alike + _NEIGHBOUR * beside + _NUMBER * (other.id == task.id)
            if evidence >= _ALIKE and alike >= LEAST_ALIKE:
                pairs.append((evidence, task.id, other.id))
    matched_ids: set[str] = set()
    for _, name, other_id in sorted(pairs, reverse=True):
        if name not in matched_ids and other_id not in taken:
            kept[name] = other_id
            matched_ids.add(name)
            taken.add(other_id)


def _candidates(task: Task, gone: list[Task], old: list[Task], above: int, below: int) -> list[Task]:
    """Old tasks that may match: all unmatched ones; in a long plan only those nearby or of the same number."""
    if len(gone) <= _FEW:
        return gone
    near = {each.id for at in (above, below) if 0 <= at < len(old) for each in old[max(0, at - 3) : at + 4]}
    return [other for other in gone if other.id in near or other.id == task.id]


def likeness(one: str, other: str) -> float:
    """The similarity of two texts, 0 to 1, by the letters they share in order."""
    return fuzz.ratio(one[:_LONGEST], other[:_LONGEST]) / 100
