"""The history: every event in the order of recording, retracted ones marked, with filters."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from baigong.model.events import Event, Evidence
from baigong.pages.history import history_listing
from baigong.render.json import to_json
from baigong.reports.history import HistoryFilter, HistoryRow, event_words, history_rows, rows_until
from tests.support.builders import (
    GROUP,
    MEMBERS,
    assigned,
    closed,
    day,
    deferred,
    ledger,
    plan,
    rejected,
    relinked,
    retracted,
    said,
    section,
    step,
    task,
)

PLAN = plan(section(task("1.1", steps=["1.1.1"]), task("1.2"), units=["省甲厅", GROUP]))
ONE = said("1.1", percent=60, on="01-10", unit="省甲厅", note="已核对")
STEP = said("1.1.1", "blocked", 20, on="01-12", by="王五")
OTHER = said("1.2", "done", on="01-11", unit=GROUP)
LED = assigned("1.2", lead=("省乙委",), support=(), on="01-13", reason="职能划转")
BACK = retracted(ONE, on="01-14")
EVENTS = (ONE, STEP, OTHER, LED, BACK)


def ids(asked: HistoryFilter, *events: Event) -> list[str]:
    return [row.id for row in history_rows(ledger(PLAN, *(events or EVENTS)), asked)]


def test_everything_in_the_order_of_recording_whatever_day_it_is_true_of() -> None:
    late = said("1.1", percent=5, on="01-01", at=BACK.at + timedelta(hours=1))
    assert ids(HistoryFilter(), late, *reversed(EVENTS)) == [one.id for one in (ONE, OTHER, STEP, LED, BACK, late)]


def test_a_row() -> None:
    (row, *_) = history_rows(ledger(PLAN, *EVENTS), HistoryFilter())
    assert row == HistoryRow(
        id=ONE.id,
        kind="progress",
        task="1.1",
        on=day("01-10"),
        at=ONE.at,
        by="李四",
        unit="省甲厅",
        words="1.1［省甲厅］ 60%；已核对",
        note="已核对",
        evidence=(),
        retracted=True,
    )
    assert json.loads(to_json(row))["at"] == ONE.at.isoformat()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (HistoryFilter(ids=("1.1",)), (ONE, STEP, BACK)),
        (HistoryFilter(ids=("1.1.1",)), (STEP,)),
        (HistoryFilter(ids=("1.2", "1.1.1")), (OTHER, STEP, LED)),
        # A task's records are those of every unit that answers for it; 1.2 is led by another now.
        (HistoryFilter(unit="省甲厅"), (ONE, STEP, BACK)),
        (HistoryFilter(unit=MEMBERS[0]), (ONE, OTHER, STEP, BACK)),
        (HistoryFilter(unit=GROUP), (ONE, OTHER, STEP, BACK)),
        (HistoryFilter(unit="省乙委"), (OTHER, LED)),
        (HistoryFilter(unit="省丙局"), ()),
        (HistoryFilter(by="王五"), (STEP,)),
        (HistoryFilter(since=day("01-12")), (STEP, LED, BACK)),
        (HistoryFilter(kinds=("assign", "retract")), (LED, BACK)),
        (HistoryFilter(ids=("1.1",), kinds=("progress",), by="李四"), (ONE,)),
    ],
)
def test_filters(asked: HistoryFilter, expected: tuple[Event, ...]) -> None:
    assert ids(asked) == [event.id for event in expected]


def test_a_retraction_is_about_what_the_retracted_one_is_about() -> None:
    again = retracted(BACK, on="01-15")
    rows = history_rows(ledger(PLAN, *EVENTS, again), HistoryFilter(ids=("1.1",)))
    assert [(row.id, row.task, row.retracted) for row in rows] == [
        (ONE.id, "1.1", False),
        (STEP.id, "1.1.1", False),
        (BACK.id, "1.1", True),
        (again.id, "1.1", False),
    ]


def test_retractions_of_nothing_or_in_a_circle_are_listed_all_the_same() -> None:
    lost, one, two = retracted("nowhere"), retracted("b", id="a"), retracted("a", id="b")
    assert ids(HistoryFilter(), lost, one, two) == [lost.id, "a", "b"]
    assert ids(HistoryFilter(ids=("1.1",)), lost, one, two) == []


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (said("1.1", "done", 100), "1.1 已完成"),
        (said("1.1", "blocked", 20), "1.1 受阻 20%"),
        (said("1.1", actual={"5处": 4.5}), "1.1；5处：实际 4.5"),
        (said("1.1", note="已发函"), "1.1；已发函"),
        (deferred("1.1", "04-30"), "1.1 延期至 2019-04-30，原因：材料未齐"),
        (closed("1.1", verifier="王五"), "1.1 销号，核验人：王五"),
        (closed("1.1"), "1.1 销号"),
        (rejected("1.1"), "1.1 退回，原因：附件不全"),
        (LED, "1.2 分工：牵头 省乙委；配合 无，原因：职能划转"),
        (retracted("e1", note="记错"), "撤回记录 e1；记错"),
    ],
)
def test_what_an_event_says(event: Event, words: str) -> None:
    assert event_words(ledger(PLAN, event), event) == words


MONTHLY = plan(task("1.1", every="month", lead=("省甲厅",)), task("1.2", steps=(step("1.2.1", every="month"),)))


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (said("1.1", "done", 100, on="01-20", note="已报"), "1.1 本期已报；已报"),
        (said("1.1", percent=100, on="01-20", unit="省甲厅"), "1.1［省甲厅］ 本期已报"),
        (said("1.2.1", "done", 100, on="02-20"), "1.2.1 本期已报"),
        (said("1.1", "done", 100, on="01-20", final=True), "1.1 已完成"),
        (said("1.1", "done", 100, on="03-20"), "1.1 已完成"),
        (said("1.2", "done", 100, on="01-20"), "1.2 已完成"),
        (said("9.9", "done", 100, on="01-20"), "9.9 已完成"),
    ],
)
def test_done_of_what_recurs_says_that_a_checkpoint_was_reported(event: Event, words: str) -> None:
    assert event_words(ledger(MONTHLY, event), event) == words
    assert event_words(ledger(MONTHLY, event, retracted(event)), event) == words


def test_a_moved_record_is_worded_by_the_task_under_which_it_stands() -> None:
    event = said("9.9", "done", 100, on="01-20")
    assert event_words(ledger(MONTHLY, event, relinked("9.9", "1.1", on="01-21")), event) == "9.9 本期已报"


def cells(row: HistoryRow) -> dict[str, str]:
    return {column.key: column.say(row) for column in history_listing([row]).columns}


def test_a_retracted_event_is_struck_out_and_said_to_be() -> None:
    evidence = (Evidence(file="照片/1.jpg", size=1, sha256="0" * 64), "青扶〔2019〕5号")
    shown = said("1.1", percent=60, evidence=evidence)
    rows = history_rows(ledger(PLAN, shown, retracted(shown)), HistoryFilter())
    listing = history_listing(rows)
    assert cells(rows[0])["words"] == "（已撤回）1.1 60%　佐证：照片/1.jpg、青扶〔2019〕5号"
    assert {column.tone(rows[0]) for column in listing.columns[:5]} == {"struck"}
    assert {column.tone(rows[1]) for column in listing.columns[:5]} == {""}
    assert listing.footer == "共 2 条记录，其中 1 条已撤回"
    assert (history_listing([]).footer, history_listing([]).empty) == ("", "没有记录")


def test_the_history_of_a_unit_says_whose_each_record_is() -> None:
    rows = history_rows(ledger(PLAN, ONE, STEP), HistoryFilter(unit="省甲厅"))
    column = next(column for column in history_listing(rows, whose=True).columns if column.key == "unit")
    assert [column.say(row) for row in rows] == ["省甲厅", "整项"]
    assert "unit" not in [column.key for column in history_listing(rows).columns]


def test_what_was_true_by_a_day_and_how_much_came_later() -> None:
    rows = history_rows(ledger(PLAN, *EVENTS), HistoryFilter())
    days = sorted(row.on for row in rows)
    shown, later = rows_until(rows, days[1])
    assert [row.on for row in shown] == [row.on for row in rows if row.on <= days[1]]
    assert later == len(rows) - len(shown) > 0
    assert history_listing(shown, later=later).footer.endswith(f"；以后的 {later} 条没有列出")
    assert history_listing([], later=2).empty == "没有记录；以后的 2 条没有列出"
