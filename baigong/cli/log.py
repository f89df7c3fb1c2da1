"""`baigong log`: the history, retracted events struck out."""

from __future__ import annotations

from typing import Annotated

import typer

from baigong import words
from baigong.calendar import read_day
from baigong.cli import completion, options
from baigong.cli.output import show
from baigong.cli.session import open_ledger
from baigong.ledger.ids import read_ids
from baigong.pages.history import history_listing
from baigong.render.interface import Result
from baigong.reports.history import HistoryFilter, history_rows


def command(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="编号", help="只列这些任务、举措或板块的", autocompletion=completion.ids),
    ] = None,
    unit: options.Unit = None,
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="只列这个人记录的", show_default=False)] = "",
    since: Annotated[str | None, typer.Option("--since", metavar="日期", help="只列这一天及以后的事")] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="种类", help="、".join(words.KIND.values()), autocompletion=completion.kinds),
    ] = None,
    format: options.FormatOption = None,
    output: options.Output = None,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """列出记录，已撤回的也在。

    按记录的先后排列，可按编号、单位、记录人、日期、种类筛选。
    """
    opened = open_ledger(ctx, file, as_of)
    asked = HistoryFilter(
        ids=read_ids(opened.plan, ids) if ids else (),
        unit=opened.ledger.directory.find(unit) if unit else "",
        by=by,
        since=read_day(since, opened.today) if since else None,
        kinds=options.read_choices(kind, words.KIND, "种类"),
    )
    rows = history_rows(opened.ledger, asked)
    show(Result(rows, history_listing(rows)), format, output)
