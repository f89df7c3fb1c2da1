"""An agenda as JSON for taskwarrior's `task import`: every task has a UUID that stays."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime, time
from typing import Any

from baigong.pages.agenda import Agenda, Todo
from baigong.render.ics import CHINA
from baigong.render.inert import inert
from baigong.render.interface import Result

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "baigong")
_PRIORITY = {2: "H", 1: "M"}


def write(result: Result) -> bytes:
    """Write a result's tasks, one a line, within a JSON array.

    Raises:
        ValueError: it has no agenda; `formats.choose` never chooses this format then.
    """
    if result.agenda is None:
        raise ValueError("no agenda")
    agenda = result.agenda()
    lines = [json.dumps(_task(agenda, todo), ensure_ascii=False) for todo in agenda.todos]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8", "replace")


def _task(agenda: Agenda, todo: Todo) -> dict[str, Any]:
    task: dict[str, Any] = {
        "uuid": str(uuid.uuid5(_NAMESPACE, f"{agenda.name}\n{todo.key}")),
        "description": inert(todo.title),
        "status": _status(todo),
        "entry": _moment(max(todo.start, agenda.since), time()),
        "project": inert(todo.project),
    }
    if todo.due:
        task["due"] = _moment(todo.due, time(23, 59, 59))
    if todo.ended:
        task["end"] = _moment(todo.ended, time(23, 59, 59))
    elif todo.urgent:
        task["priority"] = _PRIORITY[todo.urgent]
    if todo.changed:
        task["modified"] = _utc(todo.changed)
    if todo.notes:
        task["annotations"] = [{"entry": _utc(at), "description": inert(note)} for at, note in todo.notes]
    return task


def _status(todo: Todo) -> str:
    if todo.dropped:
        return "deleted"
    return "completed" if todo.ended else "pending"


def _moment(day: date, at: time) -> str:
    return _utc(datetime.combine(day, at, CHINA))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
