"""Random plans and journals: the ledger agrees with the slow model, and no order of lines changes it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Assign, Close, Defer, Event, Progress, Reject, Relink, Retract
from baigong.model.plan import Plan, Section, Step, Task
from tests.support.builders import BEIJING, GROUP, MEMBERS, UNITS, plan
from tests.support.slow_model import SlowTask

FIRST = date(2019, 1, 1)
DAYS = st.integers(0, 89).map(lambda number: FIRST + timedelta(days=number))
# After a checkpoint of every recurrence: nobody puts work off to a day on which it had not begun.
DEFERRED = st.integers(60, 120).map(lambda number: FIRST + timedelta(days=number))
NAMES = ("省甲厅", "省乙委", GROUP, MEMBERS[0], "省丙局")
PERCENTS = st.sampled_from([0, 10, 25, 40, 60, 75, 90, 99.5, 100])
NODES = st.sampled_from(["1.1", "1.1", "1.1", "1.1.1", "1.1.1", "1.1.2", "1.1.3", "1.2", "9.9", "9.9.1"])
# What is finished and taken up again is where rules meet, so those come oftener.
STATUSES = st.sampled_from([None, "todo", "doing", "doing", "blocked", "done", "done", "done", "dropped"])
EVERY = st.sampled_from([None, None, "month", "week", "two_weeks", "quarter"])
CLAUSES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {},
        {"units": ("省甲厅", GROUP)},
        {"units": (GROUP, MEMBERS[0])},
        {"lead": ("省甲厅",), "units": ("省乙委", GROUP), "support": ("省丙局",)},
        {"lead": ("省乙委", "省丙局"), "units": ("省甲厅",)},
        {"lead": (GROUP,), "support": ("省甲管理厅",)},
        {"support": ("省丙局",)},
    ]
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    def due(id: str) -> date | None:
        return draw(st.none() | st.integers(20, 100).map(lambda number: FIRST + timedelta(days=number)))

    def recurring() -> dict[str, Any]:
        every = draw(EVERY)
        on_day = draw(st.none() | st.integers(1, 7)) if every else None
        return {"every": every, "every_day": on_day}

    start = draw(st.none() | st.integers(0, 15).map(lambda number: FIRST + timedelta(days=number)))
    steps = tuple(
        Step(id=f"1.1.{number}", text="分步办理", due=due(""), **recurring())
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )
    one = Task(
        id="1.1",
        text="办理一件事。",
        due=due("1.1"),
        start=start,
        added=None
        if start
        else draw(st.none() | st.integers(0, 18).map(lambda number: FIRST + timedelta(days=number))),
        ongoing=draw(st.sampled_from([False, False, False, True])),
        steps=steps,
        **recurring(),
        **draw(CLAUSES),
    )
    two = Task(id="1.2", text="办理另一件事。", lead=("省甲厅",))
    around = Section(id="1", units=("省甲厅", "省乙委"), due=due("1"), tasks=(one, two))
    head = {
        "issued": draw(st.sampled_from([None, None, "01-10", "01-19"])),
        "rhythm": draw(st.sampled_from(["month", "week"])),
    }
    return plan(around, **head)


KINDS = [*["progress"] * 8, "done", "close", "close", "reject", "defer", "assign", "assign", "retract", "relink"]
# The ids of tasks and steps that a revision took away, and of those that it left.
OLD = st.sampled_from(["9.9", "9.9", "9.9.1", "1.2", "1.1.3", "1.1"])


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


@st.composite
def _event(draw: st.DrawFn, head: dict[str, Any], known: list[str]) -> Event:
    kind = draw(st.sampled_from(KINDS))
    node = draw(NODES)
    if kind in ("progress", "done"):
        return draw(_reports(head | {"task": node}, kind == "done"))
    if kind == "assign":
        given = draw(st.sets(st.sampled_from(["lead", "responsible", "support"]), min_size=1))
        names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
        roles: dict[str, Any] = {role: draw(names) for role in sorted(given)}
        return Assign(**head, task=node, **roles)
    others: dict[str, Event] = {
        "retract": Retract(**head, event=draw(st.sampled_from([*known, "nowhere"]))),
        "relink": Relink(**head, old=draw(OLD), task=node),
        "close": Close(**head, task=node),
        "reject": Reject(**head, task=node, reason="附件不全"),
        "defer": Defer(**head, task=node, due=draw(DEFERRED), reason="材料未齐"),
    }
    return others[kind]


@st.composite
def _reports(draw: st.DrawFn, head: dict[str, Any], done: bool) -> Event:
    unit = draw(st.sampled_from(["", "", "", *NAMES]))
    if done:
        return Progress(
            **head, unit=unit, status="done", percent=100, final=draw(st.sampled_from([False, False, True]))
        )
    percent = draw(st.none() | st.none() | PERCENTS)
    status: Any = draw(STATUSES)
    opens = draw(st.sampled_from([None, True, False])) if status in ("doing", "todo") and percent is None else None
    return Progress(**head, unit=unit, status=status, percent=percent, note="情况如下", reopen=opens)


# One day past the plan's end and more, when what recurs has finished.
LATER = st.integers(0, 110).map(lambda number: FIRST + timedelta(days=number))


@pytest.mark.slow
@settings(max_examples=400)
@given(plans(), events(), LATER)
def test_the_ledger_agrees_with_the_slow_model(of: Plan, row: list[Event], day: date) -> None:
    ledger = Ledger(of, row, UNITS)
    for state in ledger.on(day):
        assert ledger_says(state) == model_says(SlowTask(of, state.id, row, UNITS, day))


REVISED = st.sampled_from(["9.9", "9.9.1", "9.9.1", "9.9.2", "1.1", "1.1.1", "1.2"])
MOVES = st.sampled_from(
    [("9.9", "1.1"), ("9.9", "1.1"), ("9.9", "1.2"), ("9.9.1", "1.1.1"), ("1.2", "1.1"), ("1.1", "1.2")]
)


@st.composite
def revised(draw: st.DrawFn) -> list[Event]:
    """Reports on tasks that a revision took away and on those it left, moved once or twice, some moves taken back."""
    row: list[Event] = []
    moves: list[str] = []
    for number in range(draw(st.integers(5, 12))):
        at = datetime(2019, 4, 8, 9, draw(st.integers(0, 59)), tzinfo=BEIJING)
        head: dict[str, Any] = {"id": f"{draw(st.integers(0, 9))}-{number}", "on": draw(DAYS), "at": at}
        kind = draw(st.sampled_from(["report", "report", "relink", "retract" if moves else "relink"]))
        if kind == "report":
            row.append(Progress(**head, task=draw(REVISED), percent=float(number + 1)))
        else:
            old, new = draw(MOVES)
            taken_back = Retract(**head, event=draw(st.sampled_from(moves))) if kind == "retract" else None
            row.append(taken_back or Relink(**head, old=old, task=new))
            moves.append(row[-1].id)
    return row


@pytest.mark.slow
@settings(max_examples=200)
@given(plans(), revised())
def test_the_ledger_moves_records_as_the_slow_model_does(of: Plan, row: list[Event]) -> None:
    day = date(2019, 4, 10)
    for state in Ledger(of, row, UNITS).on(day):
        assert ledger_says(state) == model_says(SlowTask(of, state.id, row, UNITS, day))


def ledger_says(state: TaskState) -> dict[str, Any]:
    return {
        "status": state.status,
        "percent": _near(state.percent),
        "scheduled": _near(state.scheduled),
        "light": state.light,
        "late": {(late.id, late.due, late.days, late.every) for late in state.late},
        "next": state.next_due,
        "due": state.due,
        "answering": state.answering,
        "chased": state.chased,
        "shares": {unit: _pair(share) for unit, share in state.shares.items()},
        "words": {unit: _pair(word) for unit, word in state.words.items()},
        "checkpoints": [(point.due, point.met) for point in state.checkpoints],
        "steps": [
            (
                step.step.id,
                _pair(step.standing),
                step.due,
                [(point.due, point.met) for point in step.checkpoints],
                {unit: _pair(share) for unit, share in step.shares.items()},
            )
            for step in state.steps
        ],
        "finished": state.finished_on,
        "finished by": state.finished_by,
    }


def model_says(model: SlowTask) -> dict[str, Any]:
    return {
        "status": model.status,
        "percent": _near(model.task.now.percent),
        "scheduled": _near(model.scheduled),
        "light": model.light,
        "late": model.late,
        "next": model.next_due,
        "due": model.task.due,
        "answering": tuple(model.answering),
        "chased": model.chased,
        "shares": {unit: _pair(model.share(model.task, unit)) for unit in model.taking_part},
        "words": {unit: _pair(word) for unit, word in model.words(model.task).items()},
        "checkpoints": [(one.checkpoint, model.is_met(model.task, one)) for one in model.periods(model.task)],
        "steps": [
            (
                step.id,
                _pair(step.now),
                step.due if step.has_own_due else None,
                [(one.checkpoint, model.is_met(step, one)) for one in model.periods(step)],
                {unit: _pair(model.share(step, unit)) for unit in model.taking_part},
            )
            for step in model.steps.values()
        ],
        "finished": model.finished_on,
        "finished by": model.finished_by,
    }


def _pair(stand: Any) -> tuple[str, float]:
    return stand.status, _near(stand.percent)


def _near(percent: float) -> float:
    return round(percent, 6)


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
        # A retraction and a relink say of the past what was always so.
        if event.on > day and not isinstance(event, (Retract, Relink))
    ]
    assert Ledger(made, [*row, *later], UNITS).on(day) == Ledger(made, row, UNITS).on(day)


@given(plans(), events(), DAYS)
def test_what_is_retracted_might_as_well_not_have_been(made: Plan, row: list[Event], day: date) -> None:
    ledger = Ledger(made, row, UNITS)
    left = [event for event in row if not isinstance(event, Retract) and event.id not in ledger.retracted]
    assert Ledger(made, left, UNITS).on(day) == ledger.on(day)
