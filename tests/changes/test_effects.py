"""What a recording changes besides what was named is said: the whole, its parts, shares, checkpoints."""

from __future__ import annotations

from baigong.changes.change_lines import ChangeLines
from baigong.changes.effects import effects
from baigong.model.events import Event
from baigong.model.plan import Plan
from tests.support.builders import assigned, day, ledger, plan, rejected, said, section, step, task

STEPS = plan(task(steps=["1.1.1", "1.1.2", "1.1.3"]))
LED = plan(section(task(lead=("省甲厅",), units=("省乙委",))))
MONTHLY = plan(task(every="month"))


def told(of: Plan, last: Event, *before: Event, id: str = "1.1", unit: str = "", on: str = "02-01") -> list[str]:
    old, new = ledger(of, *before), ledger(of, *before, last)
    return list(effects(old.task("1.1", day(on)), new.task("1.1", day(on)), ChangeLines(frozenset({(id, unit)}))))


def test_a_step_says_what_becomes_of_the_whole() -> None:
    assert told(STEPS, said("1.1.1", "done"), id="1.1.1") == ["任务 1.1 现为：推进中 33%（3 项举措已完成 1 项）"]


def test_a_word_on_the_whole_says_which_steps_stay_finished() -> None:
    lines = told(STEPS, said("1.1", percent=40, on="01-12"), said("1.1.2", "done"))
    assert len(lines) == 1
    assert lines[0].startswith("仍为已完成或已取消的举措：1.1.2（要重开请写 ") and "reopen 1.1.2" in lines[0]


def test_finishing_the_whole_says_which_steps_it_finishes() -> None:
    assert told(STEPS, said("1.1", "done", on="01-12"), said("1.1.2", "done")) == ["随之已完成的举措：1.1.1、1.1.3"]
    assert told(STEPS, said("1.1", "dropped", on="01-12"), said("1.1.2", "done")) == ["随之已取消的举措：1.1.1、1.1.3"]


def test_opening_says_what_it_opens() -> None:
    done = [said(f"1.1.{number}", "done") for number in (1, 2, 3)]
    assert told(STEPS, said("1.1", "doing", on="01-12"), *done) == ["重开的举措：1.1.1、1.1.2、1.1.3"]
    both = [said("1.1", "done", unit=unit) for unit in ("省甲厅", "省乙委")]
    assert "重开的单位份额：省甲厅、省乙委" in told(STEPS, rejected("1.1", on="01-12"), *both)


def test_a_unit_that_does_not_answer_is_told_that_it_moves_nothing() -> None:
    (whole, share) = told(LED, said("1.1", percent=60, unit="省乙委"), unit="省乙委")
    assert whole == "任务 1.1 仍为：未启动"
    assert "答责单位为省甲厅" in share


def test_an_office_word_says_whose_finished_share_stays() -> None:
    lines = told(STEPS, said("1.1", percent=40, on="01-12"), said("1.1", "done", unit="省甲厅"))
    assert lines == ["已办结份额的单位仍为已完成：省甲厅"]


def test_what_recurs_says_the_checkpoint_met_and_the_next_one() -> None:
    lines = told(MONTHLY, said("1.1", "done", on="02-01"))
    assert lines == ["1.1 的节点 2019-02-28 已报（1/3）", "1.1 的下一个节点：2019-03-31"]
    final = told(MONTHLY, said("1.1", "done", on="02-01", final=True))
    assert final[-1] == "1.1 没有报的节点：2019-01-31、2019-03-31"


def test_an_assignment_that_moves_the_mean_says_so() -> None:
    shares = [said("1.1", percent=90, unit="省甲厅"), said("1.1", percent=30, unit="省乙委")]
    before, after = (ledger(STEPS, *shares, *more).task("1.1", day("02-01")) for more in ([], [ONLY]))
    assert (before.percent, after.percent) == (60, 30)


ONLY = assigned("1.1", responsible=("省乙委",), on="01-12")


def test_a_dated_step_put_off_alone_leaves_the_task() -> None:
    dated = plan(task(steps=[step("1.1.1", due="02-10")]))
    assert told(dated, said("1.1.1", percent=5), id="1.1.1")[0].startswith("任务 1.1 现为")
