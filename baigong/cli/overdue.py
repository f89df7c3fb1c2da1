"""`baigong overdue`: what is late, by how many days, whose; and what falls due soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from baigong.calendar import long_day
from baigong.cli import options, selection
from baigong.cli.output import show
from baigong.cli.parameters import flag, option
from baigong.ledger.query import Query, select
from baigong.pages.overdue import overdue_listing, overdue_page
from baigong.render.interface import Result
from baigong.reports.overdue import coming_rows, overdue_rows

Within = Annotated[
    int | None, option("--within", metavar="天数", help="另按周列出这些天内到期的事项", read=options.days)
]
Fail = Annotated[bool, flag("--fail", help="有逾期时以 1 退出，供定时任务使用")]


def command(
    plans: selection.OfLateness,
    unit: options.Units = (),
    leader: options.Leaders = options.NONE,
    within: Within = None,
    fail: Fail = False,
    format: options.FormatOption = None,
    output: options.Output = None,
    force: options.Force = False,
) -> int:
    """列出逾期事项：逾期几天、由谁负责。

    包括逾期的任务、举措和未报的节点；--within 另列即将到期的。
    """
    day = plans.today
    states = {
        session.name: select(
            session.states(), Query(units=unit, leaders=leader.get(session.name, ())), session.ledger.directory
        )
        for session in plans.sessions
        if not leader or session.name in leader
    }
    late = [row for name, own in states.items() for row in overdue_rows(own, name)]
    late.sort(key=lambda row: -row.overdue_days)
    title = f"逾期事项一览（截至{long_day(day)}）"
    if within is None:
        show(Result(late, overdue_listing(late, day), title=title, mark=plans.mark), format, output, force)
    else:
        last = day + timedelta(days=within)
        coming = [row for name, own in states.items() for row in coming_rows(own, day, last, name)]
        coming.sort(key=lambda row: row.due)
        both = [*late, *coming]
        page = overdue_page(late, coming, within, day)
        show(Result(both, overdue_listing(both, day), page, title, mark=plans.mark), format, output, force)
    return 1 if fail and late else 0
