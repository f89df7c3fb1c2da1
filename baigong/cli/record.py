"""What all recording commands share: read the request, write the events, say what changed and how to undo it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from baigong.changes.common import Author, Change, Recording, brief_id, moment
from baigong.changes.effects import recording_effects
from baigong.changes.progress import ProgressReport, read_actual
from baigong.changes.progress import report as make_report
from baigong.changes.supervision import Grounds
from baigong.cli import options, selection, streams
from baigong.cli.session import Session, clock
from baigong.cli.user import confirm, warn
from baigong.errors import FutureDayError, PlanRevisedError
from baigong.ledger.ids import CitedIds
from baigong.ledger.ledger import Ledger
from baigong.model.events import TOLERANCE, Event, Evidence
from baigong.model.plan import Plan
from baigong.words import as_typed, first_names

MANY = 20
"""A recording on more tasks than this asks first."""
SHOWN = 12
"""How many tasks a question names."""


@dataclass(frozen=True)
class Circumstances:
    """Options that all recordings take: when, on what evidence, by whom."""

    on: options.On = None
    note: options.Note = ""
    evidence: options.EvidenceOption = ()
    keep: options.Keep = False
    by: options.By = ""
    yes: options.Yes = False


@dataclass(frozen=True)
class ReportOptions(Circumstances):
    """Options that all reports on progress take."""

    unit: options.Unit = ""
    actual: options.Actual = ()
    problem: options.Problem = ""
    next: options.Next = ""


def record(session: Session, ids: Sequence[str], report_options: ReportOptions, report: ProgressReport) -> None:
    """Record `report`, with what the options add to it, on every task named, and print what came of it.

    Raises:
        BaigongError: the request is refused; nothing is then written.
    """
    whole = replace(
        report,
        unit=report_options.unit or session.store.identity().unit,
        note=report_options.note,
        problem=report_options.problem,
        next=report_options.next,
        evidence=_evidence(report_options),
        actual=read_actual(session.plan, ids, report_options.actual),
    )
    on = _day(session, ids, report_options)
    recording = write(
        session,
        report_options.by,
        on,
        lambda ledger, author: make_report(ledger, ids, whole, author),
        lambda: _keep(session, report_options),
        yes=report_options.yes,
    )
    say_recording(session, recording, on)


def _evidence(circumstances: Circumstances) -> tuple[Evidence | str, ...]:
    from baigong.store.evidence import kept_evidence

    return kept_evidence(circumstances.evidence) if circumstances.keep else circumstances.evidence


def _keep(session: Session, circumstances: Circumstances) -> None:
    """Copy the files of evidence into the ledger, under the lock, right before the record that names them."""
    if circumstances.keep:
        from baigong.store.evidence import keep_files

        keep_files(circumstances.evidence, session.store.evidence_base)


def reporting(about: str, report: ProgressReport) -> Callable[..., None]:
    """Make the command that records `report` on the tasks, steps or shares that the user names."""

    def command(session: selection.OfTasks, ids: options.Ids, report_options: ReportOptions) -> None:
        record(session, ids, report_options, report)

    command.__doc__ = about
    return command


def decide(
    session: Session,
    ids: Sequence[str],
    circumstances: Circumstances,
    make: Callable[[Ledger, Sequence[str], Grounds, Author], Recording],
    first: Callable[[], object] = lambda: None,
) -> None:
    """Record what the supervising office decides on every task named, and print what came of it.

    `first` runs under the lock, right before the events are written.

    Raises:
        BaigongError: the request is refused; nothing is then written.
    """
    grounds = Grounds(circumstances.note, _evidence(circumstances))

    def prepared() -> None:
        _keep(session, circumstances)
        first()

    on = _day(session, ids, circumstances)
    recording = write(
        session,
        circumstances.by,
        on,
        lambda ledger, author: make(ledger, ids, grounds, author),
        prepared,
        yes=circumstances.yes,
    )
    say_recording(session, recording, on)


def _day(session: Session, ids: Sequence[str], circumstances: Circumstances) -> date:
    on = day_of(circumstances.on, session, circumstances.yes)
    if isinstance(ids, CitedIds) and ids.sections:
        confirm(_whole_sections(ids), circumstances.yes)
    elif len(ids) > MANY:
        confirm(f"将一次记录 {len(ids)} 项，", circumstances.yes)
    return on


def _whole_sections(ids: CitedIds) -> str:
    """Ask whether bare numbers mean whole sections, naming their tasks."""
    named = "、".join(f"板块{section}" for section in ids.sections)
    tasks = first_names(ids, SHOWN, "项")
    return f"没有任务 {'、'.join(ids.sections)}，将记整个{named}的任务 {tasks}，"


def day_of(day: date | None, session: Session, yes: bool) -> date:
    """Give the day of a recording; ask about one before the plan's issue date.

    Raises:
        RequestError: it lies in the future.
    """
    on = day or session.today
    if on > session.today:
        raise FutureDayError(on, session.today)
    head = session.plan.head
    first = head.issued or head.start
    if on < first:
        confirm(f"{on} 早于方案{'印发' if head.issued else '起始'}的 {first}，", yes)
    return on


def write(
    session: Session,
    by: str,
    on: date,
    decide: Callable[[Ledger, Author], Recording],
    first: Callable[[], object] = lambda: None,
    yes: bool = False,
) -> Recording:
    """Decide under the lock on the present ledger, write the events, and give the recording.

    Raises:
        PlanRevisedError: what is recorded on has been given other words since the session was opened.
    """
    # Decide once before locking: a refused or empty recording leaves no lock file behind.
    recording = decide(session.ledger, Author(session.author(by), moment(session.ledger, clock()), on))
    if not recording.events:
        return recording
    if recording.questions:
        confirm("".join(recording.questions), yes)
    ids = [*(change.id for change in recording.changes), *recording.already]

    def events(now: Session, author: Author) -> Sequence[Event]:
        nonlocal recording
        _refuse_revised(session.plan, now.plan, ids)
        recording = decide(now.ledger, author)
        if recording.events:
            first()
        return recording.events

    append(session, by, on, events)
    return recording


def append(session: Session, by: str, on: date, decide: Callable[[Session, Author], Sequence[Event]]) -> list[Event]:
    """Add the events that `decide` makes, under the lock, of what the ledger then holds; give them as written."""
    behind = timedelta()

    def events(current: Session) -> Sequence[Event]:
        nonlocal behind
        now = clock()
        at = moment(current.ledger, now)
        behind = at - now
        return decide(current, Author(session.author(by), at, on))

    written = session.record(events)
    if written and behind > TOLERANCE:
        warn(_lag(behind))
    return written


def _lag(behind: timedelta) -> str:
    """Say that the last record is of a moment to come: this clock is slow or, by days, that of its machine was fast."""
    order = "这次按记录的先后排在其后"
    if not behind.days:
        return f"本机时钟比台账最后一条记录慢 {behind // timedelta(minutes=1)} 分钟，{order}；请校准时钟"
    check = as_typed("check")
    return f"台账里有记录的时间比本机时钟晚 {behind.days} 天，{order}；哪些记录的时间不对，见 {check}"


def _refuse_revised(before: Plan, now: Plan, ids: Sequence[str]) -> None:
    if before is now:
        return
    old, new = before.texts, now.texts
    changed = [id for id in ids if old[id] != new.get(id)]
    if changed:
        raise PlanRevisedError(changed)


def say_recording(opened: Session, done: Recording, on: date) -> None:
    """Print each change, what it makes of the task as a whole, what was so already, and how to undo it."""
    with streams.recorded() if done.events else contextlib.nullcontext():
        _say_recording(opened, done, on)


def _say_recording(opened: Session, done: Recording, on: date) -> None:
    out = []
    ledger = opened.reopened().ledger
    if done.changes:
        out.append(f"已记录 {len(done.changes)} 项（{on}）：")
        texts = ledger.plan.texts
        out += [_change_line(texts, change) for change in done.changes]
        before = ledger.without({event.id for event in done.events})
        out += [f"  {line}" for line in recording_effects(before, ledger, done.events, on, opened.today)]
    for id in done.already:
        out.append(f"{id} 在 {on} 已是这样，没有重复记录")
    out += done.advice
    if done.events:
        one = f" {brief_id(ledger, done.events[0].id)}"
        several = f"（这 {len(done.events)} 项一并撤回；撤回其中一项请写记录号，见 {as_typed('log')}）"
        out.append(f"如有误，撤回：{as_typed('undo')}" + (several if len(done.events) > 1 else one))
    streams.say(*out)


def _change_line(texts: Mapping[str, str], change: Change) -> str:
    unit = f"［{change.unit}］" if change.unit else ""
    text = texts.get(change.id, "")
    return f"  {change.id}{unit} {change.words}　{text if len(text) <= 24 else text[:23] + '…'}"
