"""`baigong export`: the whole ledger for other programs: a workbook, a calendar, a task manager."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from baigong.cli import completion, options
from baigong.cli.annex import write_annex
from baigong.cli.open_plans import Plans
from baigong.cli.output import show
from baigong.cli.parameters import option
from baigong.errors import NoExportFormatError
from baigong.ledger.query import Query, select
from baigong.pages.agenda import agenda, joint_agenda
from baigong.pages.book import ledger_book
from baigong.render.formats import EXPORT_NAMES
from baigong.render.interface import Result
from baigong.reports.agenda import date_rows, todo_rows
from baigong.reports.export import PlanPart, joint_export
from baigong.reports.period import calendar_week, week_period
from baigong.reports.trend import joint_burn_up

ExportFormat = Annotated[
    str | None,
    option("--format", metavar="格式", help="、".join(EXPORT_NAMES), offer=completion.export_formats),
]


Annex = Annotated[
    Path | None,
    option("--evidence", metavar="文件夹", help="把佐证的清单和文件写到这个文件夹", read=Path),
]


def command(
    plans: Plans,
    unit: options.Units = (),
    annex: Annex = None,
    format: ExportFormat = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """导出整本台账：Excel 工作簿、日历、任务管理软件。

    -o 台账.xlsx 为工作簿（任务、举措、记录、考核、图表），.ics 为日历（时限和节点，再次导入即更新），.json 为全部数据；
    --format taskwarrior 供 task import 导入。
    """
    if format is None and output is None and annex is None:
        raise NoExportFormatError(EXPORT_NAMES)
    day = max(plans.today, plans.start)
    period = calendar_week(day) if plans.several else week_period(plans.start, day, None)
    states = {
        session.name: select(session.ledger.on(plans.today), Query(units=unit), session.ledger.directory)
        for session in plans.sessions
    }
    parts = [PlanPart(session.name, session.ledger, states[session.name]) for session in plans.sessions]
    rows = joint_export(parts, period, unit)
    if annex is not None:
        write_annex(plans, {name: [state.id for state in own] for name, own in states.items()}, annex, force)
    if format is None and output is None:
        return
    result = Result(
        rows,
        mark=plans.mark,
        book=lambda: ledger_book(rows, joint_burn_up(list(plans.ledgers.values()), period.as_of, unit)),
        agenda=lambda: joint_agenda(
            [
                agenda(part.ledger.plan, date_rows(part.ledger, part.states), todo_rows(part.ledger, part.states))
                for part in parts
            ]
        ),
    )
    show(result, format, output, force)
