"""Tasks whose lead is settled, ranked by how like their words are."""

from __future__ import annotations

from baigong.duties.precedents import Precedent, Precedents


def test_like_tasks_are_found_by_their_words() -> None:
    settled = [Precedent("1", "水库除险加固", ("甲",)), Precedent("2", "义务教育均衡发展", ("乙",))]
    assert [each.precedent.id for each in Precedents(settled).like("3", "病险水库除险加固")] == ["1"]


SETTLED = [Precedent("1", "水库除险加固", ("甲",)), Precedent("2", "水库周边绿化", ("乙",))]


def test_the_likest_comes_first_and_the_same_words_are_wholly_alike() -> None:
    nearest = Precedents(SETTLED).like("3", "水库除险加固")
    assert [each.number for each in nearest] == [0, 1]
    assert 0.999 < nearest[0].share <= 1 > nearest[1].share


def test_no_task_is_like_itself_and_none_is_like_other_words() -> None:
    assert [each.precedent.id for each in Precedents(SETTLED).like("1", "水库除险加固")] == ["2"]
    assert Precedents(SETTLED).like("3", "义务教育均衡发展") == ()
    assert Precedents([]).like("3", "水库") == ()


def test_what_most_tasks_of_the_plan_say_makes_none_alike() -> None:
    around = [f"抓好落实{number}" for number in range(40)]
    settled = [Precedent("1", "抓好落实", ("甲",))]
    assert Precedents(settled).like("3", "抓好落实")
    assert Precedents(settled, around).like("3", "抓好落实") == ()
