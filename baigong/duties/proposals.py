"""Who should lead a task, with a probability and its grounds: duties, the plan's own words, and what is settled."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from baigong.duties.departments import plain_words
from baigong.duties.mentions import Mention, mention
from baigong.duties.precedents import Likeness, Precedent, Precedents
from baigong.duties.ranking import Candidate, Duties
from baigong.duties.standing import usual_share
from baigong.model.units import UnitsFile

UNSURE = 0.3
"""Below this probability no lead is proposed: better no lead than a guess."""
SECOND = 0.3
"""The least probability of a second lead, where the words call for two."""


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence weighs, in logarithms of odds. Fitted on half of the plans, judged on the others."""

    base: float = 1.5
    """What is added to every score, so that a score of nothing is little and not impossible."""
    words: float = 1.35
    heading: float = 0.3
    section: float = 0.3
    plan: float = 0.1
    like: float = 2.5
    unlike: float = 1.0
    habit: float = 0.5
    support: float = 1.5
    silent: float = 1.5
    """As how many units those for whom no word speaks count together."""
    nobody: float = -1.5
    """What speaks for nobody of those listed."""
    mentions: tuple[tuple[Mention, float], ...] = (("leads", 4.0), ("acts", 1.0), ("passing", 0.25), ("helps", 0.1))


WEIGHTS = Weights()


@dataclass(frozen=True)
class Matter:
    """A task to be divided: its words and where they stand, the units that could lead it, and who does if settled.

    `leads` are those that the plan names or, where `decided`, the office. `support` are units that the plan lists as
    only helping.
    """

    id: str
    text: str
    title: str = ""
    section: str = ""
    units: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    decided: bool = False

    @property
    def words(self) -> str:
        """The words by which it is judged: its heading, then its text."""
        return f"{self.title}。{self.text}" if self.title and not self.text.startswith(self.title) else self.text


@dataclass(frozen=True)
class Suggestion:
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


@dataclass
class _Case:
    """The evidence for one unit while it is weighed."""

    candidate: Candidate
    odds: float = 0.0
    grounds: list[tuple[float, str]] = field(default_factory=list)

    def add(self, weight: float, ground: str = "") -> None:
        self.odds += weight
        if ground and weight > 0:
            self.grounds.append((weight, ground))


@dataclass
class _Habit:
    """How often a unit led of the times it was listed, and how often its duties alone would have had it lead."""

    listed: int = 0
    led: int = 0
    surplus: float = 0.0
    spread: float = 0.0

    def observe(self, probability: float, leads: bool) -> None:
        self.listed += 1
        self.led += leads
        self.surplus += leads - probability
        self.spread += probability * (1 - probability)

    def without(self, observation: tuple[float, bool] | None) -> _Habit:
        """The habit as the other tasks show it: no task is evidence for itself."""
        if observation is None:
            return self
        probability, leads = observation
        return _Habit(
            self.listed - 1,
            self.led - leads,
            self.surplus - (leads - probability),
            self.spread - probability * (1 - probability),
        )

    @property
    def odds(self) -> float:
        """One step of a logistic fit with a prior that a few tasks do not outweigh."""
        return self.surplus / (1.5 + self.spread)


class Proposer:
    """Who should lead the tasks of one plan. No I/O, no clock, and the same answer every time."""

    def __init__(
        self,
        matters: Iterable[Matter],
        directory: UnitsFile | None = None,
        title: str = "",
        beside: Iterable[Precedent] = (),
        weights: Weights = WEIGHTS,
    ) -> None:
        """Take all tasks of the plan, and its title; `beside` are settled tasks of the plans beside it."""
        self.matters = tuple(matters)
        self._weights = weights
        self._title = title
        shared = Counter(matter.title for matter in self.matters if not matter.text.startswith(matter.title))
        self._shared = frozenset(title for title, times in shared.items() if title and times > 1)
        self._duties = Duties(directory, [self._own_words(matter) for matter in self.matters])
        self._headings = Duties(directory)
        self._headed: dict[tuple[str, tuple[str, ...]], dict[str, float]] = {}
        self._precedents = Precedents((*_settled(self.matters), *beside), [matter.words for matter in self.matters])
        self._habits = self._learn_habits()

    def _learn_habits(self) -> dict[str, _Habit]:
        """How each unit has led against what the duties alone foretell, over the settled tasks that had a choice."""
        habits: defaultdict[str, _Habit] = defaultdict(_Habit)
        for matter in self.matters:
            if matter.leads:
                for unit, observation in self._observations(matter, self._cases(matter)).items():
                    habits[unit].observe(*observation)
        return dict(habits)

    def suggest(self, matter: Matter) -> tuple[Suggestion, ...]:
        """Every unit of the task, the most probable first; where two are equal, in the order they are given."""
        cases = self._cases(matter)
        own = self._observations(matter, cases)
        self._weigh_precedents(cases, matter)
        for unit, case in cases.items():
            habit = self._habits.get(unit, _Habit()).without(own.get(unit))
            if habit.listed:
                ground = f"已定的{habit.listed}项中由其牵头{habit.led}项"
                case.add(self._weights.habit * habit.odds, ground)
        return self._suggestions(cases, tuple(cases))

    def _observations(self, matter: Matter, cases: dict[str, _Case]) -> dict[str, tuple[float, bool]]:
        """By unit of a settled task that had a choice: how probable it was, and whether it leads."""
        if not matter.leads or len({*matter.units, *matter.support}) <= len(matter.leads):
            return {}
        return {
            each.unit: (each.probability, each.unit in matter.leads) for each in self._suggestions(cases, tuple(cases))
        }

    def _cases(self, matter: Matter) -> dict[str, _Case]:
        """What the plan alone says for and against each unit of a task."""
        units = tuple(dict.fromkeys((*matter.units, *matter.support)))
        words = self._own_words(matter)
        text = plain_words(words)
        ranked = {candidate.unit: candidate for candidate in self._duties.rank(words, units)}
        cases = {unit: _Case(self._by_mention(ranked[unit], text)) for unit in units}
        self._weigh_words(cases)
        self._weigh_headings(cases, matter, units)
        for unit in matter.support:
            if unit not in matter.units and matter.units:
                cases[unit].add(-self._weights.support)
        return cases

    def _own_words(self, matter: Matter) -> str:
        """The words of a task without the heading that it shares with others."""
        return matter.text if matter.title in self._shared else matter.words

    def _by_mention(self, candidate: Candidate, text: str) -> Candidate:
        """The candidate with the words that name it weighed by what they say of it: 由其牵头, 会同其."""
        names = self._duties.names_of(candidate.unit)
        if not names.intersection(candidate.words):
            return candidate
        factors = dict(self._weights.mentions)
        weights = [
            round(weight * _best_mention(text, word, factors), 2) if word in names else weight
            for word, weight in zip(candidate.words, candidate.weights, strict=True)
        ]
        weighty = sorted(zip(candidate.words, weights, strict=True), key=lambda pair: -pair[1])
        return Candidate(
            candidate.unit,
            round(sum(weights), 2),
            tuple(word for word, _ in weighty),
            tuple(weight for _, weight in weighty),
        )

    def _weigh_words(self, cases: dict[str, _Case]) -> None:
        silent = sum(not case.candidate.score for case in cases.values())
        for unit, case in cases.items():
            if not case.candidate.score and silent > self._weights.silent:
                # However long the list, those for whom nothing speaks share what a few would have.
                case.add(math.log(self._weights.silent / silent))
            case.add(math.log(usual_share(unit, self._duties.kinds_of(unit))))
            score = case.candidate.score
            weight = self._weights.words * math.log((self._weights.base + score) / self._weights.base)
            case.add(weight, f"职责涉及{'、'.join(case.candidate.words[:4])}" if score else "")

    def _weigh_headings(self, cases: dict[str, _Case], matter: Matter, units: tuple[str, ...]) -> None:
        shared = matter.title if matter.title in self._shared else ""
        section = matter.section if matter.section != self._title else ""
        for heading, factor, where in (
            (shared, self._weights.heading, f"“{shared}”"),
            (section, self._weights.section, "本板块"),
            (self._title, self._weights.plan, "整个方案"),
        ):
            for unit, score in self._by_heading(heading, units).items():
                if score:
                    cases[unit].add(factor * math.log1p(score), f"{where}以其职责为主")

    def _by_heading(self, heading: str, units: tuple[str, ...]) -> dict[str, float]:
        key = (heading, units)
        if key not in self._headed:
            ranked = self._headings.rank(heading, units) if heading else ()
            self._headed[key] = {candidate.unit: candidate.score for candidate in ranked if candidate.score}
        return self._headed[key]

    def _weigh_precedents(self, cases: dict[str, _Case], matter: Matter) -> None:
        near: defaultdict[str, list[Likeness]] = defaultdict(list)
        against: defaultdict[str, float] = defaultdict(float)
        for likeness in self._precedents.like(matter.id, matter.words, matter.title):
            for unit in cases:
                if unit in likeness.precedent.leads:
                    near[unit].append(likeness)
                elif unit in likeness.precedent.units:
                    against[unit] += likeness.share
        for unit, likenesses in near.items():
            weight = self._weights.like * math.tanh(sum(likeness.share for likeness in likenesses))
            cases[unit].add(weight, _precedent_words(unit, likenesses))
        for unit, share in against.items():
            cases[unit].add(-self._weights.unlike * math.tanh(share))

    def _suggestions(self, cases: dict[str, _Case], units: tuple[str, ...]) -> tuple[Suggestion, ...]:
        if not cases:
            return ()
        highest = max(case.odds for case in cases.values())
        chances = {unit: math.exp(cases[unit].odds - highest) for unit in units}
        total = sum(chances.values()) + math.exp(self._weights.nobody - highest)
        suggestions = (
            Suggestion(
                unit,
                round(chances[unit] / total, 4),
                cases[unit].candidate.score,
                cases[unit].candidate.words,
                cases[unit].candidate.weights,
                tuple(ground for _, ground in sorted(cases[unit].grounds, key=lambda pair: -pair[0])),
            )
            for unit in units
        )
        return tuple(sorted(suggestions, key=lambda each: -each.probability))


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
    """Whether the weightiest words of two units are weighty both, and different ones."""
    if not first.words or not second.words or second.weights[0] < first.weights[0] / 2:
        return False
    return not set(first.words[0]) & set(second.words[0]) and second.weights[0] >= 3


def _best_mention(text: str, name: str, factors: dict[Mention, float]) -> float:
    best = 0.0
    at = text.find(name)
    while at >= 0:
        best = max(best, factors[mention(text, at, name)])
        at = text.find(name, at + len(name))
    return best


def _settled(matters: Iterable[Matter]) -> Iterable[Precedent]:
    """The tasks whose lead is settled; a unit that stands alone leads what it stands beside."""
    for matter in matters:
        listed = tuple(dict.fromkeys((*matter.leads, *matter.units, *matter.support)))
        leads = matter.leads or (listed if len(listed) == 1 else ())
        if leads:
            yield Precedent(matter.id, matter.text, leads, listed, matter.title, matter.decided)


def _precedent_words(unit: str, likenesses: Sequence[Likeness]) -> str:
    """像 3.4、5.1，当时定为省水利厅; or what the plan itself says of them."""
    decided = [each.precedent.id for each in likenesses if each.precedent.decided][:3]
    named = [each.precedent.id for each in likenesses if not each.precedent.decided][:3]
    sayings = []
    if decided:
        sayings.append(f"像 {'、'.join(decided)}，当时定为{unit}")
    if named:
        sayings.append(f"像 {'、'.join(named)}，方案写明是{unit}")
    return "；".join(sayings)
