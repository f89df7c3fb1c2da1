"""The checkpoints of a recurring task or step: which there are, which a report has met (rule 4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from baigong.calendar import Spans, checkpoints
from baigong.deferred import dataclass
from baigong.ledger.standing import finishes
from baigong.model.events import Progress
from baigong.words import Every


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One checkpoint of a recurrence: `due` within the period `start` to `end`, and whether it was reported on."""

    start: date
    due: date
    met: bool
    end: date


@dataclass(frozen=True)
class Recurrence:
    """How often something is reported on, from which day, and from which day anybody could (`begin`)."""

    every: Every
    day: int | None
    start: date
    begin: date

    def spans(self, due: date) -> Spans:
        """List the periods up to `due`; a checkpoint that had passed before the plan was issued is none."""
        return _spans(self, due)


@lru_cache(maxsize=256)
def _spans(rule: Recurrence, due: date) -> Spans:
    spans = checkpoints(rule.every, rule.start, due, rule.day)
    return spans[bisect_left(spans.dues, rule.begin.toordinal()) :]


def span_at(spans: Spans, day: date) -> int | None:
    """Give the place of the period that holds `day`, None between or outside them."""
    ordinal = day.toordinal()
    at = bisect_right(spans.starts, ordinal) - 1
    return at if at >= 0 and ordinal <= spans.ends[at] else None


def only_meets(event: Progress, spans: Spans) -> bool:
    """Whether a `done` meets the checkpoint of its day and finishes nothing: not final, and before the last period."""
    return bool(spans) and finishes(event) and not event.final and event.on < spans[-1].start


_NONE = Spans()


class Checkpoints(Sequence[Checkpoint]):
    """The periods of a recurrence and which of them are met; each checkpoint is made when it is looked at."""

    def __init__(self, spans: Spans = _NONE, met: frozenset[int] = frozenset()) -> None:
        """Take the periods, and the places of those that were met."""
        self.spans = spans
        self.places = met

    def __len__(self) -> int:
        """Count the checkpoints."""
        return len(self.spans)

    def __getitem__(self, at: int) -> Checkpoint:  # type: ignore[override]  # nobody takes slices of checkpoints
        """Give one checkpoint."""
        span = self.spans[at]
        return Checkpoint(span.start, span.due, (at if at >= 0 else at + len(self.spans)) in self.places, span.end)

    def __eq__(self, other: object) -> bool:
        """Whether both have the same periods, met alike."""
        return isinstance(other, Checkpoints) and (self.spans, self.places) == (other.spans, other.places)

    def __hash__(self) -> int:
        """Hash by the periods and what was met."""
        return hash((self.spans, self.places))

    def come(self, day: date) -> int:
        """Count those whose day has passed before `day`."""
        return bisect_left(self.spans.dues, day.toordinal())

    @property
    def unmet(self) -> Iterator[date]:
        """Give the days of all that were not met."""
        return (self.spans.due(at) for at in range(len(self.spans)) if at not in self.places)

    def between(self, first: date, last: date) -> Iterator[Checkpoint]:
        """Give those whose days lie between `first` and `last`, both included."""
        end = bisect_right(self.spans.dues, last.toordinal())
        return (self[at] for at in range(self.come(first), end))

    def missed(self, day: date) -> Iterator[date]:
        """Give the days of those that passed before `day` unmet."""
        return (self.spans.due(at) for at in range(self.come(day)) if at not in self.places)

    def ahead(self, day: date) -> Iterator[date]:
        """Give the days, from `day` on, of those not yet met."""
        return (self.spans.due(at) for at in range(self.come(day), len(self.spans)) if at not in self.places)
