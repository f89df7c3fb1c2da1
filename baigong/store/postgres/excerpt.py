"""A part of a ledger in a database: only the events of the tasks that a command asks for are sent."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.store.interface import Excerpt, Selection, Surroundings
from baigong.store.postgres.journal import PlanPlace, events_of_tasks

_ASSIGNMENTS = (
    "SELECT task, coalesce(document -> 'lead', '[]') || coalesce(document -> 'responsible', '[]')"
    " || coalesce(document -> 'support', '[]') FROM baigong.event"
    " WHERE plan = %s AND kind = 'assign' ORDER BY day, at, id"
)
_RELINKED = "SELECT EXISTS (SELECT FROM baigong.event WHERE plan = %s AND kind = 'relink')"
_LAST = "SELECT max(at) FROM baigong.event WHERE plan = %s"
_LIKE = "SELECT id FROM baigong.event WHERE plan = %s AND id BETWEEN %s AND %s"


def excerpt_of(place: PlanPlace, plan: Plan, units: UnitsFile, selection: Selection) -> Excerpt | None:
    """Give the selected part of a plan; None where only the whole can tell.

    That is for a unit's role, which sees its own part anyway and is told so, and after a relink, which may bring a task
    records that were made under another id. What may be late is not looked up: more tasks may be in a part.
    """
    if place.member.kind == "unit" or (selection.ids is None and selection.names is None):
        return None
    server, number = place.server, place.number
    if server.rows(_RELINKED, (number,)) == [(True,)]:
        return None
    assignments = [(task, tuple(names)) for task, names in server.rows(_ASSIGNMENTS, (number,))]
    assigned = tuple(dict.fromkeys(name for _, names in assignments for name in names))
    ((last,),) = server.rows(_LAST, (number,))

    def ids_like(beginning: str) -> Sequence[str]:
        return [id for (id,) in server.rows(_LIKE, (number, beginning, beginning + "\U0010ffff"))]

    around = Surroundings(plan.clauses, assigned, last, ids_like)
    own = {task.id for task in plan.tasks}
    if selection.ids is not None:
        nodes = {node.id: task.id for task in plan.tasks for node in task.nodes}
        if any(id not in nodes for id in selection.ids):
            return None
        own &= {nodes[id] for id in selection.ids}
    if selection.names is not None:
        names = frozenset(selection.names(around, units))
        named = [(task.id, section.clause_of(task).all_units) for section in plan.sections for task in section.tasks]
        own &= {task for task, mentioned in (*named, *assignments) if names.intersection(mentioned)}
    return Excerpt(cut(plan, own), units, events_of_tasks(place, tuple(own)), around)


def cut(plan: Plan, own: set[str] | frozenset[str]) -> Plan:
    """Give a plan of some of the tasks, and of the sections that hold them."""
    sections = []
    for section in plan.sections:
        tasks = tuple(task for task in section.tasks if task.id in own)
        if tasks:
            sections.append(section.model_copy(update={"tasks": tasks}))
    return plan.model_copy(update={"sections": tuple(sections)})
