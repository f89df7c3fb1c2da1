"""Which tasks: by unit, role, section, status, light, due date, words; and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from baigong.calendar import LAST_DAY
from baigong.deferred import dataclass
from baigong.errors import UnknownLeaderError
from baigong.ledger.directory import Directory
from baigong.ledger.leaders import leaders_of
from baigong.ledger.task_state import TaskState
from baigong.words import ACHIEVED, Light, Role, Status, visible


@dataclass(frozen=True)
class Part:
    """The part a unit takes in a task: its role, and the group through which it takes it ("" when named itself)."""

    role: Role
    via: str = ""


@dataclass(frozen=True)
class Query:
    """A filter of tasks. Empty fields do not filter. Values of one field are ORed, fields are ANDed."""

    units: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    sections: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    lights: tuple[Light, ...] = ()
    open: bool = False
    overdue: bool = False
    due_within: int | None = None
    text: str = ""
    leaders: tuple[str, ...] = ()
    unproved: bool = False
    """Only what is done or struck off without any evidence."""


def find_leader(states: Iterable[TaskState], typed: str, directory: Directory) -> str:
    """Find the person who answers for tasks, by the name or a part of it (王, for 王某某副省长).

    Raises:
        UnknownLeaderError: none fits, or several do.
    """
    leaders = dict.fromkeys(leader for state in states for leader in leaders_of(state, directory))
    wanted = "".join(visible(typed).split())
    if wanted in leaders:
        return wanted
    near = [leader for leader in leaders if wanted and wanted in "".join(leader.split())]
    if len(near) != 1:
        raise UnknownLeaderError(visible(typed).strip(), near, tuple(leaders))
    return near[0]


def part_of(state: TaskState, unit: str, directory: Directory) -> Part | None:
    """Give the part that a unit takes in a task, itself or through a group; None if it takes none."""
    for role, names in state.roles.by_role:
        if any(directory.canonical(name) == unit for name in names):
            return Part(role)
    for role, names in state.roles.by_role:
        for name in names:
            if unit in directory.expand_one(name):
                return Part(role, directory.canonical(name))
    return None


def select(states: Iterable[TaskState], query: Query, directory: Directory) -> list[TaskState]:
    """Give the tasks that fit the query, in the order of the plan; those that a unit of the query leads come first."""
    hits = [state for state in states if _fits(state, query, directory)]
    if query.units:
        hits.sort(key=lambda state: leading_rank(state, query.units, directory))
    return hits


def leading_rank(state: TaskState, units: Iterable[str], directory: Directory) -> int:
    """Give 0 for a task that one of the units leads, 1 for any other."""
    parts = (part_of(state, unit, directory) for unit in units)
    return 0 if any(part and part.role == "lead" for part in parts) else 1


def _fits(state: TaskState, query: Query, directory: Directory) -> bool:
    return (
        _fits_units(state, query, directory)
        and (not query.sections or state.section.id in query.sections)
        and (not query.statuses or state.status in query.statuses)
        and (not query.lights or state.light in query.lights)
        and (not query.open or state.open)
        and (not query.overdue or bool(state.late))
        and (query.due_within is None or _is_due(state, query.due_within))
        and (not query.leaders or not set(query.leaders).isdisjoint(leaders_of(state, directory)))
        and (not query.text or _holds(state, query.text))
        and (not query.unproved or _is_unproved(state))
    )


def _is_unproved(state: TaskState) -> bool:
    events = (*state.reports, *((state.closed,) if state.closed else ()))
    return state.status in ACHIEVED and not any(event.evidence for event in events)


def _fits_units(state: TaskState, query: Query, directory: Directory) -> bool:
    if query.units:
        parts = [part_of(state, unit, directory) for unit in query.units]
        return any(part and (not query.roles or part.role in query.roles) for part in parts)
    return not query.roles or any(names for role, names in state.roles.by_role if role in query.roles)


def _is_due(state: TaskState, within: int) -> bool:
    return state.next_due is not None and state.next_due <= state.day + timedelta(days=within)


def _holds(state: TaskState, text: str) -> bool:
    wanted = unicodedata.normalize("NFKC", text).casefold()
    words = (state.task.text, state.task.title, *state.task.documents)
    return any(wanted in unicodedata.normalize("NFKC", word).casefold() for word in words)


_STATUS_ORDER: tuple[Status, ...] = ("blocked", "todo", "doing", "done", "closed", "dropped")
_LIGHT_ORDER: tuple[Light | None, ...] = ("red", "yellow", "green", None)

SORTS: dict[str, Callable[[TaskState], Any]] = {
    "due": lambda state: state.next_due or (LAST_DAY if not state.open else state.due),
    "status": lambda state: _STATUS_ORDER.index(state.status),
    "percent": lambda state: state.percent,
    "light": lambda state: _LIGHT_ORDER.index(state.light),
    "overdue": lambda state: -state.overdue_days,
    "behind": lambda state: -state.behind if state.open else 101,
}
"""The sort keys of a listing; ties keep the order of the plan."""
SORT_NAMES = {
    "due": "时限",
    "status": "状态",
    "percent": "进度",
    "light": "灯",
    "overdue": "逾期天数",
    "behind": "落后多少",
}
"""The orders by the words on screen."""
