"""The colour rule: red, yellow or green, from where a task stands and where it should."""

from __future__ import annotations

from typing import Literal

from baigong.model.plan import LightRule

Light = Literal["red", "yellow", "green"]


def judge(*, overdue: bool, blocked: bool, behind: float, days_left: int | None, rule: LightRule) -> Light:
    """Give the light of an unfinished task, by 银川市's published thresholds or the plan's own (`plan.lights`).

    Args:
        overdue: its due date in force, or that of an unfinished step or checkpoint, has passed.
        blocked: its status is blocked.
        behind: points behind 序时进度 (negative when ahead).
        days_left: days until the next due date, 0 on the day itself; None when nothing is due any more.
        rule: the thresholds; more than `red` points behind is red, `yellow` to `red` is yellow.
    """
    # Percentages are quotients: without rounding, exactly 30 points may read as a hair more.
    points = round(behind, 6)
    if overdue or points > rule.red:
        return "red"
    soon = days_left is not None and days_left <= rule.soon
    if points >= rule.yellow or soon or blocked:
        return "yellow"
    return "green"
