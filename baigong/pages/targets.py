"""The table of targets."""

from __future__ import annotations

from baigong import words
from baigong.pages.blocks import Column, Tone
from baigong.reports.targets import TargetRow


def _required(row: TargetRow) -> str:
    bound = words.BOUND[row.bound] if row.bound else ""
    return f"{bound}{words.number(row.value)}{row.unit}"


def _actual(row: TargetRow) -> str:
    return "未报" if row.actual is None else f"{words.number(row.actual)}{row.unit}"


def _met(row: TargetRow) -> str:
    if row.actual is None:
        return ""
    if row.met is None:
        return "未定增减"
    share = f"（{words.percent(row.reached)}）" if row.reached is not None else ""
    return ("已达到" if row.met else "未达到") + share


def _met_tone(row: TargetRow) -> Tone:
    return "yellow" if row.met is False else ""


TARGET_COLUMNS: tuple[Column[TargetRow], ...] = (
    Column("id", "编号"),
    Column("target", "目标", wide=True),
    Column("value", "要求", _required, right=True),
    Column("actual", "实际", _actual, right=True),
    Column("met", "结果", _met, _met_tone, spare=True),
)
OF_ONE_TASK = TARGET_COLUMNS[1:]
"""The columns where it is plain which task is meant."""
