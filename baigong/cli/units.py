"""`baigong units`: the scoreboard, one row a unit."""

from __future__ import annotations

from typing import Annotated

import typer

from baigong.cli import options
from baigong.cli.output import show
from baigong.cli.session import open_ledger
from baigong.pages.scoreboard import scoreboard_listing, scoreboard_page
from baigong.render.interface import Result
from baigong.reports.period import week_period
from baigong.reports.scoreboard import scoreboard


def command(
    ctx: typer.Context,
    week: Annotated[
        str | None, typer.Option("--week", "-w", metavar="周次", help="第几周（周一至周日），默认本周")
    ] = None,
    unit: options.Units = None,
    format: options.FormatOption = None,
    output: options.Output = None,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """考核：各责任单位的名次。

    任务、牵头、办结、按时、逾期、红灯、进度、延期、是否零报告；单位组按成员列出，名次与上周比较。
    """
    number = options.read_week(week)
    opened = open_ledger(ctx, file, as_of)
    period = week_period(opened.plan.head.start, opened.today, number)
    rows = scoreboard(opened.ledger, period)
    if unit:
        directory = opened.ledger.directory
        wanted = directory.expand(directory.find(name) for name in unit)
        rows = [row for row in rows if row.unit in wanted]
    show(Result(rows, scoreboard_listing(rows), scoreboard_page(rows, period)), format, output)
