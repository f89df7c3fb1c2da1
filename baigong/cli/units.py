"""`baigong units`: the scoreboard, one row a unit."""

from __future__ import annotations

from baigong.cli import options
from baigong.cli.session import Session
from baigong.render.output import Format, choose, show_listing, show_page
from baigong.reports.scoreboard import scoreboard, scoreboard_listing, scoreboard_page
from baigong.reports.weekly import week_period


def command(
    session: Session,
    week: options.Week = None,
    unit: options.Units = (),
    format: options.FormatOption = None,
    output: options.Output = None,
) -> None:
    """考核：各责任单位的名次。

    任务、牵头、办结、按时、逾期、红灯、进度、延期、是否零报告；单位组按成员列出，名次与上周比较。
    """
    period = week_period(session.plan.head.start, session.today, week)
    rows = scoreboard(session.ledger, period)
    if unit:
        wanted = session.ledger.directory.expand(unit)
        rows = [row for row in rows if row["unit"] in wanted]
    if choose(format, output) in (Format.TABLE, Format.MD):
        show_page(scoreboard_page(rows, period), rows, format, output)
    else:
        show_listing(scoreboard_listing(rows), format, output)
