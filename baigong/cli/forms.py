"""`baigong forms`: 报送表, a workbook for each unit to fill in; or the sheet of proposals of who leads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from baigong import words
from baigong.changes.common import moment
from baigong.cli import options, streams
from baigong.cli.letters import file_name
from baigong.cli.open_plans import Plans, ledgers_beside
from baigong.cli.output import refuse_file
from baigong.cli.parameters import flag, option
from baigong.cli.session import Session, Where, clock
from baigong.cli.user import confirm
from baigong.errors import WeekOfSeveralPlansError
from baigong.render.progress import progress
from baigong.store.replacement import write_whole

if TYPE_CHECKING:
    from baigong.calendar import Week
    from baigong.workbook.form import Form

Folder = Annotated[
    Path,
    option("--output", "-o", metavar="文件夹", help="写到这个文件夹，一个单位一份 .xlsx", read=Path),
]
FormWeek = Annotated[
    int | None, option("--week", "-w", metavar="周次", help="报第几周的（周一至周日），默认本周", read=options.week)
]
Divide = Annotated[bool, flag("--divide", help="改发分解表：每项任务建议由谁牵头，从下拉列表中定")]


def command(
    where: Where,
    plans: Plans,
    folder: Folder,
    unit: options.Units = (),
    week: FormWeek = None,
    divide: Divide = False,
    yes: options.Yes = False,
) -> None:
    """报送表：一个单位一份 .xlsx，发下去填。

    列出单位没有办结的任务和举措，只有浅黄色的格子可以填；填好用 collect 收回，其间台账照常记录，不会互相覆盖。
    """
    refuse_file(folder)
    from baigong.workbook.form import form_week

    if plans.several and week is not None:
        raise WeekOfSeveralPlansError(week, [session.name for session in plans.sessions])
    spans = {session.name: form_week(session.plan.head.start, session.today, week) for session in plans.sessions}
    workbooks = [
        workbook
        for session in plans.sessions
        for workbook in (
            _division(where, session, spans[session.name]) if divide else _forms(session, unit, spans[session.name])
        )
    ]
    there = [path for path, _ in workbooks if (folder / path).exists()]
    if there:
        confirm(f"{folder} 里已有 {len(there)} 份同名的文件（如 {there[0]}），覆盖", yes)
    from baigong.workbook.writer import to_bytes

    with progress("写报送表") as advance:
        for at, (path, form) in enumerate(workbooks, 1):
            write_whole(folder / path, to_bytes(form()))
            advance(at / len(workbooks))
    span = next(iter(spans.values())) if not plans.several else None
    streams.say(_summary(workbooks, folder, span, divide))


Workbooks = list[tuple[str, "Callable[[], Form]"]]
"""The name of each file, and what makes its content."""


def _summary(workbooks: Workbooks, folder: Path, span: Week | None, divide: bool) -> str:
    if not workbooks:
        return "没有待报的事项，没有写文件"
    if divide:
        workbook = folder / workbooks[0][0]
        return f"已写 {workbook}；填好以后用 {words.as_typed(f'collect {words.shell_word(str(workbook))}')} 收回"
    week = f"（第{span.number}周，{span.start} 至 {span.end}）" if span else "（各方案的本周）"
    return (
        f"已写 {len(workbooks)} 份报送表到 {folder}{week}；"
        f"填好以后用 {words.as_typed(f'collect {words.shell_word(str(folder))}')} 收回"
    )


def _forms(session: Session, units: tuple[str, ...], span: Week) -> Workbooks:
    from baigong.workbook.form import make_form, units_to_ask
    from baigong.workbook.layout import PROGRESS

    now = moment(session.ledger, clock())
    ledger, today = session.ledger, session.today
    workbooks: Workbooks = []
    names: set[str] = set()
    for unit in units_to_ask(ledger, units, today):
        whose = f"{file_name(unit)}-{file_name(session.name)}" if session.name else file_name(unit)
        stem = f"{whose}-{PROGRESS.file.format(week=span.number)}"
        while stem in names:
            stem += "_"
        names.add(stem)
        workbooks.append((f"{stem}.xlsx", partial(make_form, ledger, unit, span, today, now)))
    return workbooks


def _division(where: Where, session: Session, span: Week) -> Workbooks:
    from baigong.reports.division import division_entries
    from baigong.workbook.division import make_division
    from baigong.workbook.layout import DIVISION

    rows = division_entries(session.ledger, session.units, session.today, ledgers_beside(where, session))
    if not rows:
        return []
    now = moment(session.ledger, clock())
    whose = f"{file_name(session.name)}-" if session.name else ""
    return [(f"{whose}{DIVISION.file}.xlsx", partial(make_division, session.plan, span, rows, session.today, now))]
