"""The history: every event in the order in which it was recorded, retracted ones marked, with filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime

from baigong import words
from baigong.calendar import LAST_DAY
from baigong.deferred import dataclass
from baigong.ledger.ledger import Ledger
from baigong.model.events import Assign, Close, Defer, Event, Evidence, Progress, Reject, Relink, Retract
from baigong.reports.plan_name import SPARE
from baigong.words import Role


@dataclass(frozen=True)
class HistoryFilter:
    """A filter of the history. Empty fields do not filter. `since` is the first day, by `on`.

    `unit` selects its own reports, its assignments, and every record about a task that it answers for.
    """

    ids: tuple[str, ...] = ()
    unit: str = ""
    by: str = ""
    since: date | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class HistoryRow:
    """One event: `on` is the day it is true of, `at` the moment of recording, `words` what it says.

    `task` is the task or step it is about; for a retraction, the one of the retracted event.
    """

    id: str
    kind: str
    task: str
    on: date
    at: datetime
    by: str
    unit: str
    words: str
    note: str
    evidence: tuple[str, ...]
    retracted: bool
    plan: str = field(default="", kw_only=True, metadata=SPARE)


def history_rows(ledger: Ledger, filters: HistoryFilter, plan: str = "") -> list[HistoryRow]:
    """Give one row an event, in the order of recording, of the plan of that name among several."""
    answered = _answered_for(ledger, filters.unit) if filters.unit else frozenset()
    rows = []
    for event in sorted(ledger.events, key=lambda event: (event.at, event.id)):
        subject = ledger.subject(event)
        about = subject.task if subject else ""
        of_unit = not filters.unit or ledger.nodes.get(about) in answered or _names(ledger, event, filters.unit)
        if of_unit and _fits(ledger, event, about, filters):
            rows.append(_row(ledger, event, about, plan))
    return rows


def rows_until(rows: Sequence[HistoryRow], day: date) -> tuple[list[HistoryRow], int]:
    """Give the rows of what was true by the end of a day, and how many there are of later days."""
    by_then = [row for row in rows if row.on <= day]
    return by_then, len(rows) - len(by_then)


def _fits(ledger: Ledger, event: Event, about: str, filters: HistoryFilter) -> bool:
    if filters.ids and about not in filters.ids and ledger.nodes.get(about) not in filters.ids:
        return False
    if filters.kinds and event.kind not in filters.kinds:
        return False
    if filters.by and filters.by != event.by:
        return False
    return not filters.since or event.on >= filters.since


def _answered_for(ledger: Ledger, unit: str) -> frozenset[str]:
    """Give the tasks that a unit, or a member of a group, answers for by the last assignment."""
    tasks = {
        ledger.nodes[subject.task]
        for event in ledger.events
        if (subject := ledger.subject(event)) and subject.task in ledger.nodes
    }
    return frozenset(
        id for id in tasks if any(ledger.directory.overlap(name, unit) for name in ledger.task(id, LAST_DAY).answerable)
    )


def _names(ledger: Ledger, event: Event, unit: str) -> bool:
    if isinstance(event, Progress):
        return bool(event.unit) and ledger.directory.overlap(event.unit, unit)
    if isinstance(event, Assign):
        return any(ledger.directory.overlap(name, unit) for name in event.units)
    return False


def _row(ledger: Ledger, event: Event, about: str, plan: str) -> HistoryRow:
    return HistoryRow(
        id=event.id,
        kind=event.kind,
        task=about,
        on=event.on,
        at=event.at,
        by=event.by,
        unit=event.unit if isinstance(event, Progress) else "",
        words=event_words(ledger, event),
        note=event.note,
        evidence=tuple(item.file if isinstance(item, Evidence) else item for item in event.evidence),
        retracted=event.id in ledger.retracted,
        plan=plan,
    )


def event_words(ledger: Ledger, event: Event) -> str:
    """Put an event into words: 3.2 推进中 60%；说明."""
    if isinstance(event, Retract):
        change = f"撤回记录 {event.event}"
    elif isinstance(event, Defer):
        change = f"{event.task} 延期至 {event.due}，原因：{event.reason}"
    elif isinstance(event, Close):
        change = f"{event.task} 销号" + (f"，核验人：{event.verifier}" if event.verifier else "")
    elif isinstance(event, Relink):
        change = f"{event.old} 的记录改列在 {event.task} 之下" + (f"，原因：{event.reason}" if event.reason else "")
    elif isinstance(event, Reject):
        change = f"{event.task} 退回，原因：{event.reason}"
    elif isinstance(event, Assign):
        change = f"{event.task} 分工：{_assigned(event)}" + (f"，原因：{event.reason}" if event.reason else "")
    else:
        change = _progress_words(event, ledger.meets_checkpoint(event))
    parts = [change, event.note]
    if isinstance(event, Progress):
        parts += [f"问题：{event.problem}" if event.problem else "", f"下一步：{event.next}" if event.next else ""]
    return "；".join(part for part in parts if part)


def _progress_words(event: Progress, meets_checkpoint: bool) -> str:
    parts = [f"{event.task}［{event.unit}］" if event.unit else event.task]
    if meets_checkpoint:
        parts.append(words.REPORTED)
    elif event.status:
        parts.append(words.STATUS[event.status])
    if event.percent is not None and event.status != "done" and not meets_checkpoint:
        parts.append(words.percent(event.percent))
    actual = [f"{target}：实际 {words.number(value)}" for target, value in event.actual.items()]
    return "；".join([" ".join(parts), *actual])


def _assigned(event: Assign) -> str:
    roles: tuple[tuple[Role, tuple[str, ...] | None], ...] = (
        ("lead", event.lead),
        ("responsible", event.responsible),
        ("support", event.support),
    )
    parts = [f"{words.ROLE[role]} {'、'.join(names) or '无'}" for role, names in roles if names is not None]
    if event.leader is not None:
        parts.append(f"分管领导 {event.leader or '无'}")
    return "；".join(parts)
