"""A slow model of "The state of a task" in docs/design.md: day after day, event after event, everything counted out.

It is written from the rules alone and shares no code with `baigong.ledger`. Speed is no concern; each function is the
sentence of a rule. The ledger must agree with it on every plan, journal and day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from baigong.model.events import Assign, Close, Defer, Event, Progress, Reject, Relink, Retract, TaskEvent
from baigong.model.plan import Plan, Section, Task, Work
from baigong.model.units import UnitsFile

DAY = timedelta(days=1)
FINISHED = ("done", "dropped")


@dataclass(frozen=True)
class Stand:
    """A status and a percent; `held` is the last percent under a hundred, where finished work is taken up again."""

    status: str = "todo"
    percent: float = 0.0
    held: float = 0.0

    @property
    def finished(self) -> bool:
        return self.status in FINISHED


@dataclass
class Thing:
    """The task or a step: where it stands, and what it follows, its last word, its units' words or its steps."""

    work: Work
    due: date
    has_own_due: bool
    now: Stand = Stand()
    base: Stand = Stand()
    follows: str = "word"
    spoke_itself: bool = False
    words: dict[str, Stand] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    joined: dict[str, Stand] = field(default_factory=dict)
    report_days: list[date] = field(default_factory=list)
    reopened_on: date | None = None

    @property
    def id(self) -> str:
        return self.work.id


@dataclass(frozen=True)
class Period:
    first: date
    checkpoint: date
    last: date


class SlowTask:
    """One task on one day. After the construction its attributes say what the ledger must say."""

    def __init__(self, plan: Plan, id: str, events: Iterable[Event], units: UnitsFile, day: date) -> None:
        self.plan, self.day, self.units = plan, day, units
        self.section, self.work = next(
            (section, task) for section in plan.sections for task in section.tasks if task.id == id
        )
        due = self.work.due or self.section.due or plan.head.due
        self.task = Thing(self.work, due, True)
        self.steps = {step.id: Thing(step, step.due or due, step.due is not None) for step in self.work.steps}
        self.closed = False
        self.finished_on: date | None = None
        self.finished_by: dict[str, date] = {}
        clause: Task | Section = self.work if self.work.lead or self.work.units or self.work.support else self.section
        self.clause = [*clause.lead, *clause.units, *clause.support]
        self.roles = {"lead": clause.lead, "responsible": clause.units, "support": clause.support}
        self._live(list(events))

    def _live(self, events: list[Event]) -> None:
        known = {self.task.id, *self.steps}
        left = [event for event in events if event.id not in _taken_back(events)]
        mine = [event for event in _moved(left, self.plan) if event.task in known]
        mine.sort(key=lambda event: (event.on, event.at, event.id))
        today = min([self.day, *(event.on for event in mine)])
        last_event = date.min
        while today <= self.day:
            self._end_what_is_over(today, last_event)
            for event in mine:
                if event.on == today:
                    last_event = today
                    self._happen(event)
            today += DAY

    # Who: rule 1

    def members(self, name: str) -> tuple[str, ...]:
        unit = next((unit for unit in self.units.units if name == unit.name or name in unit.aliases), None)
        return unit.members if unit and unit.members else (unit.name if unit else name,)

    def _each(self, names: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(member for name in names for member in self.members(name)))

    @property
    def taking_part(self) -> list[str]:
        return self._each([*self.roles["lead"], *self.roles["responsible"], *self.roles["support"]])

    @property
    def answering(self) -> list[str]:
        return self._each(self.roles["lead"] or self.roles["responsible"])

    def _is_the_tasks_word(self, who: tuple[str, ...]) -> bool:
        return not who or (len(self.answering) == 1 and self.answering[0] in who)

    # What happens

    def _happen(self, event: Event) -> None:
        if isinstance(event, Reject):
            if event.task != self.task.id or self.task.now.status != "done":
                return
            self.closed = False
            back = self.task.now.percent if self.task.now.percent < 100 else self.task.now.held
            self._set(self.task, Stand("doing", back, back), event.on)
        elif self.closed:
            return
        elif isinstance(event, Close):
            if event.task != self.task.id or self.task.now.status != "done":
                return
            self.closed = True
        elif isinstance(event, Assign):
            if event.task != self.task.id:
                return
            self._assign(event)
        elif isinstance(event, Defer):
            self._defer(event)
        elif isinstance(event, Progress):
            self._report(event)
        self._note_finished(event.on)

    def _assign(self, event: Assign) -> None:
        answered = self.answering
        new = {"lead": event.lead, "responsible": event.responsible, "support": event.support}
        placed = [name for names in new.values() for name in names or ()]
        stepping_back = [name for name in self.roles["lead"] if name in self.clause] if event.lead is not None else []
        old = dict(self.roles, responsible=(*stepping_back, *self.roles["responsible"]))
        for role, names in new.items():
            kept = tuple(dict.fromkeys(name for name in old[role] if name not in placed))
            self.roles[role] = kept if names is None else names
        for thing in (self.task, *self.steps.values()):
            self._new_answerers(thing, answered)

    def _new_answerers(self, thing: Thing, before: list[str]) -> None:
        """An assignment neither finishes nor opens: where it would, the thing stays as it was.

        A unit that joins the mean counts as the task stood then (rule 1).
        """
        if thing.follows != "units":
            return
        for unit in self.answering:
            if unit not in before and unit not in thing.counted:
                thing.joined[unit] = thing.now
        mean = self._mean([self.share(thing, unit) for unit in self.answering])
        if not self.answering or mean.finished != thing.now.finished:
            self._set(thing, thing.now, None)
        else:
            self._move(thing, mean)
            self._pass_on(thing, ())

    def _defer(self, event: Defer) -> None:
        if event.task in self.steps:
            self.steps[event.task].due, self.steps[event.task].has_own_due = event.due, True
        else:
            self.task.due = event.due
            for step in self.steps.values():
                if not step.has_own_due:
                    step.due = event.due
        for thing in (*self.steps.values(), self.task):
            self._move(thing, self._count(thing, thing.now))

    def _report(self, event: Progress) -> None:
        thing = self.steps.get(event.task, self.task)
        who = self.members(event.unit) if event.unit else ()
        of_task = self._is_the_tasks_word(who)
        shares = {unit: self.share(thing, unit) for unit in who}
        about = [thing.now] if of_task else list(shares.values())
        if not any(_may(event, stand) for stand in about):
            return
        moves = not who or any(unit in self.answering for unit in who)
        if moves:
            thing.report_days.append(event.on)
            self._move(thing, thing.now)
            shares = {unit: self.share(thing, unit) for unit in who}
        if _is_note(event) and not (moves and self.periods(thing)):
            return
        task_was, was = self.task.now, thing.now
        if moves and who and thing.follows == "steps":
            # A unit's word on the whole comes after the steps' words: the whole is set where they had brought it.
            self._set(thing, was, None)
        for unit, share in shares.items():
            if _may(event, share):
                thing.words[unit] = self._meaning(thing, event, share)
                thing.counted.add(unit)
        if of_task:
            self._set(thing, self._meaning(thing, event, thing.now), event.on if _reopens(event) else None)
        elif moves:
            thing.follows = "units"
            self._move(thing, self._mean([self.share(thing, unit) for unit in self.answering]))
            opened = was.finished and not thing.now.finished
            self._pass_on(thing, [step for step in self.steps.values() if opened and not step.spoke_itself])
        if thing is not self.task and moves:
            self._after_a_step(thing, task_was)

    def _after_a_step(self, step: Thing, task_was: Stand) -> None:
        """Rule 3: a step was reported since, so the task is the mean of its steps, unless it recurs."""
        step.spoke_itself = True
        if self.periods(self.task):
            return
        if self.task.follows != "steps":
            self.task.follows, self.task.base = "steps", self.task.now
        self._new_round(self.task)
        self._move(self.task, self._mean([one.now for one in self.steps.values()]))
        if task_was.finished and not self.task.now.finished:
            self._open_words(self.task, task_was.status)

    # What a word means: rules 2 to 4

    def _meaning(self, thing: Thing, event: Progress, before: Stand) -> Stand:
        if before.finished and _reopens(event):
            thing.reopened_on = event.on
        periods = self.periods(thing)
        if _is_note(event):
            return Stand("doing", before.percent, before.held) if periods and before.status == "todo" else before
        if periods and _is_done(event) and not event.final and event.on < periods[-1].first:
            return Stand("doing", before.percent, before.held)
        status = event.status or ("done" if event.percent == 100 else "doing")
        resumed = before.percent if before.percent < 100 else before.held
        percent = event.percent if event.percent is not None else 0.0 if status == "todo" else resumed
        if status == "done":
            percent = 100.0
        return Stand(status, percent, percent if percent < 100 else before.held)

    def share(self, thing: Thing, unit: str) -> Stand:
        """A unit's own word of this round or where it is finished; else as the whole stood before the units' words."""
        if unit in thing.counted:
            return self._count(thing, thing.words[unit])
        return self._count(thing, thing.now if thing.follows == "steps" else thing.joined.get(unit, thing.base))

    def words(self, thing: Thing) -> dict[str, Stand]:
        """What the units that take part said of their parts."""
        spoken = [unit for unit in thing.words if unit in self.taking_part]
        return {unit: self._count(thing, thing.words[unit]) for unit in spoken}

    def _mean(self, parts: list[Stand]) -> Stand:
        counting = [part for part in parts if part.status != "dropped"]
        if not counting:
            return Stand("dropped")
        percent = sum(part.percent for part in counting) / len(counting)
        if all(part.status == "done" for part in counting):
            return Stand("done", percent)
        return Stand("blocked" if any(part.status == "blocked" for part in counting) else "doing", percent)

    def _count(self, thing: Thing, stand: Stand) -> Stand:
        """Rule 4: the percent of what recurs is checkpoints met of all."""
        periods = self.periods(thing)
        if not periods or stand.finished:
            return stand
        met = sum(self.is_met(thing, period) for period in periods)
        percent = 100 * met / len(periods)
        status = "doing" if met and stand.status == "todo" else stand.status
        return Stand(status, percent, percent if percent < 100 else stand.held)

    def _move(self, thing: Thing, stand: Stand) -> None:
        """Let a thing stand somewhere, and remember the last percent under a hundred."""
        stand = self._count(thing, stand)
        thing.now = Stand(stand.status, stand.percent, stand.percent if stand.percent < 100 else thing.now.held)

    def _set(self, thing: Thing, stand: Stand, reopened_on: date | None) -> None:
        """A word on the whole: its units' and steps' words are of the past, but for what is finished (rule 2)."""
        was = thing.now
        opening = reopened_on is not None and was.finished
        self._move(thing, stand)
        thing.base, thing.follows = thing.now, "word"
        if opening:
            thing.reopened_on = reopened_on
            self._open_words(thing, was.status)
        self._new_round(thing)
        opened = [step for step in self.steps.values() if opening and step.now.status == was.status]
        self._pass_on(thing, opened, reopened_on)

    def _new_round(self, thing: Thing) -> None:
        thing.counted = {unit for unit in thing.counted if thing.words[unit].finished}
        thing.joined = {}

    def _open_words(self, thing: Thing, status: str) -> None:
        for unit, word in thing.words.items():
            if word.status == status:
                back = word.percent if word.percent < 100 else word.held
                thing.words[unit] = Stand("doing", back, back)
                thing.counted.discard(unit)

    def _pass_on(self, thing: Thing, opened: Iterable[Thing], reopened_on: date | None = None) -> None:
        """The steps that are not finished, and those now opened, stand as the task does."""
        if thing is not self.task:
            return
        opened = list(opened)
        for step in self.steps.values():
            if step.now.finished and step not in opened:
                continue
            stand = thing.now
            was = step.now
            step.now = Stand(stand.status, stand.percent, stand.percent if stand.percent < 100 else 0.0)
            step.now = self._count(step, step.now)
            step.base, step.follows, step.spoke_itself = step.now, "word", False
            if step in opened and reopened_on:
                step.reopened_on = reopened_on
                self._open_words(step, was.status)
            self._new_round(step)

    # Recurring work: rule 4

    @property
    def start(self) -> date:
        return self.work.start or self.section.start or self.plan.head.start

    @property
    def begin(self) -> date:
        """Rule 8: its own start or the latest of the plan's start, the issue and the day it was added."""
        return self.work.start or max(self.start, self.plan.head.issued or self.start, self.work.added or self.start)

    def periods(self, thing: Thing) -> list[Period]:
        work = thing.work
        if not work.every or self.work.ongoing:
            return []
        periods = self._calendar(work.every, self.start, thing.due, work.every_day)
        return [period for period in periods if period.checkpoint >= self.begin]

    def _calendar(self, every: str, first: date, due: date, on_day: int | None) -> list[Period]:
        groups: dict[object, list[date]] = {}
        today = first
        while today <= due:
            groups.setdefault(self._label(every, today, first), []).append(today)
            today += DAY
        periods = []
        for label, days in groups.items():
            whole = list(days)
            while self._label(every, whole[-1] + DAY, first) == label:
                whole.append(whole[-1] + DAY)
            checkpoint = min(self._checkpoint_day(every, whole, on_day), due)
            if checkpoint >= days[0]:
                periods.append(Period(days[0], checkpoint, days[-1]))
        return periods

    def _label(self, every: str, day: date, first: date) -> object:
        if every == "week":
            return day.isocalendar()[:2]
        if every == "two_weeks":
            return (day - (first - first.weekday() * DAY)).days // 14
        months = {"month": 1, "two_months": 2, "quarter": 3, "half_year": 6, "year": 12}[every]
        return day.year, (day.month - 1) // months

    def _checkpoint_day(self, every: str, whole: list[date], on_day: int | None) -> date:
        if on_day is None:
            return whole[-1]
        if every in ("week", "two_weeks"):
            monday = whole[-1] - 6 * DAY
            return monday + (on_day - 1) * DAY
        of_last_month = [whole[-1].replace(day=number) for number in range(1, whole[-1].day + 1)]
        return of_last_month[min(on_day, len(of_last_month)) - 1]

    def is_met(self, thing: Thing, period: Period) -> bool:
        return any(period.first <= day <= period.last for day in thing.report_days)

    def _end_what_is_over(self, today: date, last_event: date) -> None:
        """What recurs is finished once its last period is over and its checkpoint was met; blocked work is not."""
        if self.closed:
            return
        over = []
        for thing in (*self.steps.values(), self.task):
            periods = self.periods(thing)
            if not periods or thing.now.finished or thing.now.status == "blocked":
                continue
            last = periods[-1]
            reopened_late = thing.reopened_on is not None and thing.reopened_on >= last.first
            if last.last < today and self.is_met(thing, last) and not reopened_late:
                over.append((last.last, thing))
        for last_day, thing in sorted(over, key=lambda pair: pair[0]):
            if thing.now.finished:
                continue
            self._set(thing, Stand("done", 100.0, thing.now.held), None)
            thing.spoke_itself = True
            if self.task.follows == "steps" and not self.periods(self.task):
                self._move(self.task, self._mean([one.now for one in self.steps.values()]))
            self._note_finished(max(last_day, last_event))

    def _note_finished(self, on: date) -> None:
        if not self.task.now.finished:
            self.finished_on = None
        elif self.finished_on is None:
            self.finished_on = on
        for unit in self.taking_part:
            own = self.task.words.get(unit) if unit in self.task.counted else None
            if not (self.task.now.finished or (own and own.finished)):
                self.finished_by.pop(unit, None)
            elif unit not in self.finished_by:
                self.finished_by[unit] = on

    # What the day says: rules 5, 7, 8 and the lights

    @property
    def status(self) -> str:
        return "closed" if self.closed else self.task.now.status

    @property
    def open(self) -> bool:
        return not self.task.now.finished

    @property
    def late(self) -> set[tuple[str, date, int, str | None]]:
        rows: set[tuple[str, date, int, str | None]] = set()
        if not self.open:
            return rows
        if not self.work.ongoing and self.task.due < self.day:
            rows.add((self.task.id, self.task.due, (self.day - self.task.due).days, None))
        for step in self.steps.values():
            if not step.now.finished and step.has_own_due and step.due < self.day:
                rows.add((step.id, step.due, (self.day - step.due).days, None))
        for thing in self._unfinished:
            for period in self.periods(thing):
                if period.checkpoint < self.day and not self.is_met(thing, period):
                    days = (self.day - period.checkpoint).days
                    rows.add((thing.id, period.checkpoint, days, thing.work.every))
        return rows

    @property
    def _unfinished(self) -> list[Thing]:
        return [self.task, *(step for step in self.steps.values() if not step.now.finished)]

    def _dates_ahead(self, shortest: int) -> list[date]:
        """The dates still to come, without the checkpoints of periods of `shortest` days or fewer."""
        lengths = {
            "week": 7,
            "two_weeks": 14,
            "month": 28,
            "two_months": 59,
            "quarter": 90,
            "half_year": 181,
            "year": 365,
        }
        dates = [] if self.work.ongoing else [self.task.due]
        dates += [step.due for step in self._unfinished[1:] if step.has_own_due]
        for thing in self._unfinished:
            if thing.work.every and lengths[thing.work.every] > shortest:
                dates += [one.checkpoint for one in self.periods(thing) if not self.is_met(thing, one)]
        return [one for one in dates if one >= self.day]

    @property
    def next_due(self) -> date | None:
        return min(self._dates_ahead(0), default=None) if self.open else None

    @property
    def scheduled(self) -> float:
        if self.plan.head.issued and self.day < self.plan.head.issued:
            return 0.0
        periods = self.periods(self.task)
        if periods:
            return 100 * sum(period.checkpoint < self.day for period in periods) / len(periods)
        if self.day < self.begin:
            return 0.0
        if self.day >= self.task.due:
            return 100.0
        days = [self.begin + number * DAY for number in range((self.task.due - self.begin).days + 1)]
        return 100 * sum(day <= self.day for day in days) / len(days)

    @property
    def light(self) -> str | None:
        if not self.open:
            return None
        rule = self.plan.head.lights
        soon = [one for one in self._dates_ahead(rule.soon) if (one - self.day).days <= rule.soon]
        behind = 0.0 if self.work.ongoing else round(self.scheduled - self.task.now.percent, 6)
        short = (self.task.due - self.begin).days + 1 < 30
        silent = self._silent_periods()
        if self.late or silent >= 2 or (behind > rule.red and not short):
            return "red"
        is_behind = behind > 0 and behind >= rule.yellow
        return "yellow" if silent or is_behind or self.task.now.status == "blocked" or soon else "green"

    def _silent_periods(self) -> int:
        if not self.work.ongoing:
            return 0
        every = self.work.every or self.plan.head.rhythm
        first = max(self.begin, self.plan.head.issued or self.begin)
        last = max((day for one in (self.task, *self.steps.values()) for day in one.report_days), default=None)
        silent = 0
        for period in self._calendar(every, first, self.day, None):
            is_full = self._label(every, period.first - DAY, first) != self._label(every, period.first, first)
            is_over = period.last < self.day and self._label(every, period.last + DAY, first) != self._label(
                every, period.last, first
            )
            if is_full and is_over and (last is None or last < period.first):
                silent += 1
        return silent

    @property
    def chased(self) -> tuple[str, ...]:
        if not self.open:
            return ()
        kept = [unit for unit in self.answering if self.share(self.task, unit).status != "dropped"]
        return tuple([unit for unit in kept if not self.share(self.task, unit).finished] or kept)


def _taken_back(events: list[Event]) -> set[str]:
    """The events that a retraction takes back which is not taken back itself; a circle takes back nothing."""
    retractions = [event for event in events if isinstance(event, Retract)]

    def holds(retraction: Retract, seen: tuple[str, ...]) -> bool | None:
        """Whether a retraction counts; None where that goes round in a circle."""
        if retraction.id in seen:
            return None
        against = [holds(one, (*seen, retraction.id)) for one in retractions if one.event == retraction.id]
        return None if None in against else not any(against)

    return {retraction.event for retraction in retractions if holds(retraction, ())}


def _moved(events: list[Event], plan: Plan) -> list[TaskEvent]:
    """The records of tasks, each under the id to which it was moved: a relink moves what was recorded before it."""
    here = {node.id for task in plan.tasks for node in task.nodes}
    moved: list[TaskEvent] = []
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        if isinstance(event, Relink):
            moved = [_under(one, _place(one.task, event, here)) for one in moved]
        elif not isinstance(event, Retract):
            moved.append(event)
    return moved


def _place(id: str, relink: Relink, here: set[str]) -> str:
    """Where a record under `id` stands after a relink; one on a step that the plan has not goes to the same step."""
    if id == relink.old:
        return relink.task
    head, _, step = id.rpartition(".")
    goes_along = head == relink.old and id not in here and f"{relink.task}.{step}" in here
    return f"{relink.task}.{step}" if goes_along else id


def _under(event: TaskEvent, id: str) -> TaskEvent:
    return event.model_copy(update={"task": id})


def _is_note(event: Progress) -> bool:
    return event.status is None and event.percent is None


def _is_done(event: Progress) -> bool:
    return event.status == "done" or (event.status is None and event.percent == 100)


def _reopens(event: Progress) -> bool:
    """`reopen` says so; in older journals it is doing or todo without a percent."""
    if event.reopen is not None:
        return event.reopen
    return event.status in ("doing", "todo") and event.percent is None


def _may(event: Progress, stand: Stand) -> bool:
    """Rule 2: finished stays finished, for everything but `reopen`; to say the same again is no harm."""
    if not stand.finished or _is_note(event) or _reopens(event):
        return True
    return _is_done(event) if stand.status == "done" else event.status == "dropped"
