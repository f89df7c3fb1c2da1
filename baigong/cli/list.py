"""`baigong list`: the table of tasks, filtered, sorted, in any format."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated

from baigong import words
from baigong.calendar import long_day
from baigong.cli import completion, options, selection
from baigong.cli.open_plans import Plans
from baigong.cli.output import show
from baigong.cli.parameters import flag, option
from baigong.cli.session import Session
from baigong.errors import NoColumnsError
from baigong.ledger.ids import find_section
from baigong.ledger.query import SORT_NAMES, SORTS, Query, leading_rank, part_of, select
from baigong.ledger.task_state import TaskState
from baigong.pages.tasks import COLUMNS, count_words, task_listing
from baigong.render.interface import Result
from baigong.reports.tasks import task_row
from baigong.words import Light, Role, Status, as_typed

Roles = Annotated[
    tuple[Role, ...],
    option(
        "--role",
        metavar="角色",
        help="牵头、责任、配合",
        many=True,
        offer=completion.vocabulary(words.ROLE),
        read=options.vocabulary(words.ROLE, "角色"),
    ),
]
Sections = Annotated[
    options.ByPlan,
    option(
        "--section",
        metavar="板块",
        help="板块编号或标题中的字",
        many=True,
        offer=completion.sections,
        find=lambda raw, plans: plans.find(raw, lambda session, one: find_section(session.plan, one)),
    ),
]
Statuses = Annotated[
    tuple[Status, ...],
    option(
        "--status",
        "-s",
        metavar="状态",
        help="、".join(words.STATUS.values()),
        many=True,
        offer=completion.vocabulary(words.STATUS),
        read=options.vocabulary(words.STATUS, "状态"),
    ),
]
Lights = Annotated[
    tuple[Light, ...],
    option(
        "--light",
        metavar="灯",
        help="红、黄、绿",
        many=True,
        offer=completion.vocabulary(words.LIGHT),
        read=options.vocabulary(words.LIGHT, "灯"),
    ),
]
Open = Annotated[bool, flag("--open", help="只列没有办结的")]
Overdue = Annotated[bool, flag("--overdue", help="只列逾期的")]
DueWithin = Annotated[int | None, option("--due-within", metavar="天数", help="只列这些天内到期的", read=options.days)]
Unproved = Annotated[bool, flag("--without-evidence", help="只列已完成、已销号而没有佐证的")]
Search = Annotated[str, option("--search", metavar="文字", help="任务原文中含有的字")]
Sort = Annotated[
    str | None,
    option(
        "--sort",
        metavar="次序",
        help=f"按{'、'.join(SORT_NAMES.values())}排列",
        offer=completion.vocabulary(SORT_NAMES),
        read=lambda raw: options.choice(raw, SORT_NAMES, "次序"),
    ),
]
_TITLES = {key: column.title for key, column in COLUMNS.items()}


def _columns(raw: str) -> tuple[str, ...]:
    keys = options.choices([raw], _TITLES, "列")
    if not keys:
        raise NoColumnsError(tuple(_TITLES))
    return keys


Columns = Annotated[
    tuple[str, ...] | None,
    option(
        "--columns",
        metavar="列",
        help=f"只列这些列：{'、'.join(_TITLES.values())}",
        offer=completion.columns,
        read=_columns,
    ),
]


def command(
    plans: selection.OfQuery,
    unit: options.Units = (),
    role: Roles = (),
    section: Sections = options.NONE,
    status: Statuses = (),
    light: Lights = (),
    open: Open = False,
    overdue: Overdue = False,
    due_within: DueWithin = None,
    leader: options.Leaders = options.NONE,
    search: Search = "",
    unproved: Unproved = False,
    sort: Sort = None,
    columns: Columns = None,
    format: options.FormatOption = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """列出任务，可按单位、状态、亮灯等筛选。

    条件可以叠加，例如 list --unit 省财政厅 --open --sort due。
    """
    query = Query(
        units=unit,
        roles=role,
        statuses=status,
        lights=light,
        open=open,
        overdue=overdue,
        due_within=due_within,
        text=search,
        unproved=unproved,
    )
    hits: list[tuple[Session, TaskState]] = []
    for session in plans.sessions:
        if all(not by_plan or session.name in by_plan for by_plan in (section, leader)):
            own = replace(query, sections=section.get(session.name, ()), leaders=leader.get(session.name, ()))
            states = select(session.states(), own, session.ledger.directory)
            hits += [(session, state) for state in states]
    if sort:
        hits.sort(key=lambda pair: SORTS[sort](pair[1]))
    elif unit and plans.several:
        hits.sort(key=lambda pair: (leading_rank(pair[1], unit, pair[0].ledger.directory), SORTS["due"](pair[1])))
    rows = [task_row(state, session.name) for session, state in hits]
    listing = task_listing(rows, columns, _footer(plans, query, hits))
    if not any(True for session in plans.sessions for _ in session.plan.tasks):
        listing = replace(listing, empty=f"台账里还没有任务，加任务请用 {as_typed('add --help')}")
    title = f"任务一览（截至{long_day(plans.today)}）"
    show(Result(rows, listing, title=title, mark=plans.mark), format, output, force)


def _footer(plans: Plans, query: Query, hits: list[tuple[Session, TaskState]]) -> str:
    lines = [count_words(state for _, state in hits) + f"（截至 {plans.today}）"]
    if plans.several:
        counts = Counter(session.name for session, _ in hits)
        lines.append("各方案：" + "、".join(f"{session.name} {counts[session.name]} 项" for session in plans.sessions))
    for unit in query.units:
        parts = [part for session, state in hits if (part := part_of(state, unit, session.ledger.directory))]
        groups = dict.fromkeys(part.via for part in parts if part.via)
        for group in groups:
            count = sum(part.via == group for part in parts)
            lines.append(f"{unit}：{count} 项因属于“{group}”而承担")
    return "\n".join(lines)
