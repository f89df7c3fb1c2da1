"""`baigong show`: everything about one task."""

from __future__ import annotations

from baigong.cli import options
from baigong.cli.session import Session
from baigong.pages.task import share_rows, task_page
from baigong.render.output import show_page
from baigong.reports.history import HistoryFilter, history_rows
from baigong.reports.tasks import task_row


def command(session: Session, id: options.Id, format: options.PageFormat = None, output: options.Output = None) -> None:
    """一项任务的全部情况。

    原文、单位、时限及依据、举措、目标、各单位份额、全部记录。
    """
    state = session.ledger.task(id, session.today)
    history = history_rows(session.ledger, HistoryFilter(ids=(state.id,)))
    data = task_row(state) | {"shares": share_rows(state, session.ledger.directory), "history": history}
    show_page(task_page(state, session.ledger.directory, history), data, format, output)
