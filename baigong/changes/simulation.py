"""A simulated quarter of supervision on a plan, for demonstrations: the same events every time. Pure; writes nothing.

Every event is decided by the functions that decide real recordings, so that a demonstration shows nothing that could
not be recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import Literal

from baigong.calendar import DAY, is_working_day, week
from baigong.changes import simulated_words as bank
from baigong.changes.common import Author, Recording
from baigong.changes.demonstration import GIVEN_NAMES, SEED, SURNAMES, liaison
from baigong.changes.division_answers import REASON
from baigong.changes.progress import ProgressReport, report
from baigong.changes.supervision import Grounds, assign, close, defer, reject
from baigong.changes.undo import retract
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Event, Progress
from baigong.model.plan import Plan, Task
from baigong.model.units import UnitsFile

OFFICE = "督查室"
_CHINA = timezone(timedelta(hours=8))

Course = Literal["early", "steady", "slow", "stuck", "idle"]
_COURSES: tuple[tuple[Course, int], ...] = (("early", 22), ("steady", 58), ("slow", 9), ("stuck", 6), ("idle", 5))
"""How tasks fare, with the number of them in a hundred."""


def simulate(plan: Plan, units: UnitsFile, leads: Mapping[str, tuple[str, ...]]) -> tuple[Event, ...]:
    """Give the events of the plan's quarter: the division, weekly reports, verification, deferrals.

    `leads` are the units proposed to lead each task; a task without any is left to the office.
    """
    return tuple(_Quarter(plan, units, leads).events())


@dataclass
class _Fate:
    """What is to become of one task: the course it takes, and what was reported so far."""

    task: Task
    course: Course
    start: date
    finish: date
    chance: Random
    by_steps: bool
    percent: int = 0
    blocked: bool = False
    done_on: date | None = None
    closed: bool = False
    rejections: int = 0
    deferred: bool = False
    told: list[str] = field(default_factory=list)

    def share(self, day: date) -> float:
        """Give the share that should be done by a day, 0 to 1; some of it was done before anybody reported."""
        passed = (day - self.start).days / max(1, (self.finish - self.start).days)
        return 0.0 if passed < 0 else min(1.0, 0.05 + 0.95 * passed)


class _Quarter:
    """The quarter as it is played, a day at a time."""

    def __init__(self, plan: Plan, units: UnitsFile, leads: Mapping[str, tuple[str, ...]]) -> None:
        self.plan = plan
        self.leads = leads
        self.ledger = Ledger(plan, (), units)
        self.chance = Random(SEED)
        self.first = plan.head.issued or plan.head.start
        after = [self.first + n * DAY for n in range(1, 15)]
        # The two working days after the issue, on which the office hands out the tasks.
        self.division_days = [day for day in after if is_working_day(day)][:2]
        self.fates = {task.id: self._fate(task) for task in plan.tasks}
        leaders = dict.fromkeys(lead for id in self.fates for lead in leads.get(id, ()))
        self.reticent = set(Random(f"{SEED} 零报告").sample(sorted(leaders), min(3, len(leaders))))
        self.new: list[Event] = []
        self.at = datetime.combine(self.first, time(9), _CHINA)

    def events(self) -> Iterator[Event]:
        """Play every day from the issue of the plan to a week after its end."""
        monday = week(self.plan.head.start, 1).start
        while monday <= self.plan.head.due + 7 * DAY:
            days = [monday + n * DAY for n in range(5) if is_working_day(monday + n * DAY)]
            for day in days:
                if day >= self.first:
                    yield from self._day(day, days)
            monday += 7 * DAY

    def _day(self, day: date, working: Sequence[date]) -> Iterator[Event]:
        self.at = max(self.at, datetime.combine(day, time(9), _CHINA))
        self.new = []
        for fate in self.fates.values():
            self._task_day(fate, day, working)
        if self.new:
            self.ledger = self.ledger.with_events(self.new)
        yield from self.new
        yield from self._mistake(day)

    def _fate(self, task: Task) -> _Fate:
        chance = Random(f"{SEED} {task.id}")
        course = chance.choices([name for name, _ in _COURSES], [weight for _, weight in _COURSES])[0]
        start = self.first + chance.randint(2, 6) * DAY
        due = self.plan.head.due
        span = (due - start).days
        lasts = {"early": (4, span // 2), "steady": (span // 2, span - 12)}.get(course, (span + 8, span + 30))
        days = chance.randint(*sorted(lasts))
        # What is done early is mostly done in the first weeks.
        days = min(days, chance.randint(*sorted(lasts))) if course == "early" else days
        by_steps = len(task.steps) > 1 and chance.random() < 0.35
        return _Fate(task, course, start, start + days * DAY, chance, by_steps)

    def _task_day(self, fate: _Fate, day: date, working: Sequence[date]) -> None:
        """Let at most one thing happen to a task on a day: all of a day is decided on the ledger of its morning."""
        chance = fate.chance
        if day in self.division_days:
            section = next(at for at, one in enumerate(self.plan.sections) if fate.task in one.tasks)
            if day == self.division_days[2 * section // len(self.plan.sections)]:
                self._assign(fate, section, day)
        elif fate.done_on:
            self._verify(fate, day)
        elif self._puts_off(fate, day):
            fate.deferred = True
            to = self.plan.head.due + chance.choice((15, 30)) * DAY
            reason = chance.choice(bank.DEFERRED)
            self._add(lambda author: defer(self.ledger, [fate.task.id], to, reason, Grounds(), author), OFFICE, day)
        elif day == self._report_day(fate, working) and day >= fate.start:
            self._report(fate, self.ledger.task(fate.task.id, day), day)

    def _assign(self, fate: _Fate, section: int, day: date) -> None:
        lead = self.leads.get(fate.task.id, ())
        leader = f"{SURNAMES[section // 2 % len(SURNAMES)]}{GIVEN_NAMES}"
        roles = {"lead": lead} if lead else {}
        grounds = Grounds(note=REASON)
        self._add(lambda author: assign(self.ledger, [fate.task.id], roles, grounds, author, leader), OFFICE, day)

    def _report_day(self, fate: _Fate, working: Sequence[date]) -> date | None:
        """Give the day of this week on which a task is reported on, None where nobody reports on it."""
        if not working:
            return None
        chance = Random(f"{SEED} {fate.task.id} {working[0]}")
        lead = next(iter(self.leads.get(fate.task.id, ())), "")
        often = 0.25 if lead in self.reticent else 0.86
        if fate.course == "idle" and working[0] < self.plan.head.due - 28 * DAY:
            often = 0.0
        return chance.choice(working[-3:]) if chance.random() < often else None

    def _report(self, fate: _Fate, state: TaskState, day: date) -> None:
        share = fate.share(day)
        unit = state.roles.lead[0] if state.roles.lead else ""
        if fate.course == "stuck" and 0.3 < share < 0.75:
            self._block(fate, unit, day)
        elif fate.by_steps:
            self._report_step(fate, state, unit, share, day)
        elif share >= 1 and not fate.task.every:
            self._finish(fate, unit, day)
        elif state.roles.lead and fate.chance.random() < 0.12:
            self._report_share(fate, state, day)
        else:
            fate.percent = max(fate.percent, min(95, 5 * round(20 * share)))
            fate.blocked = False
            self._say([fate.task.id], self._words(fate, share, percent=fate.percent, unit=unit), day)

    def _report_step(self, fate: _Fate, state: TaskState, unit: str, share: float, day: date) -> None:
        """Report on the first step that is not finished; what recurs is reported on, and finished with the last."""
        open_steps = [one.step for one in state.steps if not one.standing.finished]
        if not open_steps:
            self._finish(fate, unit, day)
            return
        step = next((one for one in open_steps if one.every is None), open_steps[0])
        finished = len(state.steps) - len(open_steps)
        if step.every:
            if share >= 1:
                self._finish(fate, unit, day)
            return
        if share >= (finished + 1) / len(state.steps):
            self._say([step.id], self._words(fate, 1.0, status="done", unit=unit), day)
            if len(open_steps) == 1:
                fate.done_on = day
        else:
            within = share * len(state.steps) - finished
            percent = max(5, min(95, 5 * round(20 * within)))
            self._say([step.id], self._words(fate, share, percent=percent, unit=unit), day)

    def _report_share(self, fate: _Fate, state: TaskState, day: date) -> None:
        others = [name for name in state.roles.responsible if name not in state.roles.lead]
        if others:
            unit = fate.chance.choice([member for name in others for member in self.ledger.directory.expand((name,))])
            percent = 10 * fate.chance.randint(1, 8)
            words = ProgressReport(percent=percent, unit=unit, note=fate.chance.choice(bank.SHARE))
            self._say([fate.task.id], words, day)

    def _block(self, fate: _Fate, unit: str, day: date) -> None:
        if fate.blocked and fate.chance.random() < 0.5:
            return
        fate.blocked = True
        kind = bank.phrases_for(fate.task.text)
        words = ProgressReport(
            status="blocked",
            unit=unit,
            note=fate.chance.choice(("推进受阻，正在协调", "仍未解决，已再次报告")),
            problem=fate.chance.choice(kind.problems),
            next=fate.chance.choice(kind.steps),
        )
        self._say([fate.task.id], words, day)

    def _finish(self, fate: _Fate, unit: str, day: date) -> None:
        fate.done_on = day
        actual = {
            target.text: round(target.value * fate.chance.choice((1.0, 1.0, 1.0, 0.9)), 1)
            for target in fate.task.targets
        }
        words = self._words(fate, 1.0, status="done", unit=unit)
        evidence = (f"{unit or OFFICE}《关于任务{fate.task.id}完成情况的报告》",)
        report = ProgressReport("done", None, unit, words.note, evidence, actual)
        self._say([fate.task.id], report, day)

    def _words(
        self,
        fate: _Fate,
        share: float,
        *,
        status: Literal["done"] | None = None,
        percent: float | None = None,
        unit: str,
    ) -> ProgressReport:
        kind = bank.phrases_for(fate.task.text)
        notes = kind.done if status else kind.early if share < 0.3 else kind.middle if share < 0.75 else kind.late
        fresh = [note for note in notes if note not in fate.told] or list(notes)
        note = fate.chance.choice(fresh)
        fate.told.append(note)
        behind = not status and fate.course in ("slow", "stuck", "idle") and fate.chance.random() < 0.5
        return ProgressReport(
            status=status,
            percent=percent,
            unit=unit,
            note=note,
            problem=fate.chance.choice(kind.problems) if behind else "",
            next=fate.chance.choice(kind.steps) if behind or fate.chance.random() < 0.3 else "",
        )

    def _say(self, ids: Sequence[str], words: ProgressReport, day: date) -> None:
        by = liaison(words.unit) if words.unit else OFFICE
        self._add(lambda author: report(self.ledger, ids, words, author), by, day)

    def _verify(self, fate: _Fate, day: date) -> None:
        """Verify what is done some days later: most is struck off, some is sent back."""
        assert fate.done_on
        if fate.closed or (day - fate.done_on).days < 4 or fate.chance.random() > 0.25:
            return
        if self.ledger.task(fate.task.id, day).status != "done":
            return
        if not fate.rejections and fate.chance.random() < 0.1:
            fate.rejections += 1
            fate.done_on, fate.finish = None, day + 12 * DAY
            fate.percent = 0
            reason = fate.chance.choice(bank.REJECTED)
            self._add(lambda author: reject(self.ledger, [fate.task.id], reason, Grounds(), author), OFFICE, day)
        elif fate.chance.random() < 0.8:
            fate.closed = True
            grounds = Grounds(note="现场核验通过")
            verifier = f"{fate.chance.choice(SURNAMES)}{GIVEN_NAMES}"
            self._add(lambda author: close(self.ledger, [fate.task.id], verifier, grounds, author), OFFICE, day)

    def _puts_off(self, fate: _Fate, day: date) -> bool:
        """Whether the office grants a deferral this day: in the last fortnight, to some of those that will be late."""
        late = fate.finish > self.plan.head.due and not fate.task.due and not fate.deferred
        return late and 3 < (self.plan.head.due - day).days <= 14 and fate.chance.random() < 0.05

    def _mistake(self, day: date) -> Iterator[Event]:
        """Take back one record of the quarter, the first of March, as recorded on the wrong task."""
        if day.day == 1 and day.month == self.plan.head.due.month and self.new:
            wrong = next(
                event for event in reversed(self.new) if isinstance(event, Progress) and event.status == "doing"
            )
            _, taken = retract(self.ledger, wrong.id, "记错了任务", self._author(wrong.by, day))
            self.new = [self._named(event) for event in taken]
            self.ledger = self.ledger.with_events(self.new)
            yield from self.new

    def _add(self, decide: Callable[[Author], Recording], by: str, day: date) -> None:
        self.new += [self._named(event) for event in decide(self._author(by, day)).events]

    def _author(self, by: str, day: date) -> Author:
        self.at += timedelta(seconds=self.chance.randint(40, 200))
        return Author(by, self.at, day)

    def _named(self, event: Event) -> Event:
        """Give an event an id that is the same every time; those of real recordings are random."""
        return event.model_copy(update={"id": f"d{self.chance.getrandbits(60):015x}"})
