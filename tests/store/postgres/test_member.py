"""Who is asking, and what a unit is refused before anything is sent, each refusal naming what is missing."""

from __future__ import annotations

import pytest

from baigong.errors import NotEnrolledError, NotEntitledError
from baigong.model.events import Event
from baigong.store.postgres.member import Member, refuse_unentitled, who_is_asking
from tests.support.builders import assigned, closed, deferred, plan, rejected, relinked, retracted, said, task
from tests.support.postgres import PASSWORD, Database

UNIT = Member("shuiliting", "unit", "省甲厅", "省甲厅")


@pytest.mark.parametrize(
    ("event", "what"),
    [
        (said("1.1", percent=1), "替整项任务填报"),
        (said("1.1", percent=1, unit="省乙委"), "替省乙委的份额填报"),
        (closed("1.1"), "销号"),
        (rejected("1.1"), "退回"),
        (deferred("1.1", "03-01"), "延期"),
        (assigned("1.1", lead=("省甲厅",)), "调整分工"),
        (relinked("1.1", "1.2"), "督查"),
    ],
)
def test_a_unit_is_told_what_it_may_not_and_who_may(event: Event, what: str) -> None:
    with pytest.raises(NotEntitledError) as raised:
        refuse_unentitled(UNIT, [said("1.1", percent=1, unit="省甲厅"), event])
    assert raised.value.message.startswith("省甲厅 没有") and what in raised.value.message
    assert "统筹" in raised.value.hint
    refuse_unentitled(Member("office", "coordinator", "", "督查室"), [event])


def test_a_unit_records_and_takes_back_its_own() -> None:
    own = said("1.1", percent=1, unit="省甲厅")
    refuse_unentitled(UNIT, [own, retracted(own)])


def test_the_server_says_who_is_asking(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    database.publish(plan(task()))
    role = database.role("unit", "省甲厅")
    assert who_is_asking(database.store(role).server) == Member(role, "unit", "省甲厅", "省甲厅")
    stranger = f"stranger_{database.name}"
    database.sql(f"CREATE ROLE {stranger} LOGIN PASSWORD '{PASSWORD}'")
    with pytest.raises(NotEnrolledError) as raised:
        who_is_asking(database.store(stranger).server)
    assert f"db grant {stranger}" in raised.value.hint
