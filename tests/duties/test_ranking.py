"""Whose work a task's words are: kinds told from names, what words weigh, and who comes first."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.duties import (
    Candidate,
    Department,
    Departments,
    Duties,
    clear_lead,
    rank,
    words_of,
)
from baigong.duties.departments import plain_words
from baigong.model.plan import Plan, PlanHead, Section, Task
from baigong.model.units import Unit, UnitsFile
from baigong.store.plan_file import load_plan, save_plan
from baigong.store.units_file import load_units

ROOT = Path(__file__).parents[2]
DEPARTMENTS = ROOT / "baigong" / "duties" / "departments.yaml"

SMALL = Departments(
    (
        Department(kind="财政", names=("财政",), covers=("税务",), duties=("预算", "债券", "政府债券", "减税", "资金")),
        Department(kind="税务", names=("税务",), duties=("减税", "税收征管", "资金")),
        Department(kind="水利", names=("水利",), duties=("水库", "引水", "资金")),
        Department(kind="交通运输", names=("交通运输", "交通"), duties=("交通", "公路")),
        Department(kind="公安", names=("公安",), duties=("交通安全", "户籍")),
        Department(kind="市州政府", names=("市州政府", "市政府"), duties=("属地",)),
    )
)
"""Six kinds whose weights can be worked out by hand."""


def small(directory: UnitsFile | None = None, around: tuple[str, ...] = ()) -> Duties:
    return Duties(directory, around, departments=SMALL)


def order(candidates: tuple[Candidate, ...]) -> list[str]:
    return [candidate.unit for candidate in candidates]


def scored(candidates: tuple[Candidate, ...]) -> dict[str, float]:
    return {candidate.unit: candidate.score for candidate in candidates}


class TestWhatWordsWeigh:
    def test_a_longer_word_weighs_more(self) -> None:
        found = scored(small().rank("政府债券。", ["省财政厅"]))
        assert found["省财政厅"] > scored(small().rank("债券发行。", ["省财政厅"]))["省财政厅"]

    def test_a_word_that_several_kinds_claim_weighs_less(self) -> None:
        assert SMALL.rarity("水库") == 1
        assert 0 < SMALL.rarity("资金") < SMALL.rarity("减税") < SMALL.rarity("水库")
        found = small().rank("资金", ["省水利厅"])[0]
        assert found.score < small().rank("水库", ["省水利厅"])[0].score

    def test_a_word_within_the_longer_words_of_others_is_claimed_by_them_too(self) -> None:
        assert SMALL.rarity("交通") < SMALL.rarity("公路")

    def test_a_longer_word_swallows_the_shorter_inside_it(self) -> None:
        assert small().rank("发行政府债券", ["省财政厅"])[0].words == ("政府债券",)

    def test_what_stands_inside_the_word_of_another_unit_weighs_less(self) -> None:
        alone = scored(small().rank("整治交通安全", ["省交通厅"]))["省交通厅"]
        beside = scored(small().rank("整治交通安全", ["省交通厅", "省公安厅"]))
        assert beside["省交通厅"] < alone
        assert beside["省公安厅"] > beside["省交通厅"]

    def test_every_character_speaks_once(self) -> None:
        kind = Department(kind="就业", names=("人才",), duties=("高校毕业生", "毕业生就业"))
        found = Duties(departments=Departments((kind,))).rank("高校毕业生就业", ["人才局"])[0]
        assert found.words == ("高校毕业生", "毕业生就业")
        assert found.weights[1] < found.weights[0] / 2

    def test_a_word_said_twice_is_the_same_evidence(self) -> None:
        once, twice = (small().rank(text, ["省水利厅"])[0] for text in ("水库建设。加快推进", "水库建设。加快水库"))
        assert once.score == twice.score

    def test_what_comes_first_weighs_more(self) -> None:
        assert order(small().rank("建公路、修水库", ["省水利厅", "省交通厅"]))[0] == "省交通厅"
        assert order(small().rank("修水库、建公路", ["省交通厅", "省水利厅"]))[0] == "省水利厅"

    def test_quotation_marks_spaces_and_full_width_make_no_difference(self) -> None:
        plain = rank("深化放管服改革,推进5G试点", ["省政府办公厅", "省工业和信息化厅"])
        assert rank("深化“放管服”改革，推 进５Ｇ试点", ["省政府办公厅", "省工业和信息化厅"]) == plain

    def test_the_weights_of_the_words_add_up_to_the_score(self) -> None:
        for candidate in rank("推进水库除险加固和农村饮水安全，争取中央预算内投资", ["省水利厅", "省发展改革委"]):
            assert candidate.score == pytest.approx(sum(candidate.weights), abs=0.005)
            assert len(candidate.words) == len(candidate.weights)
            assert sorted(candidate.weights, reverse=True) == list(candidate.weights)

    def test_the_subject_of_the_whole_plan_says_little_about_one_task(self) -> None:
        subject = tuple(f"水库{number}" for number in range(9))
        task = "在水库旁修公路"
        units = ["省水利厅", "省交通厅"]
        assert order(small().rank(task, units))[0] == "省水利厅"
        assert order(small(around=(*subject, task)).rank(task, units))[0] == "省交通厅"

    def test_a_plan_of_a_few_tasks_has_no_subject_yet(self) -> None:
        task = "修水库"
        assert small(around=(task, "水库")).rank(task, ["省水利厅"]) == small().rank(task, ["省水利厅"])


class TestWhoTakesTheWork:
    def test_an_absent_departments_work_falls_to_the_one_that_covers_it(self) -> None:
        assert order(small().rank("税收征管", ["省水利厅", "省财政厅"]))[0] == "省财政厅"

    def test_but_not_where_the_department_is_there(self) -> None:
        found = scored(small().rank("税收征管", ["省财政厅", "省税务局"]))
        assert found["省财政厅"] == 0
        assert found["省税务局"] > 0

    def test_a_unit_of_one_kind_outdoes_one_of_many_in_the_work_of_that_kind(self) -> None:
        joint, own = "县财政水利局", "县水利局"
        both = scored(small().rank("加固水库", [joint, own]))
        assert both[own] > both[joint] > 0
        assert scored(small().rank("加固水库", [joint]))[joint] == both[own]

    def test_what_a_kind_does_weighs_more_than_what_it_is_done_to(self) -> None:
        acting = Departments(
            (
                Department(kind="督查", names=("督查",), duties=("专项行动",), acts=("督查",)),
                Department(kind="水利", names=("水利",), duties=("水库",)),
            )
        )
        assert order(Duties(departments=acting).rank("水库工程督查", ["水利局", "督查室"])) == ["督查室", "水利局"]

    def test_a_word_that_holds_the_units_name_weighs_more_for_it(self) -> None:
        plans = Departments(
            (
                Department(kind="规划", names=("规划局",), duties=("专项规划",)),
                Department(kind="环境", names=("环保局",), duties=("专项规划",)),
            )
        )
        assert order(Duties(departments=plans).rank("专项规划", ["环保局", "规划局"])) == ["规划局", "环保局"]

    def test_whoever_is_concerned_is_found_by_the_words_for_them(self) -> None:
        ranked = scored(small().rank("各有关部门要做好此事", ["各有关部门和单位", "省财政厅"]))
        assert ranked["各有关部门和单位"] > ranked["省财政厅"] == 0

    def test_a_word_of_the_units_own_name_is_evidence(self) -> None:
        assert scored(small().rank("办好交通的事", ["县交通局", "县财政局"]))["县交通局"] >= 1

    def test_a_place_that_the_text_names_is_evidence_for_its_government(self) -> None:
        found = small().rank("支持西宁市加快发展", ["省财政厅", "西宁市政府"])
        assert found[0].unit == "西宁市政府"
        assert found[0].words == ("西宁市",)

    def test_a_place_speaks_for_the_group_that_its_government_belongs_to(self) -> None:
        directory = UnitsFile(units=(Unit(name="各市州政府", members=("西宁市政府", "海北州政府")),))
        found = small(directory).rank("支持海北州加快发展", ["省财政厅", "各市州政府"])
        assert found[0].unit == "各市州政府"
        assert found[0].words == ("海北州",)

    def test_the_short_name_of_a_place_weighs_less_than_its_full_name(self) -> None:
        full, short = (small().rank(text, ["西宁市政府"])[0].score for text in ("西宁市", "西宁"))
        assert 0 < short < full

    def test_a_unit_that_the_text_names_comes_first(self) -> None:
        text = "落实三江源国家公园5个专项规划"
        assert order(rank(text, ["省发展改革委", "省林草局", "三江源国家公园管理局"]))[0] == "三江源国家公园管理局"

    def test_a_department_named_as_such_is_evidence(self) -> None:
        assert small().rank("由水利部门统筹", ["省财政厅", "省水利厅"])[0].unit == "省水利厅"

    def test_the_duties_of_the_directory_add_to_those_of_the_kind(self) -> None:
        directory = UnitsFile(units=(Unit(name="省水利厅", aliases=("水厅",), duties=("公路",)),))
        units = ["省交通厅", "省水利厅"]
        assert order(small().rank("修公路", units))[0] == "省交通厅"
        assert order(small(directory).rank("修公路", units))[0] == "省水利厅"
        assert order(small(directory).rank("修水库", units))[0] == "省水利厅"
        assert order(small(directory).rank("修公路", ["省交通厅", "水厅"]))[0] == "水厅"

    def test_a_unit_of_no_known_kind_is_found_by_its_own_name(self) -> None:
        assert order(small().rank("整顿砂石市场", ["省财政厅", "市砂石办"]))[0] == "市砂石办"

    def test_the_order_of_the_document_breaks_ties(self) -> None:
        for units in (["省水利厅", "省财政厅"], ["省财政厅", "省水利厅"]):
            found = small().rank("资金", units)
            assert found[0].score == found[1].score > 0
            assert order(found) == units

    def test_units_for_which_nothing_speaks_come_last_in_their_order(self) -> None:
        found = small().rank("修水库", ["省公安厅", "省交通厅", "省水利厅"])
        assert order(found) == ["省水利厅", "省公安厅", "省交通厅"]
        assert found[1] == Candidate("省公安厅", 0, ())


class TestClearLead:
    def test_it_is_the_first_candidate(self) -> None:
        assert clear_lead(small().rank("修水库", ["省财政厅", "省水利厅"])) == "省水利厅"

    def test_there_is_none_where_nothing_fits(self) -> None:
        assert clear_lead(rank("进一步提高站位、振奋精神", ["省财政厅", "省水利厅"])) is None

    def test_there_is_none_for_a_word_that_everybody_claims(self) -> None:
        found = small().rank("其他工作和资金", ["省财政厅", "省水利厅"])
        assert 0 < found[0].score < 1
        assert clear_lead(found) is None

    def test_there_is_none_among_no_units(self) -> None:
        assert clear_lead(rank("修水库", [])) is None


def test_the_words_of_a_task_are_its_heading_and_its_text() -> None:
    assert words_of(Task(id="1", title="加强水利", text="修水库。")) == "加强水利。修水库。"
    assert words_of(Task(id="1", text="修水库。")) == "修水库。"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("加快病险水库除险加固，推进中小河流治理和山洪灾害防治。", "省水利厅"),
        ("新改建农村公路3000公里，加强公路养护和危桥改造。", "省交通运输厅"),
        ("改善乡镇寄宿制学校办学条件，消除大班额。", "省教育厅"),
        ("开展打击传销和虚假广告专项整治，加强食品抽检。", "省市场监管局"),
        ("全面推行分级诊疗和家庭医生签约服务。", "省卫生健康委"),
        ("建设日间照料中心，提高特困人员供养标准。", "省民政厅"),
        ("做好春耕备耕，推广测土配方施肥。", "省农业农村厅"),
        ("严格落实耕地占补平衡，盘活闲置土地。", "省自然资源厅"),
        ("实施退牧还草、防沙治沙和湿地保护工程。", "省林草局"),
        ("加强入河排污口整治和危险废物监管。", "省生态环境厅"),
        ("加强普法宣传、人民调解和法律援助。", "省司法厅"),
        ("加快推进企业技术改造和智能制造，培育专精特新企业。", "省工业和信息化厅"),
        ("开展大型群众性活动安保，严厉打击电信网络诈骗。", "省公安厅"),
        ("加快跨境电商综合试验区建设，稳定外贸外资。", "省商务厅"),
    ],
)
def test_plain_cases_come_out_as_anybody_in_an_office_would_say(text: str, lead: str) -> None:
    units = [
        "省发展改革委", "省财政厅", "省水利厅", "省交通运输厅", "省教育厅", "省市场监管局", "省卫生健康委", "省民政厅",
        "省农业农村厅", "省自然资源厅", "省林草局", "省生态环境厅", "省司法厅", "省工业和信息化厅", "省公安厅",
        "省商务厅",
    ]  # fmt: skip
    assert clear_lead(rank(text, units)) == lead


@pytest.fixture(scope="module")
def first_plan() -> dict[str, tuple[Candidate, ...]]:
    """The candidates of every task of the shipped plan, by its id."""
    plan = load_plan(ROOT / "data" / "tasks.yaml")
    duties = Duties(load_units(ROOT / "data" / "units.yaml"), [words_of(task) for task in plan.tasks])
    return {
        task.id: duties.rank(words_of(task), task.units or section.units)
        for section in plan.sections
        for task in section.tasks
    }


@pytest.mark.parametrize(
    ("tasks", "lead"),
    [
        ("1.3", "省统计局"),
        ("1.5 1.6 1.7 7.2", "省财政厅"),
        ("1.8 7.3 7.4", "省国资委"),
        ("1.9", "省地方金融监管局"),
        ("1.10", "省审计厅"),
        ("2.2 2.3 2.4", "省工业和信息化厅"),
        ("2.8", "省科技厅"),
        ("3.1 3.2 3.3 3.4", "省扶贫局"),
        ("3.6 3.7 3.10", "省农业农村厅"),
        ("4.5 4.6", "省生态环境厅"),
        ("4.8 5.4", "省水利厅"),
        ("5.1 5.2 6.1 6.3", "省发展改革委"),
        ("5.8", "省林草局"),
        ("5.13 5.14 7.8", "省商务厅"),
        ("5.15", "省文化和旅游厅"),
        ("6.9", "省住房城乡建设厅"),
        ("6.11", "省自然资源厅"),
        ("6.13 8.8 8.10", "省民政厅"),
        ("7.10", "省外事办"),
        ("7.12", "省体育局"),
        ("8.2 8.15", "省人力资源社会保障厅"),
        ("8.3 8.4", "省教育厅"),
        ("8.6", "省卫生健康委"),
        ("8.11 8.12", "省退役军人事务厅"),
        ("8.16", "省应急厅"),
        ("8.17", "省公安厅"),
    ],
)
def test_in_the_first_plan_what_nobody_would_dispute_is_not_disputed(
    first_plan: dict[str, tuple[Candidate, ...]], tasks: str, lead: str
) -> None:
    found = {task: clear_lead(first_plan[task]) for task in tasks.split()}
    assert found == dict.fromkeys(found, lead)


def test_the_benchmark_counts_ties_against_the_proposals(tmp_path: Path) -> None:
    tasks = tuple(
        Task(id=f"1.{number}", text=text, lead=("乙公司",), units=("甲公司",))
        for number, text in enumerate(["提高站位。", "加强领导。"], 1)
    )
    head = PlanHead(title="方案", start=date(2019, 1, 1), due=date(2019, 3, 31))
    save_plan(tmp_path / "tasks.yaml", Plan(head=head, sections=(Section(id="1", tasks=tasks),)))
    (tmp_path / "letter.txt").write_text("今天天气很好。", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "duties.py", tmp_path / "letter.txt", tmp_path / "tasks.yaml", "--show"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert "2 tasks  first    0%  first three  100%" in ran.stdout
    assert "1.1 提高站位。 → 乙公司" in ran.stdout
    assert "letter.txt" in ran.stdout and "cannot be read: 没有找到责任条款" in ran.stdout


_NAMES = st.sampled_from(["省财政厅", "省水利厅", "各市州政府", "西宁市政府", "市砂石办", "X", "", "各有关部门", "\0"])
_WORDS = st.text(st.sampled_from("水库资金政府债券交通安全西宁市财税务局，。“” 5Ａ\n\0"), max_size=60) | st.text(
    max_size=60
)


@given(_WORDS, st.lists(_NAMES | st.text(max_size=8), max_size=8), st.lists(_WORDS, max_size=8))
def test_ranking_any_text_gives_every_unit_once_and_the_same_answer_again(
    text: str, units: list[str], around: list[str]
) -> None:
    directory = UnitsFile(units=(Unit(name="各市州政府", members=("西宁市政府",)),))
    found = rank(text, units, directory, around)
    assert sorted(order(found)) == sorted(set(units))
    assert [candidate.score for candidate in found] == sorted((candidate.score for candidate in found), reverse=True)
    assert all(candidate.score >= 0 for candidate in found)
    assert all(word in plain_words(text) for candidate in found for word in candidate.words)
    assert rank(text, units, directory, around) == found


@given(_WORDS, st.permutations(["省财政厅", "省水利厅", "省公安厅", "西宁市政府"]))
def test_the_order_of_units_changes_no_score(text: str, units: list[str]) -> None:
    assert scored(rank(text, units)) == scored(rank(text, ["省财政厅", "省水利厅", "省公安厅", "西宁市政府"]))
