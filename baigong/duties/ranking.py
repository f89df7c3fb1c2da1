"""A ranking of units by how well the words of a task fit their duties: no I/O, no clock, the same every time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from baigong.duties.departments import Departments, plain_words, shipped_departments
from baigong.model.plan import Task
from baigong.model.units import Unit, UnitsFile

CLEAR = 1.0
"""The least score that says anything: about one word of two characters that no other kind of department claims."""

_OWN = 1.5
"""How much more the duties that `units.yaml` gives a unit weigh than those of its kind."""
_COVERED = 0.8
"""How much the work of an absent department weighs for the one that takes its place (能源 for 发展改革)."""
_SWALLOWED = 0.3
"""How much a word counts that stands inside a longer word of another unit: 交通 in 交通安全."""
_OPENING = 0.5
"""How much more the first word of a task weighs than its last: what is to be done comes before what it is for."""
_LONGEST = 8
"""Words weigh more by their length up to this many characters."""
_LONGEST_WORD = 40
"""No word or name longer than this is looked for, so that one absurd name cannot slow the rest down."""
_NAMED, _PLACE, _SHORT_PLACE = 6.0, 3.0, 1.5
"""What it weighs that the text names a unit (西宁市政府), its place (西宁市), or its place in short (西宁)."""
_FEW = 5
"""With fewer tasks than this around it, how often a word stands in the plan says nothing."""


@dataclass(frozen=True)
class Candidate:
    """A unit, its score (0 when nothing speaks for it), and the words that spoke for it, the weightiest first.

    `weights` goes with `words`, and adds up to `score`.
    """

    unit: str
    score: float
    words: tuple[str, ...]
    weights: tuple[float, ...] = ()


_Span = tuple[int, int]


@dataclass(frozen=True)
class _WordMatch:
    """A word of a unit where it stands in the text, with what it weighs for that unit."""

    word: str
    start: int
    weight: float

    @property
    def span(self) -> _Span:
        return self.start, self.start + len(self.word)


def _inner_spans(spans: Iterable[_Span]) -> set[_Span]:
    """The spans that stand inside a longer one."""
    inside: set[_Span] = set()
    reach = 0
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if end <= reach:
            inside.add((start, end))
        reach = max(reach, end)
    return inside


class _Vocabulary:
    """The words of several units together: which units claim a word, and which words begin with two characters."""

    def __init__(self, vocabularies: Iterable[tuple[str, dict[str, float]]]) -> None:
        self.claims: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for unit, words in vocabularies:
            for word, weight in words.items():
                if 2 <= len(word) <= _LONGEST_WORD:
                    self.claims[word].append((unit, weight))
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for word in self.claims:
            lengths[word[:2]].add(len(word))
        self._lengths = {start: tuple(sorted(sizes)) for start, sizes in lengths.items()}

    def words_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Every word that stands in the text, with the place where it begins."""
        for at in range(len(text) - 1):
            for length in self._lengths.get(text[at : at + 2], ()):
                word = text[at : at + length]
                if word in self.claims:
                    yield at, word


class Duties:
    """Whose work words are, for the units of one directory and, where known, the tasks of one plan."""

    def __init__(
        self,
        directory: UnitsFile | None = None,
        around: Iterable[str] = (),
        departments: Departments | None = None,
    ) -> None:
        """Take the directory for members of groups and duties of its own units; `around` are all tasks of the plan.

        A word that many tasks of the plan hold is the plan's subject and says little about any one of them.
        """
        self._departments = departments or shipped_departments()
        self._around = [plain_words(text) for text in around]
        self._shares: dict[str, float] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._joint: dict[tuple[str, ...], _Vocabulary] = {}
        self._vocabularies: dict[tuple[str, frozenset[str]], dict[str, float]] = {}
        self._units: dict[str, Unit] = {}
        for unit in (directory or UnitsFile()).units:
            for name in (unit.name, *unit.aliases):
                self._units.setdefault(name, unit)

    def rank(self, task_words: str, units: Sequence[str]) -> tuple[Candidate, ...]:
        """Rank units for a task by its words, best first; where scores are equal, in the order they are given.

        Every unit is there once, those for which nothing speaks too, with a score of 0.
        """
        text = plain_words(task_words)
        units = tuple(dict.fromkeys(units))
        matches = self._matches(text, self._vocabulary_of(units))
        inside = _inner_spans(word.span for words in matches.values() for word in words)
        ranked = [
            self._candidate(unit, matches[unit], inside, len(text)) if unit in matches else Candidate(unit, 0, ())
            for unit in units
        ]
        return tuple(sorted(ranked, key=lambda candidate: -candidate.score))

    def kinds_of(self, name: str) -> tuple[str, ...]:
        """The kinds of department that a unit is, by its name or else by the name that the directory has for it."""
        return self._departments.kinds_of(name) or self._departments.kinds_of(self._unit(name).name)

    def names_of(self, name: str) -> frozenset[str]:
        """Every name by which a text can name a unit, its members' too."""
        if name not in self._names:
            unit = self._unit(name)
            each = (unit, *map(self._unit, unit.members or ()))
            self._names[name] = frozenset(called for one in each for called, _ in _weighted_names(one))
        return self._names[name]

    def _vocabulary_of(self, units: tuple[str, ...]) -> _Vocabulary:
        """The joint vocabulary of these units; kept, since the tasks of a section have the same units."""
        if units not in self._joint:
            present = frozenset(kind for unit in units for kind in self._departments.kinds_of(unit))
            self._joint[units] = _Vocabulary((unit, self._vocabulary(unit, present)) for unit in units)
        return self._joint[units]

    def _matches(self, text: str, vocabulary: _Vocabulary) -> dict[str, list[_WordMatch]]:
        """By unit, every word of it in the text, but for those inside a longer word of the same unit."""
        by_unit: defaultdict[str, list[_WordMatch]] = defaultdict(list)
        for at, word in vocabulary.words_in(text):
            # How common a word is in the plan is only asked of the words found: a vocabulary has hundreds.
            factor = (1 - self._share(word)) ** 2
            for unit, weight in vocabulary.claims[word]:
                by_unit[unit].append(_WordMatch(word, at, weight * factor))
        kept = {}
        for unit, words in by_unit.items():
            inside = _inner_spans(word.span for word in words)
            kept[unit] = [word for word in words if word.span not in inside] if inside else words
        return kept

    def _candidate(self, unit: str, matches: list[_WordMatch], inside: set[_Span], length: int) -> Candidate:
        worth = [(self._worth(word, inside, length), word) for word in matches]
        weights: defaultdict[str, float] = defaultdict(float)
        taken: set[int] = set()
        for weight, word in sorted(worth, key=lambda pair: (-pair[0], pair[1].start)):
            # Where words overlap (高校毕业生, 毕业生就业) every character speaks once, for the weightiest.
            places = set(range(*word.span))
            new = len(places - taken) / len(places)
            taken |= places
            # A word said twice is the same evidence; the weightiest of its places counts.
            weights[word.word] = max(weights[word.word], weight * new)
        weighty = sorted(((word, round(weight, 2)) for word, weight in weights.items()), key=lambda pair: -pair[1])
        weighty = [(word, weight) for word, weight in weighty if weight]
        return Candidate(
            unit,
            round(sum(weight for _, weight in weighty), 2),
            tuple(word for word, _ in weighty),
            tuple(weight for _, weight in weighty),
        )

    @staticmethod
    def _worth(word: _WordMatch, inside: set[_Span], length: int) -> float:
        """What a word weighs where it stands: more at the start of the text, less inside a longer word of another."""
        weight = word.weight * (1 + _OPENING * (1 - word.start / length))
        return weight * _SWALLOWED if word.span in inside else weight

    def _vocabulary(self, name: str, present: frozenset[str]) -> dict[str, float]:
        """Every word that would speak for a unit, with its weight, given the kinds that are among the units."""
        key = (name, present)
        if key not in self._vocabularies:
            self._vocabularies[key] = self._make_vocabulary(name, present)
        return self._vocabularies[key]

    def _make_vocabulary(self, name: str, present: frozenset[str]) -> dict[str, float]:
        departments = self._departments
        unit = self._unit(name)
        kinds = self.kinds_of(name)
        weights: defaultdict[str, float] = defaultdict(float)

        def add(words: Iterable[str], factor: float) -> None:
            for word in words:
                weights[word] = max(weights[word], factor * self._weight(word))

        for kind in kinds:
            add(departments.words[kind], 1)
            for covered in departments.kinds[kind].covers:
                if covered not in present:
                    add(departments.words[covered], _COVERED)
        if not kinds:
            add(_core(name), 1)
        for each in (unit, *map(self._unit, unit.members or ())):
            add((plain_words(word) for word in each.duties), _OWN)
            for called, weight in _weighted_names(each):
                weights[called] = max(weights[called], weight)
        return dict(weights)

    def _unit(self, name: str) -> Unit:
        """The directory's unit of this name or alias, or one that has nothing but its name, whatever that is."""
        return self._units.get(name) or Unit.model_construct(name=name)

    def _weight(self, word: str) -> float:
        """Longer words weigh more, and so do words that few departments claim."""
        return (min(len(word), _LONGEST) - 1) * self._departments.rarity(word)

    def _share(self, word: str) -> float:
        """The share of the plan's tasks that hold a word, the task in hand not counted; 0 where it says nothing."""
        if len(self._around) < _FEW:
            return 0.0
        if word not in self._shares:
            holding = sum(word in text for text in self._around)
            self._shares[word] = max(holding - 1, 0) / len(self._around)
        return self._shares[word]


_OFFICE = re.compile(
    r"(人民政府|政府|管理委员会|管委会|委员会|管理局|办公室|领导小组|指挥部|有限公司|集团|公司|中心|协会|联合会|厅|局|委|办|部|院)+$"
)
_LEVEL = re.compile(r"^(国家|中央|国务院|全国|自治区|省|市|州|县|区)+(委|政府)?")
_PLACE_KIND = re.compile(r"(省|市|州|县|区|盟|旗|国家公园|景区|经济技术开发区|循环经济试验区|工业园区)$")


def _core(name: str) -> tuple[str, ...]:
    """What is left of the name of a unit of no known kind without its level and form: 砂石 of 省砂石办."""
    core = _OFFICE.sub("", _LEVEL.sub("", plain_words(name)))
    return (core,) if len(core) > 1 else ()


def _weighted_names(unit: Unit) -> Iterable[tuple[str, float]]:
    """The names by which a text can name a unit, with what each weighs: its names, and the place that it governs."""
    for name in (unit.name, *unit.aliases):
        yield plain_words(name), _NAMED
    place = re.sub(r"(人民政府|政府|管理局|管理委员会|管委会)$", "", plain_words(unit.name))
    if place != plain_words(unit.name) and len(place) > 2 and not place.startswith("各"):
        yield place, _PLACE
        short = _PLACE_KIND.sub("", place)
        if short != place and len(short) > 1:
            yield short, _SHORT_PLACE


def words_of(task: Task) -> str:
    """Give the words by which a task is judged: its heading, then its text, which holds its steps."""
    return f"{task.title}。{task.text}" if task.title else task.text


def rank(
    task_words: str, units: Sequence[str], directory: UnitsFile | None = None, around: Iterable[str] = ()
) -> tuple[Candidate, ...]:
    """Rank units for one task; to rank many, make one `Duties` and ask it."""
    return Duties(directory, around).rank(task_words, units)


def clear_lead(candidates: Sequence[Candidate]) -> str | None:
    """Give the unit that the words speak for, or None where they speak for nobody: better no lead than a guess."""
    return candidates[0].unit if candidates and candidates[0].score >= CLEAR else None
