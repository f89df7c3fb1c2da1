"""A report becomes events: what is refused, what is so already, what is written; and the actual values of targets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.changes.common import Author, Recording, new_id
from baigong.changes.progress import ProgressReport, read_actual, report, standing_of, standing_words
from baigong.errors import BaigongError, RequestError
from baigong.ledger.directory import Directory
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Event, Progress
from baigong.model.plan import Plan, Target
from tests.ledger.test_against_model import NAMES, events, plans
from tests.support.builders import (
    BEIJING,
    GROUP,
    MEMBERS,
    UNITS,
    assigned,
    closed,
    day,
    ledger,
    plan,
    rejected,
    said,
    section,
    task,
)

STEPS = task(steps=["1.1.1", "1.1.2"])
NOW = datetime(2019, 3, 1, 9, tzinfo=BEIJING)


def author(on: str = "02-01") -> Author:
    return Author("李四", NOW, day(on))


def recorded(known: Ledger, what: ProgressReport, *ids: str, on: str = "02-01") -> Recording:
    return report(known, ids or ("1.1",), what, author(on))


def written(known: Ledger, what: ProgressReport, id: str = "1.1", on: str = "02-01") -> Progress:
    (event,) = recorded(known, what, id, on=on).events
    assert isinstance(event, Progress)
    return event


def then(known: Ledger, done: Recording, on: str = "02-01", id: str = "1.1") -> TaskState:
    return Ledger(known.plan, [*known.events, *done.events], UNITS).task(id, day(on))


def refused(known: Ledger, what: ProgressReport, *ids: str, on: str = "02-01") -> RequestError:
    with pytest.raises(RequestError) as raised:
        recorded(known, what, *ids, on=on)
    assert raised.value.hint
    return raised.value


WHAT = st.sampled_from(
    [
        *(ProgressReport(status=status) for status in ("doing", "blocked", "done", "dropped")),
        ProgressReport(percent=50),
        ProgressReport(reopen=True),
    ]
)
DONE, DOING, BLOCKED, DROPPED = (ProgressReport(status=status) for status in ("done", "doing", "blocked", "dropped"))
REOPEN = ProgressReport(reopen=True)


def test_an_event_says_who_when_and_what() -> None:
    event = written(
        ledger(STEPS), ProgressReport(percent=60, unit="省甲厅", note="已核对", evidence=("青扶〔2019〕5号",)), "1.1.1"
    )
    assert (event.by, event.at, event.on) == ("李四", NOW, day("02-01"))
    assert (event.task, event.unit, event.status, event.percent) == ("1.1.1", "省甲厅", "doing", 60)
    assert (event.note, event.evidence) == ("已核对", ("青扶〔2019〕5号",))


def test_ids_of_events_do_not_meet() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_what_each_report_makes_of_a_task() -> None:
    known = ledger(STEPS, said("1.1", percent=30))
    for what, status, percent in (
        (DONE, "done", 100),
        (BLOCKED, "blocked", 30),
        (DROPPED, "dropped", 30),
        (ProgressReport(percent=100), "done", 100),
        (ProgressReport(percent=60), "doing", 60),
        (ProgressReport(percent=0), "doing", 0),
    ):
        found = then(known, recorded(known, what))
        assert (found.status, found.percent) == (status, percent)
    fresh = ledger(STEPS)
    assert then(fresh, recorded(fresh, DOING)).status == "doing"


def test_repeating_what_is_so_records_nothing_and_says_so() -> None:
    known = ledger(STEPS, said("1.1", "done"))
    again = recorded(known, DONE)
    assert (again.events, again.already) == ((), ("1.1",))
    assert recorded(known, DONE, "1.1.1").already == ("1.1.1",)
    assert recorded(ledger(STEPS, said("1.1", percent=60)), ProgressReport(percent=60)).already == ("1.1",)


def test_a_note_is_recorded_though_nothing_changes() -> None:
    known = ledger(STEPS, said("1.1", "done"))
    assert written(known, ProgressReport(note="补充说明")).status is None
    assert written(known, ProgressReport(status="done", note="补充说明")).note == "补充说明"
    assert written(known, ProgressReport(evidence=("青扶〔2019〕5号",))).percent is None
    assert recorded(known, ProgressReport()).already == ("1.1",)


def test_some_may_be_so_already_and_the_others_are_recorded() -> None:
    done = recorded(ledger(STEPS, said("1.1.1", "done")), DONE, "1.1.1", "1.1.2")
    assert [event.task for event in done.events if isinstance(event, Progress)] == ["1.1.2"]
    assert [change.id for change in done.changes] == ["1.1.2"]
    assert done.already == ("1.1.1",)


@pytest.mark.parametrize("what", [DOING, BLOCKED, DROPPED, ProgressReport(percent=50)])
def test_what_is_done_must_be_reopened_first(what: ProgressReport) -> None:
    known = ledger(plan(task(), task("1.2")), said("1.2", "done"))
    error = refused(known, what, "1.1", "1.2")
    assert "1.2 已完成" in error.message
    assert "reopen 1.2" in error.hint


@pytest.mark.parametrize("what", [DOING, BLOCKED, DONE, ProgressReport(percent=50), ProgressReport(percent=100)])
def test_what_is_dropped_must_be_reopened_first(what: ProgressReport) -> None:
    assert "已取消" in refused(ledger(STEPS, said("1.1", "dropped")), what).message


def test_reopening() -> None:
    known = ledger(STEPS, said("1.1", percent=60), said("1.1", "done"))
    found = then(known, recorded(known, REOPEN))
    assert (found.status, found.percent) == ("doing", 60)
    begun = ledger(STEPS, said("1.1", percent=60), said("1.1", "dropped"))
    assert then(begun, recorded(begun, REOPEN)).status == "doing"
    fresh = ledger(STEPS, said("1.1", "dropped"))
    assert then(fresh, recorded(fresh, REOPEN)).status == "todo"


@pytest.mark.parametrize("before", [[], [said("1.1", percent=60)], [said("1.1", "blocked")]])
def test_only_what_is_finished_is_reopened(before: list[Event]) -> None:
    assert "无须重开" in refused(ledger(STEPS, *before), REOPEN).message


def test_a_closed_task_is_frozen_on_every_day() -> None:
    strike = closed("1.1", on="01-20")
    known = ledger(STEPS, said("1.1", "done", on="01-10"), strike)
    for what in (DONE, REOPEN, ProgressReport(note="补充"), ProgressReport(percent=10, unit="省甲厅")):
        for on in ("01-05", "01-15", "01-20", "02-01"):
            error = refused(known, what, "1.1.1", on=on)
            assert "1.1 已于 2019-01-20 销号" in error.message
            assert strike.id in error.hint and "reject 1.1" in error.hint
    thawed = ledger(STEPS, said("1.1", "done", on="01-10"), strike, rejected("1.1", on="01-25"))
    assert recorded(thawed, ProgressReport(percent=10)).events


def test_the_state_of_the_day_it_is_true_of_decides() -> None:
    known = ledger(STEPS, said("1.1", "done", on="01-20"))
    assert recorded(known, ProgressReport(percent=50), on="01-10").events
    assert "不能再记" in refused(known, ProgressReport(percent=50), on="01-20").message


def test_a_units_share() -> None:
    known = ledger(STEPS)
    done = recorded(known, ProgressReport(status="done", unit="省甲厅"))
    assert then(known, done).percent == 50
    assert done.changes[0].unit == "省甲厅"
    after = Ledger(known.plan, [*known.events, *done.events])
    assert recorded(after, ProgressReport(status="done", unit="省甲厅")).already == ("1.1",)
    assert recorded(after, ProgressReport(percent=40, unit="省乙委")).events
    assert "已完成" in refused(after, ProgressReport(percent=40, unit="省甲厅")).message


def test_the_share_of_a_unit_that_takes_no_part_is_refused_with_those_that_do() -> None:
    error = refused(ledger(STEPS), ProgressReport(percent=40, unit="省丙局"))
    assert "省丙局不承担 1.1" in error.message
    assert "省甲厅、省乙委" in error.message
    assert "assign" in error.hint
    nobody = ledger(plan(section(task(), units=[])))
    assert "未列单位" in refused(nobody, ProgressReport(percent=40, unit="省丙局")).message


def test_the_share_of_a_group_is_its_members_and_is_so_already_when_all_of_theirs_are() -> None:
    known = ledger(plan(section(task(), units=["省甲厅", GROUP])))
    whole = ProgressReport(status="done", unit=GROUP)
    assert written(known, whole).unit == GROUP
    some = ledger(known.plan, said("1.1", "done", unit=MEMBERS[0]))
    assert recorded(some, whole).events
    every = ledger(known.plan, *(said("1.1", "done", unit=member) for member in MEMBERS))
    assert recorded(every, whole).already == ("1.1",)
    assert recorded(known, ProgressReport(status="done", unit=MEMBERS[1])).events


def test_what_is_said_of_a_group_is_what_becomes_of_its_members_together() -> None:
    members = [said("1.1", percent=40, unit=MEMBERS[0]), said("1.1", "done", unit=MEMBERS[1])]
    known = ledger(plan(section(task(), units=[GROUP])), *members)
    (change,) = recorded(known, ProgressReport(status="blocked", unit=GROUP)).changes
    assert change.words == "推进中 47% → 受阻 47%", "the member that had finished stays finished"
    after = then(known, Recording((change,)))
    assert (after.status, round(after.percent)) == ("blocked", 47)


def test_a_first_report_on_a_share_takes_up_where_the_whole_was_seen_to_be() -> None:
    known = ledger(STEPS, said("1.1.1", "done"))
    (change,) = recorded(known, ProgressReport(status="blocked", unit="省甲厅")).changes
    assert change.words == "未报 → 受阻 50%"
    assert then(known, Recording((change,))).shares["省甲厅"].percent == 50


def test_a_first_word_of_a_unit_counts_though_the_whole_stands_there_already() -> None:
    known = ledger(task(), said("1.1", percent=60))
    (change,) = recorded(known, ProgressReport(percent=60, unit="省甲厅")).changes
    assert change.words == "未报 → 推进中 60%"
    after = ledger(known.plan, *known.events, change.event)
    assert not recorded(after, ProgressReport(percent=60, unit="省甲厅")).changes


def test_a_unit_that_was_given_a_part_later_is_told_so() -> None:
    known = ledger(STEPS, assigned("1.1", responsible=("省丙局",), on="01-20"))
    error = refused(known, ProgressReport(percent=40, unit="省丙局"), on="01-15")
    assert "省丙局在 2019-01-15 还不承担 1.1" in error.message
    assert "补记分工" in error.hint
    assert recorded(known, ProgressReport(percent=40, unit="省丙局"), on="01-20").events


def test_a_group_takes_part_where_one_of_its_members_does() -> None:
    known = ledger(plan(section(task(), units=[MEMBERS[0]])))
    assert recorded(known, ProgressReport(percent=50, unit=GROUP)).events
    assert "不承担" in refused(known, ProgressReport(percent=50, unit=MEMBERS[1])).message


@settings(max_examples=100)
@given(plans(), events(), WHAT, st.sampled_from(["1.1", "1.1.1", "1.2"]), st.sampled_from(["", "", *NAMES]))
def test_what_a_recording_says_is_what_the_ledger_then_holds(
    made: Plan, row: list[Event], what: ProgressReport, id: str, unit: str
) -> None:
    known = Ledger(made, row, UNITS)
    if id not in known.nodes:
        return
    try:
        (change,) = report(known, [id], replace(what, unit=unit), author("03-31")).changes
    except (RequestError, ValueError):
        return
    after = Ledger(made, [*row, change.event], UNITS)
    state = after.task(id, day("03-31"))
    now = standing_words(state, standing_of(after, state, id, unit))
    assert change.words.endswith(f"→ {now}") or change.words == f"{now}，本期已报"


def test_the_same_words_on_the_same_day_are_recorded_once() -> None:
    note = ProgressReport(note="已约谈", next="下周复核")
    known = ledger(STEPS, said("1.1", note="已约谈", next="下周复核", on="02-01"))
    assert recorded(known, note).already == ("1.1",)
    assert recorded(known, replace(note, next="月底复核")).events
    assert recorded(known, note, on="02-02").events, "another day, another report"
    assert recorded(known, replace(note, unit="省甲厅")).events, "another's report"


def test_problem_and_next_are_kept_apart() -> None:
    event = written(ledger(STEPS), ProgressReport(status="blocked", problem="缺资金", next="申请专项债"))
    assert (event.note, event.problem, event.next) == ("", "缺资金", "申请专项债")


def test_what_recurs_is_reported_for_its_period() -> None:
    monthly = ledger(task(every="month"))
    done = recorded(monthly, DONE)
    assert done.changes[0].words == "未启动 → 推进中 33%"
    again = Ledger(monthly.plan, [*monthly.events, *done.events], UNITS)
    assert recorded(again, DONE).already == ("1.1",)
    assert recorded(again, DONE, on="03-02").changes[0].words == "推进中 33% → 已完成"
    assert written(again, replace(DONE, final=True), on="02-02").final


def test_final_is_for_what_recurs_alone_and_done_for_a_period_that_has_begun() -> None:
    assert "不是按期报送" in refused(ledger(STEPS), replace(DONE, final=True)).message
    late = ledger(task(every="month", start="02-10"))
    assert "第一个报送期从 2019-02-10 开始" in refused(late, DONE, on="02-01").message


# The actual values of targets

ONE = task("1.1", targets=(Target(text="化解债务同比下降7%", value=7, unit="%"),))
THREE = task(
    "1.2",
    targets=(
        Target(text="12个县完成核对", value=12, unit="个"),
        Target(text="526个村完成核对", value=526, unit="个"),
        Target(text="培训17.6万人", value=17.6, unit="万人"),
    ),
)
TARGETS = plan(ONE, THREE, task("1.3", steps=["1.3.1"]))


@pytest.mark.parametrize(
    ("id", "given", "found"),
    [
        ("1.1", ["5.6"], {"化解债务同比下降7%": 5.6}),
        ("1.1", ["5.6%"], {"化解债务同比下降7%": 5.6}),
        ("1.1", ["５．６％"], {"化解债务同比下降7%": 5.6}),
        ("1.1", ["债务=-1"], {"化解债务同比下降7%": -1}),
        ("1.2", ["1=11"], {"12个县完成核对": 11}),
        ("1.2", ["培训＝17.7", "村=500"], {"培训17.6万人": 17.7, "526个村完成核对": 500}),
        ("1.3", [], {}),
    ],
)
def test_actual_values(id: str, given: list[str], found: dict[str, float]) -> None:
    assert read_actual(TARGETS, [id], given) == found


def test_ongoing_work_keeps_no_percent_and_says_so() -> None:
    known = ledger(plan(task("1.1", ongoing=True, steps=("1.1.1",)), task("1.2")))

    def recorded(ids: list[str], percent: float) -> tuple[list[tuple[str | None, float | None]], tuple[str, ...]]:
        done = report(known, ids, ProgressReport(percent=percent), author())
        return [(one.status, one.percent) for one in done.events if isinstance(one, Progress)], done.advice

    advice = ("1.1 是持续推进的事项，不计百分数，按报告评定",)
    assert recorded(["1.1", "1.2"], 50) == ([("doing", None), ("doing", 50)], advice)
    assert recorded(["1.1"], 100) == ([("done", 100)], ())
    assert recorded(["1.1.1"], 50) == ([("doing", 50)], ())


def test_a_step_has_the_targets_of_its_task() -> None:
    within = plan(task("1.1", steps=["1.1.1"], targets=(Target(text="7处", value=7),)))
    assert read_actual(within, ["1.1.1"], ["5"]) == {"7处": 5}


@pytest.mark.parametrize(
    ("id", "given", "message"),
    [
        ("1.3", "5", "1.3 没有目标数值"),
        ("1.2", "5", "说的是哪个目标不清楚"),
        ("1.2", "完成=5", "说的是哪个目标不清楚"),
        ("1.2", "9=5", "说的是哪个目标不清楚"),
        ("1.2", "0=5", "说的是哪个目标不清楚"),
        ("1.2", "学校=5", "说的是哪个目标不清楚"),
        ("1.1", "很多", "不是数字"),
        ("1.1", "", "不是数字"),
        ("1.1", "nan", "不是数字"),
        ("1.1", "inf", "不是数字"),
        ("1.1", "债务=", "不是数字"),
    ],
)
def test_actual_values_that_are_refused(id: str, given: str, message: str) -> None:
    with pytest.raises(RequestError) as raised:
        read_actual(TARGETS, [id], [given])
    assert message in raised.value.message
    assert raised.value.hint


@settings(max_examples=60)
@given(plans(), events(), WHAT, st.sampled_from(["1.1", "1.1.1", "1.2"]))
def test_a_task_with_a_new_event_stands_as_the_whole_ledger_would_have_it(
    made: Plan, row: list[Event], what: ProgressReport, id: str
) -> None:
    known = Ledger(made, row, UNITS)
    if id not in known.nodes:
        return
    try:
        changes = report(known, [id], what, author("03-31")).changes
    except BaigongError:
        return
    for change in changes:
        if isinstance(change.event, Progress):
            alone = known.task_with(change.event, date(2019, 3, 31))
            assert alone == known.with_events([change.event]).task(id, date(2019, 3, 31))


def test_a_recording_on_many_tasks_builds_no_directory_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    known = ledger(plan(*(task(f"1.{number}") for number in range(1, 31))))
    built: list[object] = []
    monkeypatch.setattr(Directory, "__init__", lambda self, *_arguments: built.append(self))
    assert len(report(known, list(known.nodes), ProgressReport(status="done"), author("01-10")).changes) == 30
    assert not built


@pytest.mark.parametrize("value", ["1e307", "1e308", "-1e16"])
def test_an_actual_value_beyond_all_sums_is_refused_in_words(value: str) -> None:
    made = plan(task(targets=(Target(text="增长7%", value=7, unit="%"),)))
    with pytest.raises(BaigongError, match="超出范围"):
        read_actual(made, ["1.1"], [value])
    assert read_actual(made, ["1.1"], ["1e15"]) == {"增长7%": 1e15}
