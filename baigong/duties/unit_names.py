"""The names by which a text can name a unit, and the core of a name that tells no kind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from baigong.duties.departments import plain_words
from baigong.model.units import Unit

_NAMED, _PLACE, _SHORT_PLACE = 6.0, 3.0, 1.5
"""The weights of a unit's name (西宁市政府), its place (西宁市), and its place in short (西宁)."""
_ADJACENT, _APART = 1.0, 0.6
"""The weights of two characters of a name that stand side by side in it, and apart."""
_LONGEST_CORE = 10
_FORM = re.compile(r"(处|科|司|所|站|室|队|管理|服务|综合|工作|事务)+$")
_SAYS_NOTHING = frozenset(
    re.findall(
        "..",
        "管理服务发展工作综合中心建设监督监管事务办公保障社会资源推进促进指导协调开发单位部门机关运营技术企业人民"
        "基层执法安全信息公共城乡农村行政市场规划统筹落实实施责任重点",
    )
)
"""Pairs of characters that stand in many names and in many tasks."""
_GENERIC = re.compile(r"(?:有关|相关|其他|各).{0,4}(?:部门|单位)")
_GENERIC_NAMES = ("各有关部门", "各相关部门", "各部门", "各有关单位", "各单位")
_LOCAL = re.compile("[省市州县区旗]")
_OFFICE = re.compile(
    r"(人民政府|政府|管理委员会|管委会|委员会|管理局|办公室|领导小组|指挥部|有限公司|集团|公司|中心|协会|联合会|厅|局|委|办|部|院)+$"
)
_LEVEL = re.compile(r"^(国家|中央|国务院|全国|自治区|省|市|州|县|区)+(委|政府)?")
_PLACE_KIND = re.compile(r"(省|市|州|县|区|盟|旗|国家公园|景区|经济技术开发区|循环经济试验区|工业园区)$")


def core(name: str) -> tuple[str, ...]:
    """The name of a unit of no known kind without level and form: 砂石 of 省砂石办."""
    core = _OFFICE.sub("", _LEVEL.sub("", plain_words(name)))
    return (core,) if len(core) > 1 else ()


def name_parts(name: str) -> dict[str, float]:
    """Pairs of characters of a unit's name with their weights: 水文 of 水文中心, 节水 of 节约用水办公室."""
    own = _FORM.sub("", _OFFICE.sub("", _LEVEL.sub("", plain_words(name))))[:_LONGEST_CORE]
    weights: dict[str, float] = {}
    for at, first in enumerate(own):
        for after, second in enumerate(own[at + 1 :]):
            pair = first + second
            if first != second and pair not in _SAYS_NOTHING:
                weights[pair] = max(_ADJACENT if not after else _APART, weights.get(pair, 0.0))
    return weights


def weighted_names(unit: Unit) -> Iterable[tuple[str, float]]:
    """The names by which a text can name a unit, with what each weighs: its names, and the place that it governs."""
    for name in (unit.name, *unit.aliases):
        yield plain_words(name), _NAMED
    if is_generic(unit.name):
        yield from ((name, _PLACE) for name in _GENERIC_NAMES)
    place = re.sub(r"(人民政府|政府|管理局|管理委员会|管委会)$", "", plain_words(unit.name))
    if place != plain_words(unit.name) and len(place) > 2 and not place.startswith("各"):
        yield place, _PLACE
        short = _PLACE_KIND.sub("", place)
        if short != place and len(short) > 1:
            yield short, _SHORT_PLACE


def bare_stem(stem: str) -> str:
    """Strip 局 and the like from a part of a name, if two characters or more remain."""
    bare = re.sub("[局厅委部办]$", "", stem)
    return bare if len(bare) > 1 else stem


def is_generic(name: str) -> bool:
    """Whether a name means all units concerned: 各有关部门和单位."""
    return _GENERIC.search(name) is not None


def is_local(name: str) -> bool:
    """Whether a unit is of a province or below, by the level that begins its name."""
    return _LOCAL.match(name) is not None
