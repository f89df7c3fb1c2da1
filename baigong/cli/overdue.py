"""`baigong overdue`: what is late, by how many days, whose; and what falls due soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from baigong.cli import options
from baigong.cli.output import show
from baigong.cli.session import open_ledger
from baigong.ledger.query import Query, select
from baigong.pages.overdue import overdue_listing, overdue_page
from baigong.render.interface import Result
from baigong.reports.overdue import coming_rows, overdue_rows


def command(
    ctx: typer.Context,
    unit: options.Units = None,
    within: Annotated[str | None, typer.Option("--within", metavar="天数", help="另按周列出这些天内到期的事项")] = None,
    fail: Annotated[bool, typer.Option("--fail", help="有逾期时以 1 退出，供定时任务使用")] = False,
    format: options.FormatOption = None,
    output: options.Output = None,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """列出逾期事项：逾期几天、由谁负责。

    包括逾期的任务、举措和未报的节点；--within 另列即将到期的。
    """
    days = options.read_whole(within, "天数", 0, 36500) if within is not None else None
    opened = open_ledger(ctx, file, as_of)
    day = opened.today
    query = Query(units=tuple(opened.ledger.directory.find(name) for name in unit or ()))
    states = select(opened.ledger.on(day), query, opened.ledger.directory)
    late = overdue_rows(states)
    if days is None:
        show(Result(late, overdue_listing(late, day)), format, output)
    else:
        coming = coming_rows(states, day, day + timedelta(days=days))
        both = [*late, *coming]
        show(Result(both, overdue_listing(both, day), overdue_page(late, coming, days, day)), format, output)
    if fail and late:
        raise typer.Exit(1)
