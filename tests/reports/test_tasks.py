"""Tasks as rows: the JSON keys of DESIGN.md, and the words of a listing."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from baigong.model.plan import Target
from baigong.pages.columns import short_units
from baigong.pages.tasks import COLUMNS, DEFAULT, count_words, task_listing
from baigong.render.json import to_json
from baigong.reports.tasks import number, task_row, task_rows
from tests.support.builders import assigned, closed, day, deferred, ledger, plan, said, section, state, step, task

RICH = plan(
    section(
        task(
            title="核对",
            due="03-20",
            every="month",
            targets=(Target(text="12个县", value=12, unit="个"), Target(text="5处", value=5)),
            documents=("《台账办法》",),
            support=("省丙局",),
            lead=("省甲厅",),
            units=("省乙委",),
            open_ended=True,
            steps=[step("1.1.1", due="02-10", basis="春节前", every="week"), step("1.1.2")],
        ),
    ),
    basis="第一季度",
)


def test_a_row_has_the_keys_of_the_design_with_plain_values() -> None:
    row = json.loads(to_json(task_row(state(RICH, said("1.1", percent=100 / 3, actual={"5处": 4.0}), on="02-20"))))
    steps = row.pop("steps")
    points = row.pop("checkpoints")
    assert row == {
        "id": "1.1",
        "section": "1",
        "title": "核对",
        "text": "完成全部村级台账的核对工作。",
        "lead": ["省甲厅"],
        "units": ["省乙委"],
        "support": ["省丙局"],
        "leader": "",
        "source": "",
        "open_ended": True,
        "start": "2019-01-01",
        "due": "2019-03-20",
        "original_due": "2019-03-20",
        "next_due": "2019-02-28",
        "basis": "第一季度",
        "every": "month",
        "ongoing": False,
        "status": "doing",
        "percent": 33.3,
        "scheduled": 33.3,
        "light": "red",
        "reason": "举措 1.1.1 节点未报 45 天等 7 项",
        "latest": "",
        "latest_on": None,
        "latest_by": "",
        "problem": "",
        "problem_on": None,
        "problem_by": "",
        "next": "",
        "overdue_days": 0,
        "finished_on": None,
        "finished_late": False,
        "deferrals": 0,
        "targets": [
            {"text": "12个县", "value": 12.0, "unit": "个", "bound": None, "actual": None},
            {"text": "5处", "value": 5.0, "unit": "", "bound": None, "actual": 4.0},
        ],
        "documents": ["《台账办法》"],
    }
    assert points == [
        {"start": "2019-01-01", "due": "2019-01-31", "met": True},
        {"start": "2019-02-01", "due": "2019-02-28", "met": False},
        {"start": "2019-03-01", "due": "2019-03-20", "met": False},
    ]
    first, second = steps
    assert first.pop("checkpoints")[0] == {"start": "2019-01-01", "due": "2019-01-06", "met": False}
    assert (first["due"], first["basis"], first["every"]) == ("2019-02-10", "春节前", "week")
    assert second == {
        "id": "1.1.2",
        "text": "建立工作台账",
        "due": None,
        "basis": "",
        "every": None,
        "status": "doing",
        "percent": 33.3,
        "checkpoints": [],
    }


def test_a_row_says_what_was_recorded_since() -> None:
    events = [
        deferred("1.1", "04-30", on="01-10"),
        deferred("1.1", "05-31", on="01-11"),
        assigned("1.1", lead=("省丁局",), on="01-12"),
        said("1.1", "done", on="06-10"),
        closed("1.1", on="06-11"),
    ]
    row = task_row(state(RICH, *events, on="06-12"))
    assert (row.due, row.original_due, row.deferrals) == (day("05-31"), day("03-20"), 2)
    assert (row.lead, row.status, row.light, row.next_due) == (("省丁局",), "closed", None, None)
    assert (row.finished_on, row.finished_late, row.overdue_days) == (day("06-10"), True, 0)


@pytest.mark.parametrize(
    ("value", "written"), [(0.0, 0), (33.333, 33.3), (99.96, 99.9), (0.04, 0.1), (100.0, 100), (12.5, 12.5)]
)
def test_numbers_have_one_decimal_at_most(value: float, written: float) -> None:
    assert number(value) == written
    assert isinstance(number(value), int) == (written == int(written))


@dataclass(frozen=True)
class Does:
    lead: tuple[str, ...]
    units: tuple[str, ...]
    support: tuple[str, ...]


@pytest.mark.parametrize(
    ("lead", "units", "support", "words"),
    [
        ([], [], [], "未列单位"),
        ([], ["甲"], [], "甲"),
        ([], ["甲", "乙"], [], "甲、乙"),
        ([], ["甲", "乙"], ["丙"], "甲等3家"),
        (["甲"], [], [], "甲牵头"),
        (["甲", "乙"], ["丙"], ["丁"], "甲、乙牵头，另2家"),
    ],
)
def test_who_does_it_in_short(lead: list[str], units: list[str], support: list[str], words: str) -> None:
    assert short_units(Does(tuple(lead), tuple(units), tuple(support))) == words


def test_every_column_says_something_of_every_row() -> None:
    rows = [task_row(state(RICH, on="02-20")), task_row(state(task(), said("1.1", "done"), on="02-20"))]
    for row in rows:
        assert all(isinstance(column.say(row), str) for column in COLUMNS.values())
    said_of = {key: column.say(rows[0]) for key, column in COLUMNS.items()}
    assert said_of["text"] == "核对　完成全部村级台账的核对工作。"
    assert (said_of["light"], said_of["status"], said_of["overdue_days"]) == ("红", "未启动", "")
    assert said_of["next_due"] == "2019-02-28"
    assert COLUMNS["next_due"].tone(rows[0]) == "", "a missed checkpoint is not the task's own date"
    assert (COLUMNS["light"].say(rows[1]), COLUMNS["finished_on"].say(rows[1])) == ("—", "2019-01-10")


def test_unfinished_never_reads_a_hundred_percent() -> None:
    row = task_row(state(task(), said("1.1", percent=99.9)))
    assert COLUMNS["percent"].say(row) == "99%"


def test_a_listing_has_the_columns_asked_for_and_a_footer_counts() -> None:
    states = ledger(plan(task("1.1"), task("1.2"), task("1.3")), said("1.1", "done"), said("1.2", "blocked", 40)).on(
        day("01-28")
    )
    made = task_listing(task_rows(states), ("id", "light"), count_words(states))
    assert [column.title for column in made.columns] == ["编号", "灯"]
    assert [row.id for row in made.rows] == ["1.1", "1.2", "1.3"]
    assert made.footer == "共 3 项：未启动 1、受阻 1、已完成 1；红灯 1、黄灯 1"
    assert count_words([]) == "共 0 项"
    assert tuple(column.key for column in task_listing(task_rows(states)).columns) == DEFAULT


def test_beside_a_column_of_the_leads_the_responsible_stand_alone() -> None:
    shown = task_rows(ledger(RICH).on(day("02-01")))
    alone, beside = (task_listing(shown, keys) for keys in (("id", "units"), ("id", "lead", "units")))
    assert alone.columns[1].say(alone.rows[0]) == "省甲厅牵头，另2家"
    assert beside.columns[2].say(beside.rows[0]) == "省乙委等"


def test_the_next_date_of_what_goes_on_is_none_unless_a_step_has_one() -> None:
    of = plan(task("1.1", ongoing=True), task("1.2", ongoing=True, steps=(step("1.2.1", due="02-20"),)), task("1.3"))
    shown = [COLUMNS["next_due"].say(row) for row in task_rows(ledger(of).on(day("02-01")))]
    assert shown == ["持续推进", "2019-02-20", "2019-03-31"]
