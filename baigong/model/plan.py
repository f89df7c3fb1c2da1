"""The plan as `data/tasks.yaml` holds it: what the document says, nothing that was recorded since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar

from baigong.model.base import Day, Frozen, Number, Rule
from baigong.model.units import Name
from baigong.words import DEMO, SIMULATED, Bound, Every

_ID = re.compile(r"[0-9A-Za-z一-鿿]+(\.[0-9A-Za-z一-鿿]+)*")


def _well_formed(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("编号只能由数字、字母、汉字组成，各级之间用半角点号分开，例如 3.2")
    return value


Id = Annotated[str, Rule(strict=True, check=_well_formed)]


Words = Annotated[str, Rule(min_length=1, pattern=r"\S")]


class Target(Frozen):
    """A number the task is held to: `text` are the document's words, `value` and `unit` what they say (17.6, 万人).

    `bound` says which way it counts; without it nobody can tell whether a value reached meets it.
    """

    text: Words
    value: Number
    unit: str = ""
    bound: Bound | None = None


class Work(Frozen):
    """What tasks and steps have in common. `basis` are the words from which its date or recurrence was read.

    `every_day` is the day of the checkpoint within each period: of the month (25: 每月25日前; of a quarter, half-year
    or year, of its last month), or of the week (1 Monday to 7 Sunday; 5: 每周五). Without it, the period's last day.
    """

    id: Id
    text: Words
    due: Day | None = None
    basis: str = ""
    every: Every | None = None
    every_day: Annotated[int, Rule(least=1, most=31)] | None = None


class Step(Work):
    """One clause of a task that can be finished on its own."""


class Responsibility(Frozen):
    """Who does it, by role; `leader` is the person who answers for it, `open_ended` says the list ends in 等."""

    lead: tuple[Name, ...] = ()
    units: tuple[Name, ...] = ()
    support: tuple[Name, ...] = ()
    leader: str = ""
    open_ended: bool = False

    @property
    def names_units(self) -> bool:
        """Whether any unit is named, in whatever role."""
        return bool(self.lead or self.units or self.support)

    @property
    def all_units(self) -> tuple[str, ...]:
        """Every unit named, each once, whatever its role."""
        return tuple(dict.fromkeys((*self.lead, *self.units, *self.support)))


class Task(Work, Responsibility):
    """One thing to be done. Units, leader, start and due are present only where they differ from the section's.

    An `ongoing` task (持续推进) is judged by its reports and not by percent. `source` is what it came from where that
    is not the document (省长批示 3月5日), `added` the day it joined the plan.
    """

    title: str = ""
    start: Day | None = None
    ongoing: bool = False
    source: str = ""
    added: Day | None = None
    targets: tuple[Target, ...] = ()
    documents: tuple[Words, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def nodes(self) -> tuple[Work, ...]:
        """The task itself, then its steps."""
        return (self, *self.steps)


class Section(Responsibility):
    """One block of the plan. Tasks that name no units or dates of their own inherit the section's."""

    id: Id
    title: str = ""
    start: Day | None = None
    due: Day | None = None
    basis: str = ""
    tasks: tuple[Task, ...] = ()

    def clause_of(self, task: Task) -> Responsibility:
        """Say who does a task of this section: those it names itself, in whatever role, else the section's."""
        return task if task.names_units else self

    def start_of(self, task: Task, head: PlanHead) -> date:
        """Give the day from which a task of this section counts: its own start, else the section's, else the plan's."""
        return task.start or self.start or head.start

    def due_of(self, task: Task, head: PlanHead) -> date:
        """Give the due date of a task of this section: its own, else the section's, else the plan's."""
        return task.due or self.due or head.due


class LightRule(Frozen):
    """Thresholds of the lights: points behind 序时进度 for yellow and red, and days before the due date for yellow.

    The defaults are 银川市's published thresholds.
    """

    yellow: Annotated[float, Rule(least=0, most=100)] = 10
    red: Annotated[float, Rule(least=0, most=100)] = 30
    soon: Annotated[int, Rule(least=0, most=365)] = 7


class PlanHead(Frozen):
    """The document itself: title, number, issuer, issue date and the period it covers (both ends included).

    `rhythm` is how often an ongoing task must be reported on.
    """

    title: Words
    number: str = ""
    issuer: str = ""
    issued: Day | None = None
    start: Day
    due: Day
    basis: str = ""
    lights: LightRule = LightRule()
    rhythm: Every = "month"

    @property
    def mark(self) -> str:
        """The mark of a demonstration, known by its title; else ""."""
        return SIMULATED if self.title.startswith(DEMO) else ""


class Former(Frozen):
    """An id that an earlier version of the plan had: its words then, and the id that took its place ("" for none)."""

    id: Id
    text: Words
    became: str = ""


class Plan(Frozen):
    """A whole plan. Ids of sections are unique, and so are ids of tasks and steps; no due lies before its start.

    `former` are ids that a revision took away, kept so that nobody records under them by mistake.

    Raises:
        PlanFaultError: an id is given twice, or dates contradict each other; its path leads to the line of the file.
    """

    KEYS: ClassVar[Mapping[str, str]] = {"head": "plan"}

    head: PlanHead
    sections: tuple[Section, ...]
    former: tuple[Former, ...] = ()

    @property
    def tasks(self) -> Iterator[Task]:
        """Every task, in the order of the document."""
        return (task for section in self.sections for task in section.tasks)

    @property
    def texts(self) -> dict[str, str]:
        """The words of every task and step, by id."""
        return {node.id: node.text for task in self.tasks for node in task.nodes}

    @property
    def clauses(self) -> tuple[tuple[str, ...], ...]:
        """Every list of units that the plan holds, each once: those of its sections, then those of its tasks."""
        holders: tuple[Responsibility, ...] = (*self.sections, *self.tasks)
        lists = (names for one in holders for names in (one.lead, one.units, one.support) if names)
        return tuple(dict.fromkeys(lists))

    def section(self, id: str) -> Section:
        """Give the section with an id that the plan has."""
        return next(section for section in self.sections if section.id == id)

    def sound(self) -> None:
        """Refuse ids given twice, and dates that contradict each other.

        Raises:
            PlanFaultError: the first fault.
        """
        problem = next(find_problems(self), None)
        if problem:
            raise PlanFaultError(*problem)


class PlanFaultError(ValueError):
    """A fault that shows only in the whole plan, with the path of keys that leads to it."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        """Keep `path` (keys and indexes from the top of the file) so that a line can be named."""
        super().__init__(message)
        self.path = path
        self.message = message


def find_problems(plan: Plan) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (path, message) for duplicate ids and for a due date before its start."""
    head = plan.head
    if head.due < head.start:
        yield ("plan", "due"), f"截止日期 {head.due} 早于起始日期 {head.start}"
    seen: dict[str, str] = {}
    sections: set[str] = set()
    for at, section in enumerate(plan.sections):
        here: tuple[str | int, ...] = ("sections", at)
        if section.id in sections:
            yield (*here, "id"), f"板块编号 {section.id} 重复"
        sections.add(section.id)
        yield from _due_problem(here, section.start or head.start, section.due)
        for index, task in enumerate(section.tasks):
            there = (*here, "tasks", index)
            if task.id in seen:
                yield (*there, "id"), f"编号 {task.id} 重复，前面已有“{seen[task.id]}”"
            seen[task.id] = task.text[:12]
            begin = section.start_of(task, head)
            yield from _due_problem(there, begin, task.due)
            yield from _day_problem(there, task)
            for number, step in enumerate(task.steps):
                place = (*there, "steps", number)
                if step.id in seen:
                    yield (*place, "id"), f"编号 {step.id} 重复，前面已有“{seen[step.id]}”"
                seen[step.id] = step.text[:12]
                yield from _due_problem(place, begin, step.due)
                yield from _day_problem(place, step)


def _due_problem(
    path: tuple[str | int, ...], start: date, due: date | None
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if due and due < start:
        yield (*path, "due"), f"时限 {due} 早于起始日期 {start}"


def _day_problem(path: tuple[str | int, ...], work: Work) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if work.every_day is None:
        return
    if work.every is None:
        yield (*path, "every_day"), "写了 every_day，没有写 every（多久一次）"
    elif work.every in ("week", "two_weeks") and work.every_day > 7:
        yield (*path, "every_day"), f"没有星期 {work.every_day}，请写 1（周一）至 7（周日）"
