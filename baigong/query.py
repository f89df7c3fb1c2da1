"""Which tasks: by number, unit, role, section, status, light, due date, words; and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from baigong.directory import Directory
from baigong.errors import RequestError
from baigong.lights import Light
from baigong.model.events import Status
from baigong.model.plan import Plan
from baigong.task_state import TaskState

Role = Literal["lead", "responsible", "support"]
ROLES: tuple[Role, ...] = ("lead", "responsible", "support")

_NUMBER = re.compile(r"[0-9A-Za-z一-鿿]+(\.[0-9A-Za-z一-鿿]+)*")
_DASHES = str.maketrans(dict.fromkeys("－—–―~～至", "-") | {"。": ".", "·": ".", "﹒": "."})


@dataclass(frozen=True)
class Part:
    """The part a unit takes in a task: its role, and the group through which it takes it ("" when named itself)."""

    role: Role
    via: str = ""


@dataclass(frozen=True)
class Query:
    """What is asked for; an empty field asks for nothing. Values of one field are alternatives, fields add up."""

    units: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    sections: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    lights: tuple[Light, ...] = ()
    open: bool = False
    overdue: bool = False
    due_within: int | None = None
    text: str = ""


def part_of(state: TaskState, unit: str, directory: Directory) -> Part | None:
    """Say what part a unit takes in a task, itself or through a group; None when it takes none."""
    named: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("lead", state.roles.lead),
        ("responsible", state.roles.units),
        ("support", state.roles.support),
    )
    for role, names in named:
        if any(directory.canonical(name) == unit for name in names):
            return Part(role)
    for role, names in named:
        for name in names:
            if unit in directory.members(directory.canonical(name)):
                return Part(role, directory.canonical(name))
    return None


def select(states: Iterable[TaskState], query: Query, directory: Directory) -> list[TaskState]:
    """Give the tasks that the query asks for, in the order of the plan; what a unit leads comes first."""
    found = [state for state in states if _fits(state, query, directory)]
    if query.units:
        found.sort(key=lambda state: min(_rank(state, unit, directory) for unit in query.units))
    return found


def _rank(state: TaskState, unit: str, directory: Directory) -> int:
    part = part_of(state, unit, directory)
    return 0 if part and part.role == "lead" else 1


def _fits(state: TaskState, query: Query, directory: Directory) -> bool:
    return (
        _fits_units(state, query, directory)
        and (not query.sections or state.section.id in query.sections)
        and (not query.statuses or state.status in query.statuses)
        and (not query.lights or state.light in query.lights)
        and (not query.open or state.open)
        and (not query.overdue or bool(state.late))
        and (query.due_within is None or _is_due(state, query.due_within))
        and (not query.text or _holds(state, query.text))
    )


def _fits_units(state: TaskState, query: Query, directory: Directory) -> bool:
    if query.units:
        parts = [part_of(state, unit, directory) for unit in query.units]
        return any(part and (not query.roles or part.role in query.roles) for part in parts)
    held = {"lead": state.roles.lead, "responsible": state.roles.units, "support": state.roles.support}
    return not query.roles or any(held[role] for role in query.roles)


def _is_due(state: TaskState, within: int) -> bool:
    return state.next_due is not None and state.next_due <= state.day + timedelta(days=within)


def _holds(state: TaskState, text: str) -> bool:
    wanted = unicodedata.normalize("NFKC", text).casefold()
    words = (state.task.text, state.task.title, *state.task.documents)
    return any(wanted in unicodedata.normalize("NFKC", word).casefold() for word in words)


_STATUS_ORDER: tuple[Status, ...] = ("blocked", "todo", "doing", "done", "closed", "dropped")
_LIGHT_ORDER: tuple[Light | None, ...] = ("red", "yellow", "green", None)

SORTS: dict[str, Callable[[TaskState], Any]] = {
    "due": lambda state: state.next_due or (date.max if not state.open else state.due),
    "status": lambda state: _STATUS_ORDER.index(state.status),
    "percent": lambda state: state.percent,
    "light": lambda state: _LIGHT_ORDER.index(state.light),
    "overdue": lambda state: -state.overdue_days,
    "behind": lambda state: -state.behind if state.open else 101,
}
"""What a listing can be sorted by; equal ones stay in the order of the plan."""
SORT_NAMES = {
    "due": "时限",
    "status": "状态",
    "percent": "进度",
    "light": "灯",
    "overdue": "逾期天数",
    "behind": "落后多少",
}
"""The orders by the words on screen."""


def find_section(plan: Plan, given: str) -> str:
    """Find a section by its id (3, 三, （三）) or by words of its title.

    Raises:
        RequestError: when none fits, or several do.
    """
    wanted = unicodedata.normalize("NFKC", given).strip().strip("()")
    chinese = "一二三四五六七八九十"
    ids = {section.id for section in plan.sections}
    if wanted not in ids and wanted in chinese and len(wanted) == 1:
        wanted = str(chinese.index(wanted) + 1)
    if wanted in ids:
        return wanted
    found = [section for section in plan.sections if wanted and wanted in unicodedata.normalize("NFKC", section.title)]
    if len(found) == 1:
        return found[0].id
    listing = "、".join(f"{section.id} {section.title}".strip() for section in (found or plan.sections)[:20])
    raise RequestError(
        f"{'有多个' if found else '没有'}板块“{given}”，{'可能是' if found else '现有板块'}：{listing}",
        "请写板块的编号，例如 --section 3",
    )


def read_ids(plan: Plan, given: Sequence[str]) -> tuple[str, ...]:
    """Read numbers as people write them: 3.2, 1.8.3, 3.2-3.5, a whole section 3; full-width, 。 for the point.

    Gives ids of tasks and steps, each once, in the order given.

    Raises:
        RequestError: a number that is none, that the plan does not have, or a range that runs backwards.
    """
    found: dict[str, None] = {}
    for argument in given:
        plain = re.sub("-+", "-", unicodedata.normalize("NFKC", argument.replace("。", ".")).translate(_DASHES))
        plain = re.sub(r"\s*-\s*", "-", plain)
        pieces = [piece for piece in re.split(r"[,、;\s]+", plain) if piece]
        if not pieces:
            raise RequestError(f"看不懂编号“{argument}”", "请写成 3.2、1.8.3、3.2-3.5 或板块编号 3")
        for piece in pieces:
            found.update(dict.fromkeys(_expand(plan, piece)))
    return tuple(found)


def _expand(plan: Plan, piece: str) -> list[str]:
    if piece in _all_ids(plan):
        return [piece]
    named = piece.removeprefix("板块")
    if named != piece:
        # Where a task has the number of a section too, this says which is meant.
        return [id for section in _sections(plan, named, named, piece) for id in section]
    first, dash, last = piece.partition("-")
    if dash and "." in first and last.isdigit():
        last = f"{first.rpartition('.')[0]}.{last}"
    if dash and not (first and last):
        raise _unknown(plan, piece)
    ids = _all_ids(plan)
    if dash and (first in ids or last in ids):
        return _range(ids, plan, first, last, piece)
    return [id for section in _sections(plan, first, last if dash else first, piece) for id in section]


def _sections(plan: Plan, first: str, last: str, piece: str) -> list[list[str]]:
    """Give the ids of the tasks of the sections from `first` to `last`, both included."""
    numbers = [section.id for section in plan.sections]
    for end in (first, last):
        if end not in numbers:
            raise _unknown(plan, end)
    start, end_at = numbers.index(first), numbers.index(last)
    if start > end_at:
        raise RequestError(f"“{piece}”的起点在终点之后", f"请写成 {last}-{first}")
    return [[task.id for task in section.tasks] for section in plan.sections[start : end_at + 1]]


def _range(ids: dict[str, str], plan: Plan, first: str, last: str, piece: str) -> list[str]:
    for end in (first, last):
        if end not in ids:
            raise _unknown(plan, end)
    if ids[first] != ids[last]:
        raise RequestError(
            f"“{piece}”的两端不是同一级", "请写成任务到任务（3.2-3.5）或同一任务的举措到举措（1.8.1-1.8.3）"
        )
    row = [id for id, owner in ids.items() if owner == ids[first]]
    start, end_at = row.index(first), row.index(last)
    if start > end_at:
        raise RequestError(f"“{piece}”的起点在终点之后", f"请写成 {last}-{first}")
    return row[start : end_at + 1]


def _all_ids(plan: Plan) -> dict[str, str]:
    """Every id of a task (to "") and of a step (to its task's), in the order of the plan."""
    ids: dict[str, str] = {}
    for _, task in plan.tasks:
        ids[task.id] = ""
        ids.update({step.id: task.id for step in task.steps})
    return ids


def _unknown(plan: Plan, piece: str) -> RequestError:
    if not _NUMBER.fullmatch(piece) or not any(letter.isdigit() for letter in piece):
        return RequestError(f"看不懂编号“{piece}”", "请写成 3.2、1.8.3、3.2-3.5 或板块编号 3")
    for _, task in plan.tasks:
        if piece.startswith(task.id + ".") and piece.count(".") == task.id.count(".") + 1:
            has = f"的举措为 {task.steps[0].id}–{task.steps[-1].id}" if task.steps else "没有分举措"
            return RequestError(f"没有 {piece}：任务 {task.id} {has}", f"请用 baigong show {task.id} 核对")
    for section in plan.sections:
        if section.tasks and piece.startswith(section.id + "."):
            ends = f"{section.tasks[0].id}–{section.tasks[-1].id}"
            return RequestError(f"没有 {piece}：板块 {section.id} 的任务为 {ends}", "请用 baigong list 核对编号")
    ends = "、".join(section.id for section in plan.sections[:20])
    return RequestError(f"没有编号 {piece}（板块有 {ends}）", "请用 baigong list 核对编号")
