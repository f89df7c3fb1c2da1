"""Recurrence: the periods of recurring work with their checkpoints, and 序时进度."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, overload

from baigong.calendar.days import DAY
from baigong.calendar.weeks import month_end
from baigong.words import Every

SHORTEST: dict[Every, int] = {
    "week": 7,
    "two_weeks": 14,
    "month": 28,
    "two_months": 59,
    "quarter": 90,
    "half_year": 181,
    "year": 365,
}
"""The days of the shortest period of each kind."""
_MONTHS: dict[Every, int] = {"month": 1, "two_months": 2, "quarter": 3, "half_year": 6, "year": 12}


class Span(NamedTuple):
    """One period of a recurrence, `start` to `end`, both included; `due` is its checkpoint, a day within it."""

    start: date
    due: date
    end: date


class Spans(Sequence[Span]):
    """The periods of a recurrence, kept as ordinals of days: each span is made when it is looked at.

    A week's rhythm over two centuries has ten thousand, and a plan may have hundreds of such tasks.
    """

    def __init__(self, starts: Iterable[int] = (), dues: Iterable[int] = (), ends: Iterable[int] = ()) -> None:
        """Take the ordinals of the first days, the checkpoints and the last days, in their order."""
        self.starts, self.dues, self.ends = array("i", starts), array("i", dues), array("i", ends)

    def __len__(self) -> int:
        """Count the periods."""
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> Spans: ...

    def __getitem__(self, at: int | slice) -> Span | Spans:
        """Give one period, or several."""
        if isinstance(at, slice):
            return Spans(self.starts[at], self.dues[at], self.ends[at])
        return Span(*map(date.fromordinal, (self.starts[at], self.dues[at], self.ends[at])))

    def __eq__(self, other: object) -> bool:
        """Whether both have the same periods."""
        if not isinstance(other, Spans):
            return NotImplemented
        return (self.starts, self.dues, self.ends) == (other.starts, other.dues, other.ends)

    def __hash__(self) -> int:
        """Hash by what tells most recurrences apart."""
        return hash((len(self), *self.dues[:1], *self.dues[-1:]))

    def due(self, at: int) -> date:
        """Give the checkpoint of one period."""
        return date.fromordinal(self.dues[at])

    def add(self, start: int, due: int, end: int) -> None:
        """Add a period, whose days are ordinals, behind the others."""
        self.starts.append(start)
        self.dues.append(due)
        self.ends.append(end)


@lru_cache(maxsize=256)
def checkpoints(every: Every, start: date, due: date, day: int | None = None) -> Spans:
    """List each week, month or quarter from `start` to `due`, both included, that has a checkpoint.

    The checkpoint is the last day or, where `day` names one, that weekday (1 is Monday) or that day of the last
    month. A period that `due` cuts short has its checkpoint at `due` at the latest. A first period whose day lies
    before `start` has none.
    """
    spans = Spans()
    end = due.toordinal()
    first = start.toordinal()
    while first <= end:
        last_day = _span_end(every, date.fromordinal(first), start)
        last = last_day.toordinal()
        at = min(_span_day(every, last_day, day).toordinal(), end)
        if at >= first:
            spans.add(first, at, min(last, end))
        first = last + 1
        if every not in _MONTHS:
            length = SHORTEST[every]
            # Every period that follows is like the one before.
            before = at - last
            while first <= end:
                last = first + length - 1
                spans.add(first, min(last + before, end), min(last, end))
                first = last + 1
    return spans


def _span_end(every: Every, day: date, start: date) -> date:
    if every == "week":
        return day + DAY * (6 - day.weekday())
    if every == "two_weeks":
        # Fortnights have no place in the calendar; they are counted from the week in which the task starts.
        first = start - DAY * start.weekday()
        return day + DAY * (13 - (day - first).days % 14)
    months = _MONTHS[every]
    return month_end(date(day.year, (day.month - 1) // months * months + months, 1))


def begins_period(every: Every, day: date) -> bool:
    """Whether a week, month or quarter begins on `day`; a fortnight may begin on any Monday."""
    if every not in _MONTHS:
        return day.weekday() == 0
    return day.day == 1 and (day.month - 1) % _MONTHS[every] == 0


def _span_day(every: Every, last: date, day: int | None) -> date:
    if day is None:
        return last
    if every not in _MONTHS:
        return last - DAY * (7 - day)
    return last.replace(day=min(day, last.day))


def scheduled(start: date, due: date, day: date) -> float:
    """Give 序时进度 on `day`, 0 to 100: days passed over days in all, both ends counted."""
    if day < start:
        return 0.0
    if day >= due:
        return 100.0
    return 100 * ((day - start).days + 1) / ((due - start).days + 1)
