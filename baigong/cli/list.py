"""`baigong list`: the table of tasks, filtered, sorted, in any format."""

from __future__ import annotations

from typing import Annotated

import typer

from baigong import words
from baigong.cli import completion, options
from baigong.cli.output import show
from baigong.cli.session import Session, open_ledger
from baigong.errors import UsageError
from baigong.ledger.ids import find_section
from baigong.ledger.query import SORT_NAMES, SORTS, Query, part_of, select
from baigong.ledger.task_state import TaskState
from baigong.pages.tasks import COLUMNS, count_words, task_listing
from baigong.render.interface import Result
from baigong.reports.tasks import task_rows
from baigong.words import ROLES


def command(
    ctx: typer.Context,
    unit: options.Units = None,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="角色", help="牵头、责任、配合", autocompletion=completion.roles),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="板块", help="板块编号或标题中的字", autocompletion=completion.sections),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", "-s", metavar="状态", help=options.STATUS_HELP, autocompletion=completion.statuses),
    ] = None,
    light: Annotated[
        list[str] | None, typer.Option("--light", metavar="灯", help="红、黄、绿", autocompletion=completion.lights)
    ] = None,
    open: Annotated[bool, typer.Option("--open", help="只列没有办结的")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期的")] = False,
    due_within: Annotated[str | None, typer.Option("--due-within", metavar="天数", help="只列这些天内到期的")] = None,
    search: Annotated[
        str, typer.Option("--search", metavar="文字", help="任务原文中含有的字", show_default=False)
    ] = "",
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort", metavar="次序", help=f"按{'、'.join(SORT_NAMES.values())}排列", autocompletion=completion.sorts
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="列",
            help=f"只列这些列：{'、'.join(column.title for column in COLUMNS.values())}",
            autocompletion=completion.columns,
        ),
    ] = None,
    format: options.FormatOption = None,
    output: options.Output = None,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """列出任务，可按单位、状态、亮灯等筛选。

    条件可以叠加，例如 list --unit 省财政厅 --open --sort due。
    """
    opened = open_ledger(ctx, file, as_of)
    plan, directory = opened.plan, opened.ledger.directory
    query = Query(
        units=tuple(directory.find(name) for name in unit or ()),
        roles=options.read_choices(role, {name: words.ROLE[name] for name in ROLES}, "角色"),
        sections=tuple(find_section(plan, given) for given in section or ()),
        statuses=options.read_choices(status, words.STATUS, "状态"),
        lights=options.read_choices(light, words.LIGHT, "灯"),
        open=open,
        overdue=overdue,
        due_within=options.read_whole(due_within, "天数", 0, 36500) if due_within is not None else None,
        text=search,
    )
    states = select(opened.ledger.on(opened.today), query, directory)
    if sort:
        states.sort(key=SORTS[options.read_choice(sort, SORT_NAMES, "次序")])
    keys = _columns(columns)
    rows = task_rows(states)
    show(Result(rows, task_listing(rows, keys, _footer(opened, query, states))), format, output)


def _columns(given: str | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    names = {key: column.title for key, column in COLUMNS.items()}
    found = options.read_choices([given], names, "列")
    if not found:
        raise UsageError("没有写要哪些列", f"可用：{'、'.join(COLUMNS)}")
    return found


def _footer(opened: Session, query: Query, states: list[TaskState]) -> str:
    said = [count_words(states) + f"（截至 {opened.today}）"]
    directory = opened.ledger.directory
    for unit in query.units:
        parts = [part for state in states if (part := part_of(state, unit, directory))]
        groups = dict.fromkeys(part.via for part in parts if part.via)
        for group in groups:
            count = sum(part.via == group for part in parts)
            said.append(f"{unit}：{count} 项因属于“{group}”而承担")
    return "\n".join(said)
