"""Targets of tasks as rows: what was asked, what was reached."""

from __future__ import annotations

from typing import Any

from baigong import words
from baigong.ledger.task_state import TaskState
from baigong.pages.blocks import Column, Row
from baigong.reports.tasks import number


def target_rows(state: TaskState) -> list[dict[str, Any]]:
    """Give a row for each target of a task: what is asked, the actual value (None: not reported), the rate reached."""
    rows = []
    for target in state.task.targets:
        actual = state.actual.get(target.text)
        rows.append(
            {
                "id": state.id,
                "target": target.text,
                "value": target.value,
                "unit": target.unit,
                "actual": actual,
                "reached": number(100 * actual / target.value) if actual is not None and target.value else None,
            }
        )
    return rows


def _actual(row: Row) -> str:
    return "未报" if row["actual"] is None else f"{words.number(row['actual'])}{row['unit']}"


TARGET_COLUMNS = (
    Column("id", "编号", lambda row: row["id"]),
    Column("target", "目标", lambda row: row["target"], wide=True),
    Column("value", "要求", lambda row: f"{words.number(row['value'])}{row['unit']}", right=True),
    Column("actual", "实际", _actual, right=True),
    Column(
        "reached",
        "达到",
        lambda row: "" if row["reached"] is None else f"{words.number(row['reached'])}%",
        lambda row: "yellow" if row["reached"] is not None and row["reached"] < 100 else "",
        right=True,
    ),
)
