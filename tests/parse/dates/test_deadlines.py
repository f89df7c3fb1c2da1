"""Timing: the phrases that state a deadline, what day they mean, and those that state none."""

from __future__ import annotations

from datetime import date

import pytest

from baigong.parse.dates.deadlines import only_completes, only_time, read_timing
from baigong.parse.dates.points import Anchor

# The plan starts on 2019-03-01 and was issued on the 11th.
ANCHOR = Anchor(date(2019, 3, 1), date(2019, 3, 11))

# the clause, the day it is due, the words that say so; empty for none
PHRASES: tuple[tuple[str, str, str], ...] = (
    ("2019年6月30日前完成整改", "2019-06-30", "2019年6月30日前"),
    ("于2019年6月30日之前报送", "2019-06-30", "2019年6月30日之前"),
    ("2019年6月底前建成", "2019-06-30", "2019年6月底前"),
    ("6月底前完成验收", "2019-06-30", "6月底前"),
    ("6月底完成", "2019-06-30", "6月底"),
    ("年底前全部开工", "2019-12-31", "年底前"),
    ("2020年底前实现全覆盖", "2020-12-31", "2020年底前"),
    ("到2025年，培育企业10家", "2025-12-31", "到2025年"),
    ("到2020年底，森林覆盖率达到45%", "2020-12-31", "到2020年底"),
    ("上半年完成招标", "2019-06-30", "上半年"),
    ("下半年启动建设", "2019-12-31", "下半年"),
    ("一季度印发方案", "2019-03-31", "一季度"),
    ("第二季度完成", "2019-06-30", "第二季度"),
    ("2019年第三季度出台办法", "2019-09-30", "2019年第三季度"),
    ("三季度末完成主体工程", "2019-09-30", "三季度末"),
    ("9月上旬开展检查", "2019-09-10", "9月上旬"),
    ("9月中旬报送情况", "2019-09-20", "9月中旬"),
    ("力争9月下旬通车", "2019-09-30", "9月下旬"),
    ("确保国庆前投入使用", "2019-09-30", "国庆前"),
    ("二〇一九年十月底前完成", "2019-10-31", "二〇一九年十月底前"),
    ("自本方案印发之日起30日内制定细则", "2019-04-10", "自本方案印发之日起30日内"),
    ("于本意见印发之日起一个月内出台", "2019-04-11", "于本意见印发之日起一个月内"),
    ("印发之日起15个工作日内报备", "2019-04-01", "印发之日起15个工作日内"),
    ("5年内实现碳达峰", "2024-03-11", "5年内"),
    ("两年内基本建成", "2021-03-11", "两年内"),
    ("3个月内完成清理", "2019-06-11", "3个月内"),
    ("年内新增学位5000个", "2019-12-31", "年内"),
    ("今年底前完成", "2019-12-31", "今年底前"),
    ("明年6月底前完成", "2020-06-30", "明年6月底前"),
    ("2019年4月至10月集中开展整治", "2019-10-31", "2019年4月至10月"),
    ("从2019年4月1日至2019年9月30日开展试点", "2019-09-30", "2019年4月1日至2019年9月30日"),
    ("2019年12月起全面推行", "", ""),
    ("自2020年起逐年提高", "", ""),
    ("召开2018年度表彰大会", "", ""),
    ("印发《行动计划（2018—2020年）》", "", ""),
    ("落实中国制造2025", "", ""),
    ("全面摸排一季度工业经济增长点", "", ""),
    ("开展2019年中小企业融资对接", "", ""),
    ("做好春运保障", "2019-03-01", "春运"),
    ("国庆期间加强值班", "2019-10-07", "国庆期间"),
    ("按月调度", "", "按月"),
    ("每月通报进展", "", "每月"),
    ("每周巡查一次", "", "每周"),
    ("每季度召开一次会议", "", "每季度"),
    ("给予每人每月500元补助", "", ""),
    ("做好汛期值守", "", "汛期"),
    ("2019年10月完成", "2019-10-31", "2019年10月"),
    ("10月完成全部工程", "2019-10-31", "10月"),
    ("（2019年11月底前）", "2019-11-30", "2019年11月底前"),
    ("最迟不晚于2019年12月20日", "2019-12-20", "2019年12月20日"),
    ("截至2019年底累计建成", "2019-12-31", "截至2019年底"),
    ("2020年前基本消除", "2019-12-31", "2020年前"),
    ("每年12月底前报送总结", "2019-12-31", "12月底前"),
    ("2019年5月初启动", "2019-05-10", "2019年5月初"),
    ("5月31日前、9月30日前分别上报", "2019-09-30", "9月30日前"),
    ("压缩至5个工作日内", "", ""),
    ("支持毕业2年内的高校毕业生创业", "", ""),
    ("各市政府要在本意见印发之日起30日内制定办法", "2019-04-10", "在本意见印发之日起30日内"),
    ("2020年春节前完成", "2020-01-24", "春节前"),
    ("比2015年下降15%", "", ""),
    ("与2018年相比增长5%", "", ""),
    ("“十四五”期间建成", "", ""),
    ("2019—2021年每年安排1000万元", "", ""),
)

LABELLED: tuple[tuple[str, str], ...] = (
    ("2019年12月", "2019-12-31"),
    ("2019年", "2019-12-31"),
    ("年底前", "2019-12-31"),
    ("2019年6月—12月", "2019-12-31"),
    ("2019.12", "2019-12-31"),
    ("2019-12-31", "2019-12-31"),
    ("2019/12/1", "2019-12-01"),
    ("2019-2021年", "2021-12-31"),
    ("2019年-2021年", "2021-12-31"),
    ("12月", "2019-12-31"),
    ("一季度", "2019-03-31"),
    ("2019年3月底前完成阶段性任务，6月底前全面完成", "2019-06-30"),
    ("2020年12月底前完成，长期坚持", "2020-12-31"),
    ("“十四五”期间", "2025-12-31"),
)


@pytest.mark.parametrize(("words", "due", "basis"), PHRASES, ids=[each[0] for each in PHRASES])
def test_phrase(words: str, due: str, basis: str) -> None:
    when = read_timing(words, ANCHOR)
    assert (str(when.due) if when and when.due else "") == due
    assert (when.basis if when else "") == basis


@pytest.mark.parametrize(("words", "due"), LABELLED)
def test_behind_a_label(words: str, due: str) -> None:
    when = read_timing(words, ANCHOR, labelled=True)
    assert when is not None
    assert str(when.due) == due


@pytest.mark.parametrize("words", ["长期坚持", "持续推进", "全年", "常态化推进", "长期任务"])
def test_ongoing(words: str) -> None:
    when = read_timing(words, ANCHOR, labelled=True)
    assert when is not None
    assert when.ongoing


@pytest.mark.parametrize(
    ("words", "every"),
    [("按月落实化解任务", "month"), ("每月10日前报送", "month"), ("每周调度", "week"), ("每季度通报", "quarter")],
)
def test_recurring(words: str, every: str) -> None:
    when = read_timing(words, ANCHOR)
    assert when is not None
    assert when.every == every


def test_two_sessions_have_no_date_but_a_doubt() -> None:
    when = read_timing("做好“两会”期间安保工作", ANCHOR)
    assert when is not None
    assert (when.due, when.basis) == (None, "“两会”期间")
    assert when.doubt


def test_before_the_plan_began_is_no_deadline() -> None:
    when = read_timing("2018年6月底前已完成普查", ANCHOR)
    assert when is not None
    assert when.due is None
    assert "早于" in when.doubt


def test_before_a_whole_year_is_doubted() -> None:
    when = read_timing("2021年前全面推开", ANCHOR)
    assert when is not None
    assert str(when.due) == "2020-12-31"
    assert when.doubt


def test_days_that_do_not_exist_are_doubted() -> None:
    timing = read_timing("2019年9月31日前完成", ANCHOR)
    assert timing is not None
    assert (str(timing.due), timing.doubt) == ("2019-09-30", "没有“2019年9月31日”这一天，暂按 2019-09-30 计")


def test_clauses_that_are_only_a_time() -> None:
    assert only_time("2019年6月底前")
    assert only_time("2019年1月1日至12月31日")
    assert not only_time("2019年6月底前完成验收")
    assert only_completes("6月底前全面完成")
    assert not only_completes("6月底前完成验收")


WINTER = Anchor(date(2024, 12, 2), date(2024, 12, 2), date(2025, 2, 28))
YEAR = Anchor(date(2019, 1, 4), date(2019, 1, 4), date(2019, 12, 31))


@pytest.mark.parametrize(
    ("words", "anchor", "due"),
    [
        ("2019.5.31前完成验收", YEAR, "2019-05-31"),
        ("2019-06-30前完成总结", YEAR, "2019-06-30"),
        ("本月底前完成整改", YEAR, "2019-01-31"),
        ("下月底前完成整改", YEAR, "2019-02-28"),
        ("除夕前清欠到位", YEAR, "2019-02-04"),
        ("六一前完成检查", YEAR, "2019-05-31"),
        ("教师节前发放到位", YEAR, "2019-09-09"),
        ("收到通知之日起30日内落实到位", YEAR, "2019-02-03"),
        ("2019年森林覆盖率达到45%", YEAR, "2019-12-31"),
        ("春节前完成一轮检查", WINTER, "2025-01-28"),
        ("元旦前完成宣传", WINTER, "2024-12-31"),
        ("第一季度完成排查", WINTER, "2025-02-28"),
        ("1月底前完成整改", WINTER, "2025-01-31"),
    ],
)
def test_deadlines_in_running_text(words: str, anchor: Anchor, due: str) -> None:
    timing = read_timing(words, anchor)
    assert timing is not None
    assert str(timing.due) == due


@pytest.mark.parametrize(
    ("words", "every", "day"),
    [
        ("每月25日前报送台账", "month", 25),
        ("每月5日前汇总", "month", 5),
        ("每周五调度", "week", 5),
        ("每两周开展一次", "two_weeks", None),
        ("每两个月巡查一次", "two_months", None),
        ("隔月公布一次", "two_months", None),
        ("每半年评估一次", "half_year", None),
        ("每季度末月20日前报送", "quarter", 20),
    ],
)
def test_the_day_of_a_recurrence(words: str, every: str, day: int | None) -> None:
    timing = read_timing(words, YEAR)
    assert timing is not None
    assert (timing.every, timing.every_day) == (every, day)


@pytest.mark.parametrize(
    "words",
    [
        "纳入年终考核评优",
        "两年之内对先进单位给予奖励",
        "在2个工作日内回复",
        "应急保障期为10月至次年1月",
        "建立按月统计发布制度",
        "每人每月补助100元",
    ],
)
def test_what_looks_like_a_date_and_is_none(words: str) -> None:
    assert read_timing(words, YEAR) is None


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("20190731", "2019-07-31"),
        ("4.30", "2019-04-30"),
        ("2019年Q2", "2019-06-30"),
        ("43585", "2019-04-30"),
        ("2019.8", "2019-08-31"),
    ],
)
def test_dates_in_their_own_cell(cell: str, due: str) -> None:
    timing = read_timing(cell, YEAR, labelled=True)
    assert timing is not None
    assert str(timing.due) == due


def test_working_days_of_a_year_whose_holidays_are_unknown_are_doubted() -> None:
    far = read_timing("自印发之日起20个工作日内报送方案", Anchor(date(2099, 3, 2), date(2099, 3, 2)))
    near = read_timing("自印发之日起20个工作日内报送方案", ANCHOR)
    days = read_timing("自印发之日起20日内报送方案", Anchor(date(2099, 3, 2), date(2099, 3, 2)))
    assert far and "2099年的放假安排尚未收录" in far.doubt
    assert near and days and not near.doubt and not days.doubt
