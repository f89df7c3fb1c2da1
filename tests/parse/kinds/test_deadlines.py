"""Deadlines in running text, recurring ones, two in a sentence, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.support.readings import read, when, whys

KIND = "deadlines in running text"

EXAMPLES = [
    ("2023.5.31前完成验收", "2023-05-31"),
    ("2023-06-30前完成总结", "2023-06-30"),
    ("本月底前完成整改", "2023-03-31"),
    ("下月底前完成整改", "2023-04-30"),
    ("月底前完成整改", "2023-03-31"),
    ("本周五前报送名单", "2023-03-10"),
    ("六一前配齐设施", "2023-05-31"),
    ("七一前完成评选", "2023-06-30"),
    ("教师节前建成学校", "2023-09-09"),
    ("收到通知之日起30日内落实到位", "2023-04-09"),
    ("2023年普及率达到95%", "2023-12-31"),
    ("普及率2023年达到95%", "2023-12-31"),
    ("10月上旬完成检测", "2023-10-10"),
    # Each with the day that counts.
    ("每月25日前报送进展", "month 25"),
    ("每月5日前公布结果", "month 5"),
    ("每周五报送进展", "week 5"),
    ("每半年评估一次", "half_year"),
    ("每两周调度一次", "two_weeks"),
    ("每季度末25日前报送进展", "quarter 25"),
    # Two are two steps.
    ("3月15日前编制计划，10月底前完成出让", "2023-03-15 2023-10-31"),
    ("二季度建成20个，三季度全部建成", "2023-06-30 2023-09-30"),
    ("4月底前完成选址，年底前建成投用", "2023-04-30 2023-12-31"),
    ("①一季度完成设计；②二季度全部开工", "2023-03-31 2023-06-30"),
]
OPPOSITES = [
    "纳入年终考核评优",
    "两年之内给予奖励",
    "对群众诉求在2个工作日内回复",
    "应急保障期为10月至次年1月",
    "建立按月统计发布制度",
    "落实2022年度科学技术奖励大会精神",
    "执行《供水规划（2018—2025年）》",
    "对照2020年水平开展评估",
    "普及率比2022年提高5个百分点",
    "表彰年度先进集体",
]


def timed(words: str) -> str:
    return when(read(f"一、任务\n1.抓好供水。{words}。（县水利局负责）\n2.办好其他事。（县住建局负责）\n").plan)[0]


@pytest.mark.parametrize(("words", "time"), EXAMPLES)
def test_the_time_that_words_name(words: str, time: str) -> None:
    assert timed(words) == time


@pytest.mark.parametrize("words", OPPOSITES)
def test_what_looks_like_a_date_and_is_none(words: str) -> None:
    assert timed(words) == "-"


@pytest.mark.parametrize("words", ["立即整改，并长期坚持", "立行立改，长期坚持", "马上整改，持续推进"])
def test_at_once_and_for_ever_is_both(words: str) -> None:
    parsed = read(f"一、任务\n1.整改隐患。责任单位：县水利局。完成时限：{words}\n2.修管网。责任单位：县住建局\n")
    assert when(parsed.plan)[0] == "ongoing"
    assert "没有日期" in whys(parsed)


@pytest.mark.parametrize("words", ["2023年2月29日前完成", "2023年6月31日前完成", "2023年11月31日前完成"])
def test_a_day_that_does_not_exist_is_doubted(words: str) -> None:
    assert "这一天" in whys(read(f"一、任务\n1.抓好供水。{words}。（县水利局负责）\n2.办好其他事。（县住建局负责）\n"))
