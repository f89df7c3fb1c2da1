"""What the sheet of proposals says before it is filled in: for each task who could lead it, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from baigong.calendar import Week
from baigong.ledger.task_state import TaskState
from baigong.model.plan import Plan
from baigong.workbook.form import Base, Form, Row, make_meta

_WORDS = 6
"""The most words of a task that are shown as speaking for a unit."""


@dataclass(frozen=True)
class Suggestion:
    """Who could lead a task: the unit proposed ("" for none), its score, its words, and all units, best first."""

    state: TaskState
    proposed: str
    score: float
    words: tuple[str, ...]
    units: tuple[str, ...]


def make_division(plan: Plan, week: Week, rows: Sequence[Suggestion], day: date, made: datetime) -> Form:
    """Make the sheet of proposals."""
    return Form(
        make_meta(plan, "division", "", week, day, made),
        f"{plan.head.title}任务分解表",
        "建议由任务中的字词与各单位的职责比较得出，由人定夺",
        tuple(_row(one) for one in rows),
    )


def _row(one: Suggestion) -> Row:
    state = one.state
    units = "、".join(state.roles.names)
    cells: dict[str, str | float | date] = {
        "id": state.id,
        "text": state.task.text,
        "units": units,
        "now": "、".join(state.roles.lead),
        "proposed": one.proposed or "不明显",
        "words": "、".join(one.words[:_WORDS]) if one.proposed else "",
    }
    if one.proposed:
        cells["score"] = round(one.score, 1)
    base = Base(state.task.text, lead=state.roles.lead, proposed=one.proposed)
    return Row(state.id, cells, frozenset({"lead", "note"}), base, {"lead": one.units})
