"""`baigong report`: the report of a week, of a day's week, or of a month."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated

from baigong.cli import options
from baigong.cli.output import show
from baigong.cli.parameters import option
from baigong.cli.session import Session
from baigong.errors import ConflictingOptionsError, NotAMonthError
from baigong.ledger.ledger import Ledger
from baigong.ledger.query import Query, select
from baigong.model.plan import Plan
from baigong.pages.blocks import Page, WebPage
from baigong.pages.brief import brief_page
from baigong.pages.weekly import TEMPLATE, weekly_page
from baigong.render.interface import Result
from baigong.reports.period import Period, day_period, month_period, week_period
from baigong.reports.tasks import task_rows
from baigong.reports.weekly import Weekly, weekly

Day = Annotated[date | None, option("--date", metavar="日期", help="这一天所在的周，数据截至这一天", find=options.day)]
Month = Annotated[
    tuple[int, int] | None,
    option(
        "--month", metavar="月份", help="月报：2 或 2019-02", find=lambda typed, session: _month(typed, session.plan)
    ),
]


def command(
    session: Session,
    week: options.Week = None,
    day: Day = None,
    month: Month = None,
    unit: options.Unit = "",
    brief: options.Brief = False,
    format: options.PageFormat = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """周报、月报。

    完成率与序时进度、比上期的变化、本期办结和进展、红灯黄灯、下期到期、各板块、各单位。
    """
    if sum(chosen is not None for chosen in (week, day, month)) > 1:
        raise ConflictingOptionsError(("--week", "--date", "--month"))
    start, today = session.plan.head.start, session.today
    if month is not None:
        period: Period = month_period(start, today, *month)
    elif day is not None:
        period = day_period(start, today, day)
    else:
        period = week_period(start, today, week)
    report = weekly(session.ledger, period, unit)
    page = brief_page(report) if brief else weekly_page(report, session.sentences(TEMPLATE))
    web = None if brief else lambda: web_page(session.ledger, report, page)
    show(Result(report, page=page, web=web), format, output, force)


def web_page(ledger: Ledger, report: Weekly, page: Page) -> WebPage:
    """Lay out the report as a page for a browser, with the tasks and the weeks that only this page shows."""
    from baigong.pages.dashboard import DashboardRows, dashboard
    from baigong.reports.trend import burn_up, unit_weeks

    day, units = report.period.as_of, (report.unit,) if report.unit else ()
    tasks = task_rows(select(ledger.on(day), Query(units=units), ledger.directory))
    rows = DashboardRows(tasks, burn_up(ledger, day, units), unit_weeks(ledger, day, units))
    return dashboard(report, rows, page, ledger.directory.expand)


def _month(raw: str, plan: Plan) -> tuple[int, int]:
    """Read 2, 2月, 2019-02 or 2019年2月. Without a year it is the first such month of the plan's period."""
    plain = unicodedata.normalize("NFKC", raw).strip()
    match = re.fullmatch(r"(?:(\d{4})[-/年])?(\d{1,2})月?", plain)
    if not match or not 1 <= int(match[2]) <= 12:
        raise NotAMonthError(raw)
    month = int(match[2])
    start = plan.head.start
    year = int(match[1]) if match[1] else start.year + (date(start.year, month, 28) < start.replace(day=1))
    if year < 1:
        raise NotAMonthError(raw)
    return year, month
