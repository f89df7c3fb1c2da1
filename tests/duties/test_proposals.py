"""Who is proposed to lead: kinds of unit, the plan's own words, what the office decided, and how sure it is."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from baigong.duties import Matter, Proposer, Suggestion, proposed_leads, shipped_departments
from baigong.duties.precedents import Precedent


def suggest(text: str, *units: str, title: str = "", others: tuple[Matter, ...] = ()) -> tuple[Suggestion, ...]:
    matter = Matter("1.1", text, units=units)
    return Proposer((matter, *others), title=title).suggest(matter)


def first(text: str, *units: str) -> str:
    return suggest(text, *units)[0].unit


def test_a_name_of_two_kinds_has_the_duties_of_both() -> None:
    units = ("区交建局", "区财金局", "区农发局")
    assert first("实施国省道路面改造。", *units) == "区交建局"
    assert first("推进老旧小区改造。", *units) == "区交建局"
    assert first("防范和处置非法集资。", *units) == "区财金局"


class TestTheWordsOfThePlan:
    def test_a_unit_that_only_helps_does_not_lead_for_being_named(self) -> None:
        units = ("县水利局", "县住建局")
        assert first("推进城区排水管网改造，县水利局配合。", *units) == "县住建局"
        assert first("推进此项工作，由县水利局牵头。", *units) == "县水利局"

    def test_a_lead_that_the_plan_names_for_like_work_is_evidence(self) -> None:
        named = Matter("1.2", "开展湾滩岸线垃圾清理。", units=("甲办", "乙办"), leads=("乙办",))
        found = suggest("开展湾滩岸线垃圾巡查。", "甲办", "乙办", others=(named,))
        assert found[0].unit == "乙办"
        assert any("像 1.2，方案写明是乙办" in ground for ground in found[0].grounds)

    def test_a_unit_that_stands_alone_leads_what_it_stands_beside(self) -> None:
        alone = Matter("1.2", "开展湾滩岸线垃圾清理。", units=("乙办",))
        assert suggest("开展湾滩岸线垃圾巡查。", "甲办", "乙办", others=(alone,))[0].unit == "乙办"

    def test_a_unit_listed_as_helping_comes_after_those_responsible(self) -> None:
        matter = Matter("1", "抓好落实。", units=("甲办",), support=("乙办",))
        assert [each.unit for each in Proposer([matter]).suggest(matter)] == ["甲办", "乙办"]


class TestWhatTheOfficeDecided:
    UNITS = ("省财政厅", "省水利厅", "省林草局")

    def matters(self, lead: str) -> tuple[Matter, ...]:
        decided = [
            Matter(f"1.{number}", f"推进环湖岸线{what}。", units=self.UNITS, leads=(lead,), decided=True)
            for number, what in enumerate(("巡护", "整修", "管护"), 2)
        ]
        return (Matter("1.1", "推进环湖岸线养护。", units=self.UNITS), *decided)

    def test_accepted_leads_are_evidence_and_are_named(self) -> None:
        matters = self.matters("省林草局")
        best = Proposer(matters).suggest(matters[0])[0]
        assert best.unit == "省林草局"
        assert any(ground.startswith("像 1.") and "当时定为省林草局" in ground for ground in best.grounds)
        assert "已定的3项中由其牵头3项" in best.grounds

    def test_a_lead_that_was_changed_back_is_evidence_no_more(self) -> None:
        undecided = tuple(replace(matter, leads=(), decided=False) for matter in self.matters("省林草局"))
        again = tuple(replace(matter, leads=(), decided=False) for matter in self.matters("省财政厅"))
        assert Proposer(undecided).suggest(undecided[0]) == Proposer(again).suggest(again[0])

    def test_no_task_is_evidence_for_itself(self) -> None:
        open_task = Matter("1", "推进水库除险加固。", units=self.UNITS)
        decided = replace(open_task, leads=("省财政厅",), decided=True)
        assert Proposer([open_task]).suggest(open_task) == Proposer([decided]).suggest(decided)

    def test_plans_beside_are_evidence_too(self) -> None:
        matter = self.matters("")[0]
        beside = [Precedent("去年/3.4", "推进环湖岸线管护。", ("省林草局",), self.UNITS, decided=True)]
        best = Proposer([matter], beside=beside).suggest(matter)[0]
        assert (best.unit, "像 去年/3.4，当时定为省林草局" in best.grounds) == ("省林草局", True)


class TestSureOrNot:
    def test_nothing_speaks_no_lead(self) -> None:
        assert proposed_leads(suggest("抓好落实。", "县水利局", "县教育局")) == ()
        assert proposed_leads(suggest("抓好落实。", *(f"各县区{number}" for number in range(30)))) == ()

    def test_one_unit_is_the_lead(self) -> None:
        assert proposed_leads(suggest("抓好落实。", "县水利局")) == ("县水利局",)

    def test_no_units_no_lead(self) -> None:
        assert proposed_leads(suggest("修水库。")) == ()

    def test_clear_words_are_surer_than_vague_ones(self) -> None:
        units = ("县水利局", "县教育局", "县财政局")
        clear = suggest("加快病险水库除险加固和中小河流治理。", *units)[0].probability
        vague = suggest("加强水库周边学校管理。", *units)[0].probability
        assert clear > 0.8 > vague

    def test_two_leads_where_the_words_call_for_two(self) -> None:
        found = suggest("推进病险水库除险加固、义务教育优质均衡发展。", "县水利局", "县教育局", "县财政局")
        assert set(proposed_leads(found)) == {"县水利局", "县教育局"}

    def test_an_office_called_nothing_but_office_is_proposed_without_harm(self) -> None:
        assert {each.unit for each in suggest("修水库。", "办公室", "县水利局")} == {"办公室", "县水利局"}


class TestUnitsThatTellLittle:
    GROUPS = ("各县区政府", "各乡镇", "各有关部门")

    def test_of_groups_only_that_leads_whose_work_the_words_are(self) -> None:
        assert proposed_leads(suggest("抓好落实。", *self.GROUPS)) == ()
        assert first("做好入户走访，拆除违章建筑。", *self.GROUPS) == "各乡镇"

    def test_of_thirty_units_of_one_kind_that_leads_which_the_words_name(self) -> None:
        counties = tuple(f"{name}县政府" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒")
        assert len(counties) == 30
        assert proposed_leads(suggest("推进水库除险加固。", *counties)) == ()
        assert proposed_leads(suggest("支持丙县开展整县推进试点，由丙县政府牵头。", *counties)) == ("丙县政府",)

    def test_an_office_called_nothing_but_office_leads_the_work_of_an_office(self) -> None:
        units = ("县水利局", "县教育局", "办公室")
        assert first("做好公文流转、督查督办和会议服务。", *units) == "办公室"
        assert first("推进水库除险加固。", *units) == "县水利局"
        assert proposed_leads(suggest("推进水库除险加固。", "办公室")) == ("办公室",)

    def test_divisions_of_one_organisation_are_told_apart_by_their_names(self) -> None:
        units = ("水旱灾害防御处", "水文中心", "节约用水办公室", "财务处")
        assert first("推进节水型社会建设。", *units) == "节约用水办公室"
        assert first("改造水文测站。", *units) == "水文中心"
        assert first("加快预算执行。", *units) == "财务处"

    def test_a_unit_of_no_known_kind_is_known_by_its_name(self) -> None:
        assert first("办好环湖自行车赛。", "县某某办", "环湖赛组委会", "县某中心") == "环湖赛组委会"


def test_where_the_office_lists_the_lead_first_that_is_evidence_and_is_said() -> None:
    decided = tuple(
        Matter(f"1.{number}", text, units=(lead, other), leads=(lead,), decided=True)
        for number, (text, lead, other) in enumerate(
            [("抓好落实。", "甲办", "乙办"), ("压实责任。", "丙办", "丁办"), ("按时报告。", "戊办", "己办")], 2
        )
    )
    best = suggest("加强领导。", "庚办", "辛办", others=decided)[0]
    assert best.unit == "庚办"
    assert "列在首位，已定的3项中有3项由首位牵头" in best.grounds
    named = tuple(replace(matter, decided=False) for matter in decided)
    assert not suggest("加强领导。", "庚办", "辛办", others=named)[0].grounds


def test_a_thousand_tasks_of_two_hundred_units_take_less_than_a_second() -> None:
    kinds = list(shipped_departments().kinds.values())
    units = tuple(f"{level}{kind.names[0]}局" for level in ("市", "县") for kind in kinds)[:200]
    words = [word for kind in kinds for word in kind.duties[:12]]
    matters = [
        Matter(f"1.{number}", f"推进{words[number % len(words)]}和{words[number * 7 % len(words)]}。", units=units)
        for number in range(1000)
    ]
    shipped_departments().rarity("水库")
    began = time.process_time()
    proposer = Proposer(matters)
    for matter in matters:
        proposer.suggest(matter)
    # Twice the promise: the machine of a test is not the machine of an office.
    assert time.process_time() - began < 2


_TEXTS = st.text(st.sampled_from("水库学校由牵头县利局教育，。会同配合负责抓好落实\0A1"), max_size=40)
_UNITS = st.lists(st.sampled_from(["县水利局", "县教育局", "办公室", "各县区", "", "\0", "某公司"]), max_size=6)


@given(st.lists(st.tuples(_TEXTS, _UNITS, st.booleans()), min_size=1, max_size=5))
def test_any_tasks_give_probabilities_and_the_same_answer_again(tasks: list[tuple[str, list[str], bool]]) -> None:
    matters = [
        Matter(str(number), text, units=tuple(units), leads=tuple(units[:1]) if led else (), decided=led)
        for number, (text, units, led) in enumerate(tasks)
    ]
    for matter in matters:
        found = Proposer(matters).suggest(matter)
        assert sorted(each.unit for each in found) == sorted(set(matter.units))
        assert sum(each.probability for each in found) <= 1.001
        assert [each.probability for each in found] == sorted((each.probability for each in found), reverse=True)
        assert Proposer(matters).suggest(matter) == found
