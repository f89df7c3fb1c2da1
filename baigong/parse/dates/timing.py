"""What the words of a time say: a date, a recurrence, or that the work goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baigong.words import Every


@dataclass(frozen=True)
class Timing:
    """The words a time was read from, and what they say; `doubt` when they say nothing that a calendar can tell.

    `every_day` is the day of each period: 25 for 每月25日前, 5 for 每周五.
    """

    basis: str
    due: date | None = None
    every: Every | None = None
    every_day: int | None = None
    ongoing: bool = False
    doubt: str = ""
