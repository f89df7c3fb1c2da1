"""Whose tasks they are: the task's own leader, else those of the units that answer for it."""

from __future__ import annotations

from baigong.ledger.leaders import leaders_of, ledger_of_leaders
from baigong.ledger.ledger import Ledger
from tests.support.builders import UNITS, day, plan, said, section, task

LEDGER = Ledger(
    plan(
        section(task("1.1", leader="王副省长"), task("1.2", "建成冷库。"), task("1.3", "核清底数。", units=("省丙局",)))
    ),
    (said("1.2", "done"), said("1.1", "doing", 20)),
    UNITS,
)
DAY = day("02-01")


def test_a_task_without_a_leader_has_those_of_its_units() -> None:
    leaders = [leaders_of(state, LEDGER.directory) for state in LEDGER.on(DAY)]
    assert leaders == [("王副省长",), ("张三",), ()]


def test_the_ledger_of_a_leader_has_his_tasks_and_their_records_alone() -> None:
    own = ledger_of_leaders(LEDGER, ("张三",), LEDGER.on(DAY))
    assert [state.id for state in own.on(DAY)] == ["1.2"]
    assert [event.task for event in own.in_force] == ["1.2"]


def test_a_name_means_in_the_ledger_of_a_leader_what_it_means_in_the_whole() -> None:
    # 区交建局 beside it in another task tells that 资源生态局 is 区资源生态局.
    named = plan(
        section(
            task("1.1", lead=("区交建局", "资源生态局"), leader="王副省长"),
            task("1.2", "建成冷库。", lead=("资源生态局",), leader="李副省长"),
        )
    )
    whole = Ledger(named, (said("1.2", "doing", 20, unit="区资源生态局"),), UNITS)
    own = ledger_of_leaders(whole, ("李副省长",), whole.on(DAY))
    for each in (whole, own):
        assert (each.task("1.2", DAY).units, each.task("1.2", DAY).percent) == (("区资源生态局",), 20)
