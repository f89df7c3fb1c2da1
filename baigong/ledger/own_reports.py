"""Whose a progress report is: the one rule by which the report, the scoreboard and 零报告 count."""

from __future__ import annotations

from baigong.ledger.directory import Directory
from baigong.model.events import Progress


def is_from(event: Progress, unit: str, directory: Directory) -> bool:
    """Whether a unit reported this itself: on its share, or on the whole in its own name; a group, by any member."""
    return directory.overlap(event.unit or event.by, unit)
