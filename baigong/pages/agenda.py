"""An agenda: the dates of a ledger for a calendar, and its tasks for a task manager, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from baigong import words
from baigong.deferred import dataclass
from baigong.ledger.directory import plain_name
from baigong.model.plan import Plan
from baigong.pages.columns import all_units
from baigong.reports.agenda import DateRow, TodoRow
from baigong.reports.tasks import TaskRow

_SUMMARY = 60
"""Characters of a task's words in a title; the whole stands in the description."""


@dataclass(frozen=True)
class Entry:
    """A day in a calendar, under a `key` that stays; `revision` grows with every record, `changed` is its moment."""

    key: str
    day: date
    title: str
    details: tuple[str, ...]
    category: str
    cancelled: bool
    revision: int
    changed: datetime | None


@dataclass(frozen=True)
class Todo:
    """A task for a task manager, under a `key` that stays; `urgent` are 0 to 2, `ended` is set for what is finished."""

    key: str
    title: str
    project: str
    start: date
    due: date | None
    urgent: int
    dropped: bool
    ended: date | None
    changed: datetime | None
    notes: tuple[tuple[datetime, str], ...]


@dataclass(frozen=True)
class Agenda:
    """The entries and the tasks of one ledger; `name` identifies it even after a correction of its title."""

    name: str
    title: str
    since: date
    entries: tuple[Entry, ...]
    todos: tuple[Todo, ...]


def agenda(plan: Plan, dates: Sequence[DateRow], todos: Sequence[TodoRow]) -> Agenda:
    """Put a ledger's dates and tasks into words."""
    head = plan.head
    sections = {section.id: f"{section.id} {section.title}".strip() for section in plan.sections}
    return Agenda(
        name=plain_name(head.number or head.title),
        title=head.title,
        since=head.issued or head.start,
        entries=tuple(_entry(row, sections[row.task.section]) for row in dates),
        todos=tuple(_todo(row, sections[row.task.section]) for row in todos),
    )


def joint_agenda(agendas: Sequence[Agenda]) -> Agenda:
    """Put the agendas of several plans into one; each key then tells its plan."""
    first, *rest = agendas
    if not rest:
        return first
    return Agenda(
        name="、".join(one.name for one in agendas),
        title="、".join(one.title for one in agendas),
        since=min(one.since for one in agendas),
        entries=tuple(replace(row, key=f"{one.name}/{row.key}") for one in agendas for row in one.entries),
        todos=tuple(replace(row, key=f"{one.name}/{row.key}") for one in agendas for row in one.todos),
    )


def _entry(row: DateRow, section: str) -> Entry:
    return Entry(
        key=row.key,
        day=row.due,
        title=f"{_state(row)}{row.id} {_cut(row.text)}",
        details=tuple(_details(row)),
        category=section,
        cancelled=row.dropped,
        revision=row.revision,
        changed=row.changed,
    )


def _state(row: DateRow) -> str:
    if row.dropped:
        return f"【{words.STATUS['dropped']}】"
    if row.kind == "checkpoint":
        return "【已报】" if row.met else "【节点】"
    return "【已办结】" if row.met else ""


def _details(row: DateRow) -> Iterator[str]:
    yield row.text
    if row.id != row.task.id:
        yield f"所属任务：{row.task.id} {row.task.text}"
    if row.every:
        yield f"频次：{words.EVERY[row.every]}"
    yield f"责任单位：{all_units(row.task) or '未列'}"
    if row.task.leader:
        yield f"分管领导：{row.task.leader}"
    yield from _standing(row.task)


def _standing(task: TaskRow) -> Iterator[str]:
    light = f"，{words.LIGHT[task.light]}灯：{task.reason}" if task.light else ""
    yield f"状态：{words.standing(task.status, task.percent)}{light}"
    for name, text in (("最新进展", task.latest), ("存在问题", task.problem), ("下一步", task.next)):
        if text:
            yield f"{name}：{text}"


def _todo(row: TodoRow, section: str) -> Todo:
    task = row.task
    finished = task.status in words.FINISHED
    return Todo(
        key=row.key,
        title=f"{task.id} {task.text}",
        project=section,
        start=task.start,
        due=None if task.ongoing else task.due,
        urgent={"red": 2, "yellow": 1}.get(task.light or "", 0),
        dropped=task.status == "dropped",
        ended=(task.finished_on or (row.changed.date() if row.changed else task.start)) if finished else None,
        changed=row.changed,
        notes=row.words,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SUMMARY else text[: _SUMMARY - 1] + "…"
