"""The words of single cells of a task table."""

from __future__ import annotations

import pytest

from baigong.parse.structure.table_cells import people_apart, says_work, spaced_words, words_of


@pytest.mark.parametrize(
    ("heading", "words", "work"),
    [
        ("形象进度", "6月底前封顶，12月底前竣工", True),
        ("工作目标及完成时限", "9月30日前封顶", True),
        ("完成时限", "6月底前完成2个，12月底前完成5个", True),
        ("完成时限", "9月30日前封顶", False),
        ("形象进度", "2023年9月", False),
        ("完成时间", "2023-06-30", False),
        ("时间安排", "持续推进", False),
    ],
)
def test_a_time_that_says_what_to_do_is_work(heading: str, words: str, work: bool) -> None:
    assert says_work(heading, words) is work


@pytest.mark.parametrize(
    ("heading", "words", "units", "people"),
    [
        ("责任部门及责任人", "财政局 王某、城投公司 李建国", "财政局、城投公司", "王某、李建国"),
        ("责任单位和负责人", "城管局（陈某某）", "城管局", "陈某某"),
        ("责任单位", "财政局 王某", "财政局 王某", ""),
    ],
)
def test_people_are_taken_out_where_the_header_says_so(heading: str, words: str, units: str, people: str) -> None:
    assert people_apart(heading, words) == (units, people)


def test_line_ends_of_a_cell_go_or_part_names() -> None:
    assert words_of("改造\n街巷") == "改造街巷"
    assert spaced_words("市甲局\n市乙局") == "市甲局 市乙局"
