"""What the lines of a recording's changes tell already, so that its effects do not tell it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from baigong.deferred import dataclass
from baigong.ledger.task_state import TaskState
from baigong.model.events import Assign, Close, Defer, Event, Progress, Reject


@dataclass(frozen=True)
class ChangeLines:
    """What the lines of a recording's changes tell: standings by (id, unit), dates and roles by id, actual values.

    An undo has no such lines: its effects tell everything.
    """

    standings: frozenset[tuple[str, str]] = frozenset()
    dues: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()

    @classmethod
    def by(cls, events: Iterable[Event]) -> ChangeLines:
        """Collect what the lines of these events' changes tell."""
        standings: set[tuple[str, str]] = set()
        dues: set[str] = set()
        roles: set[str] = set()
        values: set[str] = set()
        for event in events:
            if isinstance(event, Progress):
                standings.add((event.task, event.unit))
                values.update(event.actual)
            elif isinstance(event, (Close, Reject)):
                standings.add((event.task, ""))
            elif isinstance(event, Defer):
                dues.add(event.task)
            elif isinstance(event, Assign):
                roles.add(event.task)
        return cls(frozenset(standings), frozenset(dues), frozenset(roles), frozenset(values))

    def about(self, state: TaskState) -> ChangeLines:
        """Give what is told of one task and its steps.

        Where a task was named together with a part of it, each line tells what its record alone would make of them:
        what all make of them together is then still to be told.
        """
        ids = {state.id, *(step.step.id for step in state.steps)}
        standings = frozenset(standing for id in ids for standing in self._of.get(id, ()))
        together = (state.id, "") in standings and len(standings) > 1
        return replace(self, standings=frozenset() if together else standings)

    def of(self, id: str) -> bool:
        """Whether a standing of that task or step, or of a unit's part of it, is told."""
        return id in self._of

    @cached_property
    def _of(self) -> dict[str, list[tuple[str, str]]]:
        """The standings of each id: a recording may be about every task of a plan."""
        of: dict[str, list[tuple[str, str]]] = {}
        for standing in self.standings:
            of.setdefault(standing[0], []).append(standing)
        return of
