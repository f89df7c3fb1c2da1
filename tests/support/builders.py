"""Small plans and events for tests: one line each, in the manner of real ones, with nothing taken from any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import count
from typing import Any

from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Assign, Close, Defer, Event, Progress, Reject, Relink, Retract
from baigong.model.plan import Plan, PlanHead, Section, Step, Task
from baigong.model.units import Unit, UnitsFile
from baigong.words import Reported

BEIJING = timezone(timedelta(hours=8))
GROUP = "各县区政府"
MEMBERS = ("东县政府", "西县政府", "南区政府")
UNITS = UnitsFile(
    units=(
        Unit(name="省甲厅", aliases=("省甲管理厅",), leader="张三"),
        Unit(name="省乙委"),
        Unit(name="省丙局"),
        Unit(name=GROUP, aliases=("各县（区）政府",), members=MEMBERS),
    )
)

_numbers = count(1)


def day(text: str | date) -> date:
    """Read 01-10 as a day of 2019, and a whole date as it is."""
    if isinstance(text, date):
        return text
    return date.fromisoformat(text if len(text) > 5 else f"2019-{text}")


def step(id: str, text: str = "建立工作台账", **more: Any) -> Step:
    return Step(id=id, text=text, **_dated(more))


def task(id: str = "1.1", text: str = "完成全部村级台账的核对工作。", **more: Any) -> Task:
    steps = more.pop("steps", ())
    made = tuple(one if isinstance(one, Step) else step(one) for one in steps)
    return Task(id=id, text=text, steps=made, **_dated(more))


def section(*tasks: Task, id: str = "1", units: Sequence[str] = ("省甲厅", "省乙委"), **more: Any) -> Section:
    return Section(id=id, title=more.pop("title", "抓台账，促落实"), units=tuple(units), tasks=tasks, **_dated(more))


def plan(*parts: Task | Section, **head: Any) -> Plan:
    """A plan for the first quarter of 2019; tasks given without a section stand in section 1."""
    sections = tuple(part for part in parts if isinstance(part, Section))
    tasks = tuple(part for part in parts if isinstance(part, Task))
    if tasks:
        sections = (section(*tasks), *sections)
    known = {"title": "关于开展台账核对行动的方案", "start": "01-01", "due": "03-31"} | head
    return Plan(head=PlanHead(**_dated(known)), sections=sections)


def _dated(fields: dict[str, Any]) -> dict[str, Any]:
    dates = ("start", "due", "issued", "added")
    return {key: day(value) if key in dates and value is not None else value for key, value in fields.items()}


def _recorded(on: str | date, more: dict[str, Any]) -> dict[str, Any]:
    """Who and when: each event is recorded a second after the one built before it, on its own day."""
    number = next(_numbers)
    at = datetime.combine(day(on), datetime.min.time(), BEIJING) + timedelta(hours=9, seconds=number % 30_000)
    return {"id": f"e{number:05}", "on": day(on), "at": at, "by": "李四"} | more


def said(
    id: str,
    /,
    status: Reported | None = None,
    percent: float | None = None,
    on: str | date = "01-10",
    unit: str = "",
    **more: Any,
) -> Event:
    return Progress(task=id, status=status, percent=percent, unit=unit, **_recorded(on, more))


def deferred(id: str, /, due: str | date, on: str | date = "01-10", **more: Any) -> Event:
    return Defer(task=id, due=day(due), reason=more.pop("reason", "材料未齐"), **_recorded(on, more))


def assigned(id: str, /, on: str | date = "01-10", **more: Any) -> Event:
    roles = {role: more.pop(role) for role in ("lead", "responsible", "support") if role in more}
    return Assign(task=id, reason=more.pop("reason", ""), **roles, **_recorded(on, more))


def closed(id: str, /, on: str | date = "01-10", **more: Any) -> Event:
    return Close(task=id, verifier=more.pop("verifier", ""), **_recorded(on, more))


def rejected(id: str, /, on: str | date = "01-10", **more: Any) -> Event:
    return Reject(task=id, reason=more.pop("reason", "附件不全"), **_recorded(on, more))


def relinked(old: str, new: str, /, on: str | date = "01-10", **more: Any) -> Event:
    return Relink(old=old, task=new, **_recorded(on, more))


def retracted(event: Event | str, on: str | date = "01-10", **more: Any) -> Event:
    return Retract(event=event if isinstance(event, str) else event.id, **_recorded(on, more))


def ledger(what: Plan | Task, *events: Event, units: UnitsFile = UNITS) -> Ledger:
    return Ledger(what if isinstance(what, Plan) else plan(what), events, units)


def state(what: Plan | Task, *events: Event, on: str | date = "02-01", id: str = "1.1") -> TaskState:
    """The state of one task at the end of a day."""
    return ledger(what, *events).task(id, day(on))
