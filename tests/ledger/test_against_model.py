"""What holds of every ledger, over random plans and events: what no order of lines and no later fact may change."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from baigong.ledger.ledger import Ledger
from baigong.model.events import Assign, Close, Defer, Event, Progress, Reject, Retract
from baigong.model.plan import Plan, Section, Step, Task
from tests.support.builders import BEIJING, GROUP, MEMBERS, UNITS, plan

FIRST = date(2019, 1, 1)
DAYS = st.integers(0, 89).map(lambda number: FIRST + timedelta(days=number))
NAMES = ("省甲厅", "省乙委", GROUP, MEMBERS[0], "省丙局")
PERCENTS = st.sampled_from([0, 10, 25, 40, 60, 75, 90, 99.5, 100])
NODES = st.sampled_from(["1.1", "1.1", "1.1", "1.1.1", "1.1.1", "1.1.2", "1.1.3", "1.2", "9.9"])
# What is finished and taken up again is where rules meet, so those come oftener.
STATUSES = st.sampled_from([None, "todo", "doing", "doing", "blocked", "done", "done", "done", "dropped"])
EVERY = st.sampled_from([None, None, "month", "week", "quarter"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    def due(id: str) -> date | None:
        return draw(st.none() | st.integers(20, 100).map(lambda number: FIRST + timedelta(days=number)))

    steps = tuple(
        Step(id=f"1.1.{number}", text="分步办理", due=due(""), every=draw(EVERY))
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )
    one = Task(
        id="1.1",
        text="办理一件事。",
        due=due("1.1"),
        start=draw(st.none() | st.integers(0, 15).map(lambda number: FIRST + timedelta(days=number))),
        every=draw(EVERY),
        ongoing=draw(st.booleans()),
        units=draw(st.sampled_from([(), ("省甲厅", GROUP), (GROUP, MEMBERS[0])])),
        steps=steps,
    )
    two = Task(id="1.2", text="办理另一件事。", lead=("省甲厅",))
    around = Section(id="1", units=("省甲厅", "省乙委"), due=due("1"), tasks=(one, two))
    return plan(around)


@st.composite
def events(draw: st.DrawFn, most: int = 14) -> list[Event]:
    """A journal: some days coincide, some moments too, some events retract others or name what is not there."""
    row: list[Event] = []
    for number in range(draw(st.integers(0, most))):
        on = draw(DAYS)
        head: dict[str, Any] = {
            "id": f"{draw(st.integers(0, 9))}-{number}",
            "on": on,
            "at": datetime(on.year, on.month, on.day, draw(st.integers(8, 10)), tzinfo=BEIJING),
        }
        row.append(draw(_event(head, [event.id for event in row])))
    return row


KINDS = [*["progress"] * 8, "done", "close", "close", "reject", "defer", "assign", "assign", "retract"]


@st.composite
def _event(draw: st.DrawFn, head: dict[str, Any], known: list[str]) -> Event:
    kind = draw(st.sampled_from(KINDS))
    node = draw(NODES)
    if kind in ("progress", "done"):
        return draw(_reports(head | {"task": node}, kind == "done"))
    if kind == "assign":
        given = draw(st.sets(st.sampled_from(["lead", "responsible", "support"]), min_size=1))
        names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
        return Assign(**head, task=node, **{role: draw(names) for role in sorted(given)})
    others: dict[str, Event] = {
        "retract": Retract(**head, event=draw(st.sampled_from([*known, "nowhere"]))),
        "close": Close(**head, task=node),
        "reject": Reject(**head, task=node, reason="附件不全"),
        "defer": Defer(**head, task=node, due=draw(DAYS), reason="材料未齐"),
    }
    return others[kind]


@st.composite
def _reports(draw: st.DrawFn, head: dict[str, Any], done: bool) -> Event:
    unit = draw(st.sampled_from(["", "", "", *NAMES]))
    if done:
        return Progress(**head, unit=unit, status="done", percent=100)
    percent = draw(st.none() | st.none() | PERCENTS)
    return Progress(**head, unit=unit, status=draw(STATUSES), percent=percent, note="情况如下")


@given(plans(), events(), st.randoms(use_true_random=False), DAYS)
def test_the_order_of_the_file_changes_nothing(made: Plan, row: list[Event], random: Any, day: date) -> None:
    shuffled = list(row)
    random.shuffle(shuffled)
    assert Ledger(made, shuffled, UNITS).on(day) == Ledger(made, row, UNITS).on(day)


@given(plans(), events(), events(), DAYS)
def test_later_facts_do_not_change_a_past_day(made: Plan, row: list[Event], more: list[Event], day: date) -> None:
    later = [
        event.model_copy(update={"id": f"later-{event.id}"})
        for event in more
        if event.on > day and not isinstance(event, Retract)
    ]
    assert Ledger(made, [*row, *later], UNITS).on(day) == Ledger(made, row, UNITS).on(day)


@given(plans(), events(), DAYS)
def test_what_is_retracted_might_as_well_not_have_been(made: Plan, row: list[Event], day: date) -> None:
    ledger = Ledger(made, row, UNITS)
    left = [event for event in row if not isinstance(event, Retract) and event.id not in ledger.retracted]
    assert Ledger(made, left, UNITS).on(day) == ledger.on(day)
