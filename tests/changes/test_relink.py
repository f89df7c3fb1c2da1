"""改编号: which records go where, and what is refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from baigong.changes.common import Author
from baigong.changes.relink import relink
from baigong.changes.supervision import Grounds
from baigong.errors import DecisionsOfATaskError, NoRecordsError, SameIdError, TaskClosedError
from baigong.ledger.ledger import Ledger
from tests.support.builders import BEIJING, closed, day, deferred, ledger, plan, rejected, said, task

PLAN = plan(task("1.1", steps=["1.1.1"]), task("1.2"))
ME = Author("督查室", datetime(2019, 3, 1, 9, tzinfo=BEIJING), day("03-01"))
WHY = Grounds("方案修订")


def test_the_records_of_an_id_that_is_gone_count_for_the_new_one() -> None:
    known = ledger(PLAN, said("2", percent=60), said("2.1", "done"), said("2.7", "done"))
    recording = relink(known, "2", "1.1", WHY, ME)
    assert recording.changes[0].words == (
        "原在 2 之下的 2 条记录改列于此，另有 1 条举措的记录没有对应的举措，请逐个改列"
    )
    after = Ledger(PLAN, [*known.events, *recording.events]).task("1.1", day("03-01"))
    assert after.steps[0].standing.status == "done"


def test_what_cannot_be_is_refused() -> None:
    known = ledger(PLAN, said("2", "done"), closed("2", on="01-11"), said("1.2", "done"), closed("1.2", on="01-12"))
    for error, old, new in (
        (SameIdError, "1.1", "1.1"),
        (NoRecordsError, "7", "1.1"),
        (TaskClosedError, "2", "1.2"),
        (DecisionsOfATaskError, "2", "1.1.1"),
    ):
        with pytest.raises(error):
            relink(known, old, new, WHY, ME)
    assert relink(ledger(PLAN, deferred("2", "04-30")), "2", "1.1.1", WHY, ME).events
    assert relink(ledger(PLAN, said("2", "done"), rejected("2")), "2", "1.1", WHY, ME).events


def test_a_step_that_the_plan_still_has_keeps_its_records() -> None:
    both = plan(task("1.1", steps=["1.1.1"]), task("1.2", steps=["1.2.1"]))
    known = ledger(both, said("1.1.1", percent=60), said("1.1", note="已核对"))
    after = known.with_events(relink(known, "1.1", "1.2", WHY, ME).events)
    moved, left = after.task("1.2", day("03-01")), after.task("1.1", day("03-01"))
    assert (left.steps[0].standing.percent, moved.steps[0].standing.percent) == (60, 0)
    assert [event.note for event in moved.reports] == ["已核对"]
