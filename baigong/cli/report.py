"""`baigong report`: the report of a week, of a day's week, or of a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from baigong.cli import options
from baigong.cli.open_plans import Plans
from baigong.cli.output import show
from baigong.cli.periods import WeekOrMonth, report_period
from baigong.cli.session import Session
from baigong.ledger.leaders import leaders_of, ledger_of_leaders
from baigong.ledger.ledger import Ledger
from baigong.ledger.query import Query, select
from baigong.pages.blocks import Page, WebPage
from baigong.pages.brief import brief_page
from baigong.pages.sentences import Sentences
from baigong.pages.weekly import TEMPLATE, weekly_page
from baigong.render.interface import Result
from baigong.reports.period import Period
from baigong.reports.tasks import task_row
from baigong.reports.weekly import Weekly, weekly

if TYPE_CHECKING:
    from baigong.pages.dashboard import DashboardRows


def command(
    plans: Plans,
    span: WeekOrMonth,
    unit: options.Unit = "",
    leader: options.Leaders = options.NONE,
    brief: options.Brief = False,
    format: options.PageFormat = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """周报、月报。

    完成率与序时进度、比上期的变化、本期办结和进展、红灯黄灯、下期到期、各板块、各单位。
    几个方案放在一起时按日历的周通报，先合计，再一个方案一节。
    """
    period = report_period(plans, span)
    leaders = tuple(dict.fromkeys(name for names in leader.values() for name in names))
    if plans.several:
        show(_of_plans(plans, period, unit, leaders, brief), format, output, force)
        return
    session = plans.only
    ledger = _of_leaders(session, period, leaders)
    report = replace(weekly(ledger, period, unit), leaders=leaders)
    page = brief_page(report) if brief else weekly_page(report, session.sentences(TEMPLATE))
    web = None if brief else lambda: web_page(ledger, report, page)
    show(Result(report, page=page, web=web), format, output, force)


def _of_leaders(session: Session, period: Period, leaders: tuple[str, ...]) -> Ledger:
    """Give the ledger with only the tasks that these people answer for on the day of the report."""
    if not leaders:
        return session.ledger
    return ledger_of_leaders(session.ledger, leaders, session.ledger.on(period.as_of))


def _of_plans(plans: Plans, period: Period, unit: str, leaders: tuple[str, ...], brief: bool) -> Result:
    from baigong.pages.plans import plans_brief, plans_page
    from baigong.reports.plans import plans_report

    ledgers = {session.name: _of_leaders(session, period, leaders) for session in plans.sessions}
    report = plans_report(ledgers, period, unit, leaders, plans.unreadable)
    if brief:
        return Result(report, page=plans_brief(report))
    sessions = {session.name: session for session in plans.sessions}

    def sentences(name: str) -> Sentences:
        return sessions[name].sentences(TEMPLATE)

    def web() -> WebPage:
        from baigong.pages.plans_dashboard import plans_dashboard

        rows = _dashboard_rows(ledgers, period.as_of, (unit,) if unit else ())
        return plans_dashboard(report, rows, sentences, plans.expand)

    return Result(report, page=plans_page(report, sentences), web=web, mark=plans.mark)


def web_page(ledger: Ledger, report: Weekly, page: Page) -> WebPage:
    """Lay out the report as a page for a browser, with the tasks and the weeks that only this page shows."""
    from baigong.pages.dashboard import dashboard

    rows = _dashboard_rows({"": ledger}, report.period.as_of, (report.unit,) if report.unit else ())
    return dashboard(report, rows, page, ledger.directory.expand)


def _dashboard_rows(ledgers: Mapping[str, Ledger], day: date, units: tuple[str, ...]) -> DashboardRows:
    from baigong.pages.dashboard import DashboardRows
    from baigong.reports.trend import joint_burn_up, joint_unit_weeks

    every = list(ledgers.values())
    states = [
        (plan, state, leaders_of(state, ledger.directory))
        for plan, ledger in ledgers.items()
        for state in select(ledger.on(day), Query(units=units), ledger.directory)
    ]
    return DashboardRows(
        tasks=[task_row(state, plan) for plan, state, _ in states],
        leaders={(plan, state.id): leaders for plan, state, leaders in states},
        weeks=joint_burn_up(every, day, units),
        units=joint_unit_weeks(every, day, units),
    )
