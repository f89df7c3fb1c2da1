"""Everything about one task as a row: its row in a listing, its units' shares, its history."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.deferred import dataclass
from baigong.ledger.directory import Directory
from baigong.ledger.task_state import TaskState
from baigong.reports.history import HistoryRow
from baigong.reports.shares import ShareRow, share_rows
from baigong.reports.tasks import TaskRow, task_row


@dataclass(frozen=True)
class TaskDetail(TaskRow):
    """The row of a task, with the shares of its units and its history."""

    shares: tuple[ShareRow, ...]
    history: tuple[HistoryRow, ...]


def task_detail(state: TaskState, directory: Directory, history: Sequence[HistoryRow], plan: str = "") -> TaskDetail:
    """Give everything about one task, of the plan of that name among several."""
    return TaskDetail(**vars(task_row(state, plan)), shares=tuple(share_rows(state, directory)), history=tuple(history))
