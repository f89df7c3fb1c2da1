"""The counts and means that reports of any kind give of tasks: all of them, and section by section."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.deferred import dataclass
from baigong.ledger.deadlines import late_rows
from baigong.ledger.figures import means
from baigong.ledger.ledger import Ledger
from baigong.ledger.lights import Facts, judge
from baigong.ledger.task_state import TaskState
from baigong.reports.tasks import number
from baigong.words import Light


@dataclass(frozen=True)
class Totals:
    """Counts of tasks, and percentages (0 to 100): finished of all, and the mean progress.

    `tasks` are those not dropped, as in the rows of units and leaders; what was given up is counted in `dropped` alone.
    `percent` and `scheduled` are means of the same tasks, None if none is measured. `overdue` counts tasks past their
    own date, `late_parts` steps and checkpoints past theirs.
    """

    tasks: int
    todo: int
    doing: int
    blocked: int
    done: int
    closed: int
    dropped: int
    finished: int
    rate: float
    percent: float | None
    scheduled: float | None
    red: int
    yellow: int
    green: int
    overdue: int
    late_parts: int


@dataclass(frozen=True)
class SectionRow:
    """The tasks of one section together; `light` judges their mean progress by their own schedules alone."""

    id: str
    title: str
    tasks: int
    finished: int
    percent: float | None
    scheduled: float | None
    red: int
    yellow: int
    light: Light


def totals(states: Sequence[TaskState]) -> Totals:
    """Count the tasks of a report."""

    def of(status: str) -> int:
        return sum(state.status == status for state in states)

    finished, dropped = of("done") + of("closed"), of("dropped")
    tasks = len(states) - dropped
    mean = means(states)
    overdue = sum(state.overdue_days > 0 for state in states)
    return Totals(
        tasks=tasks,
        todo=of("todo"),
        doing=of("doing"),
        blocked=of("blocked"),
        done=of("done"),
        closed=of("closed"),
        dropped=dropped,
        finished=finished,
        rate=number(100 * finished / tasks) if tasks else 0,
        percent=rounded(mean.percent),
        scheduled=rounded(mean.scheduled),
        red=sum(state.light == "red" for state in states),
        yellow=sum(state.light == "yellow" for state in states),
        green=sum(state.light == "green" for state in states),
        overdue=overdue,
        late_parts=len(late_rows(states)) - overdue,
    )


def rounded(percent: float | None) -> float | None:
    """Round a mean as it is shown, if there is one."""
    return None if percent is None else number(percent)


def section_rows(ledger: Ledger, states: Sequence[TaskState]) -> list[SectionRow]:
    """Give a row for each section that has any of these tasks."""
    rows = []
    for section in ledger.plan.sections:
        own = [state for state in states if state.section.id == section.id]
        if not own:
            continue
        counted = totals(own)
        gap = means(own).gap
        rows.append(
            SectionRow(
                id=section.id,
                title=section.title,
                tasks=counted.tasks,
                finished=counted.finished,
                percent=counted.percent,
                scheduled=counted.scheduled,
                red=counted.red,
                yellow=counted.yellow,
                light=judge(Facts(behind=-gap if gap is not None else None), ledger.plan.head.lights).light,
            )
        )
    return rows
