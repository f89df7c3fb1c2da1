"""Forms that came back, in one line each, and what is decided on them."""

from __future__ import annotations

from datetime import datetime

from baigong.calendar import week
from baigong.changes.answers import Collection, collect
from baigong.changes.outcome import Side
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event, Progress
from baigong.model.plan import Plan
from baigong.workbook.answer import Answer, AnswerRow
from baigong.workbook.form import make_form
from tests.support import builders
from tests.support.builders import BEIJING, day, said, section, task

MADE = datetime(2019, 2, 1, 12, tzinfo=BEIJING)
LATER = datetime(2019, 2, 2, 12, tzinfo=BEIJING)
UNIT = "省甲厅"
PLAN = builders.plan(
    task("1.1", steps=(builders.step("1.1.1", "建立台账"), builders.step("1.1.2", "核对台账"))),
    task("1.2", "新建10个站点。", targets=({"text": "10个站点", "value": 10, "unit": "个"},)),
    task(
        "1.3",
        "新建2个园区、3个站点。",
        targets=({"text": "2个园区", "value": 2}, {"text": "3个站点", "value": 3}),
    ),
    task("1.4", "长期坚持巡查。", ongoing=True),
    section(task("2.1", "省乙委自己的事。"), id="2", units=("省乙委",)),
)


def reported(id: str, /, status: str | None = None, percent: float | None = None, **more: object) -> Event:
    """A report recorded after the form was made."""
    return said(id, status, percent, at=LATER, on=more.pop("on", "02-02"), **more)  # type: ignore[arg-type]


def answer(rows: dict[str, dict[str, object]], *before: Event, plan: Plan = PLAN, file: str = "甲.xlsx") -> Answer:
    """A form made on 1 February from the events before, and what was written in it."""
    ledger = Ledger(plan, before, builders.UNITS)
    made = make_form(ledger, UNIT, week(plan.head.start, 5), day("02-01"), MADE)
    bases = {row.id: row.base for row in made.rows}
    places = {key: f"填报 · {key}" for key in ("id", "status", "percent", "note", "actual")}
    read = tuple(AnswerRow(id, bases.get(id), places, **cells) for id, cells in rows.items())  # type: ignore[arg-type]
    return Answer(file, made.meta, "张三", "", read)


def decide(
    answers: Answer | list[Answer],
    *events: Event,
    plan: Plan = PLAN,
    today: str = "02-03",
    side: Side = "",
) -> Collection:
    ledger = Ledger(plan, events, builders.UNITS)
    several = answers if isinstance(answers, list) else [answers]
    return collect(ledger, several, day(today), datetime(2019, 2, 3, 9, tzinfo=BEIJING), side)


def recorded(collection: Collection) -> list[Progress]:
    assert not collection.faults, collection.faults
    assert not collection.of("conflict"), collection.outcomes
    return [event for event in collection.recording.events if isinstance(event, Progress)]


def only(collection: Collection) -> Progress:
    [event] = recorded(collection)
    return event
