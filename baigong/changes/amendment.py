"""Amendments of the plan by hand: a task that no document holds, and what the document or its reading got wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from baigong import words
from baigong.deferred import dataclass
from baigong.errors import NotOfAStepError, PlanChangedError, UnreadableRecurrenceError
from baigong.ledger.ledger import Ledger
from baigong.model.plan import Plan, Section, Step, Task, Work
from baigong.parse.dates.deadlines import read_timing
from baigong.parse.dates.points import Anchor
from baigong.parse.dates.recurrence import find_recurrence
from baigong.parse.deliverables import find_documents
from baigong.parse.targets import find_targets
from baigong.parse.wording import clean, half_width
from baigong.store.interface import Addition, Edit

ONGOING = "持续推进"
NONE = "无"
"""What is typed to take a value away."""


@dataclass(frozen=True)
class Request:
    """A task to be added; `steps` are the words of each, `fields` what it says besides its words."""

    text: str
    steps: tuple[str, ...]
    fields: Mapping[str, Any]


def add_task(ledger: Ledger, section: Section, request: Request, today: date) -> Addition:
    """Make the task, with the id that goes on from the last; targets and documents are read from its words."""
    text = clean_words(request.text)
    id = new_task_id(ledger, section)
    head = ledger.plan.head
    anchor = Anchor(max(head.start, today), due=head.due)
    task = Task(
        id=id,
        text=text,
        added=today,
        targets=tuple(dict.fromkeys(find_targets(text))),
        documents=find_documents(text),
        steps=tuple(_step(f"{id}.{at}", clean_words(step), anchor) for at, step in enumerate(request.steps, 1)),
        **request.fields,
    )
    return Addition(section.id, task)


def clean_words(text: str) -> str:
    """Give words as a plan holds them: on one line, digits and letters half-width."""
    return clean(half_width(" ".join(words.visible(text).split())))


def same_task(plan: Plan, text: str) -> Task | None:
    """Give the task of a plan that has just these words."""
    wanted = clean_words(text)
    return next((task for task in plan.tasks if task.text == wanted), None)


def new_task_id(ledger: Ledger, section: Section) -> str:
    """Give the id of a new task of a section, one that no record of the ledger is about."""
    return next_id(ledger.plan, section, {event.task for event in ledger.events if hasattr(event, "task")})


def next_id(plan: Plan, section: Section, recorded: Collection[str] = ()) -> str:
    """Give the id that goes on from the last of a section: 3.9 after 3.8; 26 where tasks are counted through to 25.

    An id that the plan once had, or that has records, is never given again.
    """
    by_section = any(task.id.startswith(f"{one.id}.") for one in plan.sections for task in one.tasks)
    prefix = f"{section.id}." if by_section else ""
    taken = [node.id for task in plan.tasks for node in task.nodes]
    taken += [former.id for former in plan.former]
    last = 0
    for id in (*taken, *recorded):
        number = re.match(r"\d+", id.removeprefix(prefix)) if id.startswith(prefix) else None
        last = max(last, int(number[0]) if number else 0)
    return f"{prefix}{last + 1}"


def _step(id: str, text: str, anchor: Anchor) -> Step:
    timing = read_timing(text, anchor)
    if timing is None or timing.ongoing or timing.doubt:
        return Step(id=id, text=text)
    return Step(id=id, text=text, due=timing.due, basis=timing.basis, every=timing.every, every_day=timing.every_day)


def recurrence_values(typed: str) -> dict[str, Any]:
    """Read how often: 每月, 每月25日前, 每周五; 持续推进 for ongoing work; 无 for neither. Gives the fields of a plan.

    Raises:
        UnreadableRecurrenceError: the words state none of them.
    """
    plain = words.visible(typed).strip()
    values: dict[str, Any] = {"every": None, "every_day": None, "ongoing": None}
    if plain == NONE:
        return values
    if plain == ONGOING:
        return values | {"ongoing": True}
    periods = {code: code for code in words.EVERY} | {name: code for code, name in words.EVERY.items()}
    if plain in periods:
        return values | {"every": periods[plain]}
    timing = find_recurrence(plain)
    if timing is None:
        raise UnreadableRecurrenceError(plain)
    return values | {"every": timing.every, "every_day": timing.every_day}


_OF_A_STEP = ("text", "due", "every", "every_day", "basis")


def edit_work(plan: Plan, id: str, values: Mapping[str, Any]) -> Edit:
    """Make the edit of a task or step, of which only what differs from now is left; it may be none.

    A date or recurrence that is given anew no longer has the words it was read from.

    Raises:
        NotOfAStepError: a step has no such field.
    """
    work, task = work_of(plan, id)
    is_step = isinstance(work, Step)
    if is_step:
        values = {name: value for name, value in values.items() if name in _OF_A_STEP or value is not None}
        refused = [f"--{name}" for name in values if name not in _OF_A_STEP]
        if refused:
            raise NotOfAStepError(
                id, ["--every 持续推进" if name == "--ongoing" else name for name in refused], task.id
            )
    changed = {name: value for name, value in values.items() if getattr(work, name) != _default(work, name, value)}
    if work.basis and {"due", "every", "every_day", "ongoing"} & set(changed):
        changed["basis"] = None
    return Edit(id, changed)


def work_of(plan: Plan, id: str) -> tuple[Work, Task]:
    """Give the task or step of an id, and its task.

    Raises:
        PlanChangedError: there is none; it has gone since the id was read.
    """
    for task in plan.tasks:
        for node in task.nodes:
            if node.id == id:
                return node, task
    raise PlanChangedError(id)


def _default(work: Work, name: str, value: Any) -> Any:
    return getattr(type(work), name) if value is None else value


_SHOWN = {
    "title": "标题",
    "text": "原文",
    "start": "起始",
    "due": "时限",
    "basis": "依据",
    "source": "来源",
    "leader": "分管领导",
    "lead": "牵头",
    "units": "责任单位",
    "support": "配合",
}


def edit_lines(before: Work, edit: Edit) -> Iterator[str]:
    """Describe an edit, a line a field: the old value and the new one."""
    for name, value in edit.values.items():
        if name in _SHOWN:
            yield f"{_SHOWN[name]}：{_in_words(getattr(before, name))} → {_in_words(value)}"
    if {"every", "every_day", "ongoing"} & set(edit.values):
        after = before.model_copy(update={name: _default(before, name, value) for name, value in edit.values.items()})
        yield f"报送：{_rhythm(before)} → {_rhythm(after)}"


def _rhythm(work: Work) -> str:
    if isinstance(work, Task) and work.ongoing:
        return ONGOING
    return words.every(work.every, work.every_day) if work.every else NONE


def _in_words(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(value) or NONE
    return str(value) if value else NONE
