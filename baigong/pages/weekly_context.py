"""The data that the sentences of a report can use, under the names of its JSON, and a few words made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from baigong import words
from baigong.calendar import long_day, short_day
from baigong.pages.columns import short_units
from baigong.reports.keepers import KeeperRow
from baigong.reports.period import Period
from baigong.reports.totals import SectionRow, Totals
from baigong.reports.trend import UnitWeek, WeekRow
from baigong.reports.weekly import Weekly
from baigong.words import Status

_SHARES = ("rate", "percent")
"""The totals that are percentages; the others are counts."""
_NAMED = 4
"""How many of those who kept the ledger are named."""


def weekly_context(report: Weekly) -> dict[str, Any]:
    """Give the fields of a report, and the words that its sentences are made of."""
    span = span_words(report.period)
    return (
        {field.name: getattr(report, field.name) for field in fields(report)}
        | {
            "span": span,
            "day": long_day(report.period.as_of),
            "whose": f"{report.unit}承担" if report.unit else report.whose or "方案",
            "unfinished": "、".join(
                f"{words.STATUS[status]}{number}项" for status, number in unfinished(report.totals)
            ),
            "pace": pace(report.totals).replace(" ", ""),
            "change": lambda name: _change(report, name, f"上{span}"),
            "units": short_units,
            "units_count": len(report.units),
            "silent": [row.unit for row in report.units if row.silent],
            "keeping": keeping(report.period, report.keepers),
        }
        | _extremes(report.sections)
    )


def span_words(period: Period) -> str:
    """Name the kind of period: 周 or 月."""
    return "周" if period.is_week else "月"


def week_words(row: WeekRow | UnitWeek) -> str:
    """Name a week: by its number in the plan or, over several plans, by its Monday, 2月4日起."""
    return f"{short_day(row.start)}起" if row.week is None else f"第{row.week}周"


def keeping(period: Period, keepers: Sequence[KeeperRow]) -> str:
    """Say who kept the ledger: 本周台账记录62条，记录人：督查室（40条）、马某某（3条）等12人; "" where nobody did."""
    if not keepers:
        return ""
    names = "、".join(f"{row.by or '未署名'}（{row.records}条）" for row in keepers[:_NAMED])
    others = f"等{len(keepers)}人" if len(keepers) > _NAMED else ""
    return f"本{span_words(period)}台账记录{sum(row.records for row in keepers)}条，记录人：{names}{others}"


def unfinished(totals: Totals) -> list[tuple[Status, int]]:
    """Count what is not finished by status, without the statuses that no task has; what was dropped is not owed."""
    counts: tuple[tuple[Status, int], ...] = (
        ("todo", totals.todo),
        ("doing", totals.doing),
        ("blocked", totals.blocked),
    )
    return [(status, number) for status, number in counts if number]


def dropped_words(totals: Totals) -> str:
    """Say how many tasks were dropped, and so are counted nowhere else; "" where none was."""
    return f"；另有已取消 {totals.dropped} 项，不计入" if totals.dropped else ""


def pace(totals: Totals) -> str:
    """Compare mean progress with 序时进度: 超前 25.3 个百分点; "" where no task is measured."""
    if totals.percent is None or totals.scheduled is None:
        return ""
    gap = totals.percent - totals.scheduled
    return "与序时进度持平" if abs(gap) < 0.05 else f"{'超前' if gap > 0 else '落后'} {abs(gap):.1f} 个百分点"


def difference(now: Totals, before: Totals | None, name: str) -> float | None:
    """Give by how much a total has changed since the period before: 0 for less than 0.05, None if unknown."""
    then = getattr(before, name) if before is not None else None
    current = getattr(now, name)
    if then is None or current is None:
        return None
    change: float = current - then
    return 0 if abs(change) < 0.05 else change


def amount(change: float) -> str:
    """Write a change without its sign: 2.5, 4."""
    return f"{abs(change):.1f}".removesuffix(".0")


def _change(report: Weekly, name: str, before: str) -> str:
    change = difference(report.totals, report.before, name)
    if change is None:
        return ""
    if not change:
        return f"，与{before}持平"
    share = name in _SHARES
    direction = ("提高" if share else "增加") if change > 0 else ("下降" if share else "减少")
    return f"，比{before}{direction}{amount(change)}{'个百分点' if share else '项'}"


def _extremes(sections: Sequence[SectionRow]) -> dict[str, SectionRow | None]:
    """Give the sections of the highest and the lowest mean progress; none where they do not differ."""
    measured = sorted((row for row in sections if row.percent is not None), key=lambda row: row.percent or 0)
    differ = bool(measured) and measured[0].percent != measured[-1].percent
    return {"best": measured[-1] if differ else None, "worst": measured[0] if differ else None}
