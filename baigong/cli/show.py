"""`baigong show`: everything about one task."""

from __future__ import annotations

from baigong.cli import options, selection
from baigong.cli.output import show
from baigong.pages.task import task_page
from baigong.render.interface import Result
from baigong.reports.history import HistoryFilter, history_rows, rows_until
from baigong.reports.task import task_detail


def command(
    session: selection.OfTasks,
    id: options.Id,
    format: options.PageFormat = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """一项任务的全部情况。

    原文、单位、时限及依据、举措、目标、各单位份额、全部记录。
    """
    state = session.ledger.task(id, session.today)
    rows = history_rows(session.ledger, HistoryFilter(ids=(state.id,)))
    history, later = rows_until(rows, session.today)
    directory = session.ledger.directory
    detail = task_detail(state, directory, history, session.name)
    page = task_page(state, directory, history, later, session.name)
    show(Result(detail, page=page, mark=session.mark), format, output, force)
