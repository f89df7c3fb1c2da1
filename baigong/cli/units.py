"""`baigong units`: the scoreboard, one row a unit."""

from __future__ import annotations

from baigong.cli import options
from baigong.cli.output import show
from baigong.cli.session import Session
from baigong.pages.scoreboard import scoreboard_listing, scoreboard_page
from baigong.render.interface import Result
from baigong.reports.period import week_period
from baigong.reports.scoreboard import scoreboard


def command(
    session: Session,
    week: options.Week = None,
    unit: options.Units = (),
    format: options.FormatOption = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """考核：各责任单位的名次。

    任务、牵头、办结、按时、逾期、红灯、进度、延期、是否零报告；单位组按成员列出，名次与上周比较。
    """
    period = week_period(session.plan.head.start, session.today, week)
    rows = scoreboard(session.ledger, period)
    if unit:
        wanted = session.ledger.directory.expand(unit)
        rows = [row for row in rows if row.unit in wanted]
    show(
        Result(rows, scoreboard_listing(rows), scoreboard_page(rows, period), mark=session.mark), format, output, force
    )
