"""The colour rule: red, yellow or green, and the reason in the words that every command shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from baigong.deferred import dataclass
from baigong.model.plan import LightRule
from baigong.words import Every, Light

Cause = Literal["overdue", "late_part", "silent", "behind", "blocked", "soon"]
"""What a light is for: past its own date, a late step or checkpoint, ongoing and not reported on, and so on."""

_PERIODS: dict[Every, str] = {
    "week": "周",
    "two_weeks": "个两周",
    "month": "个月",
    "two_months": "个两月",
    "quarter": "个季度",
    "half_year": "个半年",
    "year": "年",
}


@dataclass(frozen=True)
class Judgement:
    """A light, what it is for (none for green), and why in words."""

    light: Light
    causes: tuple[Cause, ...]
    reason: str


@dataclass(frozen=True)
class Facts:
    """What a light is judged by.

    Attributes:
        overdue_days: days since its own due date in force has passed, 0 when it has not.
        late_part: the late step or checkpoint, in words; "" for none.
        behind: points behind 序时进度, negative when ahead; None where none is kept.
        days_left: days until the next due date, 0 on the day itself; None when nothing is due soon enough to ask.
        blocked: its status is blocked.
        short: its whole period is under 30 days; then being behind is never red.
        silent: full periods without a report, of an ongoing task.
        rhythm: the length of such a period.
    """

    overdue_days: int = 0
    late_part: str = ""
    behind: float | None = None
    days_left: int | None = None
    blocked: bool = False
    short: bool = False
    silent: int = 0
    rhythm: Every = "month"


def judge(facts: Facts, rule: LightRule) -> Judgement:
    """Give the light of an unfinished task, by 银川市's published thresholds or the plan's own (`plan.lights`)."""
    lit = list(_lit(facts, rule))
    if not lit:
        return Judgement("green", (), "按期报告" if facts.behind is None else _fine(facts.behind))
    light: Light = "red" if any(colour == "red" for colour, _, _ in lit) else "yellow"
    return Judgement(light, tuple(cause for _, cause, _ in lit), "，".join(phrase for _, _, phrase in lit))


def _lit(facts: Facts, rule: LightRule) -> Iterator[tuple[Light, Cause, str]]:
    """Yield each thing that lights a task, the gravest first."""
    if facts.overdue_days:
        yield "red", "overdue", f"逾期 {facts.overdue_days} 天"
    if facts.late_part:
        yield "red", "late_part", facts.late_part
    if facts.silent:
        yield ("red" if facts.silent > 1 else "yellow"), "silent", f"{facts.silent} {_PERIODS[facts.rhythm]}没有报告"
    if facts.behind is not None:
        # Percentages are quotients: without rounding, exactly 30 points may read as a hair more.
        points = round(facts.behind, 6)
        if points > rule.red and not facts.short:
            yield "red", "behind", _behind(points)
        elif points >= rule.yellow and points > 0:
            yield "yellow", "behind", _behind(points)
    if facts.blocked:
        yield "yellow", "blocked", "受阻"
    if is_soon(facts.days_left, rule):
        yield "yellow", "soon", f"还有 {facts.days_left} 天到期" if facts.days_left else "今天到期"


def is_soon(days_left: int | None, rule: LightRule) -> bool:
    """Whether something is due soon: within the plan's days of warning, the day itself included, and not passed."""
    return days_left is not None and 0 <= days_left <= rule.soon


def _behind(points: float) -> str:
    return f"落后序时进度 {points:.1f}".removesuffix(".0") + " 个百分点"


def _fine(behind: float) -> str:
    return "不落后于序时进度" if round(behind, 1) <= 0 else _behind(behind)
