"""Words that resemble the duties of a kind without holding them."""

from __future__ import annotations

import pytest

from baigong.duties import Matter, Proposer
from baigong.duties.resemblance import Resemblance

DUTIES = {"工会": ("劳动竞赛", "技能竞赛", "劳动保护"), "水利": ("水库", "水库除险加固", "河道"), "财务": ("预算",)}


def test_words_are_likest_the_duties_whose_pairs_of_characters_they_hold() -> None:
    by_kind = Resemblance(DUTIES).of("开展职工竞赛")
    assert max(by_kind, key=lambda kind: by_kind[kind]) == "工会"


def test_words_of_no_duty_resemble_none() -> None:
    assert Resemblance(DUTIES).of("抓好落实") == {}
    assert Resemblance(DUTIES).of("") == Resemblance(DUTIES).of("水") == Resemblance({}).of("水库") == {}


def test_words_count_by_their_share_of_the_text() -> None:
    resemblance = Resemblance(DUTIES)
    assert resemblance.of("职工竞赛")["工会"] > resemblance.of("这一句话比前面的长得多，职工竞赛")["工会"]


def test_divisions_are_compared_with_divisions_only() -> None:
    departments = {"工会": DUTIES["工会"], "水利": DUTIES["水利"]}
    beside = Resemblance({**departments, "财务": DUTIES["财务"]}, inner=["财务"]).of("预算和水库")
    assert beside["水利"] == pytest.approx(Resemblance(departments).of("预算和水库")["水利"])
    assert beside["水利"] != pytest.approx(Resemblance(DUTIES).of("预算和水库")["水利"])


def test_the_duties_that_the_words_resemble_are_named() -> None:
    resemblance = Resemblance(DUTIES)
    assert resemblance.examples("开展劳动比赛", "工会") == ("劳动保护",)
    assert resemblance.examples("修路", "工会") == ()


def test_a_unit_is_proposed_for_what_resembles_its_duties_and_they_are_its_grounds() -> None:
    matter = Matter("1", "组织职工岗位练武。", units=("县水利局", "县教育局", "县总工会"))
    best = Proposer([matter]).suggest(matter)[0]
    assert best.unit == "县总工会"
    assert best.grounds


def test_a_unit_of_many_kinds_gains_nothing_by_their_number() -> None:
    matter = Matter("1", "抓好这件事情。", units=("区社会事业局", "区水务局"))
    many, one = (each.probability for each in Proposer([matter]).suggest(matter))
    assert many < 0.7 and one > 0.2
