"""A row of a returned sheet of proposals becomes an assignment."""

from __future__ import annotations

from datetime import datetime

import pytest

from baigong.calendar import week
from baigong.changes.answers import Collection, collect
from baigong.changes.outcome import Side
from baigong.ledger.ledger import Ledger
from baigong.model.events import Assign, Event
from baigong.workbook.answer import Answer, AnswerRow
from baigong.workbook.form import Base, make_meta
from tests.support.answers import MADE
from tests.support.builders import BEIJING, GROUP, MEMBERS, UNITS, assigned, day, plan, section, task

PLAN = plan(section(task("1.1"), units=("省甲厅", "省乙委", GROUP)))


def decided(written: str, *events: Event, proposed: str = "省甲厅", side: Side = "", note: str = "") -> Collection:
    """What becomes of one row in which somebody wrote who leads."""
    ledger = Ledger(PLAN, events, UNITS)
    meta = make_meta(PLAN, "division", "", week(PLAN.head.start, 5), day("02-01"), MADE)
    row = AnswerRow(
        "1.1",
        Base(PLAN.sections[0].tasks[0].text, proposed=proposed),
        {"id": "A5", "lead": "F5"},
        lead=written,
        note=note,
    )
    return collect(
        ledger,
        [Answer("分解.xlsx", meta, "张三", "", (row,))],
        day("02-03"),
        datetime(2019, 2, 3, tzinfo=BEIJING),
        side,
    )


def leads(collection: Collection) -> list[tuple[str, ...] | None]:
    """The leads that are to be recorded."""
    assert not collection.faults, collection.faults
    return [event.lead for event in collection.recording.events if isinstance(event, Assign)]


@pytest.mark.parametrize(
    ("written", "lead"),
    [
        ("同意", ("省甲厅",)),
        ("省乙委", ("省乙委",)),
        ("省甲管理厅", ("省甲厅",)),
        ("省甲厅、省乙委、省甲厅", ("省甲厅", "省乙委")),
        (MEMBERS[0], (MEMBERS[0],)),
    ],
)
def test_who_is_written_leads_and_agreement_takes_the_proposal(written: str, lead: tuple[str, ...]) -> None:
    assert leads(decided(written)) == [lead]


def test_an_accepted_lead_is_recorded_with_its_reason_its_note_and_who_filled_it_in() -> None:
    (event,) = decided("同意", note="会上定").recording.events
    assert isinstance(event, Assign)
    assert (event.reason, event.note, event.by) == ("分解", "会上定", "张三")


def test_an_empty_row_decides_nothing_and_what_is_so_already_is_no_record() -> None:
    assert decided("").outcomes == ()
    (same,) = decided("省甲厅", assigned("1.1", lead=("省甲厅",))).outcomes
    assert (same.kind, same.words) == ("same", "牵头已是省甲厅")


@pytest.mark.parametrize(
    ("written", "proposed", "fault"),
    [
        ("同意", "", "没有建议的牵头单位"),
        ("省丙局", "省甲厅", "不承担"),
        ("火星办", "省甲厅", "火星办"),
    ],
)
def test_who_cannot_lead_is_refused_at_the_cell(written: str, proposed: str, fault: str) -> None:
    (refused,) = decided(written, proposed=proposed).faults
    assert fault in refused.message
    assert refused.place == "F5"


def test_where_the_office_settled_it_meanwhile_it_is_a_conflict_until_a_side_is_chosen() -> None:
    settled = assigned("1.1", lead=("省乙委",))
    assert [one.kind for one in decided("省甲厅", settled).outcomes] == ["conflict"]
    assert leads(decided("省甲厅", settled, side="theirs")) == [("省甲厅",)]
    assert leads(decided("省甲厅", settled, side="ours")) == []
