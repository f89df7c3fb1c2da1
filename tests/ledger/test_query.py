"""Which tasks: ids in all the forms people write, units, roles, lights, dates, words; and what is refused."""

from __future__ import annotations

import pytest

from baigong.errors import RequestError, UnknownLeaderError
from baigong.ledger.directory import Directory
from baigong.ledger.ids import find_section, read_ids
from baigong.ledger.ledger import Ledger
from baigong.ledger.query import SORTS, Part, Query, find_leader, part_of, select
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from tests.support.builders import GROUP, MEMBERS, day, ledger, plan, said, section, task

NOBODY = Directory(UnitsFile())

PLAN = plan(
    section(task("1.1"), task("1.2", steps=["1.2.1", "1.2.2", "1.2.3"]), *(task(f"1.{n}") for n in range(3, 11))),
    section(task("2.1"), task("2.2", steps=["2.2.1", "2.2.2"]), id="2", title="抓改革，促创新"),
    section(task("3.1"), id="3", title="抓民生，促和谐"),
)


def refused(*given: str, within: Plan = PLAN) -> RequestError:
    with pytest.raises(RequestError) as raised:
        read_ids(within, given)
    return raised.value


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("1.2", "1.2"),
        ("１．２", "1.2"),
        ("1。2", "1.2"),
        ("1·2", "1.2"),
        (" 1.2 ", "1.2"),
        ("1.2.3", "1.2.3"),
        ("1.3-1.5", "1.3 1.4 1.5"),
        ("1.3至1.5", "1.3 1.4 1.5"),
        ("1.3—1.5", "1.3 1.4 1.5"),
        ("1.3～1.5", "1.3 1.4 1.5"),
        ("１．３－１．５", "1.3 1.4 1.5"),
        ("1.3 - 1.5", "1.3 1.4 1.5"),
        ("1.9-1.10", "1.9 1.10"),
        ("1.10-2.1", "1.10 2.1"),
        ("1.2.1-1.2.2", "1.2.1 1.2.2"),
        ("1.1-1.1", "1.1"),
        ("2", "2.1 2.2"),
        ("2-3", "2.1 2.2 3.1"),
        ("2、3.1", "2.1 2.2 3.1"),
        ("1.1,1.3，1.4;1.5 1.6", "1.1 1.3 1.4 1.5 1.6"),
    ],
)
def test_ids_as_people_write_them(given: str, found: str) -> None:
    assert read_ids(PLAN, [given]) == tuple(found.split())


def test_each_id_comes_once_in_the_order_given() -> None:
    assert read_ids(PLAN, ["2.1", "1.1", "2"]) == ("2.1", "1.1", "2.2")
    assert read_ids(PLAN, []) == ()


def test_a_task_that_is_numbered_like_a_section_is_the_task() -> None:
    assert read_ids(plan(section(task("1"), task("2"))), ["1"]) == ("1",)


@pytest.mark.parametrize("given", ["abc", "", "　", "-", "1.1-", "-1.1", "1..2", ".", "三.二", "1.1-1.3-1.5"])
def test_what_is_no_number_is_refused(given: str) -> None:
    error = refused(given)
    assert "看不懂编号" in error.message or "没有" in error.message
    assert "“”" not in error.message or not given.strip()
    assert error.hint


def test_a_number_the_plan_does_not_have_is_refused_with_what_it_has() -> None:
    assert refused("1.99").message == "没有 1.99：板块 1 的任务为 1.1–1.10"
    assert refused("9.1").message == "没有编号 9.1（板块有 1、2、3）"
    assert refused("9").message == "没有编号 9（板块有 1、2、3）"
    assert refused("1.2.9").message == "没有 1.2.9：任务 1.2 的举措为 1.2.1–1.2.3"
    assert refused("1.1.1").message == "没有 1.1.1：任务 1.1 没有分举措"
    assert refused("1.1-1.99").message == "没有 1.99：板块 1 的任务为 1.1–1.10"
    assert refused("1-9").message == "没有编号 9（板块有 1、2、3）"


def test_a_range_that_runs_backwards_is_refused() -> None:
    assert refused("1.5-1.2").message == "“1.5-1.2”的起点在终点之后"
    assert refused("1.5-1.2").hint == "请写成 1.2-1.5"
    assert "1-3" in refused("3-1").hint
    assert "1.2.1-1.2.3" in refused("1.2.3-1.2.1").hint


def test_a_range_across_levels_is_refused() -> None:
    for given in ("1.1-1.2.2", "1.2.1-1.3", "1.2.1-2.2.1"):
        assert "不是同一级" in refused(given).message


def test_one_bad_id_refuses_all() -> None:
    assert "9.9" in refused("1.1", "9.9").message


@pytest.mark.parametrize("given", ["2", "二", "（二）", "(二)", "改革", "抓改革，促创新", " 2 ", "２"])
def test_a_section_by_its_number_or_its_title(given: str) -> None:
    assert find_section(PLAN, given) == "2"


@pytest.mark.parametrize("given", ["9", "九", "", "抓", "农业"])
def test_a_section_that_is_none_or_several_is_refused_with_those_there_are(given: str) -> None:
    with pytest.raises(RequestError) as raised:
        find_section(PLAN, given)
    assert "3 抓民生，促和谐" in raised.value.message


# Selecting

HELD = plan(
    section(
        task("1.1"),
        task("1.2", lead=("省乙委",), units=("省甲厅",)),
        task("1.3", units=(GROUP,), support=("省甲管理厅",)),
        task("1.4", text="推进“互联网＋”平台建设，出台ＡＢＣ办法。", documents=("《数据管理办法》",), due="02-05"),
        units=["省甲厅", "省乙委"],
    ),
    section(task("2.1"), id="2", units=["省丙局"]),
)
EVENTS = (
    said("1.1", percent=80, on="01-20"),
    said("1.2", "done", on="01-20"),
    said("1.3", "blocked", 50, on="01-20"),
)


def chosen(query: Query, on: str = "01-29", of: Ledger | None = None) -> list[str]:
    found = of or ledger(HELD, *EVENTS)
    return [state.id for state in select(found.on(day(on)), query, found.directory)]


def test_an_empty_query_asks_for_everything_in_the_order_of_the_plan() -> None:
    assert chosen(Query()) == ["1.1", "1.2", "1.3", "1.4", "2.1"]


def test_what_a_unit_leads_comes_first() -> None:
    assert chosen(Query(units=("省乙委",))) == ["1.2", "1.1", "1.4"]


def test_units_are_alternatives() -> None:
    assert chosen(Query(units=("省丙局", "省甲厅"))) == ["1.1", "1.2", "1.3", "1.4", "2.1"]


def test_a_member_takes_part_through_its_group() -> None:
    assert chosen(Query(units=(MEMBERS[1],))) == ["1.3"]
    found = ledger(HELD)
    state = found.task("1.3", day("02-01"))
    assert part_of(state, MEMBERS[1], found.directory) == Part("responsible", GROUP)
    assert part_of(state, GROUP, found.directory) == Part("responsible")
    assert part_of(state, "省甲厅", found.directory) == Part("support")
    assert part_of(state, "省丙局", found.directory) is None


def test_roles_of_the_unit_or_of_anyone() -> None:
    assert chosen(Query(units=("省甲厅",), roles=("support",))) == ["1.3"]
    assert chosen(Query(units=("省甲厅",), roles=("lead",))) == []
    assert chosen(Query(units=("省乙委",), roles=("lead", "support"))) == ["1.2"]
    assert chosen(Query(roles=("lead",))) == ["1.2"]
    assert chosen(Query(roles=("support",))) == ["1.3"]


def test_sections_statuses_and_lights() -> None:
    assert chosen(Query(sections=("2",))) == ["2.1"]
    assert chosen(Query(statuses=("done", "blocked"))) == ["1.2", "1.3"]
    assert chosen(Query(lights=("green",))) == ["1.1"]
    assert chosen(Query(lights=("yellow",))) == ["1.3"]
    assert chosen(Query(lights=("red",))) == ["1.4", "2.1"]


def test_open_and_overdue() -> None:
    assert chosen(Query(open=True)) == ["1.1", "1.3", "1.4", "2.1"]
    assert chosen(Query(overdue=True)) == []
    assert chosen(Query(overdue=True), on="02-06") == ["1.4"]
    assert chosen(Query(overdue=True), on="04-01") == ["1.1", "1.3", "1.4", "2.1"]


def test_due_within_days_both_ends_included() -> None:
    assert chosen(Query(due_within=7)) == ["1.4"]
    assert chosen(Query(due_within=6)) == []
    assert chosen(Query(due_within=0), on="02-05") == ["1.4"]
    assert chosen(Query(due_within=90), on="02-06") == ["1.1", "1.3", "2.1"]


@pytest.mark.parametrize("text", ["互联网+", "互联网＋", "abc", "Abc办法", "数据管理"])
def test_words_are_found_whatever_their_width_and_case(text: str) -> None:
    assert chosen(Query(text=text)) == ["1.4"]


def test_fields_add_up() -> None:
    assert chosen(Query(units=("省甲厅",), statuses=("blocked",), text="核对")) == ["1.3"]
    assert chosen(Query(units=("省甲厅",), statuses=("blocked",), text="互联网")) == []


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("due", "1.4 1.1 1.3 2.1 1.2"),
        ("status", "1.3 1.4 2.1 1.1 1.2"),
        ("percent", "1.4 2.1 1.3 1.1 1.2"),
        ("light", "1.4 2.1 1.3 1.1 1.2"),
        ("behind", "1.4 2.1 1.3 1.1 1.2"),
    ],
)
def test_sorting_leaves_what_is_equal_in_the_order_of_the_plan(sort: str, expected: str) -> None:
    states = list(ledger(HELD, *EVENTS).on(day("01-29")))
    assert [state.id for state in sorted(states, key=SORTS[sort])] == expected.split()


def test_sorting_by_days_overdue_begins_with_the_longest() -> None:
    states = list(ledger(HELD, *EVENTS).on(day("04-01")))
    assert [state.id for state in sorted(states, key=SORTS["overdue"])] == ["1.4", "1.1", "1.3", "2.1", "1.2"]


def test_a_leader_is_found_by_a_part_of_the_name() -> None:
    plan_with_leaders = plan(
        section(task("1.1", leader="王某副省长"), task("1.2", leader="张某副省长"), task("1.3"), leader="李某秘书长")
    )
    states = Ledger(plan_with_leaders).on(day("02-01"))
    assert find_leader(states, "王", NOBODY) == "王某副省长"
    assert find_leader(states, " 张某 副省长", NOBODY) == "张某副省长"
    hits = select(states, Query(leaders=("李某秘书长",)), Ledger(plan_with_leaders).directory)
    assert [state.id for state in hits] == ["1.3"]
    with pytest.raises(UnknownLeaderError) as several:
        find_leader(states, "副省长", NOBODY)
    assert several.value.candidates == ("王某副省长", "张某副省长")
    with pytest.raises(UnknownLeaderError, match="台账里有王某副省长、张某副省长、李某秘书长"):
        find_leader(states, "赵", NOBODY)
    with pytest.raises(UnknownLeaderError, match="都没有写分管领导"):
        find_leader(Ledger(plan(task())).on(day("02-01")), "赵", NOBODY)
