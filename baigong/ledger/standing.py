"""Where one thing stands, who does it and who answers for it, and the state that parts make together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from baigong.deferred import dataclass
from baigong.model.events import Assign, Progress
from baigong.model.plan import Responsibility
from baigong.words import FINISHED, Role, Status


@dataclass(frozen=True)
class Standing:
    """Where one thing stands: status, percent (0 to 100), and the percent it had last while it was under 100."""

    status: Status = "todo"
    percent: float = 0.0
    reached: float = 0.0

    @property
    def finished(self) -> bool:
        """Whether nothing more is to be done: done, closed or dropped."""
        return self.status in FINISHED

    @property
    def of_part(self) -> Standing:
        """The standing a part inherits from the whole until it has a report of its own."""
        return replace(self, reached=self.percent if self.percent < 100 else 0.0)

    def admits(self, event: Progress) -> bool:
        """Whether a report can count: only reopening opens what is finished (rule 2)."""
        if not self.finished or reopens(event) or is_note(event):
            return True
        return self.status == "done" if finishes(event) else event.status == self.status == "dropped"

    def after(self, event: Progress) -> Standing:
        """Give the standing after a report: fields that it leaves out stay, and reopened work is where it was."""
        if is_note(event):
            return self
        status: Status = event.status or ("done" if event.percent == 100 else "doing")
        if status == "done":
            percent = 100.0
        elif event.percent is not None:
            percent = event.percent
        elif status == "todo":
            percent = 0.0
        else:
            percent = self.percent if self.percent < 100 else self.reached
        return Standing(status, percent, percent if percent < 100 else self.reached)

    def rejected(self) -> Standing:
        """Give the standing after a failed verification: doing, at the last percent before it was done."""
        percent = self.percent if self.percent < 100 else self.reached
        return Standing("doing", percent, percent)


def is_note(event: Progress) -> bool:
    """Whether a report sets nothing: it names neither a status nor a percent."""
    return event.status is None and event.percent is None


def finishes(event: Progress) -> bool:
    """Whether a report says done, in words or by a hundred percent."""
    return event.status == "done" or (event.status is None and event.percent == 100)


def reopens(event: Progress) -> bool:
    """Whether a report opens what is finished (rule 2): one that `reopen` recorded.

    Journals recorded before `Progress.reopen` was kept have doing or todo without a percent for it.
    """
    if event.reopen is None:
        return event.status in ("doing", "todo") and event.percent is None
    return event.reopen


UNTOUCHED = Standing()
"""The standing before any report."""


def derive(parts: Iterable[Standing]) -> Standing:
    """Combine the standings of parts (rule 3): mean percent; done if all are, blocked if any is, else doing.

    Dropped parts do not count; when all are dropped, so is the whole.
    """
    counted = [part for part in parts if part.status != "dropped"]
    if not counted:
        return Standing("dropped")
    percent = sum(part.percent for part in counted) / len(counted)
    if all(part.status == "done" for part in counted):
        return Standing("done", percent)
    status: Status = "blocked" if any(part.status == "blocked" for part in counted) else "doing"
    return Standing(status, percent, percent)


@dataclass(frozen=True)
class Roles:
    """Who does a task, by role, in the names of the plan or of an assignment."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()

    @classmethod
    def of(cls, clause: Responsibility) -> Roles:
        """Give the roles that a clause of the plan names; its `units` are the responsible ones."""
        return cls(clause.lead, clause.units, clause.support)

    @property
    def by_role(self) -> tuple[tuple[Role, tuple[str, ...]], ...]:
        """Each role with its names, lead first."""
        return (("lead", self.lead), ("responsible", self.responsible), ("support", self.support))

    @property
    def answerable(self) -> tuple[str, ...]:
        """The names that answer for the task: its leads or, where nobody leads, those responsible; never support."""
        return self.lead or self.responsible

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, lead first, each once."""
        return tuple(dict.fromkeys((*self.lead, *self.responsible, *self.support)))

    def after(self, event: Assign, document: Roles) -> Roles:
        """Give the roles after an assignment; a role that it leaves out stays, less those who got another.

        A unit that `document`, the plan's own clause, names and that leads no longer is responsible as before:
        naming another lead lets nobody out of the task.
        """
        moved = set(event.units)
        back = () if event.lead is None else tuple(unit for unit in self.lead if unit in document.names)

        def stays(before: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(unit for unit in before if unit not in moved))

        return Roles(
            stays(self.lead) if event.lead is None else event.lead,
            stays((*back, *self.responsible)) if event.responsible is None else event.responsible,
            stays(self.support) if event.support is None else event.support,
        )
