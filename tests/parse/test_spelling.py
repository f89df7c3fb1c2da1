"""Names that may be misspelt, doubled, or stand for others."""

from __future__ import annotations

import pytest

from baigong.model.plan import Plan
from baigong.parse.spelling import find_doubles, find_generic, find_misspelt
from tests.support.builders import plan, section, task
from tests.support.plans import parse


def test_a_name_one_letter_from_another_is_doubted() -> None:
    parsed = parse(
        "2020年方案\n（一）办甲事。（市发展改革委负责）\n（二）办乙事。（市发展改革委负责）\n（三）办丙事。（市发展改变委负责）\n"
        "（四）办丁事。（省发展改革委负责）\n"
    )
    assert [doubt.text for doubt in parsed.doubts if "只差一个字" in doubt.why] == ["市发展改变委"]


def named(*names: str) -> Plan:
    """A plan of one task a name."""
    return plan(section(*(task(f"1.{at}", units=(name,)) for at, name in enumerate(names, 1)), units=()))


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (("市发展改革委", "市发展改革委", "市发展改变委"), [("1.3", "市发展改变委", "市发展改革委")]),
        (("市发展改革委", "市发展改革委", "市发展改革革委"), [("1.3", "市发展改革革委", "市发展改革委")]),
        (("省财政厅办", "省财政厅办", "市财政厅办"), []),
        (("县民政局", "县民政局", "县财政局"), []),
        (("市发展改革委", "市发展改变委"), []),
    ],
)
def test_a_name_seen_once_one_letter_from_another_is_a_slip_unless_both_are_known(
    names: tuple[str, ...], pairs: list[tuple[str, str, str]]
) -> None:
    assert find_misspelt(named(*names)) == pairs


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (("县住房城乡建设局", "县住建局"), [("1.2", "县住建局", "县住房城乡建设局")]),
        (("市住房城乡建设局", "县住建局"), []),
        (("县农业局", "县农业局林业办"), []),
    ],
)
def test_short_and_full_name_of_one_level_are_one_department(
    names: tuple[str, ...], pairs: list[tuple[str, str, str]]
) -> None:
    assert find_doubles(named(*names)) == pairs


def test_generic_names_are_listed_once() -> None:
    assert find_generic(named("区直相关部门", "区财政局", "区直相关部门", "有关镇政府")) == [
        "区直相关部门",
        "有关镇政府",
    ]
