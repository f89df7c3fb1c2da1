"""The report of a week, of a day's week or of a month: its days, its counts, what changed, and that the past stays."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.ledger.ledger import Ledger
from baigong.model.events import Event, Relink, Retract
from baigong.model.plan import Plan, Target
from baigong.pages.blocks import Bars, Block, FactList, Heading, Listing, Page, Paragraph
from baigong.pages.weekly import MOST, weekly_page
from baigong.render.console import drawn, make_console
from baigong.render.markdown import to_markdown
from baigong.reports.period import month_period, week_period
from baigong.reports.targets import TargetRow
from baigong.reports.totals import SectionRow
from baigong.reports.weekly import Weekly, weekly
from tests.ledger.test_against_model import events, plans
from tests.support.builders import (
    BEIJING,
    GROUP,
    MEMBERS,
    UNITS,
    assigned,
    closed,
    day,
    deferred,
    ledger,
    plan,
    rejected,
    retracted,
    said,
    section,
    task,
)

START = day("01-01")


# What it says

PLAN = plan(
    section(task("1.1"), task("1.2"), task("1.3", due="02-08"), task("1.4", due="02-11")),
    section(
        task(
            "2.1", targets=(Target(text="12个县", value=12, unit="个", bound="at_least"), Target(text="5处", value=5))
        ),
        task("2.2"),
        id="2",
        title="抓改革，促创新",
        units=["省丙局", GROUP],
    ),
    number="省办〔2019〕1号",
)
EVENTS: tuple[Event, ...] = (
    said("1.1", "done", on="01-25"),
    said("1.2", percent=90, on="01-27", note="已过半"),
    said("1.2", "done", on="01-28"),
    said("2.1", percent=60, on="01-30", unit="省丙局", actual={"12个县": 9.0}, note="完成9个县"),
    said("2.2", "dropped", on="01-30"),
    said("1.3", "blocked", 95, on="02-03", by="王五"),
    said("1.3", "done", on="02-04"),
)


def report(number: int = 5, today: str = "02-20", unit: str = "", more: tuple[Event, ...] = ()) -> Weekly:
    made = ledger(PLAN, *EVENTS, *more)
    return weekly(made, week_period(START, day(today), number), unit)


class Cited(Protocol):
    @property
    def id(self) -> str: ...


def shown(made: Weekly) -> tuple[Block, ...]:
    return weekly_page(made).on("screen")


def ids(rows: Iterable[Cited]) -> list[str]:
    return [row.id for row in rows]


def test_totals_and_the_rate() -> None:
    totals = report().totals
    assert (totals.tasks, totals.done, totals.closed, totals.finished, totals.dropped) == (5, 2, 0, 2, 1)
    assert (totals.todo, totals.doing, totals.blocked) == (1, 1, 1)
    assert totals.rate == 40
    # 100 + 100 + 95 + 0 + 60/4, five that count.
    assert totals.percent == 62
    assert totals.scheduled == 56.3, "the mean of the same five tasks, two of which are due early"
    assert (totals.red, totals.yellow, totals.green, totals.overdue) == (1, 2, 0, 0)


def test_the_week_before_is_set_beside_it_and_the_first_week_has_none() -> None:
    before = report().before
    assert before
    assert (before.finished, before.rate, before.percent) == (1, 16.7, 31.7)
    assert report(1).before is None
    assert report(2).before is not None


def test_what_was_done_in_the_week_is_in_it_alone() -> None:
    assert [ids(report(number).done) for number in (4, 5, 6)] == [["1.1"], ["1.2"], ["1.3"]]
    assert ids(report(5, "01-28").done) == ["1.2"]


def test_what_recurs_is_in_the_report_of_the_week_after_its_last_period() -> None:
    of = ledger(plan(task(every="month")), said("1.1", percent=5, on="03-10"))
    today = day("04-10")
    weeks = [weekly(of, week_period(of.plan.head.start, today, number)) for number in (13, 14, 15)]
    assert weeks[0].period.end == day("03-31")
    assert [ids(week.done) for week in weeks] == [[], ["1.1"], []]


def test_what_was_done_and_struck_off_since_counts_in_the_week_in_which_it_was_done() -> None:
    struck = report(5, more=(closed("1.1", on="01-30"),))
    assert ids(struck.done) == ["1.2"]
    assert (struck.totals.closed, struck.totals.finished) == (1, 2)
    assert ids(report(5, more=(rejected("1.2", on="02-01"),)).done) == []


def test_the_notes_of_the_week() -> None:
    notes = report().notes
    assert [(row.id, row.on, row.unit, row.percent, row.note) for row in notes] == [
        ("1.2", day("01-28"), "", None, ""),
        ("2.1", day("01-30"), "省丙局", 60, "完成9个县"),
        ("2.2", day("01-30"), "", None, ""),
        ("1.3", day("02-03"), "", 95, ""),
    ]
    gone = retracted(EVENTS[3], on="02-15")
    assert "2.1" not in ids(report(more=(gone,)).notes)


def test_red_and_yellow_the_worst_first() -> None:
    found = report()
    assert ids(found.red) == ["1.4"]
    assert ids(found.yellow) == ["2.1", "1.3"]
    assert ids(report(6).red) == ["1.4", "2.1"]


def test_what_falls_due_in_the_week_after() -> None:
    assert ids(report(5).coming) == ["1.3"]
    assert ids(report(6).coming) == ["1.4"]
    assert ids(report(4).coming) == []


def test_a_running_week_has_what_is_due_in_what_is_left_of_it() -> None:
    assert ids(report(7, "02-11").due) == ["1.4"]
    assert ids(report(7, "02-11").coming) == []
    assert report(6, "02-20").due == [], "a week that is over has nothing left"
    headings = [block.text for block in shown(report(7, "02-11")) if isinstance(block, Heading)]
    assert "本周和下周到期（1 项）" in headings and "本周到期（1 项）" in headings


def test_a_note_names_the_task_and_who_it_is_of() -> None:
    office = said("1.2", note="已会商", problem="资金未到位", next="本周上会", on="01-29", by="root")
    made = report(more=(office,))
    row = next(row for row in made.notes if row.note == "已会商")
    assert (row.text, row.units, row.problem, row.next) == (
        "完成全部村级台账的核对工作。",
        ("省甲厅", "省乙委"),
        "资金未到位",
        "本周上会",
    )
    written = to_markdown(weekly_page(made))
    assert "| 1.2 | 完成全部村级台账的核对工作。 | 省甲厅、省乙委 | 1月29日 |" in written
    assert "问题：资金未到位；下一步：本周上会" in written
    report_text, _, kept_by = written.partition("本周台账记录")
    assert "root" not in report_text, "a login is shown only where no name is known"
    assert "root（1条）" in kept_by


def test_done_of_what_recurs_is_no_completion_in_the_report() -> None:
    of = plan(section(task("1.1", every="month", lead=("省甲厅",)), units=()))
    known = ledger(of, said("1.1", "done", 100, on="01-20", unit="省甲厅", note="已报"))
    made = weekly(known, week_period(day("01-01"), day("01-20"), None))
    (row,) = made.notes
    assert (row.status, row.percent, row.checkpoint) == (None, None, True)
    assert "本期已报；已报" in to_markdown(weekly_page(made))
    assert "已完成" not in to_markdown(weekly_page(made))


def test_reasons_follow_the_plans_own_thresholds() -> None:
    strict = plan(section(task("1.1"), units=("省甲厅",)), lights={"yellow": 5, "red": 60})
    made = weekly(ledger(strict, said("1.1", percent=40, on="02-12")), week_period(START, day("02-20"), None))
    assert [row.reason for row in made.yellow] == ["落后序时进度 16.7 个百分点"]
    assert "落后序时进度 16.7 个百分点" in to_markdown(weekly_page(made))
    assert made.sections[0].light == "yellow"


def test_the_first_report_of_a_ledger_fits_a_screen_and_says_what_to_do() -> None:
    many = plan(
        *(
            task(f"1.{number}", "完成全部村级台账的核对工作，并逐村逐户建立问题清单和整改台账。", due=f"02-{number:02}")
            for number in range(1, 29)
        )
    )
    made = weekly(ledger(many), week_period(START, day("02-14"), None))
    out = io.StringIO()
    console = make_console(out)
    console.width = 80
    lines = drawn(weekly_page(made), console).splitlines()
    text = "\n".join(lines)
    assert len(lines) <= 24
    assert "还没有任何记录" in text
    assert "零报告" not in text
    assert "逾期  13 项" in text
    assert "baigong progress" in text and "baigong divide" in text
    assert "本周和下周到期" in text


def test_targets_and_their_actual_values() -> None:
    assert report().targets == [
        TargetRow("2.1", "12个县", 12, "个", "at_least", actual=9, met=False, reached=75),
        TargetRow("2.1", "5处", 5, "", None, actual=None, met=None, reached=None),
    ]
    assert report(4).targets[0].actual is None


def test_a_row_for_each_section() -> None:
    assert report().sections == [
        SectionRow(
            id="1",
            title="抓台账，促落实",
            tasks=4,
            finished=2,
            percent=73.8,
            scheduled=60.9,
            red=1,
            yellow=1,
            light="green",
        ),
        SectionRow(
            id="2",
            title="抓改革，促创新",
            tasks=1,
            finished=0,
            percent=15,
            scheduled=37.8,
            red=0,
            yellow=1,
            light="yellow",
        ),
    ]


def test_a_row_for_each_unit_and_how_often_it_reported_itself() -> None:
    rows = {row.unit: row for row in report().units}
    assert list(rows) == ["省甲厅", "省乙委", "省丙局", *MEMBERS]
    assert (rows["省甲厅"].tasks, rows["省甲厅"].finished, rows["省甲厅"].reports) == (4, 2, 0)
    assert (rows["省丙局"].tasks, rows["省丙局"].percent, rows["省丙局"].reports) == (1, 60, 1), "2.2 was dropped"
    by_member = report(more=(said("2.1", percent=10, unit=MEMBERS[0], on="01-31"),))
    assert [row.reports for row in by_member.units if row.unit in MEMBERS] == [1, 0, 0]


def test_a_unit_assigned_later_has_no_row_in_the_weeks_before() -> None:
    later = assigned("1.4", lead=("省丁局",), on="02-10")
    names = [[row.unit for row in report(number, more=(later,)).units] for number in (5, 6)]
    assert ["省丁局" in row for row in names] == [False, True]


def test_the_report_of_one_unit() -> None:
    found = report(unit="省丙局")
    assert (found.unit, found.totals.tasks, found.totals.dropped) == ("省丙局", 1, 1)
    assert ids(found.notes) == ["2.1", "2.2"]
    assert [row.unit for row in found.units] == ["省丙局"]
    assert [row.id for row in found.sections] == ["2"]
    other = report(unit=MEMBERS[0])
    assert (other.totals.tasks, ids(other.notes)) == (1, ["2.2"])


def test_a_month_is_reported_like_a_week() -> None:
    found = weekly(ledger(PLAN, *EVENTS), month_period(START, day("02-20"), 2019, 1))
    assert ids(found.done) == ["1.1", "1.2"]
    assert found.before is None
    assert ids(found.coming) == ["1.3", "1.4"]


def test_after_a_month_comes_the_whole_calendar_month() -> None:
    found = weekly(ledger(PLAN), month_period(START, day("03-31"), 2019, 2))
    assert ids(found.coming) == ["1.1", "1.2", "2.1", "2.2"], "what is due on 31 March, and nothing of April"
    january = weekly(ledger(plan(task("1.1", due="03-01"))), month_period(START, day("02-20"), 2019, 1))
    assert ids(january.coming) == []


def test_what_the_office_decided_in_the_week() -> None:
    events = (deferred("1.2", "04-15", on="01-29"), assigned("1.3", lead=("省乙委",), on="02-05"))
    assert [(row.id, row.kind, row.on) for row in report(more=events).decisions] == [("1.2", "defer", day("01-29"))]
    assert "督查办理（1 条）" in str(weekly_page(report(more=events)))
    assert "督查办理" not in str(weekly_page(report()))


def test_a_plan_without_tasks_is_reported_too() -> None:
    empty = weekly(Ledger(plan(section())), week_period(START, day("02-20"), 5))
    assert (empty.totals.tasks, empty.totals.rate, empty.sections, empty.units) == (0, 0, [], [])
    assert weekly_page(empty).blocks


@pytest.mark.slow
@given(plans(), events(), events(), st.integers(1, 12))
def test_a_past_report_does_not_change_when_later_facts_are_added(
    made: Plan, row: list[Event], more: list[Event], number: int
) -> None:
    period = week_period(START, date(2019, 4, 30), number)
    later = [
        event.model_copy(update={"id": f"later-{event.id}"})
        for event in more
        if event.on > period.as_of and not isinstance(event, (Retract, Relink))
    ]
    assert weekly(Ledger(made, [*row, *later], UNITS), period) == weekly(Ledger(made, row, UNITS), period)


def test_a_past_report_takes_in_what_is_recorded_late_of_its_own_days() -> None:
    """The day that a record is true of decides, whenever it was recorded; what is of later days changes nothing."""
    before = report(5)
    later = said("2.1", "done", on="02-04", unit="省乙委", note="后来的事")
    assert report(5, more=(later,)) == before
    late = said("2.1", percent=66, on="02-03", note="补记", at=datetime(2019, 3, 20, 9, tzinfo=BEIJING))
    after = report(5, more=(late,))
    assert "补记" in [row.note for row in after.notes] and "补记" not in [row.note for row in before.notes]
    assert after.totals.percent != before.totals.percent
    assert report(4, more=(late,)) == report(4), "nor does it change the week before"


# How it is laid out


def test_the_page_prints_its_dates_and_everything_in_order() -> None:
    blocks = shown(report())
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings[0] == "关于开展台账核对行动的方案 周报"
    words = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert words[0] == "第5周：2019-01-28 至 2019-02-03"
    assert "数据截至 2019-02-03（周日）" in words[1]
    for told in (
        "各板块进度",
        "本周办结（1 项）",
        "进展情况（4 条）",
        "存在问题（1 项）",
        "红灯任务（1 项）",
        "黄灯任务（2 项）",
        "下周到期（1 项）",
    ):
        assert any(told in heading for heading in headings)
    (facts,) = [dict(block.rows) for block in blocks if isinstance(block, FactList)]
    assert facts["任务"] == "共 5 项：已办结 2 项，未启动 1、推进中 1、受阻 1；另有已取消 1 项，不计入"
    assert facts["完成率"] == "40%（比上期增加 23.3 个百分点）"
    assert facts["序时进度"] == "56.3%，超前 5.7 个百分点"
    (bars,) = [block.bars for block in blocks if isinstance(block, Bars)]
    assert [bar.label for bar in bars] == ["1 抓台账，促落实", "2 抓改革，促创新"]


def test_a_running_week_says_that_it_is_not_over() -> None:
    words = [block.text for block in shown(report(5, "01-30")) if isinstance(block, Paragraph)]
    assert "本期尚未结束" in words[1]


def test_a_monthly_page_speaks_of_the_month() -> None:
    made = weekly(ledger(PLAN, *EVENTS), month_period(START, day("02-20"), 2019, 1))
    headings = [block.text for block in shown(made) if isinstance(block, Heading)]
    assert headings[0].endswith("月报")
    assert any(heading.startswith("下月到期") for heading in headings)


def test_a_long_list_is_cut_with_where_to_see_the_rest() -> None:
    many = plan(*(task(f"1.{number}") for number in range(1, 31)))
    blocks = shown(weekly(ledger(many, said("1.1", note="到位")), week_period(START, day("02-20"), 5)))
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.text == "红灯任务（30 项）")
    listing = blocks[at + 1]
    assert isinstance(listing, Listing)
    assert (len(listing.rows), listing.most) == (30, MOST)
    lines = drawn(Page((listing,)), make_console(io.StringIO())).splitlines()
    assert f"另有 {30 - MOST} 项未列，见 baigong list --light red --as-of 2019-02-03" in lines
    assert sum("完成全部村级台账的核对工作" in line for line in lines) == MOST
