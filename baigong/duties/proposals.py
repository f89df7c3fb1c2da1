"""Who should lead a task, with a probability and its grounds: duties, the plan's own words, and what is settled."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from baigong.duties.departments import plain_words
from baigong.duties.lessons import Lessons, Reach, SettledTask, Shift
from baigong.duties.mentions import Mention, mention
from baigong.duties.precedents import Precedent, Precedents
from baigong.duties.ranking import Candidate, Duties
from baigong.duties.standing import usual_share
from baigong.duties.suggestions import Matter, Suggestion, ground_of_duties
from baigong.model.units import UnitsFile


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence weighs, in logarithms of odds. Fitted on half of the plans, judged on the others."""

    base: float = 1.25
    """Added to every score, so that zero is improbable and not impossible."""
    words: float = 2.0
    heading: float = 0.1
    section: float = 0.15
    plan: float = 0.05
    reach: Reach = field(default_factory=Reach)
    support: float = 1.5
    silent: float = 1.5
    """The number of units that all those without evidence count as."""
    nobody: float = -3.0
    """The odds that none of the listed units leads."""
    lapse: float = 0.08
    """The share of tasks whose lead no evidence predicts."""
    resemblance: float = 0.4
    """What the likeness of the words to the duties of a kind weighs."""
    mentions: tuple[tuple[Mention, float], ...] = (("leads", 4.0), ("acts", 1.0), ("passing", 0.25), ("helps", 0.1))


WEIGHTS = Weights()
_LEAST_GROUND = 0.4
"""The least weight for which a likeness is named as a ground."""


@dataclass(slots=True)
class _UnitCase:
    """The evidence for one unit while it is weighed."""

    candidate: Candidate
    odds: float = 0.0
    grounds: tuple[tuple[float, str], ...] = ()

    def add(self, weight: float, ground: str = "") -> None:
        self.odds += weight
        if ground and weight > 0:
            self.grounds += ((weight, ground),)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The grounds, the weightiest first."""
        return tuple(ground for _, ground in sorted(self.grounds, key=lambda pair: -pair[0]))


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
        self._duties = Duties(directory, [self._own_words(matter) for matter in self.matters], subject=title)
        self._headings = Duties(directory)
        self._usual: dict[str, float] = {}
        self._headed: dict[tuple[str, tuple[str, ...]], dict[str, float]] = {}
        self._precedents = Precedents((*_settled(self.matters), *beside), [matter.words for matter in self.matters])
        self._lessons = Lessons(self._settled_tasks(), weights.reach)

    def _settled_tasks(self) -> Iterator[SettledTask]:
        """The precedents in their order, with the odds of their units where those are known."""
        matters = {matter.id: matter for matter in self.matters}
        for precedent in self._precedents.settled:
            matter = matters.get(precedent.id)
            of_plan = matter or Matter(precedent.id, precedent.words, units=precedent.units, leads=precedent.leads)
            cases = self._cases(of_plan) if _had_choice(of_plan) else {}
            settled = self._as_settled(of_plan, precedent.leads, cases)
            yield settled if matter else replace(settled, beside=True)

    def _as_settled(self, matter: Matter, leads: tuple[str, ...], cases: dict[str, _UnitCase]) -> SettledTask:
        likenesses = self._precedents.like(matter.id, matter.text)
        near = tuple((each.number, each.share) for each in likenesses)
        odds = {unit: case.odds for unit, case in cases.items()}
        heading = matter.title if matter.title in self._shared else ""
        # A lead that the plan names stands first in any case.
        first = matter.first if matter.decided or not leads else ""
        return SettledTask(matter.id, leads, odds, matter.section, heading, near, first)

    def suggest(self, matter: Matter) -> tuple[Suggestion, ...]:
        """Every unit of the task, the most probable first; equal ones in the task's order."""
        cases = self._cases(matter)
        task = self._as_settled(matter, matter.leads, {})
        for unit, shift in self._lessons.shifts(task, cases).items():
            cases[unit].add(shift.words, self._precedent_words(unit, shift) if shift.words > 0 else "")
            cases[unit].add(shift.habit, f"已定的{shift.listed}项中由其牵头{shift.led}项" if shift.led else "")
            lessons = self._lessons
            cases[unit].add(shift.first, f"列在首位，已定的{lessons.ordered}项中有{lessons.led_by_first}项由首位牵头")
        return self._suggestions(cases)

    def _cases(self, matter: Matter) -> dict[str, _UnitCase]:
        """The evidence of the plan alone, for each unit of a task."""
        units = tuple(dict.fromkeys((*matter.units, *matter.support)))
        words = self._own_words(matter)
        text = plain_words(words)
        cases = {
            each.unit: _UnitCase(self._by_mention(each, text) if each.words else each)
            for each in self._duties.rank(words, units)
        }
        self._weigh_words(cases)
        self._weigh_resemblance(cases, words, units)
        self._weigh_headings(cases, matter, units)
        for unit in matter.support:
            if unit not in matter.units and matter.units:
                cases[unit].add(-self._weights.support)
        return cases

    def _own_words(self, matter: Matter) -> str:
        """The words of a task without the heading that it shares with others."""
        return matter.text if matter.title in self._shared else matter.words

    def _by_mention(self, candidate: Candidate, text: str) -> Candidate:
        """The candidate, its own names weighed by the role they are mentioned in: 由其牵头, 会同其."""
        names = self._duties.names_of(candidate.unit)
        if names.isdisjoint(candidate.words):
            return candidate
        factors = dict(self._weights.mentions)
        weights = [
            weight * _best_mention(text, word, factors) if word in names else weight
            for word, weight in zip(candidate.words, candidate.weights, strict=True)
        ]
        return Candidate.weighed(candidate.unit, zip(candidate.words, weights, strict=True))

    def _weigh_words(self, cases: dict[str, _UnitCase]) -> None:
        silent = sum(not case.candidate.score for case in cases.values())
        # Units without evidence share the odds of a few, however many they are.
        crowd = min(0.0, math.log(self._weights.silent / silent)) if silent else 0.0
        for unit, case in cases.items():
            case.odds += self._usual_odds(unit)
            if score := case.candidate.score:
                weight = self._weights.words * math.log((self._weights.base + score) / self._weights.base)
                case.add(weight, ground_of_duties(case.candidate.words))
            else:
                case.odds += crowd

    def _weigh_resemblance(self, cases: dict[str, _UnitCase], words: str, units: tuple[str, ...]) -> None:
        for alike, weight, kind in self._duties.resemblances(words, units, self._weights.resemblance):
            for unit in alike:
                cases[unit].odds += weight
            # Where its duties stand in the words, they are the better ground.
            silent = [unit for unit in alike if not cases[unit].grounds] if weight > _LEAST_GROUND else []
            if silent and (like := self._duties.duties_like(words, kind)):
                for unit in silent:
                    cases[unit].grounds = ((weight, f"与其职责“{'、'.join(like)}”相近"),)

    def _usual_odds(self, unit: str) -> float:
        if unit not in self._usual:
            self._usual[unit] = math.log(usual_share(unit, self._duties.kinds_of(unit)))
        return self._usual[unit]

    def _weigh_headings(self, cases: dict[str, _UnitCase], matter: Matter, units: tuple[str, ...]) -> None:
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

    def _precedent_words(self, unit: str, shift: Shift) -> str:
        """像 3.4、5.1，当时定为省水利厅; or what the plan itself says of them."""
        like = [self._precedents.settled[number] for number in shift.like]
        decided = [each.id for each in like if each.decided][:3]
        named = [each.id for each in like if not each.decided][:3]
        sayings = []
        if decided:
            sayings.append(f"像 {'、'.join(decided)}，当时定为{unit}")
        if named:
            sayings.append(f"像 {'、'.join(named)}，方案写明是{unit}")
        return "；".join(sayings)

    def _suggestions(self, cases: dict[str, _UnitCase]) -> tuple[Suggestion, ...]:
        if not cases:
            return ()
        highest = max(case.odds for case in cases.values())
        chances = {unit: math.exp(case.odds - highest) for unit, case in cases.items()}
        total = (sum(chances.values()) + math.exp(self._weights.nobody - highest)) / (1 - self._weights.lapse)
        lapse = self._weights.lapse / len(cases)
        suggestions = [
            Suggestion(
                unit,
                round(chances[unit] / total + lapse, 4),
                case.candidate.score,
                case.candidate.words,
                case.candidate.weights,
                case.reasons,
            )
            for unit, case in cases.items()
        ]
        return tuple(sorted(suggestions, key=lambda each: -each.probability))


def _best_mention(text: str, name: str, factors: dict[Mention, float]) -> float:
    best = 0.0
    at = text.find(name)
    while at >= 0:
        best = max(best, factors[mention(text, at, name)])
        at = text.find(name, at + len(name))
    return best


def _had_choice(matter: Matter) -> bool:
    """Whether a settled task had other units that could have led it."""
    return bool(matter.leads) and len({*matter.units, *matter.support}) > len(set(matter.leads))


def _settled(matters: Iterable[Matter]) -> Iterable[Precedent]:
    """The tasks whose lead is settled; a unit that stands alone leads what it stands beside."""
    for matter in matters:
        listed = tuple(dict.fromkeys((*matter.leads, *matter.units, *matter.support)))
        leads = matter.leads or (listed if len(listed) == 1 else ())
        if leads:
            yield Precedent(matter.id, matter.text, leads, listed, matter.decided)
