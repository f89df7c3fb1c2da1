"""The figures of a day that every table takes from here: means, 零报告, and what each unit answers for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.ledger import Ledger
from baigong.ledger.own_reports import is_from
from baigong.ledger.shares import Share, shares_of, units_of
from baigong.ledger.task_state import TaskState
from baigong.model.events import Progress


@dataclass(frozen=True)
class Means:
    """Mean progress and mean 序时进度 of the same tasks, 0 to 100; None where no task is measured."""

    percent: float | None
    scheduled: float | None
    tasks: int

    @property
    def gap(self) -> float | None:
        """Points that the tasks together are ahead of their own 序时进度; negative when behind."""
        return None if self.percent is None or self.scheduled is None else self.percent - self.scheduled


def means(states: Iterable[TaskState]) -> Means:
    """Compare the progress of tasks with their own schedules; dropped and ongoing ones are left out of both."""
    counted = [state for state in states if state.status != "dropped" and state.measured]
    return _means([(state.percent, state.scheduled) for state in counted])


def _means(pairs: Sequence[tuple[float, float]]) -> Means:
    if not pairs:
        return Means(None, None, 0)
    percents, schedules = zip(*pairs, strict=True)
    return Means(sum(percents) / len(pairs), sum(schedules) / len(pairs), len(pairs))


@dataclass(frozen=True)
class Reports:
    """What was reported about a unit's tasks in a period: by the unit itself, and by the office in no unit's name."""

    own: tuple[Progress, ...]
    office: tuple[Progress, ...]
    expected: bool

    @property
    def silent(self) -> bool:
        """零报告: the unit was to report, and nothing was recorded by it or for it."""
        return self.expected and not self.own and not self.office

    @classmethod
    def together(cls, several: Sequence[Reports]) -> Reports:
        """Give what was reported in several plans."""
        return cls(
            own=tuple(event for one in several for event in one.own),
            office=tuple(event for one in several for event in one.office),
            expected=any(one.expected for one in several),
        )


def reports_of(ledger: Ledger, unit: str, first: date, day: date) -> Reports:
    """Give what was reported from `first` to `day` (both included) about the tasks that a unit answers for.

    A unit was to report when it answers for a task that had begun, and had not finished its part before those days.
    """
    answers = [state for state in ledger.with_unit(unit, day) if unit in state.answering]
    own = tuple(event for event in ledger.reports_by(unit) if first <= event.on <= day)
    office = tuple(
        event
        for event in ledger.reports_without_unit(state.id for state in answers)
        if first <= event.on <= day and not is_from(event, unit, ledger.directory)
    )
    return Reports(own, office, any(_was_owing(state, unit, first, day) for state in answers))


def _was_owing(state: TaskState, unit: str, first: date, day: date) -> bool:
    """Whether a unit still had something to do for a task within these days."""
    if state.start > day:
        return False
    finished_on = state.finished_by.get(unit)
    return unit in state.chased or (finished_on is not None and finished_on >= first)


@dataclass(frozen=True)
class UnitFigures:
    """What a unit answers for on a day, the same figures in every table; dropped tasks and parts do not count.

    `overdue` are tasks past their own date, `red` and `yellow` tasks with that light, as long as the unit owes them
    something. `supporting` are its parts in the tasks in which it only takes part, which no figure counts.
    """

    unit: str
    shares: tuple[Share, ...]
    supporting: tuple[Share, ...]
    reports: Reports

    @property
    def supports(self) -> int:
        """Tasks in which it only takes part."""
        return len(self.supporting)

    @property
    def means(self) -> Means:
        """Its mean progress by its own shares, and the mean 序时进度 of the same tasks."""
        counted = [share for share in self.shares if share.state.measured]
        return _means([(share.standing.percent, share.state.scheduled) for share in counted])

    @property
    def tasks(self) -> int:
        """Tasks it answers for."""
        return len(self.shares)

    @property
    def led(self) -> int:
        """Those it leads."""
        return sum(share.role == "lead" for share in self.shares)

    @property
    def finished(self) -> int:
        """Those whose part it has finished, closed ones among them."""
        return len(self._finished)

    @property
    def _finished(self) -> list[Share]:
        return [share for share in self.shares if not share.open]

    @property
    def closed(self) -> int:
        """Those that are closed."""
        return sum(share.state.status == "closed" for share in self.shares)

    @property
    def late(self) -> int:
        """Those finished after their date."""
        return sum(share.finished_late for share in self._finished)

    @property
    def on_time(self) -> int:
        """Those finished by their date."""
        return self.finished - self.late

    @property
    def overdue(self) -> int:
        """Those past their own date."""
        return sum(share.overdue_days > 0 for share in self.shares)

    @property
    def red(self) -> int:
        """Those with a red light."""
        return sum(share.light == "red" for share in self.shares)

    @property
    def yellow(self) -> int:
        """Those with a yellow light."""
        return sum(share.light == "yellow" for share in self.shares)

    @property
    def deferrals(self) -> int:
        """How often their dates, or those of their steps, were put off."""
        return sum(len(dues) for share in self.shares for dues in share.state.deferrals.values())

    def unfinished(self, status: str) -> int:
        """Count the tasks of that status in which it still owes something; with those finished they are all."""
        return sum(share.state.status == status for share in self.shares if share.open)


def unit_figures(ledger: Ledger, unit: str, first: date, day: date) -> UnitFigures:
    """Give what a unit answers for on `day`, and its reports since `first`."""
    shares = [share for share in shares_of(ledger, unit, day) if not share.dropped]
    return UnitFigures(
        unit=unit,
        shares=tuple(share for share in shares if share.answerable),
        supporting=tuple(share for share in shares if not share.answerable),
        reports=reports_of(ledger, unit, first, day),
    )


def joint_figures(ledgers: Iterable[Ledger], first: date, day: date, units: Sequence[str] = ()) -> list[UnitFigures]:
    """Give the figures of every unit over several plans: what it answers for in each, added up.

    `units` are those wanted, groups by their members as each plan knows them; all where none is named.
    """
    every: dict[str, list[UnitFigures]] = {}
    for ledger in ledgers:
        for figures in all_unit_figures(ledger, first, day, ledger.directory.expand(units)):
            every.setdefault(figures.unit, []).append(figures)
    return [added_up(figures) for figures in every.values()]


def added_up(figures: Sequence[UnitFigures]) -> UnitFigures:
    """Give the figures of one unit over several plans from those in each."""
    return UnitFigures(
        unit=figures[0].unit,
        shares=tuple(share for one in figures for share in one.shares),
        supporting=tuple(share for one in figures for share in one.supporting),
        reports=Reports.together([one.reports for one in figures]),
    )


def all_unit_figures(ledger: Ledger, first: date, day: date, units: Sequence[str] = ()) -> list[UnitFigures]:
    """Give the figures of every unit that takes part on `day`, groups by their members, in the order of the plan."""
    figures = [unit_figures(ledger, unit, first, day) for unit in units or units_of(ledger, day)]
    return [one for one in figures if one.tasks or one.supports]
