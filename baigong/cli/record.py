"""What all recording commands share: read the request, write the events, say what changed and how to undo it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import typer

from baigong import words
from baigong.calendar import read_day
from baigong.changes.common import Author, Change, Recording
from baigong.changes.progress import ProgressReport, report
from baigong.changes.supervision import Grounds
from baigong.cli import options, session
from baigong.errors import RequestError
from baigong.ledger.ids import read_ids
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Event
from baigong.render.inert import inert
from baigong.store.evidence import read_evidence
from baigong.store.interface import JournalContents

MANY = 20
"""Over so many tasks at once, a recording asks first."""


@dataclass(frozen=True)
class Request:
    """What the user typed that all recording commands take."""

    ids: Sequence[str]
    unit: str | None
    on: str | None
    note: str
    evidence: Sequence[str] | None
    by: str | None
    yes: bool
    file: str | None
    as_of: str | None


def record(ctx: typer.Context, request: Request, said: Callable[[str, session.Session], ProgressReport]) -> None:
    """Record what `said` makes of the unit found, on every task named, and print what came of it.

    Raises:
        BaigongError: the request is refused; nothing is then written.
    """
    opened = session.open_ledger(ctx, request.file, request.as_of)
    asked = _read(opened, request)
    unit = opened.ledger.directory.find(request.unit) if request.unit else ""
    what = said(unit, opened)
    done = write(opened, asked.by, asked.on, lambda ledger, author: report(ledger, asked.ids, what, author))
    say_recording(opened, done, asked.on)


def reporting(about: str, said: ProgressReport) -> Callable[..., None]:
    """Make the command that reports `said` on the tasks, steps or shares that the user names."""

    def command(
        ctx: typer.Context,
        ids: options.Ids,
        unit: options.Unit = None,
        on: options.On = None,
        note: options.Note = "",
        evidence: options.EvidenceOption = None,
        by: options.By = None,
        yes: options.Yes = False,
        file: options.File = None,
        as_of: options.AsOf = None,
    ) -> None:
        record(
            ctx,
            Request(ids, unit, on, note, evidence, by, yes, file, as_of),
            lambda found, opened: replace(
                said, unit=found, note=note, evidence=read_evidence(evidence or (), opened.store.evidence_base)
            ),
        )

    command.__doc__ = about
    return command


def decide(
    ctx: typer.Context,
    request: Request,
    make: Callable[[Ledger, Sequence[str], Grounds, Author], Recording],
    *texts: str,
    first: Callable[[], object] = lambda: None,
) -> None:
    """Record what the supervising office decides on every task named, and print what came of it.

    `texts` are words of the request besides those that all share; `first` is done under the lock, before the
    events are written, once it is sure that they are to be.

    Raises:
        BaigongError: the request is refused; nothing is then written.
    """
    opened = session.open_ledger(ctx, request.file, request.as_of)
    session.refuse_unwritable(*texts)
    asked = _read(opened, request)
    grounds = Grounds(request.note, read_evidence(request.evidence or (), opened.store.evidence_base))
    done = write(opened, asked.by, asked.on, lambda ledger, author: make(ledger, asked.ids, grounds, author), first)
    say_recording(opened, done, asked.on)


@dataclass(frozen=True)
class _Asked:
    ids: tuple[str, ...]
    by: str
    on: date


def _read(opened: session.Session, request: Request) -> _Asked:
    ids = read_ids(opened.plan, request.ids)
    by = session.author(request.by)
    session.refuse_unwritable(request.note, by, *(request.evidence or ()))
    on = day_of(request.on, opened, request.yes)
    if len(ids) > MANY:
        session.confirm(f"将一次记录 {len(ids)} 项，", request.yes)
    return _Asked(ids, by, on)


def day_of(given: str | None, opened: session.Session, yes: bool) -> date:
    """Read the day of which a recording is true; one before the plan was issued is asked about.

    Raises:
        RequestError: it is no date, or lies in the future.
    """
    on = read_day(given, opened.today) if given else opened.today
    if on > opened.today:
        raise RequestError(f"{on} 还没有到（今天是 {opened.today}），不能记录将来的事", "请核对 --on 的日期")
    head = opened.plan.head
    first = head.issued or head.start
    if on < first:
        session.confirm(f"{on} 早于方案{'印发' if head.issued else '起始'}的 {first}，", yes)
    return on


def write(
    opened: session.Session,
    by: str,
    on: date,
    decide: Callable[[Ledger, Author], Recording],
    first: Callable[[], object] = lambda: None,
) -> Recording:
    """Decide under the lock on what the journal then holds, write the events, and give what was recorded."""
    # Once before the lock: what is refused, or is so already, leaves no trace in the folder.
    made = [decide(opened.ledger, Author(by, datetime.now().astimezone(), on))]
    if not made[-1].events:
        return made[-1]

    def events(read: JournalContents) -> Sequence[Event]:
        author = Author(by, datetime.now().astimezone(), on)
        made.append(decide(opened.with_events(read), author))
        if made[-1].events:
            first()
        return made[-1].events

    opened.journal.record(events)
    return made[-1]


def say_recording(opened: session.Session, done: Recording, on: date) -> None:
    """Print each change, what it makes of the task as a whole, what was so already, and how to undo it."""
    out = []
    ledger = opened.with_events(opened.journal.read())
    if done.changes:
        out.append(f"已记录 {len(done.changes)} 项（{on}）：")
        out += [_change_line(ledger, change) for change in done.changes]
        out += _task_lines(ledger, done.changes, on, opened.today)
    for id in done.already:
        out.append(f"{id} 在 {on} 已是这样，没有重复记录")
    if done.events:
        several = f"（这 {len(done.events)} 项一并撤回；撤回其中一项请写记录号，见 baigong log）"
        out.append("如有误，撤回：baigong undo" + (several if len(done.events) > 1 else f" {done.events[0].id}"))
    sys.stdout.write("".join(inert(line) + "\n" for line in out))


def _change_line(ledger: Ledger, change: Change) -> str:
    unit = f"［{change.unit}］" if change.unit else ""
    return f"  {change.id}{unit} {change.words}　{_short(ledger, change.id)}"


def _task_lines(ledger: Ledger, changes: Sequence[Change], on: date, today: date) -> list[str]:
    """Say how the whole task stands where a part of it was recorded, and where later records say otherwise."""
    lines = []
    for id in dict.fromkeys(ledger.nodes[change.id] for change in changes):
        own = [change for change in changes if ledger.nodes[change.id] == id]
        then, now = ledger.task(id, on), ledger.task(id, today)
        if any(change.id != id or change.unit for change in own):
            lines.append(f"  任务 {id} 现为：{_whole(now)}")
            if now.by_steps and any(change.unit and change.id == id for change in own):
                lines.append("  这项任务已按举措记录，整项进度以各举措为准，单位份额另见 show")
        elif (now.status, now.percent) != (then.status, then.percent):
            lines.append(f"  {on} 之后另有记录，任务 {id} 现为：{_whole(now)}")
    return lines


def _whole(state: TaskState) -> str:
    finished = sum(step.standing.finished for step in state.steps)
    steps = f"（{len(state.steps)} 项举措已完成 {finished} 项）" if state.by_steps else ""
    return words.standing(state.status, state.percent) + steps


def _short(ledger: Ledger, id: str) -> str:
    for task in ledger.plan.tasks:
        for node in task.nodes:
            if node.id == id:
                return node.text if len(node.text) <= 24 else node.text[:23] + "…"
    return ""
