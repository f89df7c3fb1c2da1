"""A task or a step while its events are taken in: rules 1 to 4 of "The state of a task", in docs/design.md.

A *word* is a report that sets a status or a percent. The latest word decides: one on the whole, or the words of the
units that answer for it together, or those on its steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from baigong.calendar import Spans
from baigong.ledger.checkpoints import Checkpoints, Recurrence, only_meets, span_at
from baigong.ledger.standing import UNTOUCHED, Standing, derive, is_note, reopens
from baigong.model.events import Progress
from baigong.words import Status

Basis = Literal["whole", "units", "steps"]
"""What a state follows from: the last word on the whole, the words of the answerable units, or the steps."""

_NONE = Spans()


@dataclass(slots=True)
class PartReplay:
    """A task or a step while its events are taken in.

    `words` are what the units said of it themselves; those in `current` said it since the whole was last set, or are
    finished. `joined` is where the whole stood when a unit came to answer for it since then. `reported` says that a
    step has had a word of its own since the whole was last set; `reopened` is the day on which it was last reopened.
    """

    id: str
    due: date
    recurrence: Recurrence | None = None
    answerable: tuple[str, ...] = ()
    steps: dict[str, PartReplay] = field(default_factory=dict)
    own: Standing = UNTOUCHED
    basis: Basis = "whole"
    reported: bool = False
    words: dict[str, Standing] = field(default_factory=dict)
    current: set[str] = field(default_factory=set)
    joined: dict[str, Standing] = field(default_factory=dict)
    reached: float = 0.0
    days: list[date] = field(default_factory=list)
    reopened: date = date.min
    _seen: tuple[date, int, Checkpoints] | None = None

    @property
    def spans(self) -> Spans:
        """The periods of its recurrence up to the due date in force; none when it does not recur."""
        return self.recurrence.spans(self.due) if self.recurrence else _NONE

    @property
    def checkpoints(self) -> Checkpoints:
        """Its checkpoints, met by the reports taken in so far."""
        if self._seen is None or self._seen[:2] != (self.due, len(self.days)):
            spans = self.spans
            places = (span_at(spans, day) for day in self.days) if spans else ()
            points = Checkpoints(spans, frozenset(place for place in places if place is not None))
            self._seen = (self.due, len(self.days), points)
        return self._seen[2]

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        if self.recurrence is None and self.basis == "whole":
            return self.own
        if self.basis == "steps" and not self.spans:
            standing = derive(step.standing for step in self.steps.values())
        elif self.basis == "units":
            standing = derive(self.share(unit) for unit in self.answerable)
        else:
            standing = self.own
        standing = self._counted(standing)
        return standing if standing.percent < 100 or standing is self.own else replace(standing, reached=self.reached)

    def _counted(self, standing: Standing) -> Standing:
        """Give a standing with the percent of its checkpoints, where it recurs and is not finished (rule 4)."""
        if self.recurrence is None or standing.finished or not self.spans:
            return standing
        points = self.checkpoints
        percent = 100 * len(points.places) / len(points)
        status: Status = "doing" if points.places and standing.status == "todo" else standing.status
        return Standing(status, percent, percent if percent < 100 else self.reached)

    def share(self, unit: str) -> Standing:
        """Where one unit's part stands: its own word, else as the whole stood before the units' words."""
        if unit in self.current:
            return self.word(unit)
        before = self.joined.get(unit, self.own)
        return self._counted(self.standing if self.basis == "steps" else before)

    def word(self, unit: str) -> Standing:
        """What a unit that has reported said of its part; the percent of what recurs is that of its checkpoints."""
        return self._counted(self.words[unit])

    def shares(self, units: Sequence[str]) -> dict[str, Standing]:
        """Where the part of each unit stands; those that said nothing all stand alike."""
        apart = self.current | self.joined.keys()
        silent = next((unit for unit in units if unit not in apart), None)
        rest = self.own if silent is None else self.share(silent)
        return {unit: self.share(unit) if unit in apart else rest for unit in units}

    def takes(self, event: Progress, units: tuple[str, ...]) -> bool:
        """Whether rule 2 lets a report count: what is finished is opened by nothing but reopening."""
        if self.is_decided_by(units):
            return self.standing.admits(event)
        return any(self.share(unit).admits(event) for unit in units)

    def is_decided_by(self, units: tuple[str, ...]) -> bool:
        """Whether this word is the task's (rule 1): the office's (no units), or that of the only unit that answers."""
        return not units or (len(self.answerable) == 1 and self.answerable[0] in units)

    def report(self, event: Progress, units: tuple[str, ...]) -> bool:
        """Take in a report on this very task or step: the office's (no units), or that of units on their share.

        Gives whether it moved anything but the shares of units that do not answer for it.
        """
        moves = not units or any(unit in self.answerable for unit in units)
        if moves:
            self.days.append(event.on)
        if is_note(event) and not (self.spans and moves):
            return False
        if units:
            self._take_words(event, units)
            if not self.is_decided_by(units):
                return moves
        self.set(self._meant(event, self.standing), event.on if reopens(event) else None)
        return True

    def _take_words(self, event: Progress, units: tuple[str, ...]) -> None:
        # The standing to start from is the one before any of the units spoke.
        before = {unit: self.share(unit) for unit in units}
        was = self.standing
        if self.basis == "steps" and not self.spans and any(unit in self.answerable for unit in units):
            self.set(self.standing)
        for unit in units:
            if before[unit].admits(event):
                self.words[unit] = self._meant(event, before[unit])
                self.current.add(unit)
        if any(unit in self.answerable for unit in units) and not self.is_decided_by(units):
            self.basis = "units"
            self._pass_on(together=was.finished and not self.standing.finished)

    def _meant(self, event: Progress, before: Standing) -> Standing:
        """What a report makes of a standing; a recurring one is done with its last checkpoint, or when it is final."""
        after = before.after(event)
        if reopens(event) and before.finished:
            self.reopened = event.on
        if not self.spans:
            return after
        if is_note(event):
            return replace(before, status="doing") if before.status == "todo" else before
        if only_meets(event, self.spans):
            return Standing("doing", before.percent, before.reached)
        return after

    def set(self, standing: Standing, reopened: date | None = None) -> None:
        """Set the whole by a word on it; finished parts stay finished, unless it reopens the whole on that day.

        Reopening opens the parts that had the status of the whole: of a done task its done parts, not its dropped ones.
        """
        opening = self.standing.status if reopened and self.standing.finished else None
        self.own, self.basis = standing, "whole"
        if reopened and opening:
            self.reopened = reopened
            self._open_words(opening)
        self._end_round()
        self._pass_on(opening, reopened)

    def _end_round(self) -> None:
        """Let the units' words be of the past, but for those that finished their part."""
        self.joined = {}
        self.current = {unit for unit in self.current if self.words[unit].finished}

    def _open_words(self, opening: Status) -> None:
        for unit, word in self.words.items():
            if word.status == opening:
                self.words[unit] = word.rejected()
                self.current.discard(unit)

    def _pass_on(self, opening: Status | None = None, reopened: date | None = None, *, together: bool = False) -> None:
        """Let the unfinished steps stand as the whole does, and those that it opens.

        Those are the steps with the status `opening`, and with `together` the ones that were finished with the whole.
        """
        standing = self.standing
        for step in self.steps.values():
            now = step.standing
            if now.finished and now.status != opening and not (together and not step.reported):
                continue
            step.set(standing.of_part, reopened)
            step.reported = False
            step.reached = step.own.reached

    def step_was_set(self, step: PartReplay, before: Standing) -> None:
        """Let the state follow from the steps from now on; `before` is where the whole stood before the step's word."""
        step.reported = True
        if self.spans:
            return
        if self.basis != "steps":
            # The other steps inherited this when it was set.
            self.own = self.standing
            self.basis = "steps"
        self._end_round()
        if before.finished and not self.standing.finished:
            self._open_words(before.status)

    def answered_by(self, units: tuple[str, ...]) -> None:
        """Take in who answers from now on: the mean is then theirs, but nothing is finished or opened by it.

        One that joins counts as the task stood then: a new lead does not take the task back to nothing.
        """
        before = self.standing
        if self.basis == "units":
            stays = (*self.answerable, *self.current)
            self.joined |= dict.fromkeys((unit for unit in units if unit not in stays), before)
        self.answerable = units
        if self.basis == "units" and (not units or self.standing.finished != before.finished):
            self.set(before)
        elif self.basis == "units":
            self._pass_on()

    def finish(self) -> None:
        """Finish what recurs, with its last checkpoint."""
        self.set(Standing("done", 100.0, self.standing.percent if self.standing.percent < 100 else self.reached))

    def finishes_by(self, day: date) -> bool:
        """Whether it recurs, its last checkpoint was met and its last period was over before `day`.

        What is blocked does not finish so, nor what was reopened in its last period or later: that takes a `done`.
        """
        if self.recurrence is None or not self.spans or self.standing.finished or self.standing.status == "blocked":
            return False
        last = self.spans[-1]
        return last.end < day and self.reopened < last.start and len(self.spans) - 1 in self.checkpoints.places

    def note_reached(self) -> None:
        """Remember the percent in force while it is under 100, for when finished work is taken up again."""
        percent = self.standing.percent
        if percent < 100:
            self.reached = percent
