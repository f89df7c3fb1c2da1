"""What a plan parsed again changes in a ledger: task by task, and the records left without one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from baigong.changes.revision import ChangedField, Replacement, field_changes
from baigong.deferred import dataclass
from baigong.reports.history import event_words


@dataclass(frozen=True)
class RevisionRow:
    """One difference of a task from the plan in force.

    `text` are the task's words: the new ones, of a removed task the old. Of a changed one `field` names what changed,
    from `before` to `after`. `renumbered` is the id that the new document gives to a task which keeps its own.
    """

    kind: Literal["added", "removed", "changed", "renumbered"]
    id: str
    text: str
    field: ChangedField | None = None
    before: str = ""
    after: str = ""
    renumbered: str = ""


@dataclass(frozen=True)
class OrphanRow:
    """A record whose task is gone: its id, its day, and what it says."""

    id: str
    on: date
    words: str


def revision_rows(replacement: Replacement) -> tuple[RevisionRow, ...]:
    """List the differences: added, removed, changed and renumbered tasks, in this order."""
    return tuple(_rows(replacement))


def _rows(replacement: Replacement) -> Iterator[RevisionRow]:
    old = {task.id: task.text for task in replacement.old.tasks}
    new = {task.id: task.text for task in replacement.plan.tasks}
    difference = replacement.difference
    for id in difference.added:
        yield RevisionRow("added", id, new.get(id, ""))
    for id in difference.removed:
        yield RevisionRow("removed", id, old[id])
    changed = set(difference.changed)
    for change in field_changes(replacement.old, replacement.plan):
        # Steps are cut from the words: where those changed, they need no row of their own.
        if change.id in changed and (change.field != "steps" or old.get(change.id) == new.get(change.id)):
            text = new.get(change.id, "")
            yield RevisionRow("changed", change.id, text, change.field, change.before, change.after)
    for renumbered, kept in difference.renumbered:
        yield RevisionRow("renumbered", kept, new.get(kept, ""), renumbered=renumbered)


def orphan_rows(replacement: Replacement) -> tuple[OrphanRow, ...]:
    """List the records that would be left without a task."""
    ledger = replacement.ledger
    return tuple(OrphanRow(event.id, event.on, event_words(ledger, event)) for event in replacement.orphans)
