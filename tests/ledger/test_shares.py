"""A unit's part of a task: what it said, whether it answers, what it still owes."""

from __future__ import annotations

from baigong.ledger.shares import last_report, shares_of, units_of
from tests.support.builders import (
    GROUP,
    MEMBERS,
    day,
    ledger,
    plan,
    said,
    task,
)

LED = plan(task("1.1", lead=("省甲厅",), support=("省乙委",)), task("1.2", units=(GROUP,)))


def test_a_share_says_the_units_own_word_apart_from_where_its_part_stands() -> None:
    known = ledger(LED, said("1.1", percent=30, unit="省甲厅"), said("1.1", percent=40))
    lead, support = (shares_of(known, unit, day("02-01"))[0] for unit in ("省甲厅", "省乙委"))
    assert (lead.role, lead.answerable, lead.word and lead.word.percent, lead.standing.percent) == (
        "lead",
        True,
        30,
        40,
    )
    assert (support.role, support.answerable, support.word, support.standing.percent) == ("support", False, None, 40)
    assert lead.last and lead.last.percent == 30 and support.last is None
    assert support.office and support.office.percent == 40


def test_a_member_has_a_share_through_its_group() -> None:
    (share,) = shares_of(ledger(LED), MEMBERS[0], day("02-01"))
    assert (share.state.id, share.via, share.answerable) == ("1.2", GROUP, True)


def test_a_unit_that_did_its_part_owes_nothing_and_has_no_light() -> None:
    events = [said("1.2", "done", unit=MEMBERS[0], on="02-01")]
    done, other = (shares_of(ledger(LED, *events), unit, day("04-02"))[0] for unit in MEMBERS[:2])
    assert (done.open, done.light, done.late, done.overdue_days) == (False, None, (), 0)
    assert (other.open, other.light, other.overdue_days) == (True, "red", 2)
    assert done.finished_on == day("02-01") and not done.finished_late


def test_a_part_finished_after_the_due_date_is_late() -> None:
    events = [said("1.2", "done", unit=MEMBERS[0], on="04-01")]
    assert shares_of(ledger(LED, *events), MEMBERS[0], day("04-02"))[0].finished_late


def test_what_was_dropped_for_the_unit_or_for_all_is_dropped() -> None:
    known = ledger(LED, said("1.1", "dropped"), said("1.2", "dropped", unit=MEMBERS[0]))
    assert [shares_of(known, unit, day("02-01"))[0].dropped for unit in ("省甲厅", *MEMBERS[:2])] == [True, True, False]


def test_the_units_of_a_plan_are_those_with_a_part_groups_by_their_members() -> None:
    assert units_of(ledger(LED), day("02-01")) == ("省甲厅", "省乙委", *MEMBERS)


def test_the_last_report_of_a_unit_is_its_own_on_the_task_or_a_step() -> None:
    own = said("1.1.1", percent=5, unit="省甲厅", on="01-10")
    known = ledger(plan(task(steps=["1.1.1"])), own, said("1.1", percent=9, unit="省乙委", on="01-12"))
    assert last_report(known, known.task("1.1", day("02-01")), "省甲厅") == own
    assert last_report(known, known.task("1.1", day("02-01")), "省丙局") is None


def test_a_supporting_unit_has_something_to_do_until_it_or_the_task_is_finished() -> None:
    for events, is_open in (
        ((), True),
        ((said("1.1", "done", unit="省乙委"),), False),
        ((said("1.1", "done"),), False),
    ):
        assert shares_of(ledger(LED, *events), "省乙委", day("02-01"))[0].open is is_open
