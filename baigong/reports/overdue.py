"""Tasks, steps and checkpoints that are late, by how many days and whose, and those that fall due soon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.deadlines import Due, LateRow, due_rows, late_rows
from baigong.ledger.task_state import TaskState
from baigong.reports.plan_name import SPARE
from baigong.reports.tasks import number
from baigong.words import Every, Light, Status


@dataclass(frozen=True)
class DueRow:
    """One thing late or to come: the task, step or checkpoint `id` of the task `task`, and the day it is due.

    `overdue_days` is 0 for a date to come. `because` names the missed checkpoints. `latest`, `problem` and `next` are
    the words of the task's last report.
    """

    id: str
    task: str
    section: str
    text: str
    lead: tuple[str, ...]
    units: tuple[str, ...]
    support: tuple[str, ...]
    due: date
    basis: str
    source: str
    status: Status
    percent: float
    light: Light | None
    last_report: date | None
    overdue_days: int
    checkpoints: tuple[date, ...]
    because: str
    latest: str
    problem: str
    next: str
    leader: str = field(default="", kw_only=True, metadata=SPARE)
    plan: str = field(default="", kw_only=True, metadata=SPARE)


def overdue_rows(states: Iterable[TaskState], plan: str = "") -> list[DueRow]:
    """Give one row for each task or step that is late, by its own date, and for the missed checkpoints of each."""
    return [_late_row(late, plan) for late in late_rows(states)]


def _late_row(late: LateRow, plan: str) -> DueRow:
    because = missed_words(late.every, late.checkpoints) if late.every else ""
    return _row(late.state, late.id, late.due, plan, late.days, late.checkpoints, because)


def _row(
    state: TaskState, id: str, due: date, plan: str, days: int = 0, points: tuple[date, ...] = (), because: str = ""
) -> DueRow:
    step = next((step for step in state.steps if step.step.id == id), None)
    standing = step.standing if step else state.standing
    latest, problem = state.latest, state.problem
    # A checkpoint asks for a report about the step itself; else a report on the whole task speaks of the step too.
    about = {id} if points else {id, state.id}
    reports = [event for event in state.reports if not step or event.task in about]
    return DueRow(
        id=id,
        task=state.id,
        section=state.section.id,
        text=step.step.text if step else state.task.text,
        lead=state.roles.lead,
        units=state.roles.responsible,
        support=state.roles.support,
        due=due,
        basis=(step.step.basis if step else "") or state.basis,
        source=state.task.source,
        status=standing.status if step else state.status,
        percent=number(standing.percent),
        light=state.light,
        last_report=reports[-1].on if reports else None,
        overdue_days=days,
        checkpoints=points,
        because=because,
        latest=latest.note if latest else "",
        problem=problem.text if problem else "",
        next=latest.next if latest else "",
        leader=state.leader,
        plan=plan,
    )


def missed_words(every: Every | None, dues: Sequence[date]) -> str:
    """Name missed checkpoints as the office does: 1月、2月节点未报."""
    return f"{checkpoint_words(every, dues)}未报"


def checkpoint_words(every: Every | None, dues: Sequence[date]) -> str:
    """Name checkpoints as the office does: 1月、2月节点."""
    if every == "month":
        names = "、".join(f"{due.month}月" for due in dues)
    elif every == "quarter":
        names = "、".join(f"第{(due.month + 2) // 3}季度" for due in dues)
    elif every == "week":
        names = f"{len(dues)}周（至{dues[-1].month}月{dues[-1].day}日）"
    else:
        names = f"{len(dues)}次（至{dues[-1].month}月{dues[-1].day}日）"
    return f"{names}节点"


def coming_rows(states: Iterable[TaskState], first: date, last: date, plan: str = "") -> list[DueRow]:
    """Give one row for each thing due between `first` and `last`, both included, and still open; soonest first."""
    return [_coming_row(due, plan) for due in due_rows(states, first, last)]


def _coming_row(due: Due, plan: str) -> DueRow:
    points = (due.due,) if due.every else ()
    return _row(due.state, due.id, due.due, plan, 0, points, checkpoint_words(due.every, points) if points else "")
