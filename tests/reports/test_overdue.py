"""What is late and what falls due: one row a thing, the longest late first, the soonest due first."""

from __future__ import annotations

from datetime import date

from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.pages.overdue import coming_listings, overdue_listing
from baigong.reports.overdue import DueRow, coming_rows, overdue_rows
from tests.support.builders import day, deferred, ledger, plan, said, section, step, task

PLAN = plan(
    section(
        task("1.1", steps=[step("1.1.1", due="02-10", basis="“两节”期间"), step("1.1.2", due="02-20"), step("1.1.3")]),
        task("1.2", steps=[step("1.2.1", every="month", basis="按月"), step("1.2.2")]),
        task("1.3", due="02-05"),
        task("1.4", ongoing=True, due="02-01"),
        task("1.5", every="week", start="02-11", due="03-03"),
        units=["省甲厅", "省乙委", "省丙局"],
        basis="第一季度",
    )
)


def late(on: str, *events: Event, within: Plan = PLAN) -> list[DueRow]:
    return overdue_rows(ledger(within, *events).on(day(on)))


def brief(rows: list[DueRow]) -> list[tuple[str, int, str]]:
    return [(row.id, row.overdue_days, row.because) for row in rows]


def coming(first: str, last: str, *events: Event, on: str | None = None) -> list[tuple[str, str, str]]:
    rows = coming_rows(ledger(PLAN, *events).on(day(on or first)), day(first), day(last))
    return [(row.id, f"{row.due:%m-%d}", row.because) for row in rows]


def test_a_late_step_is_a_row_of_its_own_and_so_is_a_checkpoint() -> None:
    assert brief(late("02-12")) == [
        ("1.2.1", 12, "1月节点未报"),
        ("1.3", 7, ""),
        ("1.1.1", 2, ""),
    ]


def test_all_missed_checkpoints_of_a_step_are_one_row_counted_from_the_first() -> None:
    (row,) = [row for row in late("03-02") if row.id == "1.2.1"]
    assert (row.overdue_days, row.because) == (30, "1月、2月节点未报")
    assert row.checkpoints == (day("01-31"), day("02-28"))
    (row,) = [row for row in late("03-02", said("1.2.1", percent=5, on="01-31")) if row.id == "1.2.1"]
    assert (row.overdue_days, row.because) == (2, "2月节点未报")


def test_weeks_are_counted_and_not_named() -> None:
    (row,) = [row for row in late("03-01") if row.id == "1.5"]
    assert row.because == "2周（至2月24日）节点未报"


def test_quarters_are_named() -> None:
    yearly = plan(task(every="quarter"), due="12-31")
    assert brief(late("07-02", within=yearly)) == [("1.1", 93, "第1季度、第2季度节点未报")]


def test_a_task_and_its_steps_are_rows_of_their_own_by_their_own_dates() -> None:
    rows = late("04-05", said("1.3", "done"), said("1.5", "done", final=True))
    assert brief(rows) == [
        ("1.2.1", 64, "1月、2月、3月节点未报"),
        ("1.1.1", 54, ""),
        ("1.1.2", 44, ""),
        *(("1.1", 5, ""), ("1.2", 5, "")),
    ]
    assert rows[0].due == day("01-31")


def test_a_row_says_whose_what_and_since_when() -> None:
    events = [said("1.1.1", percent=30, on="02-01"), said("1.1.2", percent=90, on="02-08")]
    (row,) = [row for row in late("02-12", *events) if row.id == "1.1.1"]
    assert row == DueRow(
        id="1.1.1",
        task="1.1",
        section="1",
        text="建立工作台账",
        lead=(),
        units=("省甲厅", "省乙委", "省丙局"),
        support=(),
        due=day("02-10"),
        basis="“两节”期间",
        source="",
        status="doing",
        percent=30,
        light="red",
        last_report=day("02-01"),
        overdue_days=2,
        checkpoints=(),
        because="",
        latest="",
        problem="",
        next="",
    )
    (row,) = [row for row in late("04-01", *events) if row.id == "1.1"]
    assert (row.last_report, row.basis, row.percent) == (day("02-08"), "第一季度", 40)


def test_what_is_finished_deferred_or_ongoing_is_not_late() -> None:
    events = [said("1.1.1", "done"), said("1.2", "done"), deferred("1.3", "02-28")]
    assert late("02-12", *events) == []
    assert all(row.id != "1.4" for row in late("12-31"))


def test_what_falls_due_between_two_days_both_included_the_soonest_first() -> None:
    assert coming("02-05", "02-20") == [
        ("1.3", "02-05", ""),
        ("1.1.1", "02-10", ""),
        ("1.5", "02-17", "1周（至2月17日）节点"),
        ("1.1.2", "02-20", ""),
    ]
    assert coming("02-06", "02-09") == []
    assert coming("02-28", "02-28") == [("1.2.1", "02-28", "2月节点")]
    assert coming("03-31", "03-31") == [("1.1", "03-31", ""), ("1.2", "03-31", ""), ("1.2.1", "03-31", "3月节点")]


def test_what_is_finished_or_met_does_not_fall_due() -> None:
    events = [said("1.1.1", "done"), said("1.3", "done"), said("1.2.1", percent=5, on="02-11")]
    assert coming("02-05", "02-28", *events, on="02-12") == [
        ("1.5", "02-17", "1周（至2月17日）节点"),
        ("1.1.2", "02-20", ""),
        ("1.5", "02-24", "1周（至2月24日）节点"),
    ]


def test_the_listing_counts_and_an_empty_one_says_so() -> None:
    made = overdue_listing(late("02-12"), day("02-12"))
    assert made.footer == "截至 2019-02-12：逾期 3 项（任务 1 项，举措、节点 2 项），最长 12 天"
    texts = [next(column for column in made.columns if column.key == "text").say(row) for row in made.rows]
    assert texts[0] == "建立工作台账（1月节点未报）"
    assert overdue_listing([], day("01-02")).empty == "截至 2019-01-02，没有逾期事项"


def test_what_falls_due_is_grouped_by_week_with_the_working_days_left() -> None:
    rows = coming_rows(ledger(PLAN).on(day("02-01")), day("02-01"), day("02-20"))
    titles = [(listing.title, [row.id for row in listing.rows]) for listing in coming_listings(rows, day("02-01"))]
    # 2月2日、3日（周末）上班，4日至10日春节放假。
    assert titles == [
        ("2月4日（周一）至2月10日（周日）　还有 2 个工作日", ["1.3", "1.1.1"]),
        ("2月11日（周一）至2月17日（周日）　还有 7 个工作日", ["1.5"]),
        ("2月18日（周一）至2月24日（周日）　还有 12 个工作日", ["1.1.2"]),
    ]


def test_beyond_the_years_of_the_calendar_it_says_that_holidays_are_not_counted() -> None:
    far = plan(task(), start=date(2100, 1, 1), due=date(2100, 1, 10))
    today = date(2100, 1, 4)
    (listing,) = coming_listings(coming_rows(ledger(far).on(today), today, date(2100, 1, 10)), today)
    assert "未计节假日" in listing.title
