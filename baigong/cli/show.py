"""`baigong show`: everything about one task."""

from __future__ import annotations

import typer

from baigong.cli import options
from baigong.cli.output import show
from baigong.cli.session import open_ledger
from baigong.errors import RequestError
from baigong.ledger.ids import read_ids
from baigong.pages.task import task_page
from baigong.render.interface import Result
from baigong.reports.history import HistoryFilter, history_rows
from baigong.reports.task import task_detail


def command(
    ctx: typer.Context,
    id: options.Id,
    format: options.PageFormat = None,
    output: options.Output = None,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """一项任务的全部情况。

    原文、单位、时限及依据、举措、目标、各单位份额、全部记录。
    """
    opened = open_ledger(ctx, file, as_of)
    found = read_ids(opened.plan, [id])
    tasks = list(dict.fromkeys(opened.ledger.nodes[one] for one in found))
    if len(tasks) != 1:
        raise RequestError(
            f"“{id}”是 {len(tasks)} 项任务，一次只能看一项", f"请写一项的编号，例如 baigong show {tasks[0]}"
        )
    state = opened.ledger.task(tasks[0], opened.today)
    history = history_rows(opened.ledger, HistoryFilter(ids=(state.id,)))
    directory = opened.ledger.directory
    detail = task_detail(state, directory, history)
    show(Result(detail, page=task_page(state, directory, history)), format, output)
