"""A note for working-day counts that touch years whose holidays are unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from baigong.calendar import knows_holidays


def holiday_note(days: Iterable[date]) -> str:
    """Name the years whose holidays are unknown; "" if there are none."""
    years = sorted({day.year for day in days if not knows_holidays(day.year)})
    if not years:
        return ""
    return f"{'、'.join(map(str, years))}年的放假安排尚未收录，工作日按周一至周五计"
