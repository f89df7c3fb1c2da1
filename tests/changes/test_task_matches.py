"""Which new task is which old one: the same words, else like words, with neighbours and number as evidence."""

from __future__ import annotations

from baigong.changes.task_matches import LEAST_ALIKE, likeness, match_tasks
from tests.support.builders import plan, task


def test_the_same_words_are_the_same_task_whatever_its_number() -> None:
    old = plan(task("1.1", "清理河道漂浮物。"), task("1.2", "拆除违章建筑。"))
    new = plan(task("1.1", "拆除违章建筑。"), task("1.2", "清理河道漂浮物。"))
    assert match_tasks(old, new) == {"1.1": "1.2", "1.2": "1.1"}


def test_words_that_stand_twice_are_matched_in_order_and_by_number_first() -> None:
    twice = "清理河道漂浮物。"
    old = plan(task("1.1", twice), task("1.2", twice), task("1.3", twice))
    new = plan(task("1.2", twice), task("1.4", twice))
    assert match_tasks(old, new) == {"1.2": "1.2", "1.4": "1.1"}


def test_neighbours_and_number_make_up_for_less_likeness() -> None:
    was, now = "新建城区公办幼儿园两所。", "改建城区民办小学校一所。"
    assert LEAST_ALIKE <= likeness(was, now) < 0.66
    old = plan(task("1.1", "清理河道漂浮物。"), task("1.2", was), task("1.3", "发放就业补贴。"))
    beside = plan(task("1.1", "清理河道漂浮物。"), task("1.2", now), task("1.3", "发放就业补贴。"))
    apart = plan(task("1.5", now))
    assert match_tasks(old, beside)["1.2"] == "1.2"
    assert match_tasks(old, apart) == {}


def test_other_work_is_no_match_even_between_the_same_neighbours() -> None:
    old = plan(task("1.1", "清理河道。"), task("1.2", "补植行道树。"), task("1.3", "发放补贴。"))
    new = plan(task("1.1", "清理河道。"), task("1.2", "完善考核机制。"), task("1.3", "发放补贴。"))
    assert match_tasks(old, new) == {"1.1": "1.1", "1.3": "1.3"}
