"""Whose a progress report is: the one rule by which the report, the scoreboard and 零报告 count."""

from __future__ import annotations

from datetime import date

from baigong.ledger.directory import Directory
from baigong.ledger.ledger import Ledger
from baigong.model.events import Progress


def is_from(event: Progress, unit: str, directory: Directory) -> bool:
    """Whether a unit reported this itself: on its share, or on the whole in its own name; a group, by any member."""
    return directory.overlap(event.unit or event.by, unit)


def own_reports(ledger: Ledger, unit: str, first: date, last: date) -> int:
    """Count what a unit reported itself from `first` to `last`, both included; none is 零报告."""
    return sum(first <= event.on <= last for event in ledger.reports_by(unit))
