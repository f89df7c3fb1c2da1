"""The table of targets."""

from __future__ import annotations

from baigong import words
from baigong.pages.blocks import Column, Tone
from baigong.reports.targets import TargetRow


def _asked(row: TargetRow) -> str:
    return f"{words.number(row.value)}{row.unit}"


def _actual(row: TargetRow) -> str:
    return "未报" if row.actual is None else f"{words.number(row.actual)}{row.unit}"


def _reached(row: TargetRow) -> str:
    return "" if row.reached is None else f"{words.number(row.reached)}%"


def _reached_tone(row: TargetRow) -> Tone:
    return "yellow" if row.reached is not None and row.reached < 100 else ""


TARGET_COLUMNS: tuple[Column[TargetRow], ...] = (
    Column("id", "编号"),
    Column("target", "目标", wide=True),
    Column("value", "要求", _asked, right=True),
    Column("actual", "实际", _actual, right=True),
    Column("reached", "达到", _reached, _reached_tone, right=True),
)
OF_ONE_TASK = TARGET_COLUMNS[1:]
"""The columns where it is plain which task is meant."""
