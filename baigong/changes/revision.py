"""A plan parsed again over a ledger: ids follow the words; gives the difference and the orphaned records. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from baigong.changes.task_matches import LEAST_ALIKE, likeness, match_tasks
from baigong.deferred import dataclass
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event, TaskEvent
from baigong.model.plan import Former, Plan, Section, Step, Task


@dataclass(frozen=True)
class Difference:
    """The difference between the old plan and the new, by id.

    `added` are ids of the new plan, `removed` of the old; `changed` kept their id but not their words,
    units or dates; `renumbered` maps the id the new document would give to the old id that was kept.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()


ChangedField = Literal["text", "units", "due", "steps"]


@dataclass(frozen=True)
class FieldChange:
    """One changed field of a task that kept its id: its words, units, date or steps before and after."""

    id: str
    field: ChangedField
    before: str
    after: str


def field_changes(old: Plan, new: Plan) -> tuple[FieldChange, ...]:
    """List the changed fields of every task in both plans: words, units and date, one row each."""
    before = {task.id: (section, task) for section in old.sections for task in section.tasks}
    rows = []
    for section in new.sections:
        for task in section.tasks:
            if task.id not in before:
                continue
            was, now = _field_words(*before[task.id], old), _field_words(section, task, new)
            rows += [FieldChange(task.id, field, was[field], now[field]) for field in was if was[field] != now[field]]
    return tuple(rows)


def _field_words(section: Section, task: Task, plan: Plan) -> dict[ChangedField, str]:
    who = section.clause_of(task)
    roles = (("牵头", who.lead), ("责任", who.units), ("配合", who.support))
    due = section.due_of(task, plan.head)
    steps = "；".join(f"{step.text} {step.due or ''}".strip() for step in task.steps)
    return {
        "text": task.text,
        "units": "；".join(f"{role}：{'、'.join(names)}" for role, names in roles if names),
        "due": "持续推进" if task.ongoing else str(due),
        "steps": steps,
    }


def carry_ids(old: Plan, new: Plan, *, added_on: date | None = None) -> tuple[Plan, Difference]:
    """Give the new plan with the old ids for tasks whose words did not change, and the difference.

    A task whose words changed a little keeps its id when its number stayed. A new task whose number an
    old one keeps gets the number with a letter: 3.2b.
    """
    before = {task.id: (section, task) for section in old.sections for task in section.tasks}
    kept = match_tasks(old, new)
    taken = set(before) | set(kept.values()) | {step.id for task in old.tasks for step in task.steps}
    sections = []
    added: list[str] = []
    changed: list[str] = []
    renumbered: list[tuple[str, str]] = []
    for section in new.sections:
        tasks = []
        for task in section.tasks:
            name = kept.get(task.id)
            if name is None:
                name = _free(task.id, taken)
                added.append(name)
            elif name != task.id:
                renumbered.append((task.id, name))
            taken.add(name)
            carried = _renamed(task, name)
            if name in added and added_on:
                carried = carried.model_copy(update={"added": added_on})
            elif name in before:
                # The document does not hold values set by hand, nor the day a task joined the plan.
                was = before[name][1]
                kept_fields = {"added": was.added, "source": task.source or was.source}
                carried = carried.model_copy(update=kept_fields)
            if name in before and _differs(before[name], (section, carried)):
                changed.append(name)
            tasks.append(carried)
        sections.append(section.model_copy(update={"tasks": tuple(tasks)}))
    removed = tuple(name for name in before if name not in set(kept.values()))
    plan = Plan(head=new.head, sections=tuple(sections))
    return plan, Difference(tuple(added), removed, tuple(changed), tuple(renumbered))


def _free(name: str, taken: set[str]) -> str:
    letters = "bcdefghijklmnopqrstuvwxyz"
    if name not in taken:
        return name
    return next(free for count in range(1, 99) for letter in letters if (free := name + letter * count) not in taken)


def _renamed(task: Task, name: str) -> Task:
    if name == task.id:
        return task
    steps = tuple(_renumbered(step, f"{name}.{at}") for at, step in enumerate(task.steps, 1))
    return task.model_copy(update={"id": name, "steps": steps})


def _renumbered(step: Step, name: str) -> Step:
    return step.model_copy(update={"id": name})


def _differs(before: tuple[Section, Task], after: tuple[Section, Task]) -> bool:
    """Whether words, dates or units changed; a task without units of its own has its section's."""
    old_section, old = before
    new_section, new = after
    clauses = [section.clause_of(task) for section, task in ((old_section, old), (new_section, new))]
    who = [(clause.lead, clause.units, clause.support) for clause in clauses]
    when = [
        (task.due or section.due, task.every, task.ongoing, tuple((step.text, step.due) for step in task.steps))
        for section, task in ((old_section, old), (new_section, new))
    ]
    return old.text != new.text or who[0] != who[1] or when[0] != when[1]


@dataclass(frozen=True)
class Replacement:
    """The plan to write, with the ids it keeps; the difference; and the records left without a task.

    `ledger` is the old plan with its records.
    """

    plan: Plan
    ledger: Ledger
    difference: Difference
    orphans: tuple[TaskEvent, ...]

    @property
    def old(self) -> Plan:
        """The plan in force."""
        return self.ledger.plan


def replace_plan(old: Plan, new: Plan, events: Iterable[Event], today: date | None = None) -> Replacement:
    """Replace `old` by `new`, keeping ids and the values set by hand in its head (the lights)."""
    recorded = tuple(events)
    plan, difference = carry_ids(old, new, added_on=today if recorded else None)
    if not recorded:
        # Nothing holds to the old numbers: the new document's own stand, for added tasks too.
        own = {carried.id: task.id for carried, task in zip(plan.tasks, new.tasks, strict=True)}
        plan, difference = new, replace(difference, added=tuple(own[id] for id in difference.added))
    head = plan.head.model_copy(update={"lights": old.head.lights})
    plan = plan.model_copy(update={"head": head, "former": _former(old, plan)})
    before, after, ledger = _steps(old), _steps(plan), Ledger(old, recorded)
    kept = Ledger(plan, recorded).nodes
    orphans = tuple(
        event
        for event in ledger.in_force
        # A step number with other words now is not the step that was reported on.
        if event.task not in kept or before.get(event.task) != after.get(event.task)
    )
    return Replacement(plan, ledger, difference, orphans)


def same_document(old: Plan, new: Plan) -> bool:
    """Whether two plans are versions of one document: by its number or, where either has none, by its title."""
    if old.head.number and new.head.number:
        return old.head.number == new.head.number
    return old.head.title == new.head.title


def revise_plan(old: Plan, new: Plan, events: Iterable[Event]) -> Replacement:
    """Replace `old` by `new`, whose ids are meant as they stand: people have edited it.

    A record is an orphan where its task or step is gone, or its id now has words of another sort.
    """
    ledger = Ledger(old, events)
    before, after = old.texts, new.texts
    tasks = {task.id: (section, task) for section in old.sections for task in section.tasks}
    now = {task.id: (section, task) for section in new.sections for task in section.tasks}
    difference = Difference(
        added=tuple(id for id in now if id not in tasks),
        removed=tuple(id for id in tasks if id not in now),
        changed=tuple(id for id in now if id in tasks and _differs(tasks[id], now[id])),
    )
    former = {one.id: one for one in (*_former(old, new), *new.former)}
    plan = new.model_copy(update={"former": tuple(former.values())})
    orphans = tuple(
        event
        for event in ledger.in_force
        if event.task not in after
        or (before[event.task] != after[event.task] and likeness(before[event.task], after[event.task]) < LEAST_ALIKE)
    )
    return Replacement(plan, ledger, difference, orphans)


def _former(old: Plan, plan: Plan) -> tuple[Former, ...]:
    """List the ids that the plan once had and has no more, and the id under which the same words stand now.

    A step of a task that was kept became that step, or else that task: 3.2.4 → 3.2. What became of ids that earlier
    revisions took away is followed on: 5 → 4, and now 4 → 3, makes 5 → 3.
    """
    ids = plan.texts
    places: dict[str, str] = {}
    for id, text in ids.items():
        places.setdefault(text, id)
    gone: dict[str, Former] = {}
    for task in old.tasks:
        for node in task.nodes:
            if node.id not in ids:
                became = places.get(node.text) or (task.id if task.id in ids else "")
                gone[node.id] = Former(id=node.id, text=node.text, became=became)
    carried = {}
    for former in old.former:
        if former.id not in ids:
            next_id = gone[former.became].became if former.became in gone else former.became
            carried[former.id] = former.model_copy(update={"became": next_id})
    return tuple((carried | gone).values())


def _steps(plan: Plan) -> dict[str, str]:
    return {step.id: step.text for task in plan.tasks for step in task.steps}
