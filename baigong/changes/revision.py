"""A plan parsed again over a ledger: ids stay with the words; what differs, and which records lose their task. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from baigong.ledger.ledger import Ledger
from baigong.model.events import Event, TaskEvent
from baigong.model.plan import Plan, Section, Step, Task

_ALIKE = 0.6
"""Two texts at least so alike, 0 to 1, under the same number are one task whose words changed."""


@dataclass(frozen=True)
class Difference:
    """What parsing again changed, by id.

    `added` are ids of the new plan, `removed` of the old; `changed` kept their id but not their words,
    units or dates; `renumbered` maps the id the new document would give to the old id that was kept.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.changed or self.renumbered)


def carry_ids(old: Plan, new: Plan) -> tuple[Plan, Difference]:
    """Give the new plan with the old ids for tasks whose words did not change, and the difference.

    A task whose words changed a little keeps its id when its number stayed. A new task whose number an
    old one keeps gets the number with a letter: 3.2b.
    """
    before = {task.id: (section, task) for section in old.sections for task in section.tasks}
    kept = _match(old, new)
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
            if name in before and _differs(before[name], (section, carried)):
                changed.append(name)
            tasks.append(carried)
        sections.append(section.model_copy(update={"tasks": tuple(tasks)}))
    removed = tuple(name for name in before if name not in set(kept.values()))
    plan = Plan(head=new.head, sections=tuple(sections))
    return plan, Difference(tuple(added), removed, tuple(changed), tuple(renumbered))


def _match(old: Plan, new: Plan) -> dict[str, str]:
    """Pair new ids with old ones: the same words first, in order; then the same number with like words."""
    by_words: dict[str, list[str]] = defaultdict(list)
    for task in old.tasks:
        by_words[task.text].append(task.id)
    kept: dict[str, str] = {}
    for task in new.tasks:
        same = by_words.get(task.text, [])
        if same:
            kept[task.id] = task.id if task.id in same else same[0]
            same.remove(kept[task.id])
    gone = {task.id: task for task in old.tasks if task.id not in set(kept.values())}
    for task in new.tasks:
        if task.id not in kept and task.id in gone and _alike(gone[task.id].text, task.text):
            kept[task.id] = task.id
    return kept


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE if len(one) * len(other) < 4e6 else False


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
    """Whether words, dates or those responsible changed; those of the section count where the task names none."""
    old_section, old = before
    new_section, new = after
    who = [
        (task.lead, task.units, task.support) if task.names_units else (section.lead, section.units, section.support)
        for section, task in ((old_section, old), (new_section, new))
    ]
    when = [
        (task.due or section.due, task.every, task.ongoing, tuple((step.text, step.due) for step in task.steps))
        for section, task in ((old_section, old), (new_section, new))
    ]
    return old.text != new.text or who[0] != who[1] or when[0] != when[1]


@dataclass(frozen=True)
class Replacement:
    """The plan to write, with the ids of tasks whose words did not change; the difference; the records left behind."""

    plan: Plan
    old: Plan
    difference: Difference
    orphans: tuple[TaskEvent, ...]


def replace_plan(old: Plan, new: Plan, events: Iterable[Event]) -> Replacement:
    """Put `new` in the place of `old`, keeping ids and what people set by hand in its head (the lights)."""
    recorded = tuple(events)
    plan, difference = carry_ids(old, new) if recorded else (new, carry_ids(old, new)[1])
    head = plan.head.model_copy(update={"lights": old.head.lights})
    plan = plan.model_copy(update={"head": head})
    before, after = _steps(old), _steps(plan)
    kept = Ledger(plan, recorded).nodes
    orphans = tuple(
        event
        for event in Ledger(old, recorded).in_force
        # A step's number under which other words stand now is no longer the step that was reported on.
        if event.task not in kept or before.get(event.task) != after.get(event.task)
    )
    return Replacement(plan, old, difference, orphans)


def _steps(plan: Plan) -> dict[str, str]:
    return {step.id: step.text for task in plan.tasks for step in task.steps}
