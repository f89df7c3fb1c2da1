"""`baigong export`: the whole ledger for other programs: a workbook, a calendar, a task manager."""

from __future__ import annotations

from typing import Annotated

from baigong.cli import completion, options
from baigong.cli.output import show
from baigong.cli.parameters import option
from baigong.cli.session import Session
from baigong.errors import NoExportFormatError
from baigong.ledger.query import Query, select
from baigong.pages.agenda import agenda
from baigong.pages.book import ledger_book
from baigong.render.formats import EXPORT_NAMES
from baigong.render.interface import Result
from baigong.reports.agenda import date_rows, todo_rows
from baigong.reports.export import ledger_export
from baigong.reports.period import week_period
from baigong.reports.trend import burn_up

ExportFormat = Annotated[
    str | None,
    option("--format", metavar="格式", help="、".join(EXPORT_NAMES), offer=completion.export_formats),
]


def command(
    session: Session,
    unit: options.Units = (),
    format: ExportFormat = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """导出整本台账：Excel 工作簿、日历、任务管理软件。

    -o 台账.xlsx 为工作簿（任务、举措、记录、考核、图表），.ics 为日历（时限和节点，再次导入即更新），.json 为全部数据；
    --format taskwarrior 供 task import 导入。
    """
    if format is None and output is None:
        raise NoExportFormatError(EXPORT_NAMES)
    ledger, start = session.ledger, session.plan.head.start
    period = week_period(start, max(session.today, start), None)
    states = select(ledger.on(session.today), Query(units=unit), ledger.directory)
    rows = ledger_export(ledger, states, period, unit)
    result = Result(
        rows,
        mark=session.mark,
        book=lambda: ledger_book(rows, burn_up(ledger, period.as_of, unit)),
        agenda=lambda: agenda(session.plan, date_rows(ledger, states), todo_rows(ledger, states)),
    )
    show(result, format, output, force)
