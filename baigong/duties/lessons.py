"""What settled tasks teach about the others: how much likelier each lead was than duties alone predict.

A kernel logistic regression. Every settled task has, for each of its units, a lesson: whether the unit leads, less how
probable that was. A lesson counts for another task the more alike the two are: a little within the office, more within
the plan, a section or under one heading, most where the words are alike. A lead that duties foretell teaches next to
nothing. Where leads were decided, the unit that the plan lists first has a lesson of its own: some offices list the
lead first.
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


_Place = tuple[str, str]
_OFFICE, _PLAN = ("office", ""), ("plan", "")


@dataclass(frozen=True)
class Reach:
    """How much a lesson counts for a task of the office, of the same plan, section and heading, and in like words.

    `first` is what the lessons of the units listed first count for another unit listed first.
    """

    office: float = 0.3
    plan: float = 0.7
    section: float = 0.3
    heading: float = 0.3
    words: float = 5.0
    first: float = 0.6


@dataclass(frozen=True)
class SettledTask:
    """A task whose lead is settled.

    `odds` has a logarithm for each unit that had a rival, and is empty otherwise. `near` are settled tasks in like
    words, by their numbers, with their likeness (0 to 1). `first` is the unit that the plan lists first, "" where the
    order says nothing; a task `beside` belongs to another plan.
    """

    id: str
    leads: tuple[str, ...]
    odds: Mapping[str, float]
    section: str = ""
    heading: str = ""
    near: tuple[tuple[int, float], ...] = ()
    first: str = ""
    beside: bool = False

    @property
    def places(self) -> tuple[_Place, ...]:
        """Where its lessons count: the office, and in its own plan the plan, the section and the heading."""
        if self.beside:
            return (_OFFICE,)
        headings = (("section", self.section), ("heading", self.heading))
        return (_OFFICE, _PLAN, *(place for place in headings if place[1]))


class Shift(NamedTuple):
    """By how much settled tasks shift the odds of a unit: by its habit, tasks of like words, its place in the list."""

    habit: float = 0.0
    words: float = 0.0
    first: float = 0.0
    listed: int = 0
    led: int = 0
    like: tuple[int, ...] = ()
    """The tasks in like words that it leads, by their numbers, the likest first."""


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
        self._first = 0.0
        """The lessons of the units listed first, together."""
        self._numbers = {task.id: number for number, task in enumerate(self._tasks)}
        opposed = [number for number, task in enumerate(self._tasks) if task.odds]
        for _ in range(_ROUNDS if opposed else 0):
            fitted = {number: self._next_lesson(number) for number in opposed}
            for number, lesson in fitted.items():
                self._lessons[number] = lesson
            self._sums = self._summed(opposed)
            self._first = sum(self._lessons[number].get(self._tasks[number].first, 0.0) for number in opposed)
        ordered = [self._tasks[number] for number in opposed if self._tasks[number].first]
        self.ordered = len(ordered)
        """In how many settled tasks a unit is listed first."""
        self.led_by_first = sum(task.first in task.leads for task in ordered)
        self._listed = Counter(unit for number in opposed for unit in self._tasks[number].odds)
        self._led = Counter(
            unit for number in opposed for unit in self._tasks[number].leads if unit in self._tasks[number].odds
        )

    def shifts(self, task: SettledTask, units: Iterable[str]) -> dict[str, Shift]:
        """The shifts that the other settled tasks give to units, without those of zero."""
        if not self._tasks:
            return {}
        own = self._numbers.get(task.id)
        own_task = self._tasks[own] if own is not None and self._tasks[own].odds else None
        own_lesson = self._lessons[own] if own is not None and own_task else {}
        habits = self._habits(task, units, own_lesson)
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
            if own_task and unit in own_task.odds:
                listed, led = listed - 1, led - (unit in own_task.leads)
            habit = habits.get(unit, 0.0) if listed else 0.0
            first = self._order(own_lesson.get(unit, 0.0)) if unit == task.first else 0.0
            if abs(habit) >= _LEAST_SHIFT or first >= _LEAST_SHIFT or unit in words:
                shifts[unit] = Shift(habit, words.get(unit, 0.0), first, listed, led, tuple(like.get(unit, ())))
        return shifts

    def _order(self, without: float) -> float:
        """The shift of a unit that is listed first, without one lesson; no office lists the lead anywhere but first."""
        return self._reach.first * max(self._first - without, 0.0)

    def _next_lesson(self, number: int) -> dict[str, float]:
        """Move the lesson of a task one step towards the residual of the other lessons."""
        task, lesson = self._tasks[number], self._lessons[number]
        shifted = dict(task.odds)
        for unit, size in self._habits(task, shifted, {}).items():
            shifted[unit] += size
        if task.first in shifted:
            shifted[task.first] += self._order(lesson.get(task.first, 0.0))
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
        """The shift of the lessons of office, plan, section and heading together, without one task's."""
        weights = vars(self._reach)
        places = [(self._sums[place], weights[place[0]]) for place in task.places if place in self._sums]
        reach = sum(weight for _, weight in places)
        return {
            unit: sum(sums.get(unit, 0.0) * weight for sums, weight in places) - reach * without.get(unit, 0.0)
            for unit in units
        }

    def _summed(self, numbers: Iterable[int]) -> dict[_Place, dict[str, float]]:
        sums: defaultdict[_Place, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for number in numbers:
            for place in self._tasks[number].places:
                for unit, size in self._lessons[number].items():
                    sums[place][unit] += size
        return {place: dict(by_unit) for place, by_unit in sums.items()}
