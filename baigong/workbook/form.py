"""What a 报送表 says before it is filled in: the parts that a unit has in the plan, and where each stood.

What a row was made from (`Base`) travels with the workbook, so that only what the unit changed counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from baigong import words
from baigong.calendar import Week, week, week_of
from baigong.errors import NoSuchWeekError
from baigong.ledger.ledger import Ledger
from baigong.ledger.shares import Share, shares_of, units_of
from baigong.ledger.standing import Standing
from baigong.ledger.task_state import StepState, TaskState
from baigong.model.events import Progress, Reject
from baigong.model.events import order as order_of
from baigong.model.plan import Plan, Target
from baigong.words import Status
from baigong.workbook.layout import VERSION, Kind

_LONGEST = 90
"""The most characters of the last report that a row repeats."""


@dataclass(frozen=True)
class Base:
    """What a row was made from: the words of the task, and where the unit's part of it stood.

    `last` is the id of the event that set it ("" for none); `spoken` says whether the unit itself had reported.
    In a sheet of proposals `lead` are the leads there were, and `proposed` those proposed, with 、 between several.
    """

    text: str
    status: Status = "todo"
    percent: float = 0.0
    spoken: bool = False
    last: str = ""
    lead: tuple[str, ...] = ()
    proposed: str = ""


@dataclass(frozen=True)
class Row:
    """One row of the table: `cells` by column, `open` the columns to be filled in, `choices` of their drop-downs."""

    id: str
    cells: Mapping[str, str | float | date]
    open: frozenset[str]
    base: Base
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    step: bool = False


@dataclass(frozen=True)
class Meta:
    """What a workbook was made from: which plan, as it then was, for which unit and week.

    `end` is the week's last day, `day` the one whose state it shows, `written_at` the moment it was written.
    """

    kind: Kind
    title: str
    number: str
    plan: str
    unit: str
    week: int
    end: date
    day: date
    written_at: Annotated[datetime, Field(alias="made")]  # the key in forms already sent out
    version: int = VERSION


@dataclass(frozen=True)
class Form:
    """One workbook before it is filled in."""

    meta: Meta
    heading: str
    period: str
    rows: tuple[Row, ...]


def plan_hash(plan: Plan) -> str:
    """Give a short hash of all that a plan says, by which a later revision is noticed."""
    return hashlib.sha256(plan.model_dump_json().encode()).hexdigest()[:16]


def make_meta(plan: Plan, kind: Kind, unit: str, week: Week, day: date, moment: datetime) -> Meta:
    """Give the metadata of a workbook made now of this plan."""
    return Meta(kind, plan.head.title, plan.head.number, plan_hash(plan), unit, week.number, week.end, day, moment)


def form_week(plan_start: date, today: date, number: int | None) -> Week:
    """Give the week that forms go out for: week `number`, or the running one.

    Raises:
        NoSuchWeekError: it is neither past, running nor the next; a later form would be out of date when filled in.
    """
    running = week_of(plan_start, today)
    if number is None:
        return running
    if not 1 <= number <= max(running.number + 1, 1):
        raise NoSuchWeekError(number, running.number)
    return week(plan_start, number)


def units_to_ask(ledger: Ledger, units: tuple[str, ...], day: date) -> tuple[str, ...]:
    """Give those of `units`, or of all units where none is named, that have anything unfinished on `day`."""
    candidates = ledger.directory.expand(units) or units_of(ledger, day)
    return tuple(unit for unit in candidates if any(share.open for share in shares_of(ledger, unit, day)))


def make_form(ledger: Ledger, unit: str, week: Week, day: date, moment: datetime) -> Form:
    """Make the 报送表 of a unit: what it has not finished on `day`, each task and step once, in the plan's order."""
    return Form(
        make_meta(ledger.plan, "progress", unit, week, day, moment),
        f"{ledger.plan.head.title}任务报送表",
        f"第{week.number}周（{week.start} 至 {week.end}），数据截至 {day}",
        tuple(row for share in shares_of(ledger, unit, day) if share.open for row in _rows(ledger, share, day)),
    )


def _rows(ledger: Ledger, share: Share, day: date) -> Iterator[Row]:
    state = share.state
    due = state.next_due if state.task.every and state.next_due else state.due
    yield _row(ledger, share, state.task.text, state.id, share.standing, day, None if state.task.ongoing else due)
    for step in state.steps:
        standing = step.shares.get(share.unit, step.standing)
        if not (standing.finished or step.standing.finished):
            own = _due(step) or (None if state.task.ongoing else due)
            yield _row(ledger, share, step.step.text, step.step.id, standing, day, own, step=True)


def _due(step: StepState) -> date | None:
    return step.due or next((point.due for point in step.checkpoints if not point.met), None)


def _row(
    ledger: Ledger,
    share: Share,
    text: str,
    id: str,
    standing: Standing,
    day: date,
    due: date | None,
    step: bool = False,
) -> Row:
    state, unit = share.state, share.unit
    last = last_word(ledger, state, id, unit)
    own = [event for event in own_reports(ledger, state, id, unit) if event.on <= day]
    spoken = any(event.status is not None or event.percent is not None for event in own)
    cells: dict[str, str | float | date] = {
        "id": id,
        "text": text,
        "role": words.ROLE[share.role],
        "light": _light(share, id, step),
        "before": words.standing(standing.status, standing.percent) if spoken else words.UNREPORTED,
        "latest": _latest(own[-1], ledger.meets_checkpoint(own[-1])) if own else "",
    }
    if state.leader:
        cells["leader"] = state.leader
    if due:
        cells |= {"due": due, "days": (due - day).days}
    elif state.task.ongoing and not step:
        cells["due"] = "持续推进"
    open_cells = {"status", "note", "problem", "next", "evidence"}
    if step or not state.task.ongoing:
        open_cells.add("percent")
    targets = () if step else state.task.targets
    if targets:
        cells["targets"] = _targets(targets)
        open_cells.add("actual")
    base = Base(text, standing.status, standing.percent, spoken, last.id if last else "")
    return Row(id, cells, frozenset(open_cells), base, step=step)


def _light(share: Share, id: str, step: bool) -> str:
    if step:
        return words.LIGHT["red"] if any(late.id == id for late in share.state.late) else ""
    light = share.state.light
    return words.LIGHT[light] if light else ""


def _latest(event: Progress, meets_checkpoint: bool) -> str:
    standing = words.REPORTED if meets_checkpoint else ""
    if not meets_checkpoint and (event.status is not None or event.percent is not None):
        stood = Standing().after(event)
        standing = words.standing(stood.status, stood.percent)
    details = "；".join(part for part in (standing, event.note, event.problem) if part)
    line = f"{event.on.month}月{event.on.day}日 {details}"
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _targets(targets: tuple[Target, ...]) -> str:
    if len(targets) == 1:
        return targets[0].text
    return "\n".join(f"{at} {target.text}" for at, target in enumerate(targets, 1))


def own_reports(ledger: Ledger, state: TaskState, id: str, unit: str) -> list[Progress]:
    """Give what a unit, or its group, reported of its own part of a task or step, in order."""
    return [event for event in state.reports if event.task == id and _names(ledger, event, unit)]


def last_word(ledger: Ledger, state: TaskState, id: str, unit: str) -> Progress | Reject | None:
    """Give the event that last said where a unit's part stands: its own word, the office's, or a rejection."""
    reports: list[Progress | Reject] = [
        event
        for event in state.reports
        if event.task in (id, state.id)
        and (event.status is not None or event.percent is not None)
        and (not event.unit or _names(ledger, event, unit))
    ]
    return max((*reports, *state.rejections), key=order_of, default=None)


def _names(ledger: Ledger, event: Progress, unit: str) -> bool:
    return bool(event.unit) and ledger.directory.overlap(event.unit, unit)
