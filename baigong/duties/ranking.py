"""A ranking of units by how well the words of a task fit their duties: no I/O, no clock, the same every time."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from baigong.duties.departments import Departments, plain_words, shipped_departments
from baigong.duties.lexicon import Lexicon
from baigong.duties.passages import Passage, Span, inner_spans
from baigong.duties.plan_words import PlanWords
from baigong.duties.unit_names import bare_stem, core, is_local, name_parts, weighted_names
from baigong.model.plan import Task
from baigong.model.units import Unit, UnitsFile

CLEAR = 1.0
"""The least score that counts: about one word of two characters that only one kind of department claims."""

_OWN = 1.5
"""How much more the duties that `units.yaml` gives a unit weigh than those of its kind."""
_COVERED = 0.8
"""How much the work of an absent department weighs for the one that takes its place (能源 for 发展改革)."""
_OUTDONE = 0.6
"""How much the work of a kind weighs for a unit of many kinds beside one of fewer: 科技 for 经发局 beside 科技局."""
_ACT = 2.0
"""How much more a word weighs that says what a kind does, whatever the matter: 督查, 经费, 关闭拆除."""
_STEM = 1.0
"""The least weight of a word of the unit's own name: 供销 for 县供销社."""
_NAMESAKE = 1.3
"""How much more a word weighs for a unit whose name stands in it: 专项规划 for 规划局."""
_LONGEST = 8
"""Words weigh more by their length up to this many characters."""
_LONGEST_WORD = 40
"""No word or name longer than this is looked for, so that one absurd name cannot slow the rest down."""


class Candidate(NamedTuple):
    """A unit, its score (0 when nothing speaks for it), and the words that spoke for it, the weightiest first.

    `weights` goes with `words`, and adds up to `score`.
    """

    unit: str
    score: float
    words: tuple[str, ...]
    weights: tuple[float, ...] = ()

    @classmethod
    def weighed(cls, unit: str, words: Iterable[tuple[str, float]]) -> Candidate:
        """Make the candidate of a unit by what each word weighs for it; words of no weight are left out."""
        rounded = ((word, round(weight, 2)) for word, weight in words)
        weighty = sorted((pair for pair in rounded if pair[1]), key=lambda pair: -pair[1])
        score = round(sum(weight for _, weight in weighty), 2)
        return cls(unit, score, tuple(word for word, _ in weighty), tuple(weight for _, weight in weighty))


@dataclass(frozen=True)
class _WordMatch:
    """A word of a unit where it stands in the text, with what it weighs for that unit."""

    word: str
    start: int
    weight: float

    @property
    def span(self) -> Span:
        return self.start, self.start + len(self.word)


@dataclass(frozen=True)
class _UnitGroup:
    """The units of one list: what the work of each kind weighs for them, and the words that are theirs alone."""

    kinds: dict[str, list[tuple[str, float]]]
    alike: dict[tuple[str, ...], list[str]]
    """The units by their kinds, those that they cover included."""
    claims: dict[str, list[tuple[str, float]]]
    lexicon: Lexicon
    stems: dict[str, tuple[str, ...]]
    """What tells the kind of each unit in its name, without 局 and the like: 规划 of 县规划局."""
    silent: list[tuple[str, Candidate]]
    """Each unit with its candidate of score 0."""
    local: bool
    """Whether they are of a province or below, so that 国家发展改革委 in the words is none of them."""


class Duties:
    """Whose work words are, for the units of one directory and, where known, the tasks of one plan."""

    def __init__(
        self,
        directory: UnitsFile | None = None,
        around: Iterable[str] = (),
        departments: Departments | None = None,
        subject: str = "",
    ) -> None:
        """Take the directory for members of groups and duties of its own units; `around` are all tasks of the plan.

        A word that many tasks of the plan hold, or its title (`subject`), says little about any one of them.
        """
        self._departments = departments or shipped_departments()
        self._plan = PlanWords(around, subject, self._departments.lexicon)
        self._names: dict[str, frozenset[str]] = {}
        self._groups: dict[tuple[str, ...], _UnitGroup] = {}
        self._own: dict[str, dict[str, float]] = {}
        self._units: dict[str, Unit] = {}
        for unit in (directory or UnitsFile()).units:
            for name in (unit.name, *unit.aliases):
                self._units.setdefault(name, unit)

    def rank(self, task_words: str, units: Sequence[str]) -> tuple[Candidate, ...]:
        """Rank units for a task by its words, best first; equal ones in the given order.

        Every unit is listed once; without evidence its score is 0.
        """
        units = tuple(dict.fromkeys(units))
        group = self._group(units)
        passage = Passage(plain_words(task_words), group.local)
        matches = self._matches(passage.text, group)
        inside = inner_spans(word.span for words in matches.values() for word in words)
        ranked = [
            self._candidate(unit, matches[unit], inside, passage) if unit in matches else silent
            for unit, silent in group.silent
        ]
        return tuple(sorted(ranked, key=lambda candidate: -candidate.score))

    def resemblances(
        self, task_words: str, units: Sequence[str], weight: float
    ) -> Iterator[tuple[Sequence[str], float, str]]:
        """Units of the same kinds, how much likelier than usual they are by what their duties resemble, and which kind.

        In logarithms of odds, `weight` for a resemblance of 1. Units of several kinds have the mean of their odds, so
        that they gain nothing by their number; units of no known kind are left out.
        """
        by_kind = self._departments.resemblance.of(plain_words(task_words))
        alike = self._group(tuple(dict.fromkeys(units))).alike
        if not by_kind or not alike:
            return
        odds = []
        for kinds in alike:
            own = [weight * by_kind[kind] for kind in kinds]
            best = max(own)
            mean = best if len(own) == 1 else math.log(sum(map(math.exp, own)) / len(own))
            odds.append((mean, kinds[own.index(best)]))
        usual = sum(len(each) * mean for each, (mean, _) in zip(alike.values(), odds, strict=True))
        usual /= sum(map(len, alike.values()))
        for each, (mean, kind) in zip(alike.values(), odds, strict=True):
            yield each, mean - usual, kind

    def duties_like(self, task_words: str, kind: str) -> tuple[str, ...]:
        """Duties of a kind that words resemble without holding them."""
        return self._departments.resemblance.examples(plain_words(task_words), kind)

    def kinds_of(self, name: str) -> tuple[str, ...]:
        """The kinds of department that a unit is, by its name or else by the name that the directory has for it."""
        return self._departments.kinds_of(name) or self._departments.kinds_of(self._unit(name).name)

    def names_of(self, name: str) -> frozenset[str]:
        """Every name by which a text can name a unit, its members' too."""
        if name not in self._names:
            unit = self._unit(name)
            each = (unit, *map(self._unit, unit.members or ()))
            self._names[name] = frozenset(called for one in each for called, _ in weighted_names(one))
        return self._names[name]

    def _group(self, units: tuple[str, ...]) -> _UnitGroup:
        """These units with their kinds and own words; kept, since the tasks of a section have the same units."""
        if units not in self._groups:
            kinds_of = {unit: self.kinds_of(unit) for unit in units}
            fewest: dict[str, int] = {}
            for kinds in kinds_of.values():
                for kind in kinds:
                    fewest[kind] = min(len(kinds), fewest.get(kind, len(kinds)))
            weights: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
            claims: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
            alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
            for unit, kinds in kinds_of.items():
                own = self._kind_weights(kinds, fewest)
                if own:
                    alike[tuple(own)].append(unit)
                for kind, weight in own.items():
                    weights[kind].append((unit, weight))
                for word, weight in self._own_words(unit).items():
                    claims[word].append((unit, weight))
            names = self._words_of_names(kinds_of)
            for unit, words in names.items():
                for word, weight in words.items():
                    claims[word].append((unit, weight))
            self._groups[units] = _UnitGroup(
                dict(weights),
                dict(alike),
                dict(claims),
                Lexicon(claims),
                {unit: (*map(bare_stem, self._departments.stems_in(unit)), *names.get(unit, ())) for unit in units},
                [(unit, Candidate(unit, 0, ())) for unit in units],
                any(map(is_local, units)),
            )
        return self._groups[units]

    def _words_of_names(self, kinds_of: dict[str, tuple[str, ...]]) -> dict[str, dict[str, float]]:
        """Parts of the names of units that their kinds do not tell from the others of the list: 水文 of 水文中心.

        A part that half of them share says nothing.
        """
        holders = Counter(kind for kinds in kinds_of.values() for kind in set(kinds))
        kinds = self._departments.kinds
        alike = {
            unit: name_parts(unit)
            for unit, own in kinds_of.items()
            if not own or any(holders[kind] > 1 or kinds[kind].inner for kind in own)
        }
        shared = Counter(part for parts in alike.values() for part in parts)
        return {
            unit: {part: weight for part, weight in parts.items() if shared[part] * 2 <= len(kinds_of)}
            for unit, parts in alike.items()
        }

    def _kind_weights(self, kinds: tuple[str, ...], fewest: dict[str, int]) -> dict[str, float]:
        """What the work of each kind weighs for a unit of these kinds.

        `fewest` has for each kind in the list how many kinds the most specialised of its units is.
        """
        weights = {
            covered: _COVERED
            for kind in kinds
            for covered in self._departments.kinds[kind].covers
            if covered not in fewest
        }
        weights.update({kind: _OUTDONE if fewest[kind] < len(kinds) else 1.0 for kind in kinds})
        return weights

    def _matches(self, text: str, group: _UnitGroup) -> dict[str, list[_WordMatch]]:
        """Every word of each unit in the text, except inside a longer word of the same unit."""
        by_unit: defaultdict[str, dict[tuple[int, str], float]] = defaultdict(dict)

        def add(unit: str, at: int, word: str, weight: float) -> None:
            by_unit[unit][at, word] = max(weight, by_unit[unit].get((at, word), 0.0))

        departments = self._departments
        for at, word in departments.lexicon.words_in(text):
            claimants = [kind for kind in departments.claimants[word] if kind in group.kinds]
            if claimants:
                share = (1 - self._plan.share(word)) ** 2
                for kind in claimants:
                    weight = self._weight(word, departments.kinds[kind].inner) * share
                    act = _ACT if word in departments.acts[kind] else 1.0
                    for unit, factor in group.kinds[kind]:
                        namesake = _NAMESAKE if any(stem in word for stem in group.stems[unit]) else 1.0
                        add(unit, at, word, weight * factor * act * namesake)
        for at, word in group.lexicon.words_in(text):
            share = (1 - self._plan.share(word)) ** 2
            for unit, weight in group.claims[word]:
                add(unit, at, word, weight * share)
        kept = {}
        for unit, weights in by_unit.items():
            words = [_WordMatch(word, at, weight) for (at, word), weight in weights.items()]
            inside = inner_spans(word.span for word in words)
            kept[unit] = [word for word in words if word.span not in inside] if inside else words
        return kept

    def _candidate(self, unit: str, matches: list[_WordMatch], inside: set[Span], passage: Passage) -> Candidate:
        worth = [(word.weight * passage.factor(word.span, word.span in inside), word) for word in matches]
        weights: defaultdict[str, float] = defaultdict(float)
        taken: set[int] = set()
        for weight, word in sorted(worth, key=lambda pair: (-pair[0], pair[1].start)):
            # Where words overlap (高校毕业生, 毕业生就业) every character speaks once, for the weightiest.
            places = set(range(*word.span))
            new = len(places - taken) / len(places)
            taken |= places
            # A repeated word counts once, at the weightiest of its places.
            weights[word.word] = max(weights[word.word], weight * new)
        return Candidate.weighed(unit, weights.items())

    def _own_words(self, name: str) -> dict[str, float]:
        """A unit's own words with their weights: its names, words of its name, its duties in units.yaml."""
        if name not in self._own:
            unit = self._unit(name)
            weights: defaultdict[str, float] = defaultdict(float)

            def add(word: str, weight: float) -> None:
                if 2 <= len(word) <= _LONGEST_WORD:
                    weights[word] = max(weights[word], weight)

            if not self.kinds_of(name):
                for word in core(name):
                    add(word, self._weight(word))
            for stem in self._departments.stems_in(name):
                add(stem, max(_STEM, _STEM * self._weight(stem)))
            for each in (unit, *map(self._unit, unit.members or ())):
                for word in map(plain_words, each.duties):
                    add(word, _OWN * self._weight(word))
                for called, weight in weighted_names(each):
                    add(called, weight)
            self._own[name] = dict(weights)
        return self._own[name]

    def _unit(self, name: str) -> Unit:
        """The directory's unit of this name or alias, else a unit with only this name."""
        return self._units.get(name) or Unit.trusted({"name": name})

    def _weight(self, word: str, inner: bool = False) -> float:
        """Longer words weigh more, and so do words that few departments claim."""
        return (min(len(word), _LONGEST) - 1) * self._departments.rarity(word, inner)


def words_of(task: Task) -> str:
    """Give the words by which a task is judged: its heading, then its text, which holds its steps."""
    return f"{task.title}。{task.text}" if task.title else task.text


def rank(
    task_words: str, units: Sequence[str], directory: UnitsFile | None = None, around: Iterable[str] = ()
) -> tuple[Candidate, ...]:
    """Rank units for one task; to rank many, make one `Duties` and ask it."""
    return Duties(directory, around).rank(task_words, units)


def clear_lead(candidates: Sequence[Candidate]) -> str | None:
    """Give the unit that the words clearly point to, else None: better no lead than a guess."""
    return candidates[0].unit if candidates and candidates[0].score >= CLEAR else None
