"""Adding a record of any kind never changes a state in a way that the recording did not print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong import words
from baigong.calendar import week_of
from baigong.changes.answers import collect
from baigong.changes.common import Author, Recording, moment
from baigong.changes.effects import recording_effects, said_whole
from baigong.changes.progress import ProgressReport, report
from baigong.changes.relink import relink
from baigong.changes.supervision import Grounds, assign, close, defer, reject
from baigong.changes.undo import retract
from baigong.errors import RequestError
from baigong.ledger.checkpoints import Checkpoints
from baigong.ledger.ledger import Ledger
from baigong.ledger.standing import Standing
from baigong.ledger.task_state import TaskState
from baigong.model.events import Event
from baigong.model.plan import Plan, Target
from baigong.workbook.answer import Answer, AnswerRow
from baigong.workbook.form import make_form
from tests.ledger.test_against_model import DAYS, NAMES, PERCENTS, events, plans
from tests.support.builders import BEIJING, MEMBERS, UNITS

TODAY = date(2019, 4, 10)
NOW = datetime(2019, 4, 10, 9, tzinfo=BEIJING)
IDS = st.lists(st.sampled_from(["1.1", "1.1.1", "1.1.2", "1.2"]), min_size=1, max_size=3, unique=True)
REPORTS = st.sampled_from(["done", "final", "start", "block", "drop", "reopen", "progress", "note", "actual"])
DECISIONS = ["close", "reject", "defer", "assign", "relink"]
KINDS = st.sampled_from(["report", "report", "report", *DECISIONS, "undo", "collect"])
WHO = st.lists(st.sampled_from(["省甲厅", "省乙委", "省丙局", *MEMBERS]), min_size=1, max_size=2, unique=True)


@dataclass(frozen=True)
class Printed:
    """What a recording printed: the lines of its changes with the effects, and the events that it wrote."""

    lines: tuple[str, ...]
    events: tuple[Event, ...]


@st.composite
def recordings(draw: st.DrawFn, ledger: Ledger) -> Printed | None:
    """Record something, as the commands do; None where it is refused or so already."""
    on = draw(st.just(TODAY) | DAYS)
    author = Author("李四", moment(ledger, NOW), on)
    kind = draw(KINDS)
    try:
        if kind == "undo":
            return draw(_undo(ledger, author))
        recording = draw(_collection(ledger, author)) if kind == "collect" else draw(_decision(ledger, kind, author))
    except RequestError:
        return None
    lines = tuple(f"{change.id}［{change.unit}］{change.words}" for change in recording.changes)
    on = TODAY if kind == "collect" else on
    return Printed((*lines, *_effects(ledger, recording.events, recording.events, on)), recording.events)


def _effects(ledger: Ledger, written: Sequence[Event], told: Sequence[Event], on: date) -> Iterator[str]:
    return recording_effects(ledger, ledger.with_events(written), told, on, TODAY)


@st.composite
def _undo(draw: st.DrawFn, ledger: Ledger, author: Author) -> Printed:
    id = draw(st.sampled_from([event.id for event in ledger.events])) if ledger.events else None
    _, retractions = retract(ledger, id, "", author, together=draw(st.booleans()))
    return Printed(tuple(_effects(ledger, retractions, (), TODAY)), tuple(retractions))


@st.composite
def _decision(draw: st.DrawFn, ledger: Ledger, kind: str, author: Author) -> Recording:
    ids = [id for id in draw(IDS) if id in ledger.nodes]
    grounds = Grounds()
    if kind == "close":
        return close(ledger, ids, "王五", grounds, author)
    if kind == "reject":
        return reject(ledger, ids, "附件不全", grounds, author)
    if kind == "defer":
        return defer(ledger, ids, author.on + timedelta(days=draw(st.integers(1, 150))), "材料未齐", grounds, author)
    if kind == "assign":
        names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
        roles = draw(st.dictionaries(st.sampled_from(["lead", "responsible", "support"]), names, min_size=1))
        return assign(ledger, ids, roles, grounds, author, draw(st.sampled_from([None, "张三"])))
    if kind == "relink":
        old = draw(st.sampled_from(["1.1", "1.1.1", "1.2", "9.9"]))
        return relink(ledger, old, ids[0] if ids else "1.1", grounds, author)
    unit = draw(st.sampled_from(["", "", *NAMES]))
    return report(ledger, ids, _report(draw(REPORTS), draw(PERCENTS), unit), author)


def _report(kind: str, percent: float, unit: str) -> ProgressReport:
    known: dict[str, ProgressReport] = {
        "done": ProgressReport(status="done", unit=unit),
        "final": ProgressReport(status="done", unit=unit, final=True),
        "start": ProgressReport(status="doing", unit=unit),
        "block": ProgressReport(status="blocked", unit=unit),
        "drop": ProgressReport(status="dropped", unit=unit),
        "reopen": ProgressReport(reopen=True, unit=unit),
        "progress": ProgressReport(percent=percent, unit=unit),
        "note": ProgressReport(note="已调度", unit=unit),
        "actual": ProgressReport(actual={"12个": percent}, unit=unit),
    }
    return known[kind]


@st.composite
def _collection(draw: st.DrawFn, ledger: Ledger, author: Author) -> Recording:
    """Collect what two units wrote into forms made of the ledger as it is."""
    answers = []
    for unit in draw(WHO):
        form = make_form(ledger, unit, week_of(ledger.plan.head.start, TODAY), TODAY, NOW)
        rows = []
        for row in form.rows:
            cells: dict[str, Any] = draw(
                st.sampled_from([{"status": "done"}, {"percent": 45.0}, {"status": "blocked"}, {"status": "doing"}, {}])
            )
            rows.append(AnswerRow(row.id, row.base, {}, note="已填报", **cells))
        answers.append(Answer(f"{unit}.xlsx", form.meta, "张三", "", tuple(rows)))
    return collect(ledger, answers, TODAY, author.at, "theirs").recording


@pytest.mark.slow
@settings(max_examples=300)
@given(plans(), events(), st.data())
def test_what_a_recording_changes_it_prints(of: Plan, row: list[Event], data: st.DataObject) -> None:
    ledger = Ledger(_with_target(of), row, UNITS)
    printed = data.draw(recordings(ledger))
    if printed is None:
        return
    after = ledger.with_events(printed.events)
    for was, now in zip(ledger.on(TODAY), after.on(TODAY), strict=True):
        for change in untold(was, now, printed):
            raise AssertionError(f"{change} is in none of: {printed.lines}")


def _with_target(of: Plan) -> Plan:
    """Give the first task of a plan a target, so that there is a value to report."""
    (section,) = of.sections
    first, *rest = section.tasks
    first = first.model_copy(update={"targets": (Target(text="12个", value=12, bound="at_least"),)})
    return of.model_copy(update={"sections": (section.model_copy(update={"tasks": (first, *rest)}),)})


def untold(was: TaskState, now: TaskState, printed: Printed) -> Iterator[str]:
    """Yield each change of a task that no line tells, by what a line would have to hold."""
    changes = [
        *_whole(was, now),
        *_steps(was, now),
        *_words(was.id, was, now, was.words, now.words),
        *(
            one
            for old, new in zip(was.steps, now.steps, strict=True)
            for one in _words(new.step.id, was, now, old.words, new.words)
        ),
    ]
    for needles in changes:
        if not any(all(needle in line for needle in needles) for line in printed.lines):
            yield "、".join(needles)


def _whole(was: TaskState, now: TaskState) -> Iterator[tuple[str, ...]]:
    if said_whole(was) != said_whole(now):
        # The line of a change says where it stands; how many steps are finished is told with the steps.
        yield now.id, said_whole(now).split("（")[0]
    if was.due != now.due:
        yield now.id, str(now.due)
    if was.roles != now.roles:
        for (role, old), (_, new) in zip(was.roles.by_role, now.roles.by_role, strict=True):
            if old != new:
                yield now.id, words.ROLE[role]
    if was.leader != now.leader:
        yield now.id, "分管领导"
    if was.actual != now.actual:
        yield ("12个",)
    yield from _points(now.id, was.checkpoints, now.checkpoints)


def _points(id: str, old: Checkpoints, new: Checkpoints) -> Iterator[tuple[str, ...]]:
    was, now = ({point.due: point.met for point in points} for points in (old, new))
    if len(was) != len(now):
        yield id, "节点", f"{len(now)} 个"
    for due, met in now.items():
        if was.get(due, met) != met:
            yield id, "节点", str(due), "已报" if met else "未报"


def _steps(was: TaskState, now: TaskState) -> Iterator[tuple[str, ...]]:
    for old, new in zip(was.steps, now.steps, strict=True):
        id = new.step.id
        if old.due != new.due:
            yield id, str(new.due or now.due)
        yield from _points(id, old.checkpoints, new.checkpoints)
        before, after = old.standing, new.standing
        if before.finished and not after.finished:
            yield (id,)
        elif after.finished and before.status != after.status:
            yield id, words.STATUS[after.status]
        elif (old.reported or new.reported) and _said(was, before) != _said(now, after):
            yield id, _said(now, after)


def _said(state: TaskState, standing: Standing) -> str:
    if not state.measured and not standing.finished:
        return words.STATUS[standing.status]
    return words.standing(standing.status, standing.percent)


def _words(
    id: str, was: TaskState, now: TaskState, before: dict[str, Standing], after: dict[str, Standing]
) -> Iterator[tuple[str, ...]]:
    for unit in now.units:
        old, new = before.get(unit), after.get(unit)
        if unit in was.units and (old and _said(was, old)) != (new and _said(now, new)):
            yield (id,)
