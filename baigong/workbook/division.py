"""What the sheet of proposals says before it is filled in: for each task who could lead it, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from baigong import words
from baigong.calendar import Week
from baigong.ledger.task_state import TaskState
from baigong.model.plan import Plan
from baigong.workbook.form import Base, Form, Row, make_meta


@dataclass(frozen=True)
class DivisionEntry:
    """Who could lead a task: the units proposed, how probably (0 to 1), why, and all units, best first."""

    state: TaskState
    proposed: tuple[str, ...]
    probability: float
    grounds: str
    units: tuple[str, ...]


def make_division(plan: Plan, week: Week, rows: Sequence[DivisionEntry], day: date, moment: datetime) -> Form:
    """Make the sheet of proposals."""
    return Form(
        make_meta(plan, "division", "", week, day, moment),
        f"{plan.head.title}任务分解表",
        "建议由任务中的字词与各单位的职责比较得出，由人定夺",
        tuple(_row(entry) for entry in rows),
    )


def _row(entry: DivisionEntry) -> Row:
    state = entry.state
    units = "、".join(state.roles.names)
    cells: dict[str, str | float | date] = {
        "id": state.id,
        "text": state.task.text,
        "units": units,
        "now": "、".join(state.roles.lead),
        "proposed": "、".join(entry.proposed) or "不明显",
        "grounds": entry.grounds,
    }
    if entry.proposed:
        cells["probability"] = words.probability(entry.probability)
    base = Base(state.task.text, lead=state.roles.lead, proposed="、".join(entry.proposed))
    return Row(state.id, cells, frozenset({"lead", "note"}), base, {"lead": entry.units})
