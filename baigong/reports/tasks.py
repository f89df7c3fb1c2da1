"""Tasks as rows: what a listing shows of each, under the names that JSON uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from baigong import words
from baigong.ledger.task_state import Checkpoint, StepState, TaskState
from baigong.pages.blocks import Column, Listing, Row, Tone


def task_row(state: TaskState) -> dict[str, Any]:
    """Give a task as a row of JSON values; percent and scheduled are 0 to 100, dates are YYYY-MM-DD."""
    task = state.task
    return {
        "id": task.id,
        "section": state.section.id,
        "title": task.title,
        "text": task.text,
        "lead": list(state.roles.lead),
        "units": list(state.roles.responsible),
        "support": list(state.roles.support),
        "open_ended": state.open_ended,
        "start": state.start.isoformat(),
        "due": state.due.isoformat(),
        "original_due": state.original_due.isoformat(),
        "next_due": state.next_due.isoformat() if state.next_due else None,
        "basis": state.basis,
        "every": task.every,
        "ongoing": task.ongoing,
        "status": state.status,
        "percent": number(state.percent),
        "scheduled": number(state.scheduled),
        "light": state.light,
        "overdue_days": state.overdue_days,
        "finished_on": state.finished_on.isoformat() if state.finished_on else None,
        "finished_late": state.finished_late,
        "deferrals": len(state.deferrals.get(task.id, ())),
        "targets": [target.model_dump() | {"actual": state.actual.get(target.text)} for target in task.targets],
        "documents": list(task.documents),
        "checkpoints": [_point(point) for point in state.checkpoints],
        "steps": [_step_row(step) for step in state.steps],
    }


def _step_row(state: StepState) -> dict[str, Any]:
    step = state.step
    return {
        "id": step.id,
        "text": step.text,
        "due": state.due.isoformat() if state.due else None,
        "basis": step.basis,
        "every": step.every,
        "status": state.standing.status,
        "percent": number(state.standing.percent),
        "checkpoints": [_point(point) for point in state.checkpoints],
    }


def _point(point: Checkpoint) -> dict[str, Any]:
    return {"start": point.start.isoformat(), "due": point.due.isoformat(), "met": point.met}


def number(value: float) -> float | int:
    """Round to one decimal, and to a whole number where it is one."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def say_units(row: Row, most: int = 2) -> str:
    """Write who does a task in short: the leads or the first names, 等 and how many there are."""
    names = list(dict.fromkeys([*row["lead"], *row["units"], *row["support"]]))
    if not names:
        return "未列单位"
    if row["lead"]:
        rest = len(names) - len(row["lead"])
        return "、".join(row["lead"]) + "牵头" + (f"，另{rest}家" if rest else "")
    if len(names) <= most:
        return "、".join(names)
    return f"{names[0]}等{len(names)}家"


def _responsible(row: Row) -> str:
    return "、".join(row["units"]) + ("等" if row["open_ended"] and row["units"] else "")


def all_units(row: Row) -> str:
    """Write everyone who does a task, in full, the leads marked."""
    leads = [f"{name}（牵头）" for name in row["lead"]]
    return "、".join(dict.fromkeys([*leads, *row["units"], *row["support"]]))


_STATUS_TONES: dict[str, Tone] = {"blocked": "yellow", "done": "green", "closed": "dim", "dropped": "dim"}


def status_tone(row: Row) -> Tone:
    """Emphasise a status: blocked stands out, what is finished steps back."""
    return _STATUS_TONES.get(row["status"], "")


def light_tone(row: Row) -> Tone:
    """Colour a light in its own colour; the word is printed too."""
    return row["light"] or ""


def _words(row: Row) -> str:
    title, text = str(row["title"]), str(row["text"])
    # The text of an item begins with its heading; that of a sentence has none.
    return text if not title or text.startswith(title) else f"{title}　{text}"


def _due(row: Row) -> str:
    return str(row["next_due"] or row["due"])


def _due_tone(row: Row) -> Tone:
    return "red" if row["overdue_days"] else ""


def _late(row: Row) -> str:
    return f"逾期{row['overdue_days']}天" if row["overdue_days"] else ""


def _light(row: Row) -> str:
    return words.LIGHT[row["light"]] if row["light"] else "—"


COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        Column("id", "编号", lambda row: row["id"]),
        Column("section", "板块", lambda row: row["section"], right=True),
        Column("text", "任务", _words, wide=True),
        Column("lead", "牵头", lambda row: "、".join(row["lead"]), wide=True),
        Column("units", "责任单位", say_units, least=110, full=_responsible),
        Column("support", "配合", lambda row: "、".join(row["support"]), wide=True),
        Column("start", "起始", lambda row: row["start"]),
        Column("due", "时限", lambda row: row["due"]),
        Column("next_due", "最近时限", _due, _due_tone),
        Column("basis", "依据", lambda row: row["basis"]),
        Column("status", "状态", lambda row: words.STATUS[row["status"]], status_tone),
        Column("percent", "进度", lambda row: words.percent(row["percent"]), right=True),
        Column("scheduled", "序时", lambda row: words.percent(row["scheduled"]), right=True, least=96),
        Column("light", "灯", _light, light_tone),
        Column("overdue_days", "逾期", _late, lambda _row: "red"),
        Column("finished_on", "办结日", lambda row: row["finished_on"] or ""),
    )
}
"""Every column that a listing of tasks can show, by its key."""

DEFAULT = ("id", "text", "units", "next_due", "status", "percent", "scheduled", "light")
DATA = tuple(COLUMNS)
"""The columns of a file of data: all of them."""


def task_listing(
    states: Iterable[TaskState], columns: Iterable[str] | None = None, footer: str = "", data: bool = False
) -> Listing:
    """Make a listing of tasks with the columns of those keys, none of which is then left out for want of width.

    Without keys: those that a table has room for, or all where it is `data` for another program.
    """
    rows = [task_row(state) for state in states]
    if columns is not None:
        keys = tuple(columns)
        shown = tuple(replace(COLUMNS[key], least=0) for key in keys)
        if "lead" in keys or "support" in keys:
            # Beside a column of its own role, nobody stands in this one too.
            alone = replace(COLUMNS["units"], say=_responsible, wide=True, least=0)
            shown = tuple(alone if column.key == "units" else column for column in shown)
    else:
        shown = tuple(COLUMNS[key] for key in (DATA if data else DEFAULT))
    return Listing(shown, rows, footer, empty="没有符合条件的任务")


def count_words(states: Iterable[TaskState]) -> str:
    """Count tasks for a footer: 共 89 项：未启动 80、推进中 9；红灯 3、黄灯 2."""
    counted = list(states)
    by_status = [(word, sum(state.status == status for state in counted)) for status, word in words.STATUS.items()]
    by_light = [(word, sum(state.light == light for state in counted)) for light, word in words.LIGHT.items()]
    statuses = "、".join(f"{word} {count}" for word, count in by_status if count)
    lights = "、".join(f"{word}灯 {count}" for word, count in by_light if count)
    return f"共 {len(counted)} 项" + (f"：{statuses}" if statuses else "") + (f"；{lights}" if lights else "")
