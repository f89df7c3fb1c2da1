"""`baigong units`: the scoreboard, one row a unit."""

from __future__ import annotations

from baigong.cli import options
from baigong.cli.open_plans import Plans
from baigong.cli.output import show
from baigong.cli.periods import Span, scored_period
from baigong.pages.scoreboard import scoreboard_listing, scoreboard_page
from baigong.render.interface import Result
from baigong.reports.scoreboard import joint_scoreboard


def command(
    plans: Plans,
    span: Span,
    unit: options.Units = (),
    format: options.FormatOption = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """考核：各责任单位的名次。

    任务、牵头、办结、按时、逾期、红灯、进度、延期、是否零报告；单位组按成员列出，名次与上周比较。
    几个方案放在一起时合并计算，按日历的周。
    """
    period = scored_period(plans, span)
    rows = joint_scoreboard(list(plans.ledgers.values()), period)
    if unit:
        wanted = plans.expand(unit)
        rows = [row for row in rows if row.unit in wanted]
    show(Result(rows, scoreboard_listing(rows), scoreboard_page(rows, period), mark=plans.mark), format, output, force)
