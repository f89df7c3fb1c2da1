"""The units of one task as rows: the share of each, and who reported last and when."""

from __future__ import annotations

from datetime import date

from baigong.deferred import dataclass
from baigong.ledger.directory import Directory
from baigong.ledger.own_reports import is_from
from baigong.ledger.query import part_of
from baigong.ledger.task_state import TaskState
from baigong.reports.tasks import number
from baigong.words import Role, Status


@dataclass(frozen=True)
class ShareRow:
    """A unit's share of a task; `group` is the group through which it takes part, "" when named itself.

    `status` and `percent` are what it reported itself, None where it reported nothing (未报). `last`, `by` and `note`
    are the day, the author and the words of its last report.
    """

    unit: str
    group: str
    role: Role
    status: Status | None
    percent: float | None
    last: date | None
    by: str
    note: str


def share_rows(state: TaskState, directory: Directory) -> list[ShareRow]:
    """Give a row for each unit that takes part, a group by its members."""
    rows = []
    for unit in state.units:
        part = part_of(state, unit, directory)
        if part is None:
            continue
        own = [event for event in state.reports if is_from(event, unit, directory)]
        word = state.words.get(unit)
        rows.append(
            ShareRow(
                unit=unit,
                group=part.via,
                role=part.role,
                status=word.status if word else None,
                percent=number(word.percent) if word else None,
                last=own[-1].on if own else None,
                by=own[-1].by if own else "",
                note=own[-1].note if own else "",
            )
        )
    return rows
