"""The kinds of department and their duties; which kinds a unit is, told from its name."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BeforeValidator

from baigong.duties.lexicon import Lexicon
from baigong.duties.resemblance import Resemblance
from baigong.model.base import Frozen, Rule

LOCAL = "市州政府"
"""The kind of a local government; in a clause a bare place (西宁市) stands for its government."""

TOWNSHIP = "乡镇街道"
"""The kind of a township; 石桥镇 stands for its government."""

_PLACE = re.compile(r"[^\0][省市州县区旗盟]$")
_TOWNSHIP = re.compile(r"[^\0各][镇乡]$|[^\0各](?:村|社区)$")
_ABBREVIATED = re.compile(r"^(?:国家|[省市州县区旗盟])?([^省市州县区旗盟]{1,6}?)(?:[局厅委部]|办公室|中心|委员会)$")
_FORM = frozenset({"发展", "管理", "服务", "工作", "事务", "综合", "建设"})
"""Characters beside a known name that tell the form of a unit and no kind: 发展 in 林业发展中心."""
_NOT_WORDS = re.compile(r"[\s“”‘’\"'《》〈〉「」『』·]+")


def plain_words(text: str) -> str:
    """Write text the way words are compared: half-width, upper case, without spaces, quotation marks and 《》."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).upper()


def parts(text: str, shortest: int, longest: int) -> Iterator[tuple[int, str]]:
    """Every part of `text` that is `shortest` to `longest` characters long, with the place where it begins."""
    for start in range(len(text)):
        for end in range(start + shortest, min(start + longest, len(text)) + 1):
            yield start, text[start:end]


def _unexplained(left: str) -> Iterator[tuple[int, str]]:
    """The characters of an abbreviated name that no known name explains, with their place: 环土 of 区环土局."""
    name = _ABBREVIATED.match(left)
    if name:
        for piece in re.finditer(r"[^\0和与及（）()]+", name[1]):
            yield name.start(1) + piece.start(), piece[0]


def _split(words: object) -> object:
    return tuple(words.split()) if isinstance(words, str) else words


class Department(Frozen):
    """One kind of department, whatever its level: 财政 stands for 财政部, 省财政厅 and 市财政局.

    `names` are the parts of a unit's name that tell the kind, `whole` are entire names (办公室); `short` are the
    characters that tell it in a name which `names` does not explain (环 and 土 in 环土局). `inner` kinds are divisions
    of one organisation: 财务司, 医务科, 安全环保部. `covers` names the kinds whose work it takes where nobody else in
    the list of units is of that kind. `acts` are duties that say what it does whatever the matter: 督查, 经费.
    """

    kind: Annotated[str, Rule(min_length=1)]
    names: Annotated[tuple[str, ...], Rule(min_length=1)]
    inner: bool = False
    whole: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    duties: Annotated[tuple[str, ...], BeforeValidator(_split)] = ()
    acts: Annotated[tuple[str, ...], BeforeValidator(_split)] = ()


class _File(Frozen):
    kinds: tuple[Department, ...]


class Departments:
    """All kinds of department, by which names are mapped to kinds, and words to their rarity."""

    def __init__(self, kinds: tuple[Department, ...]) -> None:
        """Take the kinds in the order in which `kinds_of` names them."""
        self.kinds = {kind.kind: kind for kind in kinds}
        self.words = {
            # 财政部门 in a text counts as a name of the kind.
            kind.kind: frozenset(
                plain_words(word) for word in (*kind.duties, *kind.acts, *(f"{name}部门" for name in kind.names))
            )
            for kind in kinds
        }
        self.acts = {kind.kind: frozenset(map(plain_words, kind.acts)) for kind in kinds}
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _stems(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every part of a name with the kinds it tells, the longest first: 药品监管 is looked for before 药品."""
        stems: dict[str, tuple[str, ...]] = {}
        for kind in self.kinds.values():
            for name in map(plain_words, kind.names):
                stems[name] = (*stems.get(name, ()), kind.kind)
        return sorted(stems.items(), key=lambda stem: -len(stem[0]))

    def kinds_of(self, name: str) -> tuple[str, ...]:
        """Which kinds a unit of this name is, in the order in which its name tells them; none for an unknown name.

        One name can tell several: 农业农村和水利局, 省市场监管局（省知识产权局）.
        """
        if name not in self._known:
            self._known[name] = self._kinds_in(plain_words(name))
        return self._known[name]

    @cached_property
    def _whole(self) -> dict[str, tuple[str, ...]]:
        by_name: dict[str, tuple[str, ...]] = {}
        for kind in self.kinds.values():
            for name in map(plain_words, kind.whole):
                by_name[name] = (*by_name.get(name, ()), kind.kind)
        return by_name

    def _kinds_in(self, left: str) -> tuple[str, ...]:
        if left in self._whole:
            return self._whole[left]
        positions: dict[str, int] = {}
        for stem, kinds in self._stems:
            at = left.find(stem)
            if at >= 0:
                for kind in kinds:
                    positions[kind] = min(at, positions.get(kind, at))
                # A matched part of the name is used up: 交通运输 contains no 交通.
                left = left.replace(stem, "\0" * len(stem))
        for at, characters in _unexplained(left):
            if positions and characters in _FORM:
                continue
            for kind in self._kinds_in_characters(characters):
                positions.setdefault(kind, at)
        if len(positions) > 1:
            # 西宁市政府外事办 is of foreign affairs; its government adds nothing.
            positions.pop(LOCAL, None)
        if not positions and _PLACE.search(left):
            return (LOCAL,)
        if not positions and _TOWNSHIP.search(left):
            return (TOWNSHIP,)
        return tuple(sorted(positions, key=lambda kind: positions[kind]))

    def _kinds_in_characters(self, characters: str) -> tuple[str, ...]:
        """Kinds told by the characters of an abbreviated name, in pairs where those tell more; none if one fails."""
        kinds: dict[str, None] = {}
        at = 0
        while at < len(characters):
            for length in (2, 1):
                short_kinds = self._short.get(characters[at : at + length]) if at + length <= len(characters) else None
                if short_kinds:
                    kinds.update(dict.fromkeys(short_kinds))
                    at += length
                    break
            else:
                return ()
        return tuple(kinds)

    @cached_property
    def _short(self) -> dict[str, tuple[str, ...]]:
        by_characters: dict[str, tuple[str, ...]] = {}
        for kind in self.kinds.values():
            for characters in kind.short:
                by_characters[characters] = (*by_characters.get(characters, ()), kind.kind)
        return by_characters

    @cached_property
    def claimants(self) -> dict[str, tuple[str, ...]]:
        """Every word with the kinds whose duty it is."""
        claimants: defaultdict[str, list[str]] = defaultdict(list)
        for kind, words in self.words.items():
            for word in words:
                claimants[word].append(kind)
        return {word: tuple(kinds) for word, kinds in claimants.items()}

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all kinds."""
        return Lexicon(self.claimants)

    @cached_property
    def resemblance(self) -> Resemblance:
        """The resemblance of words to the duties of all kinds."""
        return Resemblance(self.words, (kind.kind for kind in self.kinds.values() if kind.inner))

    @cached_property
    def _rarities(self) -> dict[bool, dict[str, float]]:
        """How rare each word is among outer and among inner kinds.

        The fewer kinds claim it, in whole or within a longer word of theirs, the rarer it is.
        """
        rarities: dict[bool, dict[str, float]] = {}
        for inner in (False, True):
            words_of = {kind: words for kind, words in self.words.items() if self.kinds[kind].inner == inner}
            vocabulary = frozenset().union(*words_of.values())
            claimants: defaultdict[str, set[str]] = defaultdict(set)
            for kind, words in words_of.items():
                for word in words:
                    for _, part in parts(word, 2, len(word)):
                        if part in vocabulary:
                            claimants[part].add(kind)
            most = math.log(len(words_of) + 1)
            rarities[inner] = {word: 1 - math.log(len(kinds)) / most for word, kinds in claimants.items()}
        return rarities

    def stems_in(self, name: str) -> frozenset[str]:
        """The names of kinds that stand in a unit's name: 供销 in 县供销社, 中医药 in 省中医药局."""
        plain = plain_words(name)
        return frozenset(stem for stem, _ in self._stems if stem in plain)

    def rarity(self, word: str, inner: bool = False) -> float:
        """Give 1 for a word that one kind claims or none does, falling towards 0 for one that all kinds claim."""
        return self._rarities[inner].get(word, 1.0)


@cache
def shipped_departments() -> Departments:
    """Give the kinds that the package ships, read once."""
    text = files("baigong.duties").joinpath("departments.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Departments(_File.model_validate(yaml.load(text, Loader=loader)).kinds)
