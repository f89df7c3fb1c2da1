"""An agenda as an iCalendar file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar, Component

from baigong.pages.agenda import Agenda, Entry
from baigong.render import ics
from baigong.render.interface import Result

ENTRY = Entry("1.1", date(2019, 3, 31), "核对\x1b台账", ("全文", "省甲厅"), "任务", False, 2, None)


def events(*entries: Entry) -> list[Component]:
    agenda = Agenda("省办〔2019〕1号", "方案", date(2019, 1, 19), entries, ())
    calendar = Calendar.from_ical(ics.write(Result([], agenda=lambda: agenda)))
    return list(calendar.walk("VEVENT"))


def test_a_deadline_is_one_whole_day_that_keeps_nobody_busy() -> None:
    (event,) = events(ENTRY)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2019, 3, 31), date(2019, 4, 1))
    assert (event["transp"], event["status"], event["sequence"]) == ("TRANSPARENT", "CONFIRMED", 2)
    assert event["summary"] == "核对‹U+001B›台账" and event["description"] == "全文\n省甲厅"


def test_its_uid_stays_whatever_is_corrected_and_differs_between_plans() -> None:
    (first,), (moved,) = events(ENTRY), events(replace(ENTRY, day=date(2019, 4, 30), title="改过"))
    assert first["uid"] == moved["uid"] == ics.uid("省办〔2019〕1号", "1.1")
    assert ics.uid("省办〔2019〕2号", "1.1") != first["uid"] != ics.uid("省办〔2019〕1号", "1.2")


def test_it_is_dated_by_its_last_record_or_the_beginning_in_china() -> None:
    (never,) = events(ENTRY)
    assert never.decoded("last-modified") == datetime(2019, 1, 18, 16, tzinfo=UTC)
    at = datetime(2019, 2, 1, 9, tzinfo=UTC)
    (recorded,) = events(replace(ENTRY, changed=at, cancelled=True))
    assert recorded.decoded("dtstamp") == at and recorded["status"] == "CANCELLED"


def test_a_result_without_an_agenda_is_none() -> None:
    with pytest.raises(ValueError, match="agenda"):
        ics.write(Result([]))
