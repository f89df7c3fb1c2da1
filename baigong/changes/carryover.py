"""The carrying of an open task to another plan: what is left of it, and how far it had come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from baigong.calendar import LAST_DAY
from baigong.changes.amendment import new_task_id
from baigong.changes.common import Author
from baigong.changes.progress import ProgressReport, report
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import StepState, TaskState
from baigong.model.events import Event
from baigong.model.plan import Plan, Section
from baigong.store.interface import Addition
from baigong.words import Reported


def carry_task(ledger: Ledger, section: Section, state: TaskState, source: str, today: date) -> Addition:
    """Make a task of this plan from the unfinished part of another plan's, with the dates and roles in force.

    `source` says where it came from (see `carried_source`).
    """
    id, roles = new_task_id(ledger, section), state.roles
    steps = [one.step.model_copy(update={"id": new, "due": one.due}) for new, one in _open_steps(state, id)]
    fields = {
        "id": id,
        "lead": roles.lead,
        "units": roles.responsible,
        "support": roles.support,
        "leader": state.leader,
        "start": None,
        "due": state.due,
        "basis": state.basis,
        "steps": tuple(steps),
        "added": today,
        "source": source,
    }
    return Addition(section.id, state.task.model_copy(update=fields))


def carried_source(state: TaskState, old: Plan) -> str:
    """Say where the carried task comes from, behind the source that it has: 省长批示；转自《百日攻坚方案》3.2."""
    own = f"{state.task.source}；" if state.task.source else ""
    return f"{own}{_origin(state, old)}"


def _origin(state: TaskState, old: Plan) -> str:
    return f"转自《{old.head.title}》{state.id}"


def carried_events(ledger: Ledger, carried: Iterable[tuple[TaskState, str]], old: Plan, author: Author) -> list[Event]:
    """Make the records that let each carried task stand where it stood; each is given with its new id.

    A task that has a report in its new plan stands by that.
    """
    return [
        event
        for state, id in carried
        if not ledger.task(id, LAST_DAY).reports
        for one, request in carried_reports(state, id, f"{_origin(state, old)} 时的情况")
        for event in report(ledger, [one], request, author).events
    ]


def carried_reports(state: TaskState, id: str, note: str) -> Iterator[tuple[str, ProgressReport]]:
    """Give the reports that bring the carried task, `id`, to where the open one stands: (id of a task or step, report).

    The percent of a recurring or ongoing task is not carried: its periods are those of the new plan. A problem that
    stands is carried with the task or step that it is about.
    """
    whole = None if state.by_steps else state.standing
    own = [(state.id, id, whole, bool(state.checkpoints) or not state.measured)]
    own += [
        (one.step.id, new, one.standing if state.by_steps else None, bool(one.checkpoints))
        for new, one in _open_steps(state, id)
    ]
    problem = state.problem
    for old, new, standing, uncounted in own:
        blocked = standing is not None and standing.status == "blocked"
        percent = standing.percent if standing and standing.percent and not uncounted else None
        words = problem.text if problem and problem.id == old else ""
        if blocked or percent is not None or words:
            status: Reported | None = "blocked" if blocked else "doing" if percent is not None else None
            yield new, ProgressReport(status, percent, note=note, problem=words)


def _open_steps(state: TaskState, id: str) -> Iterator[tuple[str, StepState]]:
    """Give the unfinished steps with the ids that they get in the task `id`."""
    unfinished = (one for one in state.steps if not one.standing.finished)
    return ((f"{id}.{at}", one) for at, one in enumerate(unfinished, 1))
