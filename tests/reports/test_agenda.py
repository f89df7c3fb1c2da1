"""What calendars and task managers take: every dated thing and every task, each under a key that stays."""

from __future__ import annotations

from baigong.reports.agenda import DateRow, date_rows, todo_rows
from tests.support.builders import day, deferred, ledger, plan, retracted, said, step, task

PLAN = plan(task("1.1", due="03-10", steps=[step("1.1.1", "建立台账", due="02-10")]), task("1.2", every="month"))


def rows(*events: object, on: str = "02-01") -> dict[str, DateRow]:
    known = ledger(PLAN, *events)  # type: ignore[arg-type]  # events
    return {row.key: row for row in date_rows(known, known.on(day(on)))}


def test_every_dated_thing_has_a_key_and_says_what_it_is() -> None:
    assert [(row.key, row.kind, row.due) for row in rows().values()] == [
        ("1.1", "task", day("03-10")),
        ("1.1.1", "step", day("02-10")),
        ("1.2", "task", day("03-31")),
        ("1.2/2019-01-01", "checkpoint", day("01-31")),
        ("1.2/2019-02-01", "checkpoint", day("02-28")),
        ("1.2/2019-03-01", "checkpoint", day("03-31")),
    ]
    assert rows()["1.1.1"].text == "建立台账"


def test_a_deferral_moves_the_day_and_not_the_key_and_is_a_revision() -> None:
    before, event = rows()["1.1"], deferred("1.1", "04-30")
    after = rows(event)["1.1"]
    assert (after.due, after.revision, after.changed) == (day("04-30"), 1, event.at)
    assert (before.revision, before.changed) == (0, None)


def test_what_was_reported_or_dropped_is_owed_no_more() -> None:
    known = rows(said("1.2", percent=5, on="01-20"), said("1.1", "dropped"))
    assert [known[key].met for key in ("1.2/2019-01-01", "1.2/2019-02-01", "1.1", "1.1.1")] == [True, False, True, True]
    assert known["1.1"].dropped and not known["1.2"].dropped


def test_a_task_to_do_has_the_notes_of_its_reports_with_their_moments() -> None:
    noted, silent, gone = said("1.1", note="已约谈"), said("1.1", percent=5), said("1.1", note="记错")
    known = ledger(PLAN, noted, silent, gone, retracted(gone))
    first, second = todo_rows(known, known.on(day("02-01")))
    assert first.words == ((noted.at, "已约谈"),)
    assert (first.key, second.key, second.changed, second.words) == ("1.1", "1.2", None, ())
