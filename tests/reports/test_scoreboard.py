"""The scoreboard: what is counted for whom, in what order, and who moved since the week before."""

from __future__ import annotations

from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.pages.scoreboard import scoreboard_listing, scoreboard_page
from baigong.render.markdown import to_markdown
from baigong.reports.period import week_period
from baigong.reports.scoreboard import RULE, ScoreRow, scoreboard
from tests.support.builders import GROUP, MEMBERS, assigned, closed, day, deferred, ledger, plan, said, section, task

UNITS = ("省甲厅", "省乙委", "省丙局")
PLAN = plan(section(task("1.1", due="02-10"), task("1.2"), units=UNITS))


def rows(*events: Event, on: str = "02-20", week: int | None = None, of: Plan = PLAN) -> dict[str, ScoreRow]:
    return {row.unit: row for row in board(*events, on=on, week=week, of=of)}


def board(*events: Event, on: str = "02-20", week: int | None = None, of: Plan = PLAN) -> list[ScoreRow]:
    return scoreboard(ledger(of, *events), week_period(of.head.start, day(on), week))


def test_a_row_counts_what_a_unit_did_with_its_own_share() -> None:
    found = rows(
        said("1.1", "done", unit="省甲厅", on="02-09"),
        said("1.1", "done", unit="省乙委", on="02-15"),
        said("1.2", percent=50, unit="省甲厅", on="02-19"),
    )
    mine = found["省甲厅"]
    assert next(iter(vars(mine))) == "unit"
    assert (mine.tasks, mine.done, mine.on_time, mine.late) == (2, 1, 1, 0)
    assert (mine.percent, mine.overdue, mine.red, mine.reported) == (75, 0, 1, 1), (
        "1.2 is red, and it has not done its part"
    )
    assert (found["省乙委"].done, found["省乙委"].on_time, found["省乙委"].late) == (1, 0, 1)
    assert (found["省丙局"].done, found["省丙局"].overdue, found["省丙局"].reported) == (0, 1, 0)


def test_what_is_late_counts_against_the_lead_once_there_is_one() -> None:
    found = rows(assigned("1.1", lead=("省乙委",), on="01-10"), deferred("1.1", "02-15", on="02-01"))
    assert [found[unit].overdue for unit in UNITS] == [0, 1, 0]
    assert [found[unit].deferrals for unit in UNITS] == [0, 1, 0]
    assert [found[unit].led for unit in UNITS] == [0, 1, 0]
    assert (found["省甲厅"].tasks, found["省甲厅"].supports) == (1, 1), "once somebody leads 1.1, the others help"


def test_the_rank_compares_overdue_then_progress_then_red_then_punctuality() -> None:
    assert RULE.index("逾期") < RULE.index("平均进度") < RULE.index("红灯") < RULE.index("按时率")
    better = board(said("1.1", "done", unit="省丙局", on="02-01"))
    assert [(row.unit, row.rank) for row in better] == [("省丙局", 1), ("省甲厅", 2), ("省乙委", 2)]
    ahead = board(
        said("1.1", percent=10, unit="省乙委", on="02-01"),
        said("1.2", percent=5, unit="省丙局", on="02-01"),
        on="02-05",
    )
    assert [row.unit for row in ahead] == ["省乙委", "省丙局", "省甲厅"]
    punctual = board(
        said("1.1", "done", unit="省甲厅", on="02-12"),
        said("1.1", "done", unit="省乙委", on="02-09"),
        said("1.1", "done", unit="省丙局", on="02-12"),
    )
    assert [(row.unit, row.rank) for row in punctual] == [("省乙委", 1), ("省甲厅", 2), ("省丙局", 2)]


def test_the_change_of_rank_is_against_the_week_before() -> None:
    found = rows(said("1.1", "done", unit="省丙局", on="02-19"))
    assert found["省丙局"].rank_change == 0, "nobody was ahead of it"
    assert found["省甲厅"].rank_change == -1
    assert rows(on="01-03")["省甲厅"].rank_change is None, "there is no week before the first"


def test_a_past_week_stands_on_its_sunday() -> None:
    event = said("1.1", "done", unit="省甲厅", on="02-13")
    assert rows(event, week=6)["省甲厅"].done == 0
    assert rows(event, week=7)["省甲厅"].done == 1


def test_groups_stand_as_their_members() -> None:
    found = rows(said("1.1", "done", unit=GROUP, on="02-01"), of=plan(section(task(), units=("省甲厅", GROUP))))
    assert set(found) == {"省甲厅", *MEMBERS}
    assert all(found[member].done == 1 for member in MEMBERS)


def test_a_closed_task_is_done_for_all_and_a_dropped_one_counts_for_nobody() -> None:
    found = rows(said("1.1", "done", on="02-01"), closed("1.1", on="02-02"), said("1.2", "dropped", on="02-03"))
    assert [(found[unit].tasks, found[unit].done, found[unit].closed) for unit in UNITS] == [(1, 1, 1)] * 3


def test_a_report_in_the_units_own_name_is_a_report() -> None:
    assert rows(said("1.2", percent=10, on="02-19", by="省乙委"))["省乙委"].reported == 1


def test_the_page_counts_those_who_did_not_report() -> None:
    period = week_period(PLAN.head.start, day("02-20"), None)
    page = scoreboard_page(scoreboard(ledger(PLAN), period), period)
    assert "共 3 家，本期零报告 3 家" in str(page)
    empty = plan(section(task(), units=()))
    assert "没有列出责任单位" in str(scoreboard_page(scoreboard(ledger(empty), period), period))


def test_a_unit_that_answers_for_nothing_has_no_rank() -> None:
    of = plan(section(task("1.1", lead=("省甲厅",), units=("省乙委",), support=("省丙局",)), units=()))
    found = board(said("1.1", percent=90, unit="省丙局", on="02-19"), of=of)
    assert [(row.unit, row.rank, row.tasks, row.supports) for row in found] == [
        ("省甲厅", 1, 1, 0),
        ("省乙委", None, 0, 1),
        ("省丙局", None, 0, 1),
    ]
    page = str(scoreboard_page(found, week_period(of.head.start, day("02-20"), None)))
    assert "不计名次的 2 家：省乙委、省丙局" in page


def test_a_unit_that_only_has_ongoing_work_has_no_rank_and_is_not_first_by_saying_nothing() -> None:
    of = plan(section(task("1.1", lead=("省甲厅",), ongoing=True), task("1.2", lead=("省乙委",)), units=()))
    found = board(said("1.2", percent=5, on="02-19"), of=of)
    assert [(row.unit, row.rank, row.tasks) for row in found] == [("省乙委", 1, 1), ("省甲厅", None, 1)]
    page = str(scoreboard_page(found, week_period(of.head.start, day("02-20"), None)))
    assert "共 2 家" in page and "只有持续推进任务的不比进度" in page


def test_what_the_office_recorded_for_a_unit_is_no_silence_and_no_report_of_its_own() -> None:
    of = plan(section(task("1.1"), units=("省甲厅",)))
    assert [(row.reported, row.recorded, row.silent) for row in board(of=of)] == [(0, 0, True)]
    (row,) = board(said("1.1", note="到位", on="02-19", by="李四"), of=of)
    assert (row.reported, row.recorded, row.silent) == (0, 1, False)
    assert "代记 1 次" in to_markdown(scoreboard_listing([row]))
