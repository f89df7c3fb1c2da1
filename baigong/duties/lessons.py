"""What settled tasks teach about the others: how much likelier each lead was than duties alone predict.

A kernel logistic regression. Every settled task has, for each of its units, a lesson: whether the unit leads, less how
probable that was. A lesson counts for another task the more alike the two are: a little within the plan, more within
a section or under one heading, most where the words are alike. A lead that duties foretell teaches next to nothing.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_ROUNDS = 5
_STEP = 0.6
_LEAST_LESSON = 0.01
"""Smaller lessons are not kept, so that long lists of units cost nothing."""
_LEAST_SHIFT = 0.005
_UNOPPOSED = 0.25
"""The lesson of a lead without rivals, or with rivals of unknown odds."""


@dataclass(frozen=True)
class Reach:
    """How much a lesson counts for a task of the plan, of the same section, under the same heading, in like words."""

    plan: float = 0.5
    section: float = 0.3
    heading: float = 0.3
    words: float = 5.0


@dataclass(frozen=True)
class SettledTask:
    """A task whose lead is settled.

    `odds` has a logarithm for each unit that had a rival, and is empty otherwise. `near` are settled tasks in like
    words, by their numbers, with their likeness (0 to 1).
    """

    id: str
    leads: tuple[str, ...]
    odds: Mapping[str, float]
    section: str = ""
    heading: str = ""
    near: tuple[tuple[int, float], ...] = ()


class Shift(NamedTuple):
    """By how much settled tasks shift the odds of a unit: its habit, and its part in tasks of like words."""

    habit: float = 0.0
    words: float = 0.0
    listed: int = 0
    led: int = 0
    like: tuple[int, ...] = ()
    """The tasks in like words that it leads, by their numbers, the likest first."""


_Place = tuple[str, str]


class Lessons:
    """The lessons of the settled tasks, fitted together."""

    def __init__(self, tasks: Iterable[SettledTask], reach: Reach | None = None) -> None:
        """Take the settled tasks; their places in the order are their numbers."""
        self._tasks = tuple(tasks)
        self._reach = reach or Reach()
        self._lessons: list[dict[str, float]] = [
            {} if task.odds else dict.fromkeys(task.leads, _UNOPPOSED) for task in self._tasks
        ]
        self._sums: dict[_Place, dict[str, float]] = {}
        self._numbers = {task.id: number for number, task in enumerate(self._tasks)}
        opposed = [number for number, task in enumerate(self._tasks) if task.odds]
        for _ in range(_ROUNDS if opposed else 0):
            fitted = {number: self._next_lesson(number) for number in opposed}
            for number, lesson in fitted.items():
                self._lessons[number] = lesson
            self._sums = self._summed(opposed)
        self._listed = Counter(unit for number in opposed for unit in self._tasks[number].odds)
        self._led = Counter(
            unit for number in opposed for unit in self._tasks[number].leads if unit in self._tasks[number].odds
        )

    def shifts(self, task: SettledTask, units: Iterable[str]) -> dict[str, Shift]:
        """The shifts that the other settled tasks give to units, without those of zero."""
        if not self._tasks:
            return {}
        own = self._numbers.get(task.id)
        besides = self._tasks[own] if own is not None and self._tasks[own].odds else None
        habits = self._habits(task, units, self._lessons[own] if own is not None and besides else {})
        words: defaultdict[str, float] = defaultdict(float)
        like: defaultdict[str, list[int]] = defaultdict(list)
        for number, share in task.near:
            for unit, size in self._lessons[number].items():
                words[unit] += self._reach.words * share * size
            for unit in self._tasks[number].leads:
                like[unit].append(number)
        shifts = {}
        for unit in units:
            listed, led = self._listed.get(unit, 0), self._led.get(unit, 0)
            if besides and unit in besides.odds:
                listed, led = listed - 1, led - (unit in besides.leads)
            habit = habits.get(unit, 0.0) if listed else 0.0
            if abs(habit) >= _LEAST_SHIFT or unit in words:
                shifts[unit] = Shift(habit, words.get(unit, 0.0), listed, led, tuple(like.get(unit, ())))
        return shifts

    def _next_lesson(self, number: int) -> dict[str, float]:
        """Move the lesson of a task one step towards the residual of the other lessons."""
        task, lesson = self._tasks[number], self._lessons[number]
        shifted = dict(task.odds)
        for unit, size in self._habits(task, shifted, {}).items():
            shifted[unit] += size
        for other, share in task.near:
            for unit, size in self._lessons[other].items():
                if unit in shifted:
                    shifted[unit] += self._reach.words * share * size
        highest = max(shifted.values())
        chances = {unit: math.exp(odds - highest) for unit, odds in shifted.items()}
        total = sum(chances.values())
        due = 1 / max(sum(unit in chances for unit in task.leads), 1)
        moved = {
            unit: (1 - _STEP) * lesson.get(unit, 0.0) + _STEP * ((due if unit in task.leads else 0.0) - chance / total)
            for unit, chance in chances.items()
        }
        return {unit: size for unit, size in moved.items() if abs(size) >= _LEAST_LESSON}

    def _habits(self, task: SettledTask, units: Iterable[str], without: Mapping[str, float]) -> dict[str, float]:
        """The shift of the lessons of plan, section and heading together, without one task's."""
        places = [
            (self._sums[place], weight)
            for place, weight in (
                (("plan", ""), self._reach.plan),
                (("section", task.section), self._reach.section),
                (("heading", task.heading), self._reach.heading),
            )
            if place in self._sums
        ]
        reach = sum(weight for _, weight in places)
        return {
            unit: sum(sums.get(unit, 0.0) * weight for sums, weight in places) - reach * without.get(unit, 0.0)
            for unit in units
        }

    def _summed(self, numbers: Iterable[int]) -> dict[_Place, dict[str, float]]:
        sums: defaultdict[_Place, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for number in numbers:
            task = self._tasks[number]
            places = (("plan", ""), ("section", task.section), ("heading", task.heading))
            for place in places:
                if place == ("plan", "") or place[1]:
                    for unit, size in self._lessons[number].items():
                        sums[place][unit] += size
        return {place: dict(by_unit) for place, by_unit in sums.items()}
