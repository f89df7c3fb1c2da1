"""分管领导: whose task it is, by its own words or by its units."""

from __future__ import annotations

from baigong.ledger.leaders import leaders_of, ledger_of_leaders
from tests.support.builders import assigned, day, ledger, plan, task

PLAN = plan(task("1.1", leader="王五"), task("1.2"), task("1.3", units=("省乙委",)))


def test_the_leader_of_a_task_goes_before_those_of_its_units() -> None:
    known = ledger(PLAN, assigned("1.2", lead=("省甲厅", "省乙委"), on="01-10"))
    led = {state.id: leaders_of(state, known.directory) for state in known.on(day("02-01"))}
    assert led == {"1.1": ("王五",), "1.2": ("张三",), "1.3": ()}


def test_a_ledger_of_some_leaders_has_their_tasks_alone() -> None:
    known = ledger(PLAN)
    own = ledger_of_leaders(known, ["王五"], known.on(day("02-01")))
    assert [state.id for state in own.on(day("02-01"))] == ["1.1"]
