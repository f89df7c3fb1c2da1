"""销号、退回、延期、分工: what each writes, what is so already, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from baigong.changes.common import Author, Recording
from baigong.changes.supervision import Grounds, assign, close, defer, reject
from baigong.errors import RequestError
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Close, Event
from baigong.model.plan import Target
from tests.support.builders import BEIJING, UNITS, closed, day, deferred, ledger, plan, rejected, said, step, task

STEPS = task(steps=[step("1.1.1", due="02-10"), step("1.1.2")])
DONE = said("1.1", "done", on="01-10")
WHY = Grounds("见核验单", ("青督〔2019〕3号",))
NOW = datetime(2019, 3, 1, 9, tzinfo=BEIJING)


def author(on: str = "02-01") -> Author:
    return Author("督查室", NOW, day(on))


def then(known: Ledger, done: Recording, on: str = "02-01") -> TaskState:
    return Ledger(known.plan, [*known.events, *done.events], UNITS).task("1.1", day(on))


def refused(doing: Callable[[], Recording]) -> RequestError:
    with pytest.raises(RequestError) as raised:
        doing()
    assert raised.value.hint
    return raised.value


# close


def test_a_close_says_who_verified() -> None:
    known = ledger(STEPS, DONE)
    done = close(known, ["1.1"], "王五", WHY, author())
    (event,) = done.events
    assert isinstance(event, Close)
    assert (event.verifier, event.note, event.evidence, event.on) == ("王五", *("见核验单", WHY.evidence), day("02-01"))
    assert then(known, done).status == "closed"


def test_what_is_closed_is_so_already() -> None:
    assert close(ledger(STEPS, DONE, closed("1.1", on="01-11")), ["1.1"], "王五", WHY, author()).already == ("1.1",)


@pytest.mark.parametrize("before", [[], [said("1.1", percent=60)], [said("1.1", "dropped")], [said("1.1.1", "done")]])
def test_what_is_not_done_is_not_closed(before: list[Event]) -> None:
    assert "不能销号" in refused(lambda: close(ledger(STEPS, *before), ["1.1"], "王五", WHY, author())).message


def test_what_was_not_done_on_the_day_or_is_no_longer_is_not_closed() -> None:
    assert "未启动" in refused(lambda: close(ledger(STEPS, DONE), ["1.1"], "王五", WHY, author("01-05"))).message
    reopened = ledger(STEPS, DONE, said("1.1", "doing", on="02-05"))
    assert "推进中" in refused(lambda: close(reopened, ["1.1"], "王五", WHY, author("02-01"))).message


def test_a_close_names_who_verified_and_asks_about_targets() -> None:
    assert "核验人" in refused(lambda: close(ledger(STEPS, DONE), ["1.1"], " ", WHY, author())).message
    rate = Target(text="失业率控制在3.5%以内", value=3.5, unit="%", bound="at_most")
    held = task(targets=(rate,))

    def asked(*events: Event) -> tuple[str, ...]:
        return close(ledger(held, DONE, *events), ["1.1"], "王五", WHY, author()).questions

    assert asked() == ("1.1 有 1 个目标没有报实际值：“失业率控制在3.5%以内”，",)
    assert asked(said("1.1", actual={rate.text: 6}, on="01-12")) == (
        "1.1 有目标没有达到：“失业率控制在3.5%以内”实际 6，",
    )
    assert asked(said("1.1", actual={rate.text: 3.4}, on="01-12")) == ()


def test_a_target_without_a_direction_is_asked_for_its_value_and_not_judged() -> None:
    plain = task(targets=(Target(text="户籍人口城镇化率45%", value=45, unit="%"),))

    def asked(*events: Event) -> tuple[str, ...]:
        return close(ledger(plain, DONE, *events), ["1.1"], "王五", WHY, author()).questions

    assert "没有报实际值" in asked()[0]
    assert asked(said("1.1", actual={"户籍人口城镇化率45%": 30}, on="01-12")) == ()


def test_a_second_close_by_another_verifier_says_how_to_correct_it() -> None:
    strike = closed("1.1", on="01-11", verifier="赵六")
    again = close(ledger(STEPS, DONE, strike), ["1.1"], "王五", WHY, author())
    assert (again.events, again.already) == ((), ("1.1",))
    assert "核验人为赵六" in again.advice[0] and f"undo {strike.id}" in again.advice[0]
    assert close(ledger(STEPS, DONE, strike), ["1.1"], "赵六", WHY, author()).advice == ()


# reject


def test_a_reject_says_why_and_takes_the_task_back() -> None:
    for known in (ledger(STEPS, DONE), ledger(STEPS, DONE, closed("1.1", on="01-11"))):
        done = reject(known, ["1.1"], " 附件不全 ", WHY, author())
        found = then(known, done)
        assert (found.status, found.rejections[0].reason) == ("doing", "附件不全")


@pytest.mark.parametrize("before", [[], [said("1.1", percent=60)], [DONE, rejected("1.1", on="01-11")]])
def test_only_what_is_done_or_closed_is_rejected(before: list[Event]) -> None:
    assert "没有可退回的" in refused(lambda: reject(ledger(STEPS, *before), ["1.1"], "附件不全", WHY, author())).message


def test_a_reject_needs_a_reason() -> None:
    assert "原因" in refused(lambda: reject(ledger(STEPS, DONE), ["1.1"], " ", WHY, author())).message


# defer


def put_off(known: Ledger, to: str, id: str = "1.1", on: str = "02-01", reason: str = "材料未齐") -> Recording:
    return defer(known, [id], day(to), reason, WHY, author(on))


def test_a_deferral_sets_the_date_in_force_and_counts() -> None:
    known = ledger(STEPS, deferred("1.1", "04-15", on="01-20"))
    done = put_off(known, "04-30")
    assert "2019-04-15 → 2019-04-30（第 2 次延期：材料未齐）" in done.changes[0].words
    found = then(known, done)
    assert (found.due, found.original_due, len(found.deferrals["1.1"])) == (day("04-30"), day("03-31"), 2)


def test_a_step_is_put_off_from_its_own_date_or_its_tasks() -> None:
    known = ledger(STEPS)
    assert "2019-02-10 → 2019-02-20" in put_off(known, "02-20", "1.1.1").changes[0].words
    assert "2019-03-31 → 2019-04-10" in put_off(known, "04-10", "1.1.2").changes[0].words
    assert then(known, put_off(known, "02-20", "1.1.1")).steps[0].due == day("02-20")


@pytest.mark.parametrize("to", ["03-30", "02-01", "03-31"])
def test_a_deferral_goes_forward(to: str) -> None:
    known = ledger(STEPS, deferred("1.1", "04-15", on="01-20"))
    assert "不能延到更早的" in refused(lambda: put_off(known, to)).message


def test_the_same_date_again_is_so_already() -> None:
    assert put_off(ledger(STEPS, deferred("1.1", "04-15", on="01-20")), "04-15").already == ("1.1",)


def test_a_deferral_needs_a_reason_and_something_to_put_off() -> None:
    assert "原因" in refused(lambda: put_off(ledger(STEPS), "04-15", reason="　")).message
    assert "无须延期" in refused(lambda: put_off(ledger(STEPS, DONE), "04-15")).message
    assert "无须延期" in refused(lambda: put_off(ledger(STEPS, said("1.1.1", "done")), "04-15", "1.1.1")).message
    struck = ledger(STEPS, DONE, closed("1.1", on="01-11"))
    assert "销号" in refused(lambda: put_off(struck, "04-15")).message


# assign


def given(known: Ledger, **roles: tuple[str, ...]) -> Recording:
    return assign(known, ["1.1"], dict(roles), WHY, author())


def test_an_assignment_changes_who_does_it_and_says_from_whom_to_whom() -> None:
    known = ledger(STEPS)
    done = given(known, lead=("省乙委",))
    assert done.changes[0].words == "牵头 无 → 省乙委；责任 省甲厅、省乙委 → 省甲厅"
    assert then(known, done).roles.lead == ("省乙委",)


def test_an_assignment_that_changes_nothing_is_so_already() -> None:
    assert given(ledger(STEPS), responsible=("省甲厅", "省乙委")).already == ("1.1",)


def test_an_assignment_names_somebody_and_leaves_closed_tasks_alone() -> None:
    assert "由谁" in refused(lambda: given(ledger(STEPS))).message
    struck = ledger(STEPS, DONE, closed("1.1", on="01-11"))
    assert "销号" in refused(lambda: given(struck, lead=("省丙局",))).message


# All of them


@pytest.mark.parametrize(
    "doing",
    [
        lambda known: close(known, ["1.1", "1.1.1"], "王五", WHY, author()),
        lambda known: reject(known, ["1.1", "1.1.1"], "附件不全", WHY, author()),
        lambda known: assign(known, ["1.1", "1.1.1"], {"lead": ("省丙局",)}, WHY, author()),
    ],
)
def test_a_step_is_not_decided_upon_alone(doing: Callable[[Ledger], Recording]) -> None:
    error = refused(lambda: doing(ledger(STEPS, DONE)))
    assert "1.1.1 是举措" in error.message
    assert "1.1" in error.hint


def test_what_is_decided_of_several_is_decided_of_all_or_none() -> None:
    known = ledger(plan(task("1.1"), task("1.2")), DONE)
    assert "1.2" in refused(lambda: close(known, ["1.1", "1.2"], "王五", WHY, author())).message
    both = defer(known, ["1.2"], date(2019, 4, 30), "材料未齐", WHY, author())
    assert len(both.events) == 1


def test_a_person_answers_for_a_task_from_now_on() -> None:
    known = ledger(STEPS)
    done = assign(known, ["1.1"], {}, WHY, author(), leader="张副县长")
    assert done.changes[0].words == "分管领导 无 → 张副县长"
    assert then(known, done).leader == "张副县长"
    after = Ledger(known.plan, [*known.events, *done.events])
    assert assign(after, ["1.1"], {}, WHY, author(), leader="张副县长").already == ("1.1",)
