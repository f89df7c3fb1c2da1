"""Question and answer: a task to be divided, the units that could lead it, and the leads to propose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

UNSURE = 0.3
"""Below this probability no lead is proposed: better no lead than a guess."""
SECOND = 0.3
"""The least probability of a second lead, where the words call for two."""


@dataclass(frozen=True)
class Matter:
    """A task to be divided: its words and where they stand, the units that could lead it, and who does if settled.

    `leads` are those that the plan names or, where `decided`, the office. `support` are units that the plan lists as
    only helping. `listed` are its units in the order of the plan, where decisions have changed that of `units`.
    """

    id: str
    text: str
    title: str = ""
    section: str = ""
    units: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    decided: bool = False
    listed: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The unit that the plan lists first; "" where there is no second."""
        listed = self.listed or self.units
        return listed[0] if len(listed) > 1 else ""

    @property
    def words(self) -> str:
        """The words by which it is judged: its heading, then its text."""
        return f"{self.title}。{self.text}" if self.title and not self.text.startswith(self.title) else self.text


class Suggestion(NamedTuple):
    """A unit that could lead a task: how probably it does (0 to 1), and why.

    `score` is what its duties weigh in the words of the task, `words` and `weights` what that is made of; `grounds`
    are all reasons in words that an office would use, the weightiest first.
    """

    unit: str
    probability: float
    score: float
    words: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    grounds: tuple[str, ...] = ()


def ground_of_duties(words: Sequence[str]) -> str:
    """Give the ground that lies in a unit's duties, by the words of the task that they hold, the weightiest first."""
    return f"职责涉及{'、'.join(words[:4])}"


def proposed_leads(suggestions: Sequence[Suggestion]) -> tuple[str, ...]:
    """The leads to propose: none below the bound, one, or two where the words speak for two apart from each other.

    A unit for which nothing speaks is proposed only where it is the only one.
    """
    if not suggestions or suggestions[0].probability < UNSURE:
        return ()
    if len(suggestions) > 1 and not suggestions[0].grounds:
        return ()
    if len(suggestions) > 1 and suggestions[1].probability >= SECOND and _apart(*suggestions[:2]):
        return tuple(each.unit for each in suggestions[:2])
    return (suggestions[0].unit,)


def _apart(first: Suggestion, second: Suggestion) -> bool:
    """Whether two units have weighty words each, and different ones."""
    if not first.words or not second.words or second.weights[0] < first.weights[0] / 2:
        return False
    return not set(first.words[0]) & set(second.words[0]) and second.weights[0] >= 3
